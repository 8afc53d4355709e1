import { BlockStack, Checkbox, RadioButton, Select, TextField, type TextFieldProps } from "@shopify/polaris";
import { useEffect, useId, useRef, useState, type ReactNode } from "react";

type Common = { name: string; label: string; initial: string; help?: ReactNode; problem?: string | undefined };

/**
 * What somebody typed, ticked or chose before the page's script came is in the field and not in its state, and the next drawing
 * would put the old value back: the field with this id is read once, when the script has come. Later on the state is the truth.
 */
function useEarlyInput(id: string, take: (field: HTMLInputElement) => void): void {
  const isRead = useRef(false);
  useEffect(() => {
    if (isRead.current) return;
    isRead.current = true;
    const field = document.getElementById(id);
    if (field) take(field as HTMLInputElement);
  });
}

/** A text field that keeps what is typed; without script the form posts it just the same. */
export function TextInput(props: Common & {
  type?: NonNullable<TextFieldProps["type"]>;
  autoComplete?: string;
  inputMode?: NonNullable<TextFieldProps["inputMode"]>;
  placeholder?: string;
  suffix?: string;
  rows?: number;
  lengthMax?: number;
  isRequired?: boolean;
  isCounted?: boolean;
  isLabelHidden?: boolean;
  onType?: (text: string) => void;
}) {
  const id = useId();
  const [value, setValue] = useState(props.initial);
  const type = (text: string) => {
    setValue(text);
    props.onType?.(text);
  };
  useEarlyInput(id, ({ value: early }) => early !== value && type(early));
  return (
    <TextField
      id={id} name={props.name} label={props.label} value={value} onChange={type} type={props.type ?? "text"}
      autoComplete={props.autoComplete ?? "off"} error={props.problem ?? false} requiredIndicator={props.isRequired ?? false}
      labelHidden={props.isLabelHidden ?? false}
      {...(props.help !== undefined && { helpText: props.help })}
      {...(props.inputMode && { inputMode: props.inputMode })}
      {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
      {...(props.suffix !== undefined && { suffix: props.suffix })}
      {...(props.rows !== undefined && { multiline: props.rows })}
      {...(props.lengthMax !== undefined && { maxLength: props.lengthMax, showCharacterCount: props.isCounted ?? false })}
    />
  );
}

export function SelectInput(props: Common & { options: { value: string; label: string }[]; onChoose?: (value: string) => void }) {
  const id = useId();
  const [value, setValue] = useState(props.initial);
  const choose = (chosen: string) => {
    setValue(chosen);
    props.onChoose?.(chosen);
  };
  useEarlyInput(id, ({ value: early }) => early !== value && choose(early));
  return (
    <Select
      id={id} name={props.name} label={props.label} options={props.options} value={value} onChange={choose} error={props.problem ?? false}
      {...(props.help !== undefined && { helpText: props.help })}
    />
  );
}

/** Posts "true", or nothing. */
export function CheckInput(props: Common) {
  const id = useId();
  const [isOn, setOn] = useState(props.initial === "true");
  useEarlyInput(id, ({ checked }) => setOn(checked));
  return (
    <Checkbox
      id={id} name={props.name} label={props.label} value="true" checked={isOn} onChange={setOn} error={props.problem ?? false}
      {...(props.help !== undefined && { helpText: props.help })}
    />
  );
}

/** One of a few, all of them in sight. */
export function RadioInput(props: { name: string; label: string; initial: string; options: { value: string; label: string; help?: string }[]; onChoose?: (value: string) => void }) {
  const [chosen, setChosen] = useState(props.initial);
  const choose = (value: string) => {
    setChosen(value);
    props.onChoose?.(value);
  };
  return (
    <fieldset className="radios">
      <legend>{props.label}</legend>
      <BlockStack gap="0">
        {props.options.map(({ value, label, help }) => (
          <RadioOption key={value} name={props.name} value={value} label={label} help={help} isChosen={chosen === value} onChoose={() => choose(value)} />
        ))}
      </BlockStack>
    </fieldset>
  );
}

function RadioOption({ name, value, label, help, isChosen, onChoose }: { name: string; value: string; label: string; help: string | undefined; isChosen: boolean; onChoose: () => void }) {
  const id = `${name}-${value}`;
  useEarlyInput(id, ({ checked }) => checked && !isChosen && onChoose());
  return <RadioButton id={id} name={name} value={value} label={label} checked={isChosen} onChange={onChoose} {...(help !== undefined && { helpText: help })} />;
}

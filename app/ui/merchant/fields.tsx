import { BlockStack, Checkbox, RadioButton, Select, TextField, type TextFieldProps } from "@shopify/polaris";
import { useState, type ReactNode } from "react";

type Common = { name: string; label: string; initial: string; help?: ReactNode; problem?: string | undefined };

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
  const [value, setValue] = useState(props.initial);
  const type = (text: string) => {
    setValue(text);
    props.onType?.(text);
  };
  return (
    <TextField
      name={props.name} label={props.label} value={value} onChange={type} type={props.type ?? "text"}
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
  const [value, setValue] = useState(props.initial);
  const choose = (chosen: string) => {
    setValue(chosen);
    props.onChoose?.(chosen);
  };
  return (
    <Select
      name={props.name} label={props.label} options={props.options} value={value} onChange={choose} error={props.problem ?? false}
      {...(props.help !== undefined && { helpText: props.help })}
    />
  );
}

/** Posts "true", or nothing. */
export function CheckInput(props: Common) {
  const [isOn, setOn] = useState(props.initial === "true");
  return (
    <Checkbox
      name={props.name} label={props.label} value="true" checked={isOn} onChange={setOn} error={props.problem ?? false}
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
          <RadioButton
            key={value} id={`${props.name}-${value}`} name={props.name} value={value} label={label} checked={chosen === value} onChange={() => choose(value)}
            {...(help !== undefined && { helpText: help })}
          />
        ))}
      </BlockStack>
    </fieldset>
  );
}

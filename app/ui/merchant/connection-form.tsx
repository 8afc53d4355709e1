import { useNavigation } from "@remix-run/react";
import { Banner, BlockStack, Card, Page } from "@shopify/polaris";
import type { Words } from "../../core/locale";
import type { SettingsField, SettingsValues } from "../../core/ports";
import { settingsWords } from "../words/settings";
import { CheckInput, SelectInput, TextInput } from "./fields";
import { useSay, useWords } from "./language";
import { SettingsForm } from "./settings-form";
import { SubmitButton } from "./submit-button";

/** Why settings were not saved, with what was typed except the secrets. */
export type ConnectAnswer =
  | { ok: false; reason: "settings-wrong"; problems: { field: string; message: Words }[]; typed: SettingsValues }
  | { ok: false; reason: "not-working"; problems: Words[]; typed: SettingsValues }
  | { ok: false; reason: "connection-unknown" | "vendor-unknown"; typed: SettingsValues }
  | { ok: false; reason: "trouble"; words: Words };

/** What may go back to a browser of what it typed. */
export function withoutSecrets(fields: readonly SettingsField[], typed: SettingsValues): SettingsValues {
  return Object.fromEntries(fields.filter(({ kind }) => kind !== "secret").map(({ name }) => [name, typed[name] ?? ""]));
}

type FormProps = { fields: readonly SettingsField[]; values: SettingsValues; savedSecrets: readonly string[]; answer: ConnectAnswer | null };

/** A page for a vendor that is not connected yet. */
export function ConnectScreen({ vendorName, fields, answer }: { vendorName: string; fields: readonly SettingsField[]; answer: ConnectAnswer | null }) {
  const { title, connection } = useWords(settingsWords);
  return (
    <Page narrowWidth backAction={{ content: title, url: "/app/settings" }} title={connection.newTitle(vendorName)}>
      <Card><ConnectionForm fields={fields} values={initialOf(fields)} savedSecrets={[]} answer={answer} /></Card>
    </Page>
  );
}

const initialOf = (fields: readonly SettingsField[]) => Object.fromEntries(fields.map(({ name, initial }) => [name, initial ?? ""]));

/** A vendor's settings, drawn from the fields it says it needs. Secrets come from nobody but the person typing. */
export function ConnectionForm({ fields, values, savedSecrets, answer }: FormProps) {
  const { connection: words } = useWords(settingsWords);
  const isSaving = useNavigation().formData?.get("intent") === "save";
  const shown = answer && "typed" in answer ? answer.typed : values;
  const problems = answer?.reason === "settings-wrong" ? answer.problems : [];
  return (
    <BlockStack gap="400">
      <FormNews answer={answer} hasSecrets={fields.some(({ kind }) => kind === "secret")} />
      <SettingsForm intent="save" autoComplete="off">
        <BlockStack gap="400">
          {fields.map((field) => (
            <Field key={field.name} field={field} initial={shown[field.name] ?? ""} isSaved={savedSecrets.includes(field.name)} problem={problems.find((one) => one.field === field.name)?.message} />
          ))}
          <div><SubmitButton look="primary" intent="save" isBusy={isSaving} busy={words.saving}>{words.save}</SubmitButton></div>
        </BlockStack>
      </SettingsForm>
    </BlockStack>
  );
}

function FormNews({ answer, hasSecrets }: { answer: ConnectAnswer | null; hasSecrets: boolean }) {
  const { connection: words } = useWords(settingsWords);
  const say = useSay();
  if (answer === null) return null;
  const problems = answer.reason === "not-working" ? answer.problems : answer.reason === "trouble" ? [answer.words] : [];
  return (
    <Banner tone="critical" title={answer.reason === "settings-wrong" ? words.wrong : words.notWorking}>
      {problems.map((problem) => <p key={problem.en}>{say(problem)}</p>)}
      {hasSecrets ? <p>{words.typeAgain}</p> : null}
    </Banner>
  );
}

function Field({ field, initial, isSaved, problem }: { field: SettingsField; initial: string; isSaved: boolean; problem: Words | undefined }) {
  const { connection: words } = useWords(settingsWords);
  const say = useSay();
  const help = [field.help && say(field.help), isSaved && words.secretKeep].filter(Boolean).join(" ");
  const common = { name: field.name, label: say(field.label), initial, problem: problem && say(problem), ...(help !== "" && { help }) };
  switch (field.kind) {
    case "boolean": return <CheckInput {...common} />;
    case "choice": return <SelectInput {...common} options={(field.choices ?? []).map(({ value, label }) => ({ value, label: say(label) }))} />;
    case "secret": return <TextInput {...common} initial="" type="password" autoComplete="new-password" isRequired={field.isRequired && !isSaved} {...(isSaved && { placeholder: `•••••••• ${words.secretSaved}` })} />;
    case "number": return <TextInput {...common} inputMode="numeric" isRequired={field.isRequired} />;
    case "email": return <TextInput {...common} type="email" inputMode="email" isRequired={field.isRequired} />;
    case "url": return <TextInput {...common} inputMode="url" isRequired={field.isRequired} />;
    default: return <TextInput {...common} isRequired={field.isRequired} />;
  }
}

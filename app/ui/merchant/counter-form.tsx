import { Form } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { useState, type ReactNode } from "react";
import type { CounterField, CounterProblems } from "../../core/counter-form";
import type { HandMethod } from "../../core/hand-note";
import type { Words } from "../../core/locale";
import { toDecimal, type Money } from "../../core/money";
import type { TillLaw } from "../../core/till-rule";
import { counterWords, type NoteProblemWord } from "../words/counter";
import { SectionTitle } from "./facts";
import { CheckInput, SelectInput, TextInput } from "./fields";
import { useLocale, useMoney, useSay, useWords } from "./language";
import { SubmitButton } from "./submit-button";

type Typed = Readonly<Record<string, string>>;

/** What came of a form, and what was typed in it. `noteId`: the same press again, after an answer that was lost. */
export type CounterAnswer =
  | { ok: false; reason: "fields"; problems: CounterProblems; typed: Typed }
  | { ok: false; reason: NoteProblemWord; typed: Typed }
  | { ok: false; reason: "trouble"; words: Words; typed?: Typed };

export type ReceivedFormProps = {
  open: Money; isPaid: boolean; methods: HandMethod[]; cash: "on" | "off" | "no-account"; law: TillLaw; today: string; noteId: string; answer: CounterAnswer | null;
  /** What stands above the fields: for which orders it is, where there are several. */
  children?: ReactNode;
};

/** "Payment received": how, how much, when; and why some ways are not offered. */
export function ReceivedForm(props: ReceivedFormProps) {
  const words = useWords(counterWords);
  const { methods, answer, today, open } = props;
  const typed = answer?.typed?.intent === "received" ? answer.typed : {};
  const [method, setMethod] = useState(typed.method ?? methods[0] ?? "");
  const { fields } = words;
  const problems = answer?.reason === "fields" && answer.typed.intent === "received" ? answer.problems : {};
  const initial = useInitial(open);
  const say = (field: keyof CounterProblems) => { const problem = problems[field]; return problem && fields[problem]; };
  if (methods.length === 0) return <Card><BlockStack gap="300"><SectionTitle title={words.form.title} /><CashOff {...props} /></BlockStack></Card>;
  return (
    <Card>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="noteId" value={typed.noteId ?? props.noteId} />
        <BlockStack gap="400">
          <SectionTitle title={words.form.title} />
          {props.children}
          {props.isPaid ? <Banner tone="warning"><p>{words.form.paid}</p></Banner> : null}
          <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
            <SelectInput name="method" label={words.form.method} initial={method} onChoose={setMethod} options={methods.map((value) => ({ value, label: words.methods[value] }))} problem={say("method")} />
            <TextInput name="amount" label={words.form.amount} help={<OpenHelp open={open} />} inputMode="decimal" suffix={open.currency} initial={typed.amount ?? initial} problem={say("amount")} />
            <TextInput name="date" label={words.form.date} type="date" initial={typed.date ?? today} problem={say("date")} />
          </InlineGrid>
          {methods.includes("cheque") ? <ChequeFields isWanted={method === "cheque"} typed={typed} say={say} /> : null}
          {answer?.reason === "more-than-open" || props.isPaid ? <CheckInput name="mayExceed" label={words.form.exceed} help={words.form.exceedHelp} initial="" /> : null}
          <InlineStack gap="300"><SubmitButton intent="received" look="primary" busy={words.form.busy}>{words.form.submit}</SubmitButton></InlineStack>
          <CashOff {...props} />
        </BlockStack>
      </Form>
    </Card>
  );
}

function OpenHelp({ open }: { open: Money }) {
  const { form } = useWords(counterWords);
  const write = useMoney();
  return <span suppressHydrationWarning>{form.amountHelp(write(open))}</span>;
}

/** What a typed amount begins with: all that is open, nothing when nothing is. */
export function useInitial(open: Money): string {
  const locale = useLocale();
  if (open.amountMinor <= 0) return "";
  const text = toDecimal(open);
  return locale === "fr" ? text.replace(".", ",") : text;
}

/** Shown once a cheque is chosen; without script always, for nobody could choose them to appear. */
function ChequeFields({ isWanted, typed, say }: { isWanted: boolean; typed: Typed; say: (field: CounterField) => string | undefined }) {
  const { form } = useWords(counterWords);
  return (
    <fieldset className="plain-fields cheque-fields" data-wanted={isWanted}>
      <legend>{form.cheque}</legend>
      <BlockStack gap="300">
        <Text as="p" tone="subdued">{form.chequeHelp}</Text>
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
          <TextInput name="number" label={form.number} inputMode="numeric" lengthMax={40} initial={typed.number ?? ""} problem={say("number")} />
          <TextInput name="bank" label={form.bank} lengthMax={80} initial={typed.bank ?? ""} problem={say("bank")} />
          <TextInput name="drawer" label={form.drawer} lengthMax={80} initial={typed.drawer ?? ""} problem={say("drawer")} />
        </InlineGrid>
      </BlockStack>
    </fieldset>
  );
}

/** Why cash is not among the ways, in plain words, and where that is changed. */
function CashOff({ cash, law, methods }: Pick<ReceivedFormProps, "cash" | "law" | "methods">) {
  const words = useWords(counterWords);
  if (cash === "on" && methods.length > 0) return null;
  const isOff = cash === "off";
  return (
    <Banner tone="info" action={{ content: isOff ? words.toSettings : words.toAccounts, url: isOff ? "/app/settings/shop" : "/app/settings" }}>
      <p>{isOff ? `${words.cash.off} ${words.law[law]}` : words.cash["no-account"]}</p>
    </Banner>
  );
}

/** Why the last button did not do what it says. */
export function CounterNews({ answer }: { answer: CounterAnswer | null }) {
  const words = useWords(counterWords);
  const say = useSay();
  if (answer === null || answer.reason === "fields") return null;
  return <Banner tone={answer.reason === "more-than-open" ? "warning" : "critical"}><p>{answer.reason === "trouble" ? say(answer.words) : words.problems[answer.reason]}</p></Banner>;
}

/** A way back to where the notes are listed. */
export function CounterLink({ to, children }: { to: string; children: string }) {
  return <Button url={to} variant="primary">{children}</Button>;
}

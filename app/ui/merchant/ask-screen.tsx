import { Form } from "@remix-run/react";
import { Banner, BlockStack, Card, InlineGrid, InlineStack, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { customerNameLengthMax, purposeLengthMax, type AskField, type AskFormProblem, type TypedAsk } from "../../core/ask-form";
import { shopperLocales, type Words } from "../../core/locale";
import { noteLengthMax } from "../../core/send-form";
import { askWords } from "../words/ask";
import { linksWords } from "../words/links";
import { sendWords } from "../words/send";
import { RadioInput, SelectInput, TextInput } from "./fields";
import { useSay, useWords } from "./language";
import { MessagePreview, type PreviewProps } from "./message-preview";
import { PlanFields } from "./plan-fields";
import { SubmitButton } from "./submit-button";

type AskProblem = "expires-in-the-past" | "expires-too-far" | "no-messenger";

/** What came of pressing one of the form's buttons, with what was typed. */
export type AskAnswer =
  | { ok: true; preview: PreviewProps; typed: TypedAsk }
  | { ok: false; reason: "fields"; problems: Partial<Record<AskField, AskFormProblem>>; typed: TypedAsk }
  | { ok: false; reason: AskProblem; typed: TypedAsk }
  | { ok: false; reason: "trouble"; words: Words };

export type AskScreenProps = {
  initial: TypedAsk;
  currencies: readonly string[];
  hasMessenger: boolean;
  hasProvider: boolean;
  linkId: string;
  messageId: string;
  answer: AskAnswer | null;
};

/** "Ask for a payment": a link without an order, previewed and sent like any other. */
export function AskScreen(props: AskScreenProps) {
  const words = useWords(askWords);
  const { send, setUpMail, problems } = useWords(sendWords);
  const { title } = useWords(linksWords);
  const { answer, hasMessenger } = props;
  const typed = answer && "typed" in answer ? answer.typed : props.initial;
  return (
    <Page narrowWidth backAction={{ content: title, url: "/app/links" }} title={words.title}>
      <BlockStack gap="400">
        <AskNews answer={answer} />
        {props.hasProvider ? null : <Banner tone="warning" action={{ content: words.setUpWay, url: "/app/settings" }}><p>{words.noWay}</p></Banner>}
        {hasMessenger ? null : <Banner tone="warning" action={{ content: setUpMail, url: "/app/settings" }}><p>{problems["no-messenger"]}</p></Banner>}
        <Card>
          <Form method="post" preventScrollReset>
            <input type="hidden" name="linkId" value={props.linkId} />
            <input type="hidden" name="messageId" value={props.messageId} />
            <BlockStack gap="500">
              <Text as="p" tone="subdued">{words.intro}</Text>
              <AskFields typed={typed} {...props} />
              <InlineStack gap="200">
                {hasMessenger ? <SubmitButton intent="send" look="primary" busy={send.sending}>{send.submit}</SubmitButton> : null}
                {hasMessenger ? <SubmitButton intent="preview" busy={send.previewing}>{answer?.ok ? send.refresh : send.preview}</SubmitButton> : null}
                <SubmitButton intent="create" look={hasMessenger ? "plain" : "primary"}>{send.create}</SubmitButton>
              </InlineStack>
            </BlockStack>
          </Form>
        </Card>
        {answer?.ok ? <Card><MessagePreview {...answer.preview} /></Card> : null}
      </BlockStack>
    </Page>
  );
}

function AskNews({ answer }: { answer: AskAnswer | null }) {
  const { formProblem, problems } = useWords(sendWords);
  const say = useSay();
  if (answer === null || answer.ok) return null;
  if (answer.reason === "trouble") return <Banner tone="critical"><p>{say(answer.words)}</p></Banner>;
  return <Banner tone="critical"><p>{answer.reason === "no-messenger" ? problems["no-messenger"] : formProblem}</p></Banner>;
}

/** A plan where there can be one; elsewhere why not, unless the form came back with one: then at its field. */
function AskPlan({ typed, answer, isFree, isForMany }: { typed: TypedAsk; answer: AskAnswer | null; isFree: boolean; isForMany: boolean }) {
  const { noPlan } = useWords(askWords);
  const planProblem = useProblemOf(answer)("plan");
  if ((isFree || isForMany) && planProblem === undefined) return <Text as="p" tone="subdued">{isFree ? noPlan.free : noPlan.many}</Text>;
  const { planShare, planCount }: Partial<Record<AskField, AskFormProblem>> = answer !== null && !answer.ok && answer.reason === "fields" ? answer.problems : {};
  const problems = { ...(planShare === "share-wrong" && { planShare }), ...(planCount === "count-wrong" && { planCount }) };
  return <PlanFields typed={typed} problems={problems} planProblem={isFree || isForMany ? planProblem : undefined} />;
}

/** Every problem stands at its field, whoever found it. */
function useProblemOf(answer: AskAnswer | null): (field: AskField) => string | undefined {
  const own = useWords(askWords).problems;
  const { fieldProblems, problems } = useWords(sendWords);
  const texts: Partial<Record<string, string>> = { ...problems, ...fieldProblems, ...own };
  return (field) => {
    if (answer === null || answer.ok || answer.reason === "trouble") return undefined;
    const problem = answer.reason === "fields" ? answer.problems[field] : field === "expires" ? answer.reason : undefined;
    return problem && texts[problem];
  };
}

function AskFields({ typed, currencies, answer }: AskScreenProps & { typed: TypedAsk }) {
  const words = useWords(askWords);
  const { send, locales } = useWords(sendWords);
  const problemOf = useProblemOf(answer);
  const [isFree, setFree] = useState(typed.amountKind === "free");
  const [isForMany, setForMany] = useState(typed.use === "many");
  return (
    <>
      <TextInput name="purpose" label={words.purpose} help={words.purposeHelp} initial={typed.purpose} problem={problemOf("purpose")} lengthMax={purposeLengthMax} isRequired />
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
        <RadioInput
          name="amountKind" label={words.amountTitle} initial={typed.amountKind} onChoose={(value) => setFree(value === "free")}
          options={[{ value: "fixed", label: words.fixed }, { value: "free", label: words.free, help: words.freeHelp }]}
        />
        <RadioInput
          name="use" label={words.useTitle} initial={typed.use} onChoose={(value) => setForMany(value === "many")}
          options={[{ value: "once", label: words.once, help: words.onceHelp }, { value: "many", label: words.many, help: words.manyHelp }]}
        />
        {isFree ? null : <TextInput name="amount" label={words.amount} initial={typed.amount} problem={problemOf("amount")} inputMode="decimal" placeholder="12,50" />}
        <SelectInput name="currency" label={words.currency} initial={currencies.includes(typed.currency) ? typed.currency : (currencies[0] ?? "")} options={currencies.map((value) => ({ value, label: value }))} problem={problemOf("currency")} />
        {isForMany ? null : <TextInput name="name" label={words.name} help={words.nameHelp} initial={typed.name} problem={problemOf("name")} lengthMax={customerNameLengthMax} />}
        <TextInput
          name="email" type="email" label={words.email} help={isForMany ? words.emailManyHelp : words.emailHelp} initial={typed.email} problem={problemOf("email")} inputMode="email"
        />
        <SelectInput name="locale" label={send.locale} initial={typed.locale} options={shopperLocales.map((value) => ({ value, label: locales[value] }))} />
        <TextInput name="expires" type="date" label={send.expires} help={words.expiresHelp} initial={typed.expires} problem={problemOf("expires")} />
      </InlineGrid>
      <AskPlan typed={typed} answer={answer} isFree={isFree} isForMany={isForMany} />
      <TextInput name="note" label={send.note} help={send.noteHelp} initial={typed.note} problem={problemOf("note")} rows={3} lengthMax={noteLengthMax} isCounted />
    </>
  );
}

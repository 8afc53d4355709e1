import { Form } from "@remix-run/react";
import { Banner, BlockStack, Card, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { shopperLocales, type Words } from "../../core/locale";
import type { Money } from "../../core/money";
import type { PlanFormProblem, TypedPlan } from "../../core/plan-form";
import { noteLengthMax, type SendField, type SendFormProblem, type TypedSend } from "../../core/send-form";
import { sendWords, type SendProblem } from "../words/send";
import { useCollected } from "./collected";
import { SectionTitle } from "./facts";
import { SelectInput, TextInput } from "./fields";
import { useMoney, useSay, useWords } from "./language";
import { MessagePreview, type PreviewProps } from "./message-preview";
import { PlanFields } from "./plan-fields";
import { SubmitButton } from "./submit-button";

export type SendInitial = { email: string; locale: string; expires: string } & TypedPlan;

/** What came of pressing one of the form's buttons, with what was typed so that nothing is lost without script either. */
export type SendAnswer =
  | { ok: true; preview: PreviewProps; typed: TypedSend }
  | { ok: false; reason: "fields"; problems: Partial<Record<SendField, SendFormProblem>>; typed: TypedSend }
  | { ok: false; reason: SendProblem; typed: TypedSend }
  | { ok: false; reason: "trouble"; words: Words };

type SendSectionProps = { open: Money; initial: SendInitial; hasMessenger: boolean; hasLink: boolean; messageId: string; answer: SendAnswer | null };

/** "Send a payment link" and what it would look like. */
export function SendSection(props: SendSectionProps) {
  const words = useWords(sendWords);
  const { answer, initial } = props;
  const collected = useCollected();
  // The platform writes by itself where no mail of ours is set up.
  const canSend = props.hasMessenger || collected !== null;
  const typed: TypedSend = answer && "typed" in answer ? answer.typed : { ...initial, amount: "", note: "" };
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <SectionTitle title={words.send.title} />
          <Text as="p" tone="subdued">{props.hasLink ? words.send.again : (collected?.sendIntro ?? words.send.intro)}</Text>
        </BlockStack>
        <SendNews {...props} />
        <Form method="post" preventScrollReset>
          <input type="hidden" name="messageId" value={props.messageId} />
          <BlockStack gap="400">
            <SendFields typed={typed} {...props} />
            <InlineStack gap="200">
              {canSend ? <SubmitButton intent="send" look="primary" busy={words.send.sending}>{words.send.submit}</SubmitButton> : null}
              {props.hasMessenger ? (
                <SubmitButton intent="preview" busy={words.send.previewing}>{answer?.ok ? words.send.refresh : words.send.preview}</SubmitButton>
              ) : null}
              <SubmitButton intent="create" look={canSend ? "plain" : "primary"}>{words.send.create}</SubmitButton>
            </InlineStack>
          </BlockStack>
        </Form>
        {answer?.ok ? <MessagePreview {...answer.preview} /> : null}
      </BlockStack>
    </Card>
  );
}

/** Problems that belong to one field are told there, whoever found them. */
function fieldProblems(answer: SendAnswer | null): Partial<Record<SendField, SendFormProblem | SendProblem>> {
  if (answer === null || answer.ok) return {};
  switch (answer.reason) {
    case "fields": return answer.problems;
    case "amount-above-open": return { amount: answer.reason };
    case "expires-in-the-past":
    case "expires-too-far": return { expires: answer.reason };
    default: return {};
  }
}

function planProblems(answer: SendAnswer | null): Partial<Record<"planShare" | "planCount", PlanFormProblem>> {
  if (answer === null || answer.ok || answer.reason !== "fields") return {};
  const { planShare, planCount } = answer.problems;
  return { ...(planShare === "share-wrong" && { planShare }), ...(planCount === "count-wrong" && { planCount }) };
}

function SendNews({ answer, hasMessenger }: SendSectionProps) {
  const words = useWords(sendWords);
  const say = useSay();
  const collected = useCollected();
  const mailMissing = collected ? <Banner tone="info"><p>{collected.noMessenger}</p></Banner> : <Banner tone="warning" action={{ content: words.setUpMail, url: "/app/settings" }}><p>{words.problems["no-messenger"]}</p></Banner>;
  if (answer === null || answer.ok) return hasMessenger ? null : mailMissing;
  if (answer.reason === "trouble") return <Banner tone="critical"><p>{say(answer.words)}</p></Banner>;
  if (answer.reason === "no-messenger") return mailMissing;
  const isInField = Object.keys(fieldProblems(answer)).length > 0;
  return <Banner tone="critical"><p>{isInField || answer.reason === "fields" ? words.formProblem : words.problems[answer.reason]}</p></Banner>;
}

function SendFields({ typed, open, answer }: SendSectionProps & { typed: TypedSend }) {
  const { send, locales, fieldProblems: inField, problems } = useWords(sendWords);
  const write = useMoney();
  const collected = useCollected();
  const found = fieldProblems(answer);
  const texts: Record<string, string> = { ...problems, ...inField };
  const problemOf = (field: SendField) => {
    const problem = found[field];
    return problem && texts[problem];
  };
  return (
    <>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
        <TextInput name="email" type="email" label={send.email} help={collected?.emailHelp ?? send.emailHelp} initial={typed.email} problem={problemOf("email")} inputMode="email" />
        <SelectInput name="locale" label={send.locale} initial={typed.locale} options={shopperLocales.map((value) => ({ value, label: locales[value] }))} />
        {collected === null ? (
          <TextInput
            name="amount" label={send.amount} help={send.amountHelp(write(open))} initial={typed.amount} problem={problemOf("amount")}
            inputMode="decimal" suffix={open.currency} placeholder={write(open)}
          />
        ) : null}
        <TextInput name="expires" type="date" label={send.expires} help={send.expiresHelp} initial={typed.expires} problem={problemOf("expires")} />
      </InlineGrid>
      {collected === null ? <PlanFields typed={typed} problems={planProblems(answer)} /> : null}
      <TextInput name="note" label={send.note} help={send.noteHelp} initial={typed.note} problem={problemOf("note")} rows={3} lengthMax={noteLengthMax} isCounted />
    </>
  );
}

import { Form } from "@remix-run/react";
import { Banner, BlockStack, Card, InlineGrid, InlineStack, Link, Page, Text } from "@shopify/polaris";
import { shopperLocales, type Words } from "../../core/locale";
import { addMoney, moneyOf, type Money } from "../../core/money";
import { noteLengthMax } from "../../core/send-form";
import { sendWords, type SendFieldProblem } from "../words/send";
import { ordersWords } from "../words/orders";
import { togetherWords, type TogetherWordsProblem } from "../words/together";
import { Facts, SectionTitle, Stranger } from "./facts";
import { SelectInput, TextInput } from "./fields";
import { Amount, Time, useSay, useWords } from "./language";
import { MessagePreview, type PreviewProps } from "./message-preview";
import { orderPath } from "./paths";
import { SubmitButton } from "./submit-button";

export type TypedTogether = { email: string; locale: string; note: string };
export type TogetherAnswer =
  | { ok: true; preview: PreviewProps; typed: TypedTogether }
  | { ok: false; reason: "fields"; problems: Partial<Record<"email" | "note", SendFieldProblem>>; typed: TypedTogether }
  | { ok: false; reason: TogetherWordsProblem; numbers: string[]; typed: TypedTogether }
  | { ok: false; reason: "trouble"; words: Words };

export type TogetherScreenProps = {
  orders: { platformId: string; ref: string; number: string; createdAt: Date; open: Money }[];
  /** Why they cannot be asked for together; null when they can. */
  problem: { reason: TogetherWordsProblem; numbers: string[] } | null;
  hasMessenger: boolean;
  initial: TypedTogether;
  messageId: string;
  answer: TogetherAnswer | null;
};

/** Several orders of one customer, asked for by one mail with one address. */
export function TogetherScreen(props: TogetherScreenProps) {
  const words = useWords(togetherWords);
  const { title } = useWords(ordersWords);
  return (
    <Page fullWidth backAction={{ content: title, url: "/app/orders" }} title={words.title}>
      <InlineGrid columns={{ xs: 1, md: ["twoThirds", "oneThird"] }} gap="400" alignItems="start">
        <Card>
          <BlockStack gap="400">
            <Text as="p" tone="subdued">{words.intro}</Text>
            <News {...props} />
            {props.problem === null ? <SendTogether {...props} /> : <Link url="/app/orders">{words.back}</Link>}
          </BlockStack>
        </Card>
        <ChosenOrders orders={props.orders} />
      </InlineGrid>
    </Page>
  );
}

function News({ problem, answer, hasMessenger }: TogetherScreenProps) {
  const words = useWords(togetherWords);
  const { formProblem, setUpMail } = useWords(sendWords);
  const say = useSay();
  if (problem !== null) return <Banner tone="critical"><p>{words.problems[problem.reason](problem.numbers.join(", "))}</p></Banner>;
  const mailMissing = <Banner tone="warning" action={{ content: setUpMail, url: "/app/settings" }}><p>{words.problems["no-messenger"]("")}</p></Banner>;
  if (answer === null || answer.ok) return hasMessenger ? null : mailMissing;
  if (answer.reason === "trouble") return <Banner tone="critical"><p>{say(answer.words)}</p></Banner>;
  if (answer.reason === "fields") return <Banner tone="critical"><p>{formProblem}</p></Banner>;
  return answer.reason === "no-messenger" ? mailMissing : <Banner tone="critical"><p>{words.problems[answer.reason](answer.numbers.join(", "))}</p></Banner>;
}

function SendTogether({ answer, initial, hasMessenger, messageId }: TogetherScreenProps) {
  const words = useWords(togetherWords);
  const { send, locales, fieldProblems } = useWords(sendWords);
  const typed = answer && "typed" in answer ? answer.typed : initial;
  const found = answer?.ok === false && answer.reason === "fields" ? answer.problems : {};
  return (
    <>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="messageId" value={messageId} />
        <BlockStack gap="400">
          <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
            <TextInput name="email" type="email" label={send.email} help={send.emailHelp} initial={typed.email} problem={found.email && fieldProblems[found.email]} inputMode="email" />
            <SelectInput name="locale" label={send.locale} initial={typed.locale} options={shopperLocales.map((value) => ({ value, label: locales[value] }))} />
          </InlineGrid>
          <TextInput name="note" label={send.note} help={send.noteHelp} initial={typed.note} problem={found.note && fieldProblems[found.note]} rows={3} lengthMax={noteLengthMax} isCounted />
          <Text as="p" tone="subdued" variant="bodySm">{words.linkKept}</Text>
          <InlineStack gap="200">
            {hasMessenger ? <SubmitButton intent="send" look="primary" busy={send.sending}>{words.submit}</SubmitButton> : null}
            {hasMessenger ? <SubmitButton intent="preview" busy={send.previewing}>{answer?.ok ? send.refresh : send.preview}</SubmitButton> : null}
            <SubmitButton intent="create" look={hasMessenger ? "plain" : "primary"}>{send.create}</SubmitButton>
          </InlineStack>
        </BlockStack>
      </Form>
      {answer?.ok ? <MessagePreview {...answer.preview} /> : null}
    </>
  );
}

function ChosenOrders({ orders }: Pick<TogetherScreenProps, "orders">) {
  const words = useWords(togetherWords);
  const { order } = useWords(sendWords);
  const [first] = orders;
  const isOne = first !== undefined && orders.every(({ open }) => open.currency === first.open.currency);
  const sum = isOne ? orders.reduce((total, { open }) => addMoney(total, open), moneyOf(0, first.open.currency)) : null;
  return (
    <Card>
      <BlockStack gap="300">
        <SectionTitle title={words.orders} />
        <Facts
          facts={[
            ...orders.map((one) => ({
              name: `${one.platformId}/${one.ref}`,
              label: <><Link url={orderPath(one)}><Stranger>{order(one.number)}</Stranger></Link><br /><Text as="span" variant="bodySm" tone="subdued"><Time at={one.createdAt} length="short-day" /></Text></>,
              value: <Amount money={one.open} />,
            })),
            { name: words.sum, value: sum === null ? null : <Amount money={sum} />, isStrong: true },
          ]}
        />
      </BlockStack>
    </Card>
  );
}

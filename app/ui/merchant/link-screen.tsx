import { Banner, BlockStack, Card, InlineGrid, Page } from "@shopify/polaris";
import { Form } from "@remix-run/react";
import type { Words } from "../../core/locale";
import type { RebookProblem } from "../../core/rebooking";
import type { AmountProblem } from "../../core/money";
import { linkPageWords, type ChangeProblem, type RefundProblem } from "../words/link-page";
import { linksWords } from "../words/links";
import { rebookWords } from "../words/rebook";
import { BasketsCard, type BasketProps } from "./baskets-card";
import { LinkBadges } from "./badges";
import { useTakesMoney } from "./collected";
import { CounterCard, type CounterProps } from "./counter-card";
import { DisputeCards, type DisputeProps } from "./dispute-card";
import { SectionTitle } from "./facts";
import { History } from "./history";
import { useSay, useWords } from "./language";
import { AboutLink, OrderOfLink, ShareLink, type LinkFacts } from "./link-cards";
import { MessagesCard, type MessageProps } from "./messages-card";
import { PaymentsCard, ReceiptsCard, type PaymentProps, type ReceiptProps } from "./payments-card";
import { linkPath } from "./paths";
import { RebookCard, type RebookProps } from "./rebook-card";
import { SubmitButton } from "./submit-button";
import { TaskForm, useTaskText, type TaskProps } from "./tasks-screen";
import type { LinkEvent } from "../../core/link-history";

type TypedResend = { email: string; note: string };
type TypedRefund = { amount: string; reason: string };

/** What came of one of the page's forms, and what was typed in it. */
export type LinkAnswer =
  | { ok: true }
  | { ok: false; reason: ChangeProblem }
  | { ok: false; reason: RebookProblem; from: "rebooking" }
  | { ok: false; reason: "email-wrong" | "note-too-long"; typed: TypedResend }
  | { ok: false; reason: AmountProblem | RefundProblem; paymentId: string; typed: TypedRefund }
  | { ok: false; reason: "refund-unsure"; words: Words; paymentId: string; typed: TypedRefund & { refundId: string } }
  | { ok: false; reason: "trouble"; words: Words };

export type LinkScreenProps = LinkFacts & {
  events: LinkEvent[];
  messages: MessageProps[];
  payments: PaymentProps[];
  receipts: ReceiptProps[];
  baskets: BasketProps[];
  tasks: TaskProps[];
  counter: CounterProps | null;
  rebooking: RebookProps;
  disputes: DisputeProps[];
  hasMessenger: boolean;
  messageId: string;
  answer: LinkAnswer | null;
};

/** One link: where it stands, how to share it, what it brought, and all that happened to it. */
export function LinkScreen(props: LinkScreenProps) {
  const words = useWords(linkPageWords);
  const { title } = useWords(linksWords);
  const { link, state } = props;
  const takesMoney = useTakesMoney();
  return (
    <Page
      fullWidth
      backAction={{ content: title, url: "/app/links" }}
      title={link.orderNumber === null ? link.description : words.forOrder(link.orderNumber)}
      titleMetadata={<LinkBadges state={state} />}
    >
      <BlockStack gap="400">
        <LinkNews {...props} />
        <InlineGrid columns={{ xs: 1, md: ["twoThirds", "oneThird"] }} gap="400" alignItems="start">
          <BlockStack gap="400">
            <AboutLink {...props} />
            {takesMoney ? <MoneyCards {...props} /> : null}
            <MessagesCard {...props} />
            <Card><BlockStack gap="400"><SectionTitle title={words.history.title} /><History events={props.events} currency={link.currency} /></BlockStack></Card>
          </BlockStack>
          <BlockStack gap="400">
            <ShareLink {...props} />
            {takesMoney ? <BasketsCard baskets={props.baskets} linkId={link.id} /> : null}
            <OrderOfLink {...props} />
            {takesMoney ? <ReceiptsCard receipts={props.receipts} /> : null}
            <CancelForm {...props} />
          </BlockStack>
        </InlineGrid>
      </BlockStack>
    </Page>
  );
}

/** What came in by us, and what can be done with it. */
function MoneyCards(props: LinkScreenProps) {
  const { link } = props;
  return (
    <>
      <DisputeCards disputes={props.disputes} linkId={link.id} />
      <PaymentsCard payments={props.payments} answer={props.answer} />
      <CounterCard counter={props.counter} />
      <RebookCard rebooking={props.rebooking} payments={props.payments} customer={link.customer} />
    </>
  );
}

/** What needs a decision, and why the last button did not do what it says. */
function LinkNews({ tasks, link, answer }: LinkScreenProps) {
  const words = useWords(linkPageWords);
  const say = useSay();
  const text = useTaskText();
  const problems: Partial<Record<string, string>> = words.problems;
  const rebookProblems = useWords(rebookWords).problems;
  const refused = answer === null || answer.ok ? null : "from" in answer ? rebookProblems[answer.reason] : "words" in answer ? say(answer.words) : (problems[answer.reason] ?? null);
  return (
    <>
      {refused === null ? null : (
        <Banner tone="critical"><p>{refused}</p>{answer?.ok === false && answer.reason === "refund-unsure" ? <p>{words.refund.unsure}</p> : null}</Banner>
      )}
      {tasks.map((task) => (
        <Banner key={task.id} tone={task.resolvedAt === null ? "warning" : "success"} title={text(task).title}>
          <BlockStack gap="200">
            {task.resolvedAt === null ? <p>{text(task).todo}</p> : null}
            <TaskForm task={task} to={linkPath(link.id)} />
          </BlockStack>
        </Banner>
      ))}
    </>
  );
}

function CancelForm({ state, link }: LinkScreenProps) {
  const { actions } = useWords(linkPageWords);
  if (state.status === "paid") return null;
  return (
    <Form method="post">
      {link.cancelledAt === null
        ? <SubmitButton intent="cancel" look="critical" isWide>{actions.cancel}</SubmitButton>
        : <SubmitButton intent="reopen" isWide>{actions.reopen}</SubmitButton>}
    </Form>
  );
}

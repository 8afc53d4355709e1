import { Form } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { findCurrency } from "../../core/currency";
import type { TaskKind } from "../../core/link-history";
import { moneyOf, type Money } from "../../core/money";
import { rebookWords } from "../words/rebook";
import { tasksWords } from "../words/tasks";
import { useCollected } from "./collected";
import { Nothing, Stranger } from "./facts";
import { Time, useDayOf, useMoney, useWords } from "./language";
import { linkPath } from "./paths";
import type { PaymentProps } from "./payments-card";
import { RefundFields } from "./rebook-card";
import { SubmitButton } from "./submit-button";
import { useMessageProblem } from "./message-problem";

export type TaskProps = { id: string; kind: TaskKind; detail: Record<string, unknown>; createdAt: Date; resolvedAt: Date | null };
type TaskRow = { task: TaskProps; extra: { amount: Money; payment: PaymentProps } | null; link: { id: string; orderNumber: string | null; description: string; customer: { name: string } } | null };

/** What only a person can decide, oldest first. */
export function TasksScreen({ tasks, count }: { tasks: TaskRow[]; count: number }) {
  const words = useWords(tasksWords);
  const collected = useCollected();
  return (
    <Page title={words.title} subtitle={collected?.tasksIntro ?? words.intro}>
      <Card padding="0">
        {tasks.length === 0 ? <Nothing title={words.empty.title} text={collected?.tasksEmpty ?? words.empty.text} /> : <ul className="rows">{tasks.map((row) => <li key={row.task.id}><TaskItem {...row} /></li>)}</ul>}
        {tasks.length < count ? <p className="end">{words.more(tasks.length, count)}</p> : null}
      </Card>
    </Page>
  );
}

function TaskItem({ task, link, extra }: TaskRow) {
  const words = useWords(tasksWords);
  const text = useTaskText();
  return (
    <BlockStack gap="200">
      <BlockStack gap="100">
        <Text as="h2" variant="headingSm">{text(task).title}</Text>
        <Text as="p">{text(task).todo}</Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {link ? <><Stranger>{[link.orderNumber === null ? link.description : words.forOrder(link.orderNumber), link.customer.name].filter(Boolean).join(" · ")}</Stranger>{" · "}</> : null}
          {words.since} <Time at={task.createdAt} length="day" />
        </Text>
      </BlockStack>
      <InlineStack gap="200">
        {link ? <Button url={linkPath(link.id)}>{words.seeLink}</Button> : null}
        {task.kind === "customer-data-asked" ? <Button url={`/app/tasks/${task.id}/customer-data.json`} download>{words.download}</Button> : null}
        {link && extra ? <ExtraActions {...extra} linkId={link.id} /> : null}
        <TaskForm task={task} to="/app/tasks" />
      </InlineStack>
    </BlockStack>
  );
}

/** Give the extra back, exactly that, or use it elsewhere; both happen on the link's page. */
function ExtraActions({ amount, payment, linkId }: { amount: Money; payment: PaymentProps; linkId: string }) {
  const words = useWords(rebookWords);
  const write = useMoney();
  const isExact = payment.canRefundPart || payment.refundable.amountMinor === amount.amountMinor;
  return (
    <>
      {payment.canRefund && isExact ? (
        <Form method="post" action={linkPath(linkId)}>
          <RefundFields payment={payment} amount={amount} />
          <SubmitButton intent="refund" look="critical" busy={words.refunding}>{words.refund(write(amount))}</SubmitButton>
        </Form>
      ) : null}
      <Button url={`${linkPath(linkId)}#rebook`}>{words.target}</Button>
    </>
  );
}

/** What may work a second time, once somebody put the shop's order right. */
const retriable: ReadonlySet<TaskProps["kind"]> = new Set(["order-not-marked", "order-differs"]);

/** "Try again" where that may help, "This is done", or its undo. */
export function TaskForm({ task, to }: { task: TaskProps; to: string }) {
  const words = useWords(tasksWords);
  return (
    <Form method="post" action="/app/tasks">
      <input type="hidden" name="taskId" value={task.id} />
      <input type="hidden" name="to" value={to} />
      {task.resolvedAt === null
        ? (
          <InlineStack gap="200">
            {retriable.has(task.kind) ? <SubmitButton intent="retry">{words.retry}</SubmitButton> : null}
            <SubmitButton intent="resolve">{words.resolve}</SubmitButton>
          </InlineStack>
        )
        : <SubmitButton intent="unresolve" look="plain">{words.reopen}</SubmitButton>}
    </Form>
  );
}

/** A task in words, with the amount or the reason it knows of. */
export function useTaskText(): (task: TaskProps) => { title: string; todo: string } {
  const { kinds } = useWords(tasksWords);
  const write = useMoney();
  const dayOf = useDayOf();
  const problemText = useMessageProblem();
  return ({ kind, detail }) => {
    const currency = typeof detail.currency === "string" ? findCurrency(detail.currency) : null;
    const amount = currency !== null && typeof detail.amountMinor === "number" ? write(moneyOf(detail.amountMinor, currency)) : "";
    const problem = typeof detail.problem === "string" ? problemText(detail.problem) : "";
    const days = Array.isArray(detail.paidAt) ? detail.paidAt.flatMap((at) => (typeof at === "string" ? [dayOf(new Date(at))] : [])) : [];
    return { title: kinds[kind].title({ amount, problem, days }), todo: kinds[kind].todo };
  };
}

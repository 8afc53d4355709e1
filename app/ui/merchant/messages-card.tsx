import { Form } from "@remix-run/react";
import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { MessageStatus } from "../../core/message";
import type { LinkState, PaymentLink } from "../../core/payment-link";
import { linkPageWords } from "../words/link-page";
import { paymentWords } from "../words/payments";
import { sendWords } from "../words/send";
import { SectionTitle, Stranger } from "./facts";
import { TextInput } from "./fields";
import { Time, useWords } from "./language";
import type { LinkAnswer } from "./link-screen";
import { useMessageProblem } from "./message-problem";
import { SubmitButton } from "./submit-button";

export type MessageProps = {
  id: string;
  kind: "payment-link" | "receipt" | "credit-receipt" | "cancelled-receipt";
  recipient: string;
  status: MessageStatus;
  problem: string | null;
  createdAt: Date;
  sentAt: Date | null;
  /** When a report came that it did not arrive, or not yet. */
  reportedAt: Date | null;
};

type CardProps = { link: PaymentLink; state: LinkState; messages: MessageProps[]; hasMessenger: boolean; messageId: string; answer: LinkAnswer | null };

/** What the badge says: of two that are refused, one never left and one came back. */
function lookOf({ status, reportedAt }: MessageProps): MessageStatus | "returned" | "delayed" {
  if (reportedAt === null || (status !== "refused" && status !== "sent")) return status;
  return status === "refused" ? "returned" : "delayed";
}

const tones = { queued: {}, sent: { tone: "success" as const }, refused: { tone: "critical" as const }, failed: { tone: "critical" as const }, returned: { tone: "critical" as const }, delayed: { tone: "warning" as const } };

/** Every word that left or should have, why one did not arrive, and sending again to an address that may be corrected. */
export function MessagesCard(props: CardProps) {
  const { messages: words } = useWords(linkPageWords);
  return (
    <Card>
      <BlockStack gap="400">
        <SectionTitle title={words.title} />
        {props.messages.length === 0 ? <Text as="p" tone="subdued">{words.none}</Text> : (
          <ul className="plain-list">{props.messages.map((message) => <li key={message.id}><MessageItem message={message} /></li>)}</ul>
        )}
        <Resend key={props.messages.length} {...props} />
      </BlockStack>
    </Card>
  );
}

function MessageItem({ message }: { message: MessageProps }) {
  const { kinds, messages, reportedAt } = useWords(paymentWords);
  const look = lookOf(message);
  const words = useWords(linkPageWords);
  const problemText = useMessageProblem();
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center" align="space-between">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold">{kinds[message.kind]}</Text>
          <Badge {...tones[look]}>{messages[look]}</Badge>
        </InlineStack>
        <Text as="span" variant="bodySm" tone="subdued"><Time at={message.sentAt ?? message.createdAt} length="moment" /></Text>
      </InlineStack>
      <Text as="p" tone="subdued"><Stranger>{message.recipient}</Stranger></Text>
      {message.problem === null ? null : <Text as="p" tone={message.status === "queued" || look === "delayed" ? "subdued" : "critical"}>{problemText(message.problem)}</Text>}
      {look === "returned" || look === "delayed" ? <Text as="p" variant="bodySm" tone="subdued">{reportedAt[look]} <Time at={message.reportedAt ?? message.createdAt} length="moment" /></Text> : null}
      {message.status === "refused" || message.status === "failed" ? (
        <Form method="post">
          <input type="hidden" name="messageId" value={message.id} />
          <SubmitButton intent="retry">{words.messages.retry}</SubmitButton>
        </Form>
      ) : null}
    </BlockStack>
  );
}

function Resend({ link, state, messages, hasMessenger, messageId, answer }: CardProps) {
  const { messages: words } = useWords(linkPageWords);
  const { fieldProblems } = useWords(sendWords);
  const wrong = answer && !answer.ok && (answer.reason === "email-wrong" || answer.reason === "note-too-long") ? answer : null;
  const isFirst = messages.every((message) => message.kind !== "payment-link");
  const isRefused = messages.some((message) => message.kind === "payment-link" && message.status === "refused");
  if (!hasMessenger) return <Text as="p" tone="subdued">{words.noMail}</Text>;
  if (state.status !== "open") return <Text as="p" tone="subdued">{words.cannot}</Text>;
  return (
    <details open={wrong !== null || isRefused}>
      <summary>{isFirst ? words.first : isRefused ? words.elsewhere : words.resendTitle}</summary>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="messageId" value={messageId} />
        <BlockStack gap="300">
          <TextInput
            name="email" type="email" label={words.email} initial={wrong?.typed.email ?? link.customer.email} inputMode="email"
            problem={wrong?.reason === "email-wrong" ? fieldProblems[wrong.reason] : undefined}
          />
          <TextInput name="note" label={words.note} initial={wrong?.typed.note ?? ""} problem={wrong?.reason === "note-too-long" ? fieldProblems[wrong.reason] : undefined} rows={2} lengthMax={500} />
          <div><SubmitButton intent="resend" look="primary" busy={words.sending}>{isFirst ? words.first : words.submit}</SubmitButton></div>
        </BlockStack>
      </Form>
    </details>
  );
}

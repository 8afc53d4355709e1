import { Form } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { toDecimal, type Money } from "../../core/money";
import type { FailureReason, PaymentState, SeenPayment } from "../../core/payment";
import { findMethodName } from "../../core/shopper-words";
import { linkPageWords } from "../words/link-page";
import { paymentWords } from "../words/payments";
import { sendWords } from "../words/send";
import { PaymentBadge } from "./badges";
import { Facts, SectionTitle, Stranger } from "./facts";
import { TextInput } from "./fields";
import { Amount, Time, useLocale, useMoney, useWords } from "./language";
import type { LinkAnswer } from "./link-screen";
import { SubmitButton } from "./submit-button";

export type PaymentProps = {
  id: string;
  state: PaymentState;
  progress: SeenPayment["progress"];
  method: string | null;
  methodDetail: string | null;
  transactionId: string | null;
  failure: FailureReason | null;
  createdAt: Date;
  amount: Money;
  captured: Money;
  refundable: Money;
  pendingRefund: Money;
  extra: Money;
  own: Money;
  canRefund: boolean;
  canRefundPart: boolean;
  refundId: string;
};
export type ReceiptProps = { id: string; number: string; kind: "receipt" | "credit-receipt" | "cancelled-receipt"; amount: Money; issuedAt: Date };

/** Every attempt to pay, newest first; money that came can be given back from here. */
export function PaymentsCard({ payments, answer }: { payments: PaymentProps[]; answer: LinkAnswer | null }) {
  const { payments: words } = useWords(linkPageWords);
  return (
    <Card>
      <BlockStack gap="400">
        <SectionTitle title={words.title} />
        {payments.length === 0 ? <Text as="p" tone="subdued">{words.none}</Text> : (
          <ul className="plain-list">{payments.map((payment) => <li key={payment.id}><PaymentItem payment={payment} answer={answer} /></li>)}</ul>
        )}
      </BlockStack>
    </Card>
  );
}

function PaymentItem({ payment, answer }: { payment: PaymentProps; answer: LinkAnswer | null }) {
  const words = useWords(linkPageWords);
  const { failures } = useWords(paymentWords);
  const locale = useLocale();
  const method = payment.method === null ? null : (findMethodName(payment.method, locale) ?? payment.method);
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center" align="space-between">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold"><Amount money={payment.captured.amountMinor > 0 ? payment.captured : payment.amount} /></Text>
          <PaymentBadge payment={payment} />
        </InlineStack>
        <Text as="span" variant="bodySm" tone="subdued"><Time at={payment.createdAt} length="moment" /></Text>
      </InlineStack>
      {payment.failure !== null && payment.state === "failed" ? <Text as="p" tone="subdued">{failures[payment.failure]}</Text> : null}
      {method === null ? null : <Text as="p">{[method, payment.methodDetail].filter(Boolean).join(" · ")}</Text>}
      {payment.transactionId === null ? null : <Facts facts={[{ name: words.payments.transaction, value: <Stranger>{payment.transactionId}</Stranger> }]} />}
      {payment.pendingRefund.amountMinor > 0 ? <Text as="p" tone="subdued">{words.refund.underWay} <Amount money={payment.pendingRefund} /></Text> : null}
      {payment.canRefund ? <RefundForm key={payment.refundable.amountMinor} payment={payment} answer={answer} /> : null}
    </BlockStack>
  );
}

/** Closed until somebody wants it; the refund's id comes with the page, so that pressing twice gives back once. */
function RefundForm({ payment, answer }: { payment: PaymentProps; answer: LinkAnswer | null }) {
  const { refund } = useWords(linkPageWords);
  const { fieldProblems } = useWords(sendWords);
  const locale = useLocale();
  const write = useMoney();
  const refused = answer && !answer.ok && "paymentId" in answer && answer.paymentId === payment.id ? answer : null;
  const texts: Partial<Record<string, string>> = { ...fieldProblems, ...refund.problems };
  const refundId = refused?.reason === "refund-unsure" ? refused.typed.refundId : payment.refundId;
  const extra = payment.canRefundPart && payment.extra.amountMinor > 0 && payment.extra.amountMinor < payment.refundable.amountMinor ? payment.extra : null;
  const own = payment.canRefundPart && payment.own.amountMinor > 0 && payment.own.amountMinor < payment.refundable.amountMinor ? payment.own : null;
  const offered = toDecimal(extra ?? own ?? payment.refundable);
  const most = write(payment.refundable);
  const help = extra !== null ? refund.extraHelp(write(extra), most) : own !== null ? refund.ownHelp(write(own), most) : refund.amountHelp(most);
  return (
    <details className="plain-refund" open={refused !== null}>
      <summary>{extra === null ? refund.open : refund.openExtra(write(extra))}</summary>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="paymentId" value={payment.id} />
        <input type="hidden" name="refundId" value={refundId} />
        <input type="hidden" name="shown" value={payment.refundable.amountMinor} />
        <BlockStack gap="300">
          {payment.canRefundPart ? (
            <TextInput
              name="amount" label={refund.amount} help={help} inputMode="decimal" suffix={payment.refundable.currency}
              initial={refused?.typed.amount ?? (locale === "fr" ? offered.replace(".", ",") : offered)} problem={refused ? texts[refused.reason] : undefined}
            />
          ) : <Text as="p">{write(payment.refundable)}. {refund.whole}</Text>}
          {refused && !payment.canRefundPart ? <Text as="p" tone="critical">{texts[refused.reason] ?? ""}</Text> : null}
          <TextInput name="reason" label={refund.reason} help={refund.reasonHelp} initial={refused?.typed.reason ?? ""} lengthMax={200} />
          <div><SubmitButton intent="refund" look="critical" busy={refund.working}>{refund.submit}</SubmitButton></div>
        </BlockStack>
      </Form>
    </details>
  );
}

export function ReceiptsCard({ receipts }: { receipts: ReceiptProps[] }) {
  const { receipts: words } = useWords(linkPageWords);
  return (
    <Card>
      <BlockStack gap="300">
        <SectionTitle title={words.title} />
        {receipts.length === 0 ? <Text as="p" tone="subdued">{words.none}</Text> : (
          <Facts
            facts={receipts.map((receipt) => ({
              name: receipt.id,
              label: <Button variant="plain" url={`/app/receipts/${receipt.id}`} download accessibilityLabel={`${words.download} ${receipt.number}`}>{`${receipt.number} (${words.pdf})`}</Button>,
              value: <Amount money={receipt.amount} />,
            }))}
          />
        )}
      </BlockStack>
    </Card>
  );
}

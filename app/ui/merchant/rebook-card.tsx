import { Form } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { toDecimal, type Money } from "../../core/money";
import { rebookWords } from "../words/rebook";
import { SectionTitle } from "./facts";
import { SelectInput } from "./fields";
import { useMoney, useWords } from "./language";
import { linkPath } from "./paths";
import type { PaymentProps } from "./payments-card";
import { SubmitButton } from "./submit-button";

type Target = { linkId: string; orderNumber: string | null; description: string; customerName: string; open: Money };
export type RebookProps = {
  free: { paymentId: string; amount: Money; targets: Target[] }[];
  done: { id: string; amount: Money; isOut: boolean; isUndone: boolean; other: { linkId: string; orderNumber: string | null; description: string } | null; createdAt: Date }[];
};

/** Money nobody asked for here: one button gives it back, one form uses it for another order; what was moved can be undone. */
export function RebookCard({ rebooking, payments, customer }: { rebooking: RebookProps; payments: readonly PaymentProps[]; customer: { name: string } }) {
  const words = useWords(rebookWords);
  const write = useMoney();
  if (rebooking.free.length === 0 && rebooking.done.length === 0) return null;
  return (
    <Card>
      <div id="rebook">
        <BlockStack gap="400">
          <SectionTitle title={words.title} />
          {rebooking.free.length === 0 ? null : <Text as="p" tone="subdued">{words.intro}</Text>}
          {rebooking.free.map((free) => <FreeItem key={free.paymentId} free={free} payment={payments.find(({ id }) => id === free.paymentId)} customerName={customer.name} />)}
          {rebooking.done.map((one) => (
            <InlineStack key={one.id} gap="300" align="space-between" blockAlign="center">
              <BlockStack gap="100">
                <p suppressHydrationWarning>{(one.isOut ? words.out : words.into)(write(one.amount), nameOf(one.other, words.forOrder) ?? words.elsewhere)}</p>
                {one.isUndone ? <Text as="p" variant="bodySm" tone="subdued">{words.undone}</Text> : null}
              </BlockStack>
              <InlineStack gap="200">
                {one.other === null ? null : <Button variant="plain" url={linkPath(one.other.linkId)}>{nameOf(one.other, words.forOrder) ?? ""}</Button>}
                {one.isUndone ? null : (
                  <Form method="post" preventScrollReset>
                    <input type="hidden" name="rebookingId" value={one.id} />
                    <SubmitButton intent="undo-rebook" look="plain">{words.undo}</SubmitButton>
                  </Form>
                )}
              </InlineStack>
            </InlineStack>
          ))}
        </BlockStack>
      </div>
    </Card>
  );
}

const nameOf = (link: { orderNumber: string | null; description: string } | null, forOrder: (number: string) => string) =>
  link && (link.orderNumber === null ? link.description : forOrder(link.orderNumber));

function FreeItem({ free, payment, customerName }: { free: RebookProps["free"][number]; payment: PaymentProps | undefined; customerName: string }) {
  const words = useWords(rebookWords);
  const write = useMoney();
  const isWhole = payment?.refundable.amountMinor === free.amount.amountMinor;
  // The same customer's orders first: that is where the money most likely belongs.
  const targets = [...free.targets].sort((a, b) => Number(b.customerName === customerName) - Number(a.customerName === customerName));
  // Another customer's order is never a press away: it is chosen by name.
  const isLikely = customerName !== "" && targets[0]?.customerName === customerName;
  return (
    <BlockStack gap="300">
      <Text as="p" fontWeight="semibold">{words.free(write(free.amount))}</Text>
      {payment?.canRefund && (payment.canRefundPart || isWhole) ? (
        <Form method="post" preventScrollReset>
          <RefundFields payment={payment} amount={free.amount} />
          <SubmitButton intent="refund" look="critical" busy={words.refunding}>{words.refund(write(free.amount))}</SubmitButton>
        </Form>
      ) : null}
      {targets.length === 0 ? <Text as="p" tone="subdued">{words.none}</Text> : (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="paymentId" value={free.paymentId} />
          <input type="hidden" name="shown" value={free.amount.amountMinor} />
          <BlockStack gap="200">
            <SelectInput
              name="toLinkId" label={words.target} help={words.targetHelp} initial={isLikely ? (targets[0]?.linkId ?? "") : ""}
              options={[...(isLikely ? [] : [{ value: "", label: words.choose }]), ...targets.map((target) => ({ value: target.linkId, label: [nameOf(target, words.forOrder), target.customerName, words.open(write(target.open))].filter(Boolean).join(" · ") }))]}
            />
            <div><SubmitButton intent="rebook" busy={words.working}>{words.submit}</SubmitButton></div>
          </BlockStack>
        </Form>
      )}
    </BlockStack>
  );
}

/** What a refund of exactly this much needs; its id comes with the page, so that pressing twice gives back once. */
export function RefundFields({ payment, amount }: { payment: Pick<PaymentProps, "id" | "refundId" | "refundable">; amount: Money }) {
  return (
    <>
      <input type="hidden" name="paymentId" value={payment.id} />
      <input type="hidden" name="refundId" value={payment.refundId} />
      <input type="hidden" name="shown" value={payment.refundable.amountMinor} />
      <input type="hidden" name="amount" value={toDecimal(amount)} />
      <input type="hidden" name="reason" value="" />
    </>
  );
}

import { assertUnreachable } from "../../app/core/assert";
import { toDecimal } from "../../app/core/money";
import { cleanText } from "../../app/core/order";
import type { MarkPaidInput } from "../../app/core/ports";
import type { Shop } from "./api.server";
import { captureMutation, manualBalanceMutation, manualPaymentMutation } from "./documents/payments.graphql";
import { gidOf } from "./orders.server";
import { captureReply, manualPaymentReply } from "./payment-replies";
import type { UserErrors } from "./replies";
import type { WriteWay } from "./write-plan";

const methodTitleLengthMax = 100;

/** The one call that moves an order's balance. Out: what Shopify says is wrong, nothing when it did it. Not idempotent. */
export async function sendPayment({ api, deps }: Shop, input: MarkPaidInput, way: WriteWay): Promise<UserErrors> {
  const id = gidOf(input.orderRef);
  if (way.kind === "capture") {
    const capture = { id, parentTransactionId: way.parentId, amount: toDecimal(input), currency: input.currency };
    return api.run(captureMutation, { input: capture }, captureReply);
  }
  const pay = (title: string | null, processedAt: string | null) => {
    const named = { id, paymentMethodName: title, processedAt };
    switch (way.kind) {
      case "balance":
        return api.run(manualBalanceMutation, named, manualPaymentReply);
      case "amount":
        return api.run(manualPaymentMutation, { ...named, amount: { amount: toDecimal(input), currencyCode: input.currency } }, manualPaymentReply);
      default:
        return assertUnreachable(way);
    }
  };
  const title = cleanText(input.methodTitle, methodTitleLengthMax) || null;
  // A moment in the future, which a clock ahead of Shopify's makes of "now", is refused.
  const processedAt = new Date(Math.min(input.paidAt.getTime(), deps.now().getTime())).toISOString();
  const errors = await pay(title, processedAt);
  // Refused before anything was written, for the dress alone: without it the payment still counts.
  const isDress = errors.length > 0 && errors.every(({ code }) => code === "GATEWAY_NOT_FOUND" || code === "PROCESSED_AT_INVALID");
  return isDress ? pay(null, null) : errors;
}

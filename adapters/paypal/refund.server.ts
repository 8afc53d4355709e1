import { currencyOf } from "../../app/core/currency";
import { moneyOf } from "../../app/core/money";
import { cleanText } from "../../app/core/order";
import type { Provider, RefundResult } from "../../app/core/ports";
import type { PaypalApi } from "./api.server";
import { minorOf, toPaypalAmount } from "./currencies";
import { refusalOf } from "./errors.server";
import { capturesOf, refundsOf } from "./schemas";

const noteLengthMax = 255;

/**
 * Gives money back once per `refundId`: it is the request id, kept for 45 days, and stands on the refund itself, so that
 * one that is there already is the answer for ever.
 */
export async function refund(api: PaypalApi, input: Parameters<Provider["refund"]>[0]): Promise<RefundResult> {
  const order = await api.findOrder(input.providerRef);
  const capture = order && capturesOf(order).find(({ status }) => status === "COMPLETED" || status === "PARTIALLY_REFUNDED" || status === "REFUNDED");
  if (!order || !capture) return { ok: false, reason: "not-refundable", detail: "nothing-was-paid" };
  const refunds = refundsOf(order);
  const made = refunds.find((known) => known.custom_id === input.refundId);
  if (made) return resultOf(made);
  const currency = currencyOf(capture.amount.currency_code);
  if (currency !== input.currency) return { ok: false, reason: "refused", detail: `paid-in-${currency}` };
  const gone = refunds.filter(({ status }) => status !== "FAILED" && status !== "CANCELLED").reduce((sum, known) => sum + minorOf(known.amount, currency), 0);
  if (input.amountMinor > minorOf(capture.amount, currency) - gone) return { ok: false, reason: "too-much", detail: "more-than-is-left" };
  const note = cleanText(input.reason, noteLengthMax);
  try {
    return resultOf(await api.refundCapture(capture.id, {
      amount: toPaypalAmount(moneyOf(input.amountMinor, currency)),
      custom_id: input.refundId,
      ...(note !== "" && { note_to_payer: note }),
    }, input.refundId));
  } catch (error) {
    return refusedRefund(error);
  }
}

function resultOf(made: { id: string; status: string }): RefundResult {
  if (made.status === "FAILED" || made.status === "CANCELLED") return { ok: false, reason: "refused", detail: `refund-${made.status.toLowerCase()}` };
  return { ok: true, refundRef: made.id, isPending: made.status !== "COMPLETED" };
}

const tooMuch = ["CAPTURE_FULLY_REFUNDED", "REFUND_AMOUNT_EXCEEDED", "MAX_NUMBER_OF_REFUNDS_EXCEEDED"];
const notRefundable = [
  "REFUND_NOT_ALLOWED", "REFUND_TIME_LIMIT_EXCEEDED", "PARTIAL_REFUND_NOT_ALLOWED", "PENDING_CAPTURE", "TRANSACTION_DISPUTED",
  "REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK", "REFUND_IS_RESTRICTED",
];

function refusedRefund(error: unknown): RefundResult {
  const refusal = refusalOf(error);
  if (refusal?.code !== 422) throw error;
  const { issue: detail } = refusal;
  if (tooMuch.includes(detail)) return { ok: false, reason: "too-much", detail };
  if (detail === "REFUND_FAILED_INSUFFICIENT_FUNDS") return { ok: false, reason: "insufficient-balance", detail };
  return { ok: false, reason: notRefundable.includes(detail) ? "not-refundable" : "refused", detail };
}

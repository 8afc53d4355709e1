import type { MarkPaidInput } from "../../app/core/ports";
import { cleanText } from "../../app/core/order";
import { sumMinor } from "./amounts";
import { refundedOf, stateOf } from "./map";
import type { VendorOrder } from "./replies";

/** Ours in the order's payment fields, so that no gateway (BACS, COD) acts on an order it did not cash. */
const paymentMethod = "reglo";

export type MarkPaidPlan =
  | { kind: "refuse"; reason: "order-gone" | "order-refunded" | "amount-differs" }
  | { kind: "already-paid" }
  | { kind: "write"; body: Record<string, unknown> };

/**
 * The one write that makes an order paid, by the status it has now. `set_paid` alone is answered 200 and does nothing
 * unless Woo itself says `needs_payment` (pending, failed). From on-hold, cancelled and the rest, status and payment
 * go in one call; on a completed order the same call would run payment again and send it back to processing.
 */
export function planMarkPaid(vendor: VendorOrder, input: MarkPaidInput): MarkPaidPlan {
  const state = stateOf(vendor);
  if (state === "gone") return { kind: "refuse", reason: "order-gone" };
  if (state === "refunded") return { kind: "refuse", reason: "order-refunded" };
  if (state === "paid") return { kind: "already-paid" };
  if (!isAmountDue(vendor, input)) return { kind: "refuse", reason: "amount-differs" };
  const payment = {
    set_paid: true,
    transaction_id: input.transactionId,
    payment_method: paymentMethod,
    payment_method_title: cleanText(input.methodTitle, 100) || "Réglo",
  };
  const isPayable = vendor.status === "pending" || vendor.status === "failed";
  return { kind: "write", body: isPayable ? payment : { status: "pending", ...payment } };
}

/** True once the shop holds the payment: a status that means paid, and the date WooCommerce sets with a payment. */
export function isPaidNow(vendor: VendorOrder): boolean {
  return vendor.date_paid_gmt !== null && stateOf(vendor) === "paid";
}

function isAmountDue(vendor: VendorOrder, input: MarkPaidInput): boolean {
  const totalMinor = sumMinor([vendor.total], input.currency);
  const refundedMinor = refundedOf(vendor);
  if (vendor.currency !== input.currency || totalMinor === null || refundedMinor === null) return false;
  return totalMinor - refundedMinor === input.amountMinor;
}

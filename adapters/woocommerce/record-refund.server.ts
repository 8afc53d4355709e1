import { toDecimal } from "../../app/core/money";
import { cleanText } from "../../app/core/order";
import type { Platform, RecordRefundInput } from "../../app/core/ports";
import { expectReply, isOrderMissing, refusal } from "./api.server";
import { sumMinor } from "./amounts";
import { refundedOf, stateOf } from "./map";
import { findVendorOrder, type Shop } from "./orders.server";
import { created, vendorRefunds, type VendorOrder } from "./replies";

const refundsPerPage = 100;
const refundPagesMax = 20;
/** Kept in the refund's meta: its reason is printed on the customer's mails. */
const markerKey = "_reglo_refund_ref";

/**
 * Writes a refund made elsewhere into the shop's books, moving no money (`api_refund` is true by default there).
 * Once per refundRef. Too much is seen before and after the call, never in Woo's words, which are translated:
 * it answers 500 for that as for every other failure.
 */
export async function recordRefund(shop: Shop, input: RecordRefundInput): ReturnType<Platform["recordRefund"]> {
  const order = await findVendorOrder(shop, input.orderRef);
  if (order === null || stateOf(order) === "gone") return { ok: false, reason: "order-gone" };
  if (await isRecorded(shop, input)) return { ok: true, outcome: "already-recorded" };
  if (isTooMuch(order, input)) return { ok: false, reason: "too-much" };
  const reply = await shop.api.post(`orders/${input.orderRef}/refunds`, {
    amount: toDecimal(input),
    reason: cleanText(input.reason, 200),
    api_refund: false,
    api_restock: false,
    meta_data: [{ key: markerKey, value: input.refundRef }],
  });
  if (isOrderMissing(reply)) return { ok: false, reason: "order-gone" };
  if (!reply.ok && reply.code === "woocommerce_rest_cannot_create_order_refund") {
    const now = await findVendorOrder(shop, input.orderRef);
    if (now !== null && isTooMuch(now, input)) return { ok: false, reason: "too-much" };
    throw refusal({ ...reply, status: 500, code: "refund_refused" });
  }
  expectReply(reply, created);
  return { ok: true, outcome: "recorded" };
}

async function isRecorded(shop: Shop, input: RecordRefundInput): Promise<boolean> {
  for (let page = 1; page <= refundPagesMax; page += 1) {
    const reply = await shop.api.get(`orders/${input.orderRef}/refunds`, { per_page: String(refundsPerPage), page: String(page) });
    const refunds = expectReply(reply, vendorRefunds);
    if (refunds.some((refund) => refund.meta_data.some((meta) => meta.key === markerKey && meta.value === input.refundRef))) return true;
    if (refunds.length < refundsPerPage) return false;
  }
  return false;
}

function isTooMuch(order: VendorOrder, input: RecordRefundInput): boolean {
  const totalMinor = sumMinor([order.total], input.currency);
  const refundedMinor = refundedOf(order);
  if (order.currency !== input.currency || totalMinor === null || refundedMinor === null) return true;
  return input.amountMinor > totalMinor - refundedMinor;
}

import { createHash } from "node:crypto";
import { moneyOf, toDecimal } from "../../app/core/money";
import { cleanText } from "../../app/core/order";
import type { Platform, RecordRefundInput } from "../../app/core/ports";
import { minorOf } from "./amounts";
import type { Shop } from "./api.server";
import { refundMutation } from "./documents/payments.graphql";
import { findBooks, gidOf } from "./orders.server";
import { refundReply } from "./payment-replies";
import type { VendorBooks, VendorTransaction } from "./replies";
import { ShopTrouble } from "./trouble";

const reasonLengthMax = 200;

/**
 * Mirrors money given back elsewhere. Only against payments of a manual gateway, which Shopify books without moving
 * anything; a refund against any other payment would send the shopper real money a second time. What the manual
 * payments do not hold is `too-much`, and a person decides. The ref stands in the refund's note: once per ref.
 */
export async function recordRefund(shop: Shop, input: RecordRefundInput): ReturnType<Platform["recordRefund"]> {
  const books = await findBooks(shop, input.orderRef);
  if (books === null) return { ok: false, reason: "order-gone" };
  const { order } = books;
  const tag = `[${cleanText(input.refundRef, 120)}]`;
  const isTagged = ({ note }: { note?: string | null | undefined }) => (note ?? "").includes(tag);
  if (order.refunds.some(isTagged)) return { ok: true, outcome: "already-recorded" };
  const shares = sharesOf(order, input);
  if (shares === null) return { ok: false, reason: "too-much" };
  const refund = {
    orderId: gidOf(input.orderRef),
    note: `${cleanText(input.reason, reasonLengthMax)} ${tag}`.trim(),
    // The house writes to the customer itself.
    notify: false,
    currency: input.currency,
    transactions: shares.map(({ parent, amountMinor }) => ({
      orderId: gidOf(input.orderRef), parentId: parent.id, gateway: parent.gateway ?? "manual", kind: "REFUND", amount: toDecimal(moneyOf(amountMinor, input.currency)),
    })),
  };
  const errors = await shop.api.run(refundMutation, { input: refund, key: keyOf(input) }, refundReply);
  if (errors.length === 0) return { ok: true, outcome: "recorded" };
  const now = await findBooks(shop, input.orderRef);
  if (now === null) return { ok: false, reason: "order-gone" };
  if (now.order.refunds.some(isTagged)) return { ok: true, outcome: "already-recorded" };
  if (sharesOf(now.order, input) === null) return { ok: false, reason: "too-much" };
  throw new ShopTrouble("bad-request", cleanText(errors[0]?.message ?? "refund", 200));
}

/** A key of our own making for Shopify, the same at every try. */
function keyOf({ orderRef, refundRef }: RecordRefundInput): string {
  const hex = createHash("sha256").update(`${orderRef}\n${refundRef}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** Which manual payments the refund is booked against, oldest first; null when they do not hold it. */
function sharesOf(order: VendorBooks, input: RecordRefundInput): { parent: VendorTransaction; amountMinor: number }[] | null {
  if (order.presentmentCurrencyCode !== input.currency) return null;
  const shares: { parent: VendorTransaction; amountMinor: number }[] = [];
  let restMinor = input.amountMinor;
  for (const parent of order.transactions) {
    if (restMinor === 0) break;
    if (!parent.manualPaymentGateway || parent.status !== "SUCCESS" || (parent.kind !== "SALE" && parent.kind !== "CAPTURE")) continue;
    const paidMinor = minorOf(parent.amountSet, input.currency) ?? 0;
    const amountMinor = Math.min(restMinor, paidMinor - refundedOf(order, parent, input));
    if (amountMinor <= 0) continue;
    shares.push({ parent, amountMinor });
    restMinor -= amountMinor;
  }
  return restMinor === 0 ? shares : null;
}

function refundedOf(order: VendorBooks, parent: VendorTransaction, { currency }: RecordRefundInput): number {
  return order.transactions
    .filter(({ kind, status, parentTransaction }) => kind === "REFUND" && ["SUCCESS", "PENDING"].includes(status) && parentTransaction?.id === parent.id)
    .reduce((sum, { amountSet }) => sum + Math.abs(minorOf(amountSet, currency) ?? 0), 0);
}

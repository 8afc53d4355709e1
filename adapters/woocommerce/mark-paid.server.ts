import type { MarkPaidInput, MarkPaidResult } from "../../app/core/ports";
import { expectReply, isOrderMissing } from "./api.server";
import { isPaidNow, planMarkPaid } from "./mark-paid";
import { findVendorOrder, isOrderRef, toOrder, type Shop } from "./orders.server";
import { anyReply, vendorNotes } from "./replies";
import { htmlText, squeeze } from "./texts";
import { ShopTrouble } from "./trouble";

export const noteLengthMax = 2_000;

/**
 * Reads, writes what the status calls for, reads again: a reply 200 that did nothing is `write-ignored`.
 * Safe to repeat: a second call finds the order paid, and writes the note only if the first one did not get that far.
 */
export async function markPaid(shop: Shop, input: MarkPaidInput): Promise<MarkPaidResult> {
  const before = await findVendorOrder(shop, input.orderRef);
  if (before === null) return { ok: false, reason: "order-gone", order: null };
  const plan = planMarkPaid(before, input);
  if (plan.kind === "refuse") return { ok: false, reason: plan.reason, order: toOrder(shop, before) };
  if (plan.kind === "already-paid") {
    await addNote(shop, input);
    return { ok: true, outcome: "already-paid", order: toOrder(shop, before) };
  }
  const reply = await shop.api.put(`orders/${input.orderRef}`, plan.body);
  if (isOrderMissing(reply)) return { ok: false, reason: "order-gone", order: null };
  expectReply(reply, anyReply);
  const after = await findVendorOrder(shop, input.orderRef);
  if (after === null) return { ok: false, reason: "order-gone", order: null };
  if (!isPaidNow(after)) {
    const now = planMarkPaid(after, input);
    return { ok: false, reason: now.kind === "refuse" ? now.reason : "write-ignored", order: toOrder(shop, after) };
  }
  await addNote(shop, input);
  return { ok: true, outcome: after.transaction_id === input.transactionId ? "marked" : "already-paid", order: toOrder(shop, after) };
}

/**
 * A private note, never mailed to the customer; once per wording, for the answer to the first try may have been lost.
 * The whole text is compared, not the transaction's id: since 10.9 WooCommerce writes that id into a note of its own
 * ("Payment via Card (pi_123).") the moment it is told.
 */
export async function addNote(shop: Shop, { orderRef, note }: { orderRef: string; note: string }): Promise<void> {
  if (!isOrderRef(orderRef)) throw new ShopTrouble("order-missing", "?");
  const wanted = squeeze(htmlText(note, noteLengthMax));
  if (wanted === "") return;
  const written = await shop.api.get(`orders/${orderRef}/notes`, { _fields: "note" });
  if (isOrderMissing(written)) throw new ShopTrouble("order-missing", orderRef);
  if (expectReply(written, vendorNotes).some((old) => squeeze(old.note) === wanted)) return;
  const reply = await shop.api.post(`orders/${orderRef}/notes`, { note: htmlText(note, noteLengthMax), customer_note: false });
  if (isOrderMissing(reply)) throw new ShopTrouble("order-missing", orderRef);
  expectReply(reply, anyReply);
}

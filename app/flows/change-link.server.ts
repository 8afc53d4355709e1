import { linkState, noTotals, type PaymentLink } from "../core/payment-link";
import { inTransaction, type Db } from "../db/client.server";
import { addJob } from "../db/jobs.server";
import { addLinkEvent } from "../db/link-events.server";
import { findLink, listLinksOfOrder, lockLinks, readLinkTotals, updateLink } from "../db/links.server";
import { requeueMessage } from "../db/messages.server";
import { lockOrder } from "../db/orders.server";
import type { Ctx } from "./ctx";
import { queueClosing } from "./queue-closing.server";
import { queueMessage } from "./send-payment-link.server";

export type ChangeLinkResult = { ok: true } | { ok: false; reason: "link-unknown" | "already-paid" | "already-cancelled" | "not-cancelled" | "other-link-open" | "no-messenger" | "not-open" };

/** Cancels a link: nobody can start to pay it, open checkouts are closed; money that still arrives is kept and flagged. */
export async function cancelLink(ctx: Ctx, linkId: string): Promise<ChangeLinkResult> {
  return changeCancelled(ctx, { linkId, isCancelled: true });
}

/** The undo of cancelling; refused where another link took its place, for an order has one open link. */
export async function reopenLink(ctx: Ctx, linkId: string): Promise<ChangeLinkResult> {
  return changeCancelled(ctx, { linkId, isCancelled: false });
}

async function changeCancelled(ctx: Ctx, input: { linkId: string; isCancelled: boolean }): Promise<ChangeLinkResult> {
  return inTransaction(ctx.db, async (tx) => {
    // The order before its links, as sending does: else the two could wait for each other.
    const known = await findLink(tx, ctx.store.id, input.linkId);
    if (known?.platformId && known.orderRef !== null) await lockOrder(tx, ctx.store.id, known.platformId, known.orderRef);
    const [link] = await lockLinks(tx, ctx.store.id, [input.linkId]);
    if (!link) return { ok: false, reason: "link-unknown" };
    const totals = (await readLinkTotals(tx, ctx.store.id, [link.id])).get(link.id);
    if (totals && linkState(link, totals, ctx.now()).status === "paid") return { ok: false, reason: "already-paid" };
    if ((link.cancelledAt !== null) === input.isCancelled) return { ok: false, reason: input.isCancelled ? "already-cancelled" : "not-cancelled" };
    if (!input.isCancelled && (await hasOtherOpen(ctx, tx, link))) return { ok: false, reason: "other-link-open" };
    await updateLink(tx, ctx.store.id, link.id, { cancelledAt: input.isCancelled ? ctx.now() : null });
    await addLinkEvent(tx, {
      id: ctx.newId("lev"), storeId: ctx.store.id, linkId: link.id, kind: input.isCancelled ? "cancelled" : "reopened", memberId: ctx.actorId, at: ctx.now(),
    });
    if (input.isCancelled) await queueClosing(ctx, tx, link.id);
    return { ok: true };
  });
}

async function hasOtherOpen(ctx: Ctx, tx: Db, link: PaymentLink): Promise<boolean> {
  if (link.platformId === null || link.orderRef === null) return false;
  const others = (await listLinksOfOrder(tx, ctx.store.id, link.platformId, link.orderRef)).filter(({ id }) => id !== link.id);
  const totals = await readLinkTotals(tx, ctx.store.id, others.map(({ id }) => id));
  return others.some((other) => ["open", "expired"].includes(linkState(other, totals.get(other.id) ?? noTotals, ctx.now()).status));
}

/** Sends the link's message again, to the same or a corrected address. `messageId` as in sendPaymentLink. */
export async function resendLink(ctx: Ctx, input: { linkId: string; email: string; note: string; messageId: string }): Promise<ChangeLinkResult> {
  if (!ctx.messenger) return { ok: false, reason: "no-messenger" };
  return inTransaction(ctx.db, async (tx) => {
    const [link] = await lockLinks(tx, ctx.store.id, [input.linkId]);
    if (!link) return { ok: false, reason: "link-unknown" };
    const totals = (await readLinkTotals(tx, ctx.store.id, [link.id])).get(link.id);
    if (!totals || linkState(link, totals, ctx.now()).status !== "open") return { ok: false, reason: "not-open" };
    // A link for many payers has no customer: receipts would go to whoever was written to last.
    if (link.kind !== "reusable") await updateLink(tx, ctx.store.id, link.id, { customerEmail: input.email });
    await queueMessage(ctx, tx, input);
    return { ok: true };
  });
}

/** Tries a refused or failed message again, as it was. */
export async function retryMessage(ctx: Ctx, input: { linkId: string; messageId: string }): Promise<ChangeLinkResult> {
  return inTransaction(ctx.db, async (tx) => {
    if (!(await findLink(tx, ctx.store.id, input.linkId))) return { ok: false, reason: "link-unknown" };
    if (await requeueMessage(tx, { id: input.messageId, storeId: ctx.store.id })) {
      await addJob(tx, "send-message", { storeId: ctx.store.id, messageId: input.messageId }, { key: `message:${input.messageId}` });
    }
    return { ok: true };
  });
}

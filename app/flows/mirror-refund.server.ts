import { beginEffect, endEffect } from "../db/effects.server";
import { getEntry, listAllocations } from "../db/ledger.server";
import { getLink } from "../db/links.server";
import { raiseTask } from "../db/tasks.server";
import type { Ctx } from "./ctx";
import { refreshOrder } from "./refresh-order.server";

/** The shop may show it to the customer, so it names no number of ours or the provider's. */
const reasonWords = { fr: "Remboursement du paiement", nl: "Terugbetaling", en: "Payment refunded", de: "Rückerstattung der Zahlung" };

/**
 * Writes a refund that happened at the provider into the shop's order, moving no money: once per ledger entry and
 * link. Only what the order was owed is mirrored; giving back a surplus is no business of the order.
 */
export async function mirrorRefund(ctx: Ctx, entryId: string): Promise<void> {
  const entry = await getEntry(ctx.db, ctx.store.id, entryId);
  const parts = (await listAllocations(ctx.db, ctx.store.id, entry.paymentId)).filter((part) => part.entryId === entryId && part.kind === "due");
  for (const part of parts) {
    const link = await getLink(ctx.db, ctx.store.id, part.linkId);
    if (link.platformId === null || link.orderRef === null || !ctx.platform(link.platformId).can.recordRefund) continue;
    const subject = `${entryId}:${link.id}`;
    const effect = await beginEffect(ctx.db, { id: ctx.newId("evt"), storeId: ctx.store.id, kind: "mirror-refund", subject, at: ctx.now() });
    if (effect.status !== "waiting") continue;
    const result = await ctx.platform(link.platformId).recordRefund({
      orderRef: link.orderRef, refundRef: entry.ref, amountMinor: -part.amountMinor, currency: entry.currency,
      reason: reasonWords[ctx.store.locale],
    });
    await endEffect(ctx.db, effect, { status: result.ok ? "done" : "given-up", problem: result.ok ? null : result.reason, at: ctx.now() });
    if (!result.ok) {
      await raiseTask(ctx.db, {
        id: ctx.newId("tsk"), storeId: ctx.store.id, kind: "order-differs", subject, linkId: link.id, paymentId: entry.paymentId,
        detail: { reason: result.reason, refundRef: entry.ref }, isAgain: true, at: ctx.now(),
      });
    }
    await refreshOrder(ctx, { platformId: link.platformId, orderRef: link.orderRef });
  }
}

import type { HandNote } from "../core/hand-note";
import { listBasketLinks } from "../db/baskets.server";
import { getPayment, listPaymentsOfLinks, listTargets } from "../db/payments.server";
import { closeCheckout } from "./close-checkouts.server";
import type { Ctx } from "./ctx";
import { settlePayment } from "./settle-payment.server";

/**
 * A payer said that a transfer is on its way for some orders; it came, and a person noted it for others than those. The
 * payer's word is answered all the same: the attempt it was said of is closed, so that none of its orders stays "in
 * progress" for days. It is taken for the same transfer when it shares an order with the note, or is of the same basket
 * and amount. One that was another after all is kept and told when it comes, as any money is.
 */
export async function endAnnounced(ctx: Ctx, note: HandNote): Promise<void> {
  if (note.kind !== "received" || note.method !== "bank-transfer") return;
  const noted = await getPayment(ctx.db, ctx.store.id, note.paymentId);
  const linkIds = (await listTargets(ctx.db, ctx.store.id, noted.id)).map(({ linkId }) => linkId);
  const basketLinkIds = noted.basketId === null ? [] : (await listBasketLinks(ctx.db, ctx.store.id, noted.basketId)).map(({ linkId }) => linkId);
  for (const other of await listPaymentsOfLinks(ctx.db, ctx.store.id, [...new Set([...linkIds, ...basketLinkIds])])) {
    if (other.id === noted.id || other.providerId !== noted.providerId || other.state !== "pending" || other.providerRef === null) continue;
    const isOverlapping = (await listTargets(ctx.db, ctx.store.id, other.id)).some(({ linkId }) => linkIds.includes(linkId));
    const isSameSum = noted.basketId !== null && other.basketId === noted.basketId && other.amountMinor === note.amount.amountMinor;
    if ((!isOverlapping && !isSameSum) || (await settlePayment(ctx, other.id)).progress !== "processing") continue;
    await ctx.provider(other.providerId).disregardAnnounced?.({ paymentId: other.id, providerRef: other.providerRef });
    await settlePayment(ctx, other.id);
    await closeCheckout(ctx, await getPayment(ctx.db, ctx.store.id, other.id), other.providerRef);
  }
}

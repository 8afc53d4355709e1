import { refundableMinor } from "../core/payment";
import type { RefundResult } from "../core/ports";
import { inTransaction } from "../db/client.server";
import { listEntries } from "../db/ledger.server";
import { addLinkEvent } from "../db/link-events.server";
import { findPayment, listTargets } from "../db/payments.server";
import { saveRefundWish, sumPendingRefunds } from "../db/refunds.server";
import type { Ctx } from "./ctx";
import { noteUnsettled } from "./note-refunds.server";
import { settlePayment } from "./settle-payment.server";

export type RefundProblem = Extract<RefundResult, { ok: false }>["reason"] | "payment-unknown" | "refund-not-offered" | "payment-changed";

/**
 * Gives money back through the provider it came by. In: the link on whose page it was begun, off which it comes first (null:
 * none), the amount in minor units, a refund id made when the form was
 * drawn, so that pressing twice refunds once, and what that form showed as still refundable (null without a form).
 * The provider is asked first: after a timeout and a fresh form, a refund that did happen is seen and not made again.
 * It is made in the currency of the money that came, which may not be the one that was asked.
 * The ledger learns of it from the provider's own words, as it would of a refund made on the provider's site.
 * Throws VendorError on an outage.
 */
export async function refundPayment(
  ctx: Ctx,
  input: { paymentId: string; linkId: string | null; refundId: string; amountMinor: number; shownMinor: number | null; reason: string },
): Promise<{ ok: true; isPending: boolean } | { ok: false; reason: RefundProblem }> {
  const payment = await findPayment(ctx.db, ctx.store.id, input.paymentId);
  if (!payment || payment.providerRef === null) return { ok: false, reason: "payment-unknown" };
  const provider = ctx.provider(payment.providerId);
  if (!provider.can.refund) return { ok: false, reason: "refund-not-offered" };
  if (input.shownMinor !== null) {
    await settlePayment(ctx, payment.id);
    const pendingMinor = await sumPendingRefunds(ctx.db, ctx.store.id, payment.id);
    const leftMinor = refundableMinor(await listEntries(ctx.db, ctx.store.id, payment.id), pendingMinor);
    // Exactly this much went back since: the other press of a double click, or the try whose answer was lost.
    if (leftMinor === input.shownMinor - input.amountMinor) return { ok: true, isPending: pendingMinor >= input.amountMinor };
    if (leftMinor !== input.shownMinor) return { ok: false, reason: "payment-changed" };
  }
  const currency = (await listEntries(ctx.db, ctx.store.id, payment.id)).find(({ kind }) => kind === "capture")?.currency ?? payment.currency;
  if (input.linkId !== null) {
    await saveRefundWish(ctx.db, { storeId: ctx.store.id, paymentId: payment.id, refundId: input.refundId, linkId: input.linkId, at: ctx.now() });
  }
  const result = await provider.refund({
    paymentId: payment.id, providerRef: payment.providerRef, refundId: input.refundId, amountMinor: input.amountMinor,
    currency, reason: input.reason,
  });
  if (!result.ok) return { ok: false, reason: result.reason };
  await noteAsked(ctx, input, { amountMinor: input.amountMinor, currency });
  // At once, whatever the next answer forgets to say: the part must not be offered again.
  if (result.isPending) {
    const refund = { ref: result.refundRef, amountMinor: input.amountMinor, state: "pending" as const };
    await inTransaction(ctx.db, (tx) => noteUnsettled(ctx, tx, { payment, refund, currency }));
  }
  await settlePayment(ctx, payment.id);
  return { ok: true, isPending: result.isPending };
}

/** Who gave it back; that it became money the provider says, in an entry of its own. */
async function noteAsked(ctx: Ctx, { paymentId, linkId: onlyLinkId }: { paymentId: string; linkId: string | null }, amount: { amountMinor: number; currency: string }): Promise<void> {
  if (ctx.actorId === null) return;
  const linkIds = onlyLinkId === null ? (await listTargets(ctx.db, ctx.store.id, paymentId)).map(({ linkId }) => linkId) : [onlyLinkId];
  for (const linkId of linkIds) {
    await addLinkEvent(ctx.db, {
      id: ctx.newId("lev"), storeId: ctx.store.id, linkId, kind: "refund-asked", memberId: ctx.actorId, at: ctx.now(), detail: { paymentId, ...amount },
    });
  }
}

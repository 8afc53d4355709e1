import type { Entry, SeenPayment, UnsettledRefund } from "../core/payment";
import type { Currency } from "../core/currency";
import type { Db } from "../db/client.server";
import { addLinkEvent } from "../db/link-events.server";
import { listTargets, type Payment } from "../db/payments.server";
import { noteRefund } from "../db/refunds.server";
import { raiseTask } from "../db/tasks.server";
import type { Ctx } from "./ctx";

/**
 * Keeps the refunds that are no money (yet) beside the ledger, inside the caller's transaction: what is pending is not
 * offered again, what failed before any money left is offered again and told to a person. In: the provider's answer, and
 * the payment's whole ledger.
 */
export async function noteRefunds(ctx: Ctx, tx: Db, input: { payment: Payment; seen: SeenPayment; entries: readonly Entry[] }): Promise<void> {
  const { payment, seen, entries } = input;
  const isMoney = new Set(entries.flatMap((entry) => (entry.kind === "refund" ? [entry.ref] : [])));
  for (const { ref, amountMinor, state } of seen.unsettledRefunds ?? []) {
    if (!isMoney.has(ref)) await noteUnsettled(ctx, tx, { payment, refund: { ref, amountMinor, state }, currency: seen.currency });
  }
}

/** One refund without money, with what its links' histories say; known news is told once. */
export async function noteUnsettled(ctx: Ctx, tx: Db, input: { payment: Pick<Payment, "id">; refund: UnsettledRefund; currency: Currency }): Promise<void> {
  const { payment, currency, refund: { ref, amountMinor, state } } = input;
  if (!(await noteRefund(tx, { storeId: ctx.store.id, paymentId: payment.id, ref, amountMinor, state, at: ctx.now() }))) return;
  const detail = { paymentId: payment.id, ref, amountMinor, currency };
  const targets = await listTargets(tx, ctx.store.id, payment.id);
  for (const { linkId } of targets) {
    await addLinkEvent(tx, { id: ctx.newId("lev"), storeId: ctx.store.id, linkId, kind: state === "pending" ? "refund-pending" : "refund-not-made", at: ctx.now(), detail });
  }
  if (state === "pending") return;
  await raiseTask(tx, {
    id: ctx.newId("tsk"), storeId: ctx.store.id, kind: "refund-not-made", subject: `${payment.id}:${ref}`, paymentId: payment.id,
    ...(targets[0] && { linkId: targets[0].linkId }), detail, at: ctx.now(),
  });
}

import type { SeenPayment } from "../core/payment";
import type { Db } from "../db/client.server";
import { addLinkEvent } from "../db/link-events.server";
import type { Payment } from "../db/payments.server";
import { raiseTask, resolveTasksAbout } from "../db/tasks.server";
import type { Ctx } from "./ctx";

/**
 * A dispute began or ended, inside the caller's transaction: a person is told with its deadline, and once it is over the
 * tasks about it are dealt with. What the ledger holds is not touched: its money moves by entries of its own.
 */
export async function noteDispute(ctx: Ctx, tx: Db, input: { payment: Payment; seen: SeenPayment; heldMinor: number; linkIds: readonly string[] }): Promise<void> {
  const { payment, seen, heldMinor, linkIds } = input;
  const [linkId] = linkIds;
  const before = payment.openDispute;
  if (seen.openDispute && before?.ref !== seen.openDispute.ref) {
    await raiseTask(tx, {
      id: ctx.newId("tsk"), storeId: ctx.store.id, kind: "dispute", subject: `${payment.id}:${seen.openDispute.ref}`, paymentId: payment.id,
      ...(linkId !== undefined && { linkId }), detail: { ...seen.openDispute, amountMinor: heldMinor, currency: seen.currency }, at: ctx.now(),
    });
  }
  if (!before || before.ref === seen.openDispute?.ref) return;
  for (const id of linkIds) {
    await addLinkEvent(tx, { id: ctx.newId("lev"), storeId: ctx.store.id, linkId: id, kind: "dispute-closed", at: ctx.now(), detail: { paymentId: payment.id, dispute: before } });
  }
  if (linkId !== undefined) await resolveTasksAbout(tx, ctx.store.id, { subject: `${payment.id}:${before.ref}`, linkId, at: ctx.now() });
}

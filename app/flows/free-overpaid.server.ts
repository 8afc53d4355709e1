import type { Currency } from "../core/currency";
import { linkState, noTotals, type PaymentLink } from "../core/payment-link";
import type { Db } from "../db/client.server";
import { addJob } from "../db/jobs.server";
import { insertParts, listHeldDue } from "../db/ledger.server";
import { addLinkEvent } from "../db/link-events.server";
import { readLinkTotals } from "../db/links.server";
import { aboutEntry, raiseTask } from "../db/tasks.server";
import type { Ctx } from "./ctx";

/**
 * A link that asks less than before may be paid by what came already: its order is marked, and what is too much now is
 * written as a surplus of the movement that brought it, the last one first, and told to a person. In: the link with its
 * new amount, locked by the caller's transaction. Append-only: the movements and their receipts stay what they are.
 */
export async function freeOverpaid(ctx: Ctx, tx: Db, link: PaymentLink): Promise<void> {
  if (link.kind === "reusable" || link.amountMinor === null) return;
  const totals = (await readLinkTotals(tx, ctx.store.id, [link.id])).get(link.id) ?? noTotals;
  if (totals.paidMinor <= 0 || linkState(link, totals, ctx.now()).status !== "paid") return;
  let leftMinor = totals.paidMinor - link.amountMinor;
  for (const { entryId, paymentId, currency, amountMinor: heldMinor } of await listHeldDue(tx, ctx.store.id, link.id)) {
    const amountMinor = Math.min(leftMinor, heldMinor);
    if (amountMinor <= 0) continue;
    leftMinor -= amountMinor;
    const parts = [{ linkId: link.id, kind: "due" as const, amountMinor: -amountMinor }, { linkId: link.id, kind: "surplus" as const, amountMinor }];
    await insertParts(tx, { storeId: ctx.store.id, entryId, paymentId, parts, newId: ctx.newId });
    await tell(ctx, tx, { link, entryId, paymentId, amountMinor, currency });
  }
  if (link.orderRef !== null) await addJob(tx, "mark-order-paid", { storeId: ctx.store.id, linkId: link.id }, { key: `mark-paid:${link.id}` });
}

async function tell(ctx: Ctx, tx: Db, input: { link: PaymentLink; entryId: string; paymentId: string; amountMinor: number; currency: Currency }): Promise<void> {
  const { link, entryId, paymentId, amountMinor, currency } = input;
  await raiseTask(tx, {
    id: ctx.newId("tsk"), storeId: ctx.store.id, kind: "surplus", subject: aboutEntry(entryId, link.id), linkId: link.id, paymentId,
    detail: { currency, amountMinor }, isAgain: true, at: ctx.now(),
  });
  await addLinkEvent(tx, { id: ctx.newId("lev"), storeId: ctx.store.id, linkId: link.id, kind: "surplus-noticed", at: ctx.now(), detail: { paymentId, amountMinor, currency } });
}

import type { Currency } from "../core/currency";
import { refundableMinor } from "../core/payment";
import { isExpired, linkState, type LinkTotals, type PaymentLink } from "../core/payment-link";
import { freeParts, rebook, type RebookProblem } from "../core/rebooking";
import { inTransaction, type Db } from "../db/client.server";
import { findEffect } from "../db/effects.server";
import { addJob } from "../db/jobs.server";
import { listAllocations, listEntries, type SavedEntry } from "../db/ledger.server";
import { addLinkEvent } from "../db/link-events.server";
import { lockLinks, readLinkTotals } from "../db/links.server";
import { findPayment, lockPayment } from "../db/payments.server";
import { findRebooking, insertRebooking, isRebookingUndone, type Rebooking } from "../db/rebookings.server";
import { sumPendingRefunds } from "../db/refunds.server";
import { raiseTask, resolveTasksAbout } from "../db/tasks.server";
import type { Ctx } from "./ctx";
import { queueClosing } from "./queue-closing.server";

/** Money one link does not need: of which movement, how much, in its own currency. */
export type FreeMoney = { entry: SavedEntry; paymentId: string; amountMinor: number; currency: Currency; parts: ReturnType<typeof freeParts> };

/**
 * The first movement of a payment of which a link holds free money; null when none does. What is on its way back, or made
 * up for by another payment that was given back, is not free.
 */
export async function findFreeMoney(ctx: Ctx, db: Db, input: { paymentId: string; link: PaymentLink; totals: LinkTotals }): Promise<FreeMoney | null> {
  const { paymentId, link, totals } = input;
  const [entries, parts, pendingMinor] = [
    await listEntries(db, ctx.store.id, paymentId), await listAllocations(db, ctx.store.id, paymentId), await sumPendingRefunds(db, ctx.store.id, paymentId),
  ];
  const own = parts.filter((part) => part.linkId === link.id);
  const isLooseAt = (entry: SavedEntry) => isExpired(link, entry.occurredAt) || (link.cancelledAt !== null && entry.occurredAt >= link.cancelledAt);
  for (const entry of entries.filter(({ kind }) => kind === "capture")) {
    const isLoose = isLooseAt(entry);
    // What went back since went from the payment as a whole.
    const held = new Map(freeParts(own, isLoose).map(({ kind, amountMinor }) => [kind, kind === "surplus" ? Math.min(amountMinor, totals.surplusMinor) : amountMinor]));
    const free = freeParts(own.filter((part) => part.entryId === entry.id), isLoose)
      .map(({ kind, amountMinor }) => ({ kind, amountMinor: Math.min(amountMinor, held.get(kind) ?? 0) })).filter(({ amountMinor }) => amountMinor > 0);
    const amountMinor = Math.min(free.reduce((sum, part) => sum + part.amountMinor, 0), refundableMinor(entries, pendingMinor));
    if (amountMinor > 0) return { entry, paymentId, amountMinor, currency: entry.currency, parts: free };
  }
  return null;
}

/**
 * Gives free money of one link to another of the same store and currency, at most what that one still asks: append-only
 * parts on the same movement, so that the ledger is as it was; receipts, order marks and histories follow. In: what the
 * form showed as free (minor units); other money now is refused. Nothing moves at the provider.
 */
export async function rebookMoney(
  ctx: Ctx, input: { paymentId: string; fromLinkId: string; toLinkId: string; shownMinor: number },
): Promise<{ ok: true; amountMinor: number } | { ok: false; reason: RebookProblem }> {
  const { paymentId, fromLinkId, toLinkId } = input;
  if (fromLinkId === toLinkId) return { ok: false, reason: "same-link" };
  if (!(await findPayment(ctx.db, ctx.store.id, paymentId))) return { ok: false, reason: "nothing-free" };
  return inTransaction(ctx.db, async (tx) => {
    await lockPayment(tx, ctx.store.id, paymentId);
    const links = await lockLinks(tx, ctx.store.id, [fromLinkId, toLinkId]);
    const [from, to] = [fromLinkId, toLinkId].map((id) => links.find((link) => link.id === id));
    const totals = await readLinkTotals(tx, ctx.store.id, [fromLinkId, toLinkId]);
    const [fromTotals, toTotals] = [totals.get(fromLinkId), totals.get(toLinkId)];
    if (!from || !to || !fromTotals || !toTotals) return { ok: false, reason: "link-unknown" };
    const free = await findFreeMoney(ctx, tx, { paymentId, link: from, totals: fromTotals });
    if (!free) return { ok: false, reason: "nothing-free" };
    if (free.amountMinor !== input.shownMinor) return { ok: false, reason: "changed-meanwhile" };
    if (to.currency !== free.currency) return { ok: false, reason: "other-currency" };
    const amountMinor = Math.min(free.amountMinor, openOf(to, toTotals, ctx.now()));
    if (amountMinor <= 0) return { ok: false, reason: "asks-nothing" };
    const rebooking = { id: ctx.newId("rbk"), storeId: ctx.store.id, entryId: free.entry.id, paymentId, fromLinkId, toLinkId, amountMinor, undoes: null, createdAt: ctx.now() };
    await insertRebooking(tx, rebooking, rebook(amountMinor, { free: free.parts, fromLinkId, toLinkId }), ctx.newId);
    await follow(ctx, tx, { rebooking, from, to, currency: free.currency });
    if (amountMinor === free.amountMinor) await resolveTasksAbout(tx, ctx.store.id, { subject: free.entry.id, linkId: from.id, at: ctx.now() });
    return { ok: true, amountMinor };
  });
}

function openOf(link: PaymentLink, totals: LinkTotals, now: Date): number {
  const { status, openMinor } = linkState(link, totals, now);
  return link.kind === "reusable" || status === "paid" || status === "cancelled" ? 0 : openMinor;
}

/** Takes a rebooking back by a counter-row, while the other link still has the money. Out: the same as of a rebooking. */
export async function undoRebooking(ctx: Ctx, input: { rebookingId: string }): Promise<{ ok: true; amountMinor: number } | { ok: false; reason: RebookProblem }> {
  const undone = await findRebooking(ctx.db, ctx.store.id, input.rebookingId);
  if (!undone || undone.undoes !== null) return { ok: false, reason: "link-unknown" };
  return inTransaction(ctx.db, async (tx) => {
    await lockPayment(tx, ctx.store.id, undone.paymentId);
    const links = await lockLinks(tx, ctx.store.id, [undone.fromLinkId, undone.toLinkId]);
    const [from, to] = [undone.toLinkId, undone.fromLinkId].map((id) => links.find((link) => link.id === id));
    if (!from || !to) return { ok: false, reason: "link-unknown" };
    const parts = await listAllocations(tx, ctx.store.id, undone.paymentId);
    if (await isRebookingUndone(tx, ctx.store.id, undone.id)) return { ok: false, reason: "already-undone" };
    const heldMinor = parts.reduce((sum, part) => (part.linkId === from.id && part.kind === "due" ? sum + part.amountMinor : sum), 0);
    const leftMinor = refundableMinor(await listEntries(tx, ctx.store.id, undone.paymentId), await sumPendingRefunds(tx, ctx.store.id, undone.paymentId));
    if (Math.min(heldMinor, leftMinor) < undone.amountMinor) return { ok: false, reason: "given-back" };
    const back = parts.filter((part) => part.rebookingId === undone.id).map(({ linkId, kind, amountMinor }) => ({ linkId, kind, amountMinor: -amountMinor }));
    const entry = (await listEntries(tx, ctx.store.id, undone.paymentId)).find(({ id }) => id === undone.entryId);
    const rebooking = { ...undone, id: ctx.newId("rbk"), fromLinkId: from.id, toLinkId: to.id, undoes: undone.id, createdAt: ctx.now() };
    await insertRebooking(tx, rebooking, back, ctx.newId);
    await follow(ctx, tx, { rebooking, from, to, currency: entry?.currency ?? from.currency });
    await resolveTasksAbout(tx, ctx.store.id, { subject: undone.entryId, linkId: to.id, at: null });
    return { ok: true, amountMinor: undone.amountMinor };
  });
}

type Moved = { rebooking: Rebooking; from: PaymentLink; to: PaymentLink; currency: Currency };

/** What follows in the same transaction: both histories, the receipts, the order that is paid now, the one that no longer is. */
async function follow(ctx: Ctx, tx: Db, { rebooking, from, to, currency }: Moved): Promise<void> {
  const { amountMinor, entryId, id } = rebooking;
  const event = { storeId: ctx.store.id, memberId: ctx.actorId, at: ctx.now() };
  const detail = { amountMinor, currency, rebookingId: id };
  await addLinkEvent(tx, { ...event, id: ctx.newId("lev"), linkId: from.id, kind: "rebooked-out", detail: { ...detail, number: to.orderNumber ?? "", linkId: to.id } });
  await addLinkEvent(tx, { ...event, id: ctx.newId("lev"), linkId: to.id, kind: "rebooked-in", detail: { ...detail, number: from.orderNumber ?? "", linkId: from.id } });
  await addJob(tx, "issue-rebooking-receipts", { storeId: ctx.store.id, rebookingId: id }, { key: `rebooking:${id}` });
  const totals = await readLinkTotals(tx, ctx.store.id, [from.id, to.id]);
  const stateOf = (link: PaymentLink) => linkState(link, totals.get(link.id) ?? { paidMinor: 0, surplusMinor: 0, refundedMinor: 0, lastPaidAt: null }, ctx.now());
  if (to.orderRef !== null) {
    if (stateOf(to).status === "paid") await addJob(tx, "mark-order-paid", { storeId: ctx.store.id, linkId: to.id }, { key: `mark-paid:${to.id}` });
    else await addJob(tx, "note-part", { storeId: ctx.store.id, entryId, linkId: to.id }, { key: `note:${entryId}:${to.id}` });
  }
  await queueClosing(ctx, tx, to.id);
  const marked = await findEffect(tx, { kind: "mark-order-paid", subject: from.id });
  if (marked?.status === "done" && stateOf(from).status !== "paid") {
    await raiseTask(tx, {
      id: ctx.newId("tsk"), storeId: ctx.store.id, kind: "order-unmarked", subject: id, linkId: from.id, paymentId: rebooking.paymentId, at: ctx.now(), detail: { amountMinor, currency },
    });
  }
}

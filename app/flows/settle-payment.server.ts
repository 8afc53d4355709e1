import { isPaidTwice, type Allocation } from "../core/allocation";
import { assertUnreachable } from "../core/assert";
import { isExpired, linkState, type PaymentLink } from "../core/payment-link";
import { isOutdated, paymentState, settle, type Entry, type PaymentState, type SeenPayment } from "../core/payment";
import { inTransaction, type Db } from "../db/client.server";
import { addJob } from "../db/jobs.server";
import { insertEntry, listEntries } from "../db/ledger.server";
import { addLinkEvent, type LinkEventKind } from "../db/link-events.server";
import { countQuestion, getPayment, listTargets, lockPayment, updatePaymentSeen, type Payment, type PaymentTarget } from "../db/payments.server";
import { readRefundWishes } from "../db/refunds.server";
import { aboutEntry, raiseTask, type TaskKind } from "../db/tasks.server";
import { allocateEntry, lockLinksOfPayment, type LinkBefore } from "./allocate-entry.server";
import type { Ctx } from "./ctx";
import { followReversal } from "./follow-reversal.server";
import { noteInTill } from "./note-in-till.server";
import { noteDispute } from "./note-dispute.server";
import { noteRefunds } from "./note-refunds.server";
import { queueClosing } from "./queue-closing.server";

export type Settled = { state: PaymentState; progress: SeenPayment["progress"]; isKnown: boolean };

/**
 * The one room where money becomes paid. Every door (a hook, the shopper's return, the sweep) comes here with no more
 * than a payment's id; the provider is asked for the truth, and what it states is written with all that follows from
 * it in one transaction. Safe to call at any time, any number of times, from any number of workers.
 * Out: the payment's state now. Throws VendorError when the provider cannot be asked: then nothing has changed.
 */
export async function settlePayment(ctx: Ctx, paymentId: string): Promise<Settled> {
  const payment = await getPayment(ctx.db, ctx.store.id, paymentId);
  await countQuestion(ctx.db, payment, ctx.now());
  if (payment.providerRef === null) return { state: payment.state, progress: payment.progress, isKnown: false };
  const seen = await ctx.provider(payment.providerId).readPayment({ paymentId, providerRef: payment.providerRef });
  if (seen === null) return { state: payment.state, progress: payment.progress, isKnown: false };
  return inTransaction(ctx.db, (tx) => writeSeen(ctx, tx, paymentId, seen));
}

async function writeSeen(ctx: Ctx, tx: Db, paymentId: string, answer: SeenPayment): Promise<Settled> {
  const payment = await lockPayment(tx, ctx.store.id, paymentId);
  const targets = await listTargets(tx, ctx.store.id, paymentId);
  const written = await listEntries(tx, ctx.store.id, paymentId);
  const fresh = settle(written, answer);
  const seen = isOutdated(written, answer) ? { ...answer, ...detailsOf(payment) } : answer;
  const state = paymentState([...written, ...fresh], seen);
  if (fresh.length > 0) {
    await lockLinksOfPayment(ctx, tx, { paymentId, targets });
    const meantLinkIds = await readMeantLinks(ctx, tx, paymentId, answer);
    for (const entry of fresh) {
      const entryId = await writeEntry(ctx, tx, { payment, targets, entry, meantLinkId: (entry.kind === "refund" && meantLinkIds.get(entry.ref)) || null });
      await noteInTill(ctx, tx, { payment, entry, entryId, seen, linkIds: targets.map(({ linkId }) => linkId) });
    }
  }
  await noteRefunds(ctx, tx, { payment, seen: answer, entries: [...written, ...fresh] });
  await writeNews(ctx, tx, payment, seen, state, targets.map((target) => target.linkId));
  const heldMinor = [...written, ...fresh].reduce((sum, entry) => (entry.kind === "dispute" ? sum : sum + entry.amountMinor), 0);
  await noteDispute(ctx, tx, { payment, seen, heldMinor, linkIds: targets.map((target) => target.linkId) });
  await updatePaymentSeen(tx, payment, { state, seen, at: ctx.now() });
  return { state, progress: seen.progress, isKnown: true };
}

/** For which link each refund of an answer was asked here, by its `ref`; one made at the provider's own site is nobody's in particular. */
async function readMeantLinks(ctx: Ctx, tx: Db, paymentId: string, { facts }: SeenPayment): Promise<Map<string, string>> {
  const refunds = facts.filter(({ kind }) => kind === "refund").map(({ ref, refundId }) => ({ ref, refundId: refundId ?? ref }));
  const wishes = await readRefundWishes(tx, ctx.store.id, paymentId, refunds.map(({ refundId }) => refundId));
  return new Map(refunds.flatMap(({ ref, refundId }) => wishes.has(refundId) ? [[ref, wishes.get(refundId) ?? ""] as const] : []));
}

type Fresh = { payment: Payment; targets: readonly PaymentTarget[]; entry: Entry; meantLinkId: string | null };

/** What an earlier answer said beside the money. */
function detailsOf({ progress, openDispute, method, methodDetail, transactionId, failure }: Payment): Omit<SeenPayment, "providerRef" | "currency" | "facts"> {
  const dueAt = openDispute?.evidenceDueAt ?? null;
  return { progress, method, methodDetail, transactionId, failure, openDispute: openDispute && { ...openDispute, evidenceDueAt: dueAt === null ? null : new Date(dueAt) } };
}

/** One movement of money: its row, its parts, what the links' histories say, and the jobs it causes. */
async function writeEntry(ctx: Ctx, tx: Db, { payment, targets, entry, meantLinkId }: Fresh): Promise<string> {
  const entryId = ctx.newId("ent");
  const { parts, before, links } = await allocateEntry(ctx, tx, { paymentId: payment.id, targets, entry, meantLinkId });
  await insertEntry(tx, {
    id: entryId, storeId: ctx.store.id, paymentId: payment.id, entry, parts, at: ctx.now(), newId: ctx.newId,
  });
  for (const part of parts) {
    await addLinkEvent(tx, {
      id: ctx.newId("lev"), storeId: ctx.store.id, linkId: part.linkId, kind: eventKindOf(entry), at: ctx.now(),
      detail: { paymentId: payment.id, entryId, amountMinor: part.amountMinor, currency: entry.currency, part: part.kind },
    });
  }
  if (entry.kind === "capture") {
    await followCapture(ctx, tx, { payment, entry, entryId, parts, before });
  } else if (entry.kind === "refund") {
    await addJob(tx, "issue-receipt", { storeId: ctx.store.id, entryId }, { key: `receipt:${entryId}` });
    await addJob(tx, "mirror-refund", { storeId: ctx.store.id, entryId }, { key: `mirror:${entryId}` });
  } else if (entry.kind === "reversal") {
    await addJob(tx, "issue-receipt", { storeId: ctx.store.id, entryId }, { key: `receipt:${entryId}` });
    await followReversal(ctx, tx, { paymentId: payment.id, entry, entryId, parts, links });
  } else if (entry.kind === "refund-reversal") {
    // The shopper holds a credit note for money they will not see: only a person can put that right.
    for (const link of links.filter(({ id }) => id === parts[0]?.linkId)) await raise(ctx, tx, "refund-failed", { link, payment, entryId, entry, parts });
  }
  return entryId;
}

async function followCapture(
  ctx: Ctx,
  tx: Db,
  input: { payment: Payment; entry: Entry; entryId: string; parts: readonly Allocation[]; before: readonly LinkBefore[] },
): Promise<void> {
  const { payment, entry, entryId, parts, before } = input;
  await addJob(tx, "issue-receipt", { storeId: ctx.store.id, entryId }, { key: `receipt:${entryId}` });
  for (const one of before) {
    const { link, totals } = one;
    const own = parts.filter((part) => part.linkId === link.id);
    const dueMinor = own.reduce((sum, part) => (part.kind === "due" ? sum + part.amountMinor : sum), 0);
    const after = { ...totals, paidMinor: totals.paidMinor + dueMinor, lastPaidAt: entry.occurredAt };
    if (link.orderRef !== null && linkState(link, after, ctx.now()).status === "paid") {
      await addJob(tx, "mark-order-paid", { storeId: ctx.store.id, linkId: link.id }, { key: `mark-paid:${link.id}` });
    } else if (link.orderRef !== null && dueMinor > 0) {
      await addJob(tx, "note-part", { storeId: ctx.store.id, entryId, linkId: link.id }, { key: `note:${entryId}:${link.id}` });
    }
    // An older checkout of the same link must not take the money a second time.
    await queueClosing(ctx, tx, link.id);
    for (const kind of concernsOf(one, own, entry)) {
      await raise(ctx, tx, kind, { link, payment, entryId, entry, parts: own, ...(kind === "paid-twice" && { paidBeforeAt: totals.lastPaidAt }) });
    }
  }
}

function concernsOf({ link, totals }: LinkBefore, parts: readonly Allocation[], entry: Entry): TaskKind[] {
  const kinds: TaskKind[] = [];
  if (parts.some((part) => part.kind === "foreign")) kinds.push("foreign-money");
  if (isPaidTwice(link, totals, parts)) kinds.push("paid-twice");
  else if (parts.some((part) => part.kind === "surplus")) kinds.push("surplus");
  if (parts.length > 0 && link.cancelledAt !== null && entry.occurredAt >= link.cancelledAt) kinds.push("money-on-cancelled");
  else if (parts.length > 0 && isExpired(link, entry.occurredAt)) kinds.push("late-money");
  return kinds;
}

async function raise(
  ctx: Ctx,
  tx: Db,
  kind: TaskKind,
  input: { link: PaymentLink; payment: Payment; entryId: string; entry: Entry; parts: readonly Allocation[]; paidBeforeAt?: Date | null },
): Promise<void> {
  const { link, payment, entryId, entry, parts, paidBeforeAt } = input;
  await raiseTask(tx, {
    id: ctx.newId("tsk"), storeId: ctx.store.id, kind, subject: aboutEntry(entryId, link.id), linkId: link.id, paymentId: payment.id, at: ctx.now(),
    detail: {
      currency: entry.currency, amountMinor: parts.reduce((sum, part) => sum + part.amountMinor, 0), parts,
      ...(paidBeforeAt && { paidAt: [paidBeforeAt, entry.occurredAt].map((at) => at.toISOString()).sort() }),
    },
  });
  const event: Partial<Record<TaskKind, LinkEventKind>> = {
    surplus: "surplus-noticed", "paid-twice": "paid-twice-noticed", "foreign-money": "foreign-noticed", "late-money": "late-noticed", "money-on-cancelled": "late-noticed",
  };
  const noticed = event[kind];
  if (noticed) {
    await addLinkEvent(tx, { id: ctx.newId("lev"), storeId: ctx.store.id, linkId: input.link.id, kind: noticed, at: ctx.now(), detail: { paymentId: input.payment.id } });
  }
}

/** What changed without money moving: on its way, failed, disputed. */
async function writeNews(
  ctx: Ctx, tx: Db, payment: Payment, seen: SeenPayment, state: PaymentState, linkIds: readonly string[],
): Promise<void> {
  const kinds: LinkEventKind[] = [];
  if (seen.progress === "processing" && payment.progress !== "processing") kinds.push("payment-pending");
  if (state === "failed" && payment.state !== "failed") kinds.push("payment-failed");
  if (seen.openDispute && payment.openDispute?.ref !== seen.openDispute.ref) kinds.push("disputed");
  for (const kind of kinds) {
    for (const linkId of linkIds) {
      await addLinkEvent(tx, {
        id: ctx.newId("lev"), storeId: ctx.store.id, linkId, kind, at: ctx.now(),
        detail: { paymentId: payment.id, failure: seen.failure, dispute: seen.openDispute },
      });
    }
  }
}

function eventKindOf(entry: Entry): LinkEventKind {
  switch (entry.kind) {
    case "capture": return "captured";
    case "reversal": return "taken-back";
    case "refund": return "refunded";
    case "refund-reversal": return "refund-reversed";
    case "dispute": return "disputed";
    case "dispute-reversal": return "dispute-won";
    default: return assertUnreachable(entry.kind);
  }
}

import type { HandMethod, HandNote, WrittenCheque } from "../core/hand-note";
import type { Money } from "../core/money";
import { linkState, noTotals, type PaymentLink } from "../core/payment-link";
import { notesCash } from "../core/till-rule";
import { inTransaction, type Db } from "../db/client.server";
import { claimNote, findNote } from "../db/hand-notes.server";
import { addJob } from "../db/jobs.server";
import { lockLinks, readLinkTotals } from "../db/links.server";
import { insertPayment, listPaymentsOfLink, listTargets } from "../db/payments.server";
import type { Connected, Ctx } from "./ctx";
import type { Provider } from "../core/ports";
import { finishNote } from "./finish-note.server";

export type NoteProblem =
  | "till-off" | "no-account" | "currency-not-offered" | "more-than-open" | "in-the-future" | "too-old" | "noted-otherwise" | "link-unknown";

export type ReceivedInput = {
  linkId: string;
  /** Made when the form was drawn: of two presses one is noted. */
  noteId: string;
  method: HandMethod;
  amount: Money;
  happenedAt: Date;
  /** The person was told that it is more than is open, and means it: the rest is kept as a surplus. */
  mayExceed: boolean;
  cheque: WrittenCheque | null;
  memberId: string;
};

/** A date field knows no hour: today is never the future, wherever the shop is. */
const aheadMaxMs = 86_400_000;
const backMaxMs = 366 * 86_400_000;
/** Long enough for the press itself to end it. */
const finishAfterMs = 30_000;
const firstCheckMs = 60_000;

/**
 * A person states that money came: by transfer, in cash, by cheque. The link's attempt at that account is found or
 * made under the link's lock together with the note and the job that ends it, and only then is the account told.
 * Out: the note, or why nothing was noted. Throws VendorError when the account says no.
 */
export async function noteReceived(ctx: Ctx, input: ReceivedInput): Promise<{ ok: true; noteId: string } | { ok: false; reason: NoteProblem }> {
  if (input.method !== "bank-transfer" && !notesCash(ctx.store)) return { ok: false, reason: "till-off" };
  const account = findAccount(ctx, input.method);
  if (!account) return { ok: false, reason: "no-account" };
  if (!account.port.currencies.some(({ currency }) => currency === input.amount.currency)) return { ok: false, reason: "currency-not-offered" };
  const aheadMs = input.happenedAt.getTime() - ctx.now().getTime();
  if (aheadMs > aheadMaxMs) return { ok: false, reason: "in-the-future" };
  if (aheadMs < -backMaxMs) return { ok: false, reason: "too-old" };
  const claimed = await inTransaction(ctx.db, (tx) => claim(ctx, tx, input, account.connection.id));
  if (!claimed.ok) return claimed;
  await finishNote(ctx, input.noteId);
  return { ok: true, noteId: input.noteId };
}

/** The store's own account for a way to pay: its counter, or its bank account. */
export function findAccount(ctx: Ctx, method: HandMethod): Connected<Provider> | null {
  return ctx.providers.find(({ port }) => port.methods.includes(method) && (method === "cheque" ? port.recordCheque : port.recordReceived) !== undefined) ?? null;
}

async function claim(ctx: Ctx, tx: Db, input: ReceivedInput, providerId: string): Promise<{ ok: true } | { ok: false; reason: NoteProblem }> {
  const [link] = await lockLinks(tx, ctx.store.id, [input.linkId]);
  if (!link || link.currency !== input.amount.currency) return { ok: false, reason: "link-unknown" };
  const known = await findNote(tx, ctx.store.id, input.noteId);
  if (known) return isSame(known, input) ? { ok: true } : { ok: false, reason: "noted-otherwise" };
  if (!input.mayExceed && (await isMoreThanOpen(ctx, tx, link, input.amount))) return { ok: false, reason: "more-than-open" };
  const { noteId, amount, method, happenedAt, cheque, memberId } = input;
  const paymentId = (await findAttempt(ctx, tx, link, providerId)) ?? (await makeAttempt(ctx, tx, link, { providerId, amount }));
  const claimed = await claimNote(tx, {
    id: noteId, storeId: ctx.store.id, linkId: link.id, paymentId, kind: "received", method, amount, happenedAt, aboutId: null, reason: "", cheque, memberId, createdAt: ctx.now(),
  });
  if (!claimed.isNew) return { ok: false, reason: "noted-otherwise" };
  await addJob(tx, "finish-note", { storeId: ctx.store.id, noteId }, { key: `note:${noteId}`, runAt: new Date(ctx.now().getTime() + finishAfterMs) });
  return { ok: true };
}

const isSame = (known: HandNote, input: ReceivedInput) =>
  known.status !== "refused" && known.linkId === input.linkId && known.kind === "received" && known.method === input.method && known.amount.amountMinor === input.amount.amountMinor;

async function isMoreThanOpen(ctx: Ctx, tx: Db, link: PaymentLink, amount: Money): Promise<boolean> {
  if (link.kind === "reusable" || link.amountMinor === null) return false;
  const totals = (await readLinkTotals(tx, ctx.store.id, [link.id])).get(link.id) ?? noTotals;
  return amount.amountMinor > linkState(link, totals, ctx.now()).openMinor;
}

/** The attempt that is there already, of this link alone: the law's limit on cash is counted over all of it. */
async function findAttempt(ctx: Ctx, tx: Db, link: PaymentLink, providerId: string): Promise<string | null> {
  for (const payment of await listPaymentsOfLink(tx, ctx.store.id, link.id)) {
    if (payment.providerId !== providerId || payment.state === "failed") continue;
    if ((await listTargets(tx, ctx.store.id, payment.id)).length === 1) return payment.id;
  }
  return null;
}

async function makeAttempt(ctx: Ctx, tx: Db, link: PaymentLink, { providerId, amount }: { providerId: string; amount: Money }): Promise<string> {
  const { id } = await insertPayment(tx, {
    id: ctx.newId("pay"), storeId: ctx.store.id, providerId, currency: link.currency, targets: [{ linkId: link.id, amountMinor: amount.amountMinor }], at: ctx.now(),
  });
  await addJob(tx, "check-payment", { storeId: ctx.store.id, paymentId: id }, { key: `check:${id}`, runAt: new Date(ctx.now().getTime() + firstCheckMs) });
  return id;
}

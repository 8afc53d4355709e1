import { sharesOfReceived } from "../core/allocation";
import type { HandMethod, HandNote, WrittenCheque } from "../core/hand-note";
import type { Money } from "../core/money";
import { linkState, noTotals, type PaymentLink } from "../core/payment-link";
import { notesCash } from "../core/till-rule";
import { inTransaction, type Db } from "../db/client.server";
import { claimNote, findNote } from "../db/hand-notes.server";
import { addJob } from "../db/jobs.server";
import { lockLinks, readLinkTotals } from "../db/links.server";
import { insertPayment, listPaymentsOfLinks, listTargets } from "../db/payments.server";
import type { Connected, Ctx } from "./ctx";
import type { Provider } from "../core/ports";
import { finishNote } from "./finish-note.server";

export type NoteProblem =
  | "till-off" | "no-account" | "currency-not-offered" | "more-than-open" | "in-the-future" | "too-old" | "noted-otherwise" | "link-unknown";

export type ReceivedInput = Stated & { linkId: string };

/** What a person states, whatever it pays. */
export type Stated = {
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

/** What the money is for: links in the payer's order, and the basket whose reference it came by (null: one link's own). */
type Meant = { linkIds: readonly string[]; basketId: string | null };
export type NoteResult = { ok: true; noteId: string } | { ok: false; reason: NoteProblem };

/** A date field knows no hour: today is never the future, wherever the shop is. */
const aheadMaxMs = 86_400_000;
const backMaxMs = 366 * 86_400_000;
/** Long enough for the press itself to end it. */
const finishAfterMs = 30_000;
const firstCheckMs = 60_000;

/** A person states that money came for one link: by transfer, in cash, by cheque. Out and throws: as in `noteMoney`. */
export const noteReceived = (ctx: Ctx, { linkId, ...stated }: ReceivedInput): Promise<NoteResult> => noteMoney(ctx, stated, { linkIds: [linkId], basketId: null });

/**
 * One note of money that came, for one link or several. The attempt at the account where it came is found or made under
 * the links' locks together with the note and the job that ends it, and only then is the account told; how much each link
 * gets is decided when it becomes money, as of any other payment. Out: the note, or why nothing was noted. Throws VendorError when the account says no.
 */
export async function noteMoney(ctx: Ctx, input: Stated, meant: Meant): Promise<NoteResult> {
  if (input.method !== "bank-transfer" && !notesCash(ctx.store)) return { ok: false, reason: "till-off" };
  const account = findAccount(ctx, input.method);
  if (!account) return { ok: false, reason: "no-account" };
  if (!account.port.currencies.some(({ currency }) => currency === input.amount.currency)) return { ok: false, reason: "currency-not-offered" };
  const aheadMs = input.happenedAt.getTime() - ctx.now().getTime();
  if (aheadMs > aheadMaxMs) return { ok: false, reason: "in-the-future" };
  if (aheadMs < -backMaxMs) return { ok: false, reason: "too-old" };
  const claimed = await inTransaction(ctx.db, (tx) => claim(ctx, tx, input, { ...meant, providerId: account.connection.id }));
  if (!claimed.ok) return claimed;
  await finishNote(ctx, input.noteId);
  return { ok: true, noteId: input.noteId };
}

/** The store's own account for a way to pay: its counter, or its bank account. */
export function findAccount(ctx: Ctx, method: HandMethod): Connected<Provider> | null {
  return ctx.providers.find(({ port }) => port.methods.includes(method) && (method === "cheque" ? port.recordCheque : port.recordReceived) !== undefined) ?? null;
}

type Asked = { link: PaymentLink; openMinor: number };
type Claim = Meant & { providerId: string };

async function claim(ctx: Ctx, tx: Db, input: Stated, meant: Claim): Promise<{ ok: true } | { ok: false; reason: NoteProblem }> {
  const asked = await readAsked(ctx, tx, meant.linkIds);
  if (asked === null || asked.some(({ link }) => link.currency !== input.amount.currency)) return { ok: false, reason: "link-unknown" };
  const known = await findNote(tx, ctx.store.id, input.noteId);
  if (known) return isSame(known, input, meant) ? { ok: true } : { ok: false, reason: "noted-otherwise" };
  if (!input.mayExceed && isMoreThanOpen(asked, input.amount)) return { ok: false, reason: "more-than-open" };
  const payment = (await findAttempt(ctx, tx, meant)) ?? (await makeAttempt(ctx, tx, asked, { ...meant, amount: input.amount }));
  const { noteId, amount, method, happenedAt, cheque, memberId } = input;
  const claimed = await claimNote(tx, {
    id: noteId, storeId: ctx.store.id, ...payment, kind: "received", method, amount, happenedAt, aboutId: null, reason: "", cheque, memberId, createdAt: ctx.now(),
  });
  if (!claimed.isNew) return { ok: false, reason: "noted-otherwise" };
  await addJob(tx, "finish-note", { storeId: ctx.store.id, noteId }, { key: `note:${noteId}`, runAt: new Date(ctx.now().getTime() + finishAfterMs) });
  return { ok: true };
}

/** The links with what they still ask, in the order given, locked; null when the store lacks one of them. */
async function readAsked(ctx: Ctx, tx: Db, linkIds: readonly string[]): Promise<Asked[] | null> {
  const links = new Map((await lockLinks(tx, ctx.store.id, linkIds)).map((link) => [link.id, link]));
  const totals = await readLinkTotals(tx, ctx.store.id, linkIds);
  const asked = linkIds.flatMap((id) => {
    const link = links.get(id);
    return link ? [{ link, openMinor: linkState(link, totals.get(id) ?? noTotals, ctx.now()).openMinor }] : [];
  });
  return asked.length === 0 || asked.length < linkIds.length ? null : asked;
}

const isSame = (known: HandNote, input: Stated, { linkIds }: Meant) =>
  known.status !== "refused" && linkIds.includes(known.linkId) && known.kind === "received" && known.method === input.method && known.amount.amountMinor === input.amount.amountMinor;

function isMoreThanOpen(asked: readonly Asked[], amount: Money): boolean {
  if (asked.some(({ link }) => link.kind === "reusable" || link.amountMinor === null)) return false;
  return amount.amountMinor > asked.reduce((sum, { openMinor }) => sum + openMinor, 0);
}

type Attempt = { paymentId: string; linkId: string };

/**
 * The attempt that is there already, of exactly these links (the law's limit on cash is counted over all of it); of a
 * basket one that states the basket's reference, such as the payer's own choice on its page.
 */
async function findAttempt(ctx: Ctx, tx: Db, { linkIds, basketId, providerId }: Claim): Promise<Attempt | null> {
  for (const payment of await listPaymentsOfLinks(tx, ctx.store.id, linkIds)) {
    if (payment.providerId !== providerId || payment.state === "failed" || (basketId !== null && payment.basketId !== basketId)) continue;
    const targets = await listTargets(tx, ctx.store.id, payment.id);
    const [first] = targets;
    if (first && targets.length === linkIds.length && targets.every(({ linkId }) => linkIds.includes(linkId))) return { paymentId: payment.id, linkId: first.linkId };
  }
  return null;
}

async function makeAttempt(ctx: Ctx, tx: Db, asked: readonly Asked[], { providerId, basketId, amount }: Claim & { amount: Money }): Promise<Attempt> {
  const targets = sharesOfReceived(amount.amountMinor, asked.map(({ link, openMinor }) => ({ linkId: link.id, openMinor, askedMinor: link.amountMinor ?? 0 })));
  const { id } = await insertPayment(tx, { id: ctx.newId("pay"), storeId: ctx.store.id, providerId, basketId, currency: amount.currency, targets, at: ctx.now() });
  await addJob(tx, "check-payment", { storeId: ctx.store.id, paymentId: id }, { key: `check:${id}`, runAt: new Date(ctx.now().getTime() + firstCheckMs) });
  return { paymentId: id, linkId: targets[0]?.linkId ?? "" };
}

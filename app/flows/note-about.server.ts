import { whyNotStep, type ChequeProblem, type ChequeStep } from "../core/cheque";
import { stepsOf, type HandNote, type HandNoteKind } from "../core/hand-note";
import type { Money } from "../core/money";
import { refundableMinor } from "../core/payment";
import { inTransaction, type Db } from "../db/client.server";
import { claimNote, findNote, listNotesAbout } from "../db/hand-notes.server";
import { addJob } from "../db/jobs.server";
import { listAllocations, listEntries } from "../db/ledger.server";
import { findPayment, listTargets, lockPayment } from "../db/payments.server";
import { saveRefundWish, sumPendingRefunds } from "../db/refunds.server";
import { aboutEntry, raiseTask } from "../db/tasks.server";
import { lockLinksOfPayment } from "./allocate-entry.server";
import type { Ctx } from "./ctx";
import { finishNote } from "./finish-note.server";

export type AboutProblem = ChequeProblem | "not-there" | "already-reversed" | "reason-missing" | "not-recordable" | "more-than-held" | "noted-otherwise";
type Result = { ok: true; noteId: string } | { ok: false; reason: AboutProblem };
type About = { id: string; noteId: string; happenedAt: Date; reason: string; memberId: string; slipId?: string };

type Returned = { id: string; linkId: string; paymentId: string; amount: Money; method: "cash" | "bank-transfer"; happenedAt: Date; reason: string; memberId: string };

const finishAfterMs = 30_000;

/**
 * A slip: what was noted was none, for a reason that stays in the books. The note is not touched; a row about it takes
 * it back. A cheque that is no money yet is withdrawn, one that is is taken back as the bank would. `id`: the row's own.
 */
export async function reverseNote(ctx: Ctx, input: About): Promise<Result> {
  if (input.reason === "") return { ok: false, reason: "reason-missing" };
  return about(ctx, input, (note, notes) => {
    if (note.aboutId !== null) return { ok: false, reason: "not-there" };
    if (note.method !== "cheque" || note.kind !== "received") return { ok: true, kind: "reversed" };
    const steps = new Set(stepsOf(note, notes).map(({ step }) => step));
    const kind = steps.has("cleared") ? "reversed" : "withdrawn";
    const reason = whyNotStep(steps, kind);
    return reason === null ? { ok: true, kind } : { ok: false, reason };
  });
}

/** A cheque goes on: to the bank, into the account, or back. One that bounced reopens the link and is told to a person. */
export async function moveCheque(ctx: Ctx, input: About & { step: Exclude<ChequeStep, "received"> }): Promise<Result> {
  return about(ctx, input, (note, notes) => {
    if (note.method !== "cheque" || note.kind !== "received" || note.aboutId !== null) return { ok: false, reason: "not-there" };
    const reason = whyNotStep(new Set(stepsOf(note, notes).map(({ step }) => step)), input.step);
    return reason === null ? { ok: true, kind: input.step } : { ok: false, reason };
  });
}

type Verdict = { ok: true; kind: HandNoteKind } | { ok: false; reason: AboutProblem };

async function about(ctx: Ctx, input: About, judge: (note: HandNote, notes: readonly HandNote[]) => Verdict): Promise<Result> {
  const claimed = await inTransaction(ctx.db, (tx) => claim(ctx, tx, input, judge));
  if (!claimed.ok) return claimed;
  await finishNote(ctx, claimed.noteId);
  return claimed;
}

async function claim(ctx: Ctx, tx: Db, input: About, judge: (note: HandNote, notes: readonly HandNote[]) => Verdict): Promise<Result> {
  const note = await findNote(tx, ctx.store.id, input.noteId);
  if (!note || note.status === "refused") return { ok: false, reason: "not-there" };
  const targets = await listTargets(tx, ctx.store.id, note.paymentId);
  // Of money for several orders a press on any of their pages waits for one on another.
  await lockLinksOfPayment(ctx, tx, { paymentId: note.paymentId, targets });
  const notes = await listNotesAbout(tx, ctx.store.id, note.id);
  // The second press of a double click finds the first one's row.
  const own = notes.find(({ id }) => id === input.id);
  if (own) return { ok: true, noteId: own.id };
  const verdict = judge(note, notes);
  if (!verdict.ok) return verdict;
  if (notes.some(({ kind, status }) => kind === "reversed" && status !== "refused")) return { ok: false, reason: "already-reversed" };
  // What a bank takes back of a cheque it takes back, whatever went back to the customer meanwhile.
  const isSlip = verdict.kind === "reversed" && note.kind === "received" && note.status === "done" && note.method !== "cheque";
  if (isSlip && note.amount.amountMinor > (await readHeld(ctx, tx, note.paymentId))) return { ok: false, reason: "more-than-held" };
  const { id, happenedAt, reason, memberId, slipId = null } = input;
  await save(ctx, tx, { ...note, id, kind: verdict.kind, happenedAt, reason, memberId, aboutId: note.id, cheque: null, slipId });
  if (verdict.kind === "bounced") await tellBounced(ctx, tx, note, targets.map(({ linkId }) => linkId));
  return { ok: true, noteId: id };
}

async function save(ctx: Ctx, tx: Db, note: Omit<HandNote, "status" | "createdAt">): Promise<void> {
  const { isNew } = await claimNote(tx, {
    id: note.id, storeId: note.storeId, linkId: note.linkId, paymentId: note.paymentId, kind: note.kind, method: note.method, amount: note.amount,
    happenedAt: note.happenedAt, aboutId: note.aboutId, reason: note.reason, cheque: note.cheque, memberId: note.memberId, slipId: note.slipId ?? null, createdAt: ctx.now(),
  });
  if (!isNew) throw new Error(`Another note stands where ${note.id} was to`);
  await addJob(tx, "finish-note", { storeId: ctx.store.id, noteId: note.id }, { key: `note:${note.id}`, runAt: new Date(ctx.now().getTime() + finishAfterMs) });
}

async function tellBounced(ctx: Ctx, tx: Db, note: HandNote, linkIds: readonly string[]): Promise<void> {
  for (const linkId of linkIds) {
    await raiseTask(tx, {
      id: ctx.newId("tsk"), storeId: ctx.store.id, kind: "cheque-bounced", subject: linkId === note.linkId ? note.id : aboutEntry(note.id, linkId), linkId, paymentId: note.paymentId, at: ctx.now(),
      detail: { currency: note.amount.currency, amountMinor: note.amount.amountMinor },
    });
  }
}

/**
 * Money a person gave back by hand, over the counter or from their bank; once per `id`. It comes off the link on whose page
 * it is said first: one the payment meant, or one its money was moved to since. All of the payment's money waits for the note,
 * so that of presses on several pages no more goes out than is held. Throws VendorError when the account says no.
 */
export async function noteReturned(ctx: Ctx, input: Returned): Promise<Result> {
  const payment = await findPayment(ctx.db, ctx.store.id, input.paymentId);
  if (!payment || !(await isOfLink(ctx, payment.id, input.linkId))) return { ok: false, reason: "not-there" };
  if (!ctx.provider(payment.providerId).recordReturned) return { ok: false, reason: "not-recordable" };
  const claimed = await inTransaction(ctx.db, (tx) => claimReturned(ctx, tx, input));
  if (claimed.ok) await finishNote(ctx, claimed.noteId);
  return claimed;
}

async function claimReturned(ctx: Ctx, tx: Db, input: Returned): Promise<Result> {
  const { id, linkId, paymentId, amount } = input;
  await lockPayment(tx, ctx.store.id, paymentId);
  await lockLinksOfPayment(ctx, tx, { paymentId, targets: await listTargets(tx, ctx.store.id, paymentId) });
  const known = await findNote(tx, ctx.store.id, id);
  if (known?.status === "refused") return { ok: false, reason: "not-there" };
  if (known) {
    const isSame = known.kind === "returned" && known.paymentId === paymentId && known.linkId === linkId && known.amount.amountMinor === amount.amountMinor;
    return isSame ? { ok: true, noteId: id } : { ok: false, reason: "noted-otherwise" };
  }
  if (amount.amountMinor > (await readHeld(ctx, tx, paymentId))) return { ok: false, reason: "more-than-held" };
  // Of a transfer for several orders it comes off this one first.
  await saveRefundWish(tx, { storeId: ctx.store.id, paymentId, refundId: id, linkId, at: ctx.now() });
  await save(ctx, tx, { ...input, storeId: ctx.store.id, kind: "returned", aboutId: null, cheque: null });
  return { ok: true, noteId: id };
}

/** What a payment holds and nobody has said goes out, in minor units. */
const readHeld = async (ctx: Ctx, tx: Db, paymentId: string) =>
  refundableMinor(await listEntries(tx, ctx.store.id, paymentId), await sumPendingRefunds(tx, ctx.store.id, paymentId));

async function isOfLink(ctx: Ctx, paymentId: string, linkId: string): Promise<boolean> {
  const [targets, parts] = [await listTargets(ctx.db, ctx.store.id, paymentId), await listAllocations(ctx.db, ctx.store.id, paymentId)];
  return [...targets, ...parts].some((one) => one.linkId === linkId);
}

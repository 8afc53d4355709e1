import { dayOf } from "../core/civil-day";
import { handMethods, standingNotes, type HandMethod, type StandingNote } from "../core/hand-note";
import { moneyOf, type Money } from "../core/money";
import { linkState, noTotals, type PaymentLink } from "../core/payment-link";
import { refundableMinor } from "../core/payment";
import { notesCash, tillLawOf, type TillLaw } from "../core/till-rule";
import { listNotesOfLink } from "../db/hand-notes.server";
import { listAllocations, listEntries } from "../db/ledger.server";
import { findLink, listLinksById, readLinkTotals } from "../db/links.server";
import { listPaymentsOfLink, listTargets } from "../db/payments.server";
import { listCancelledReceipts, listReceiptsOfLink } from "../db/receipts.server";
import { listScanned } from "../db/cheque-scans.server";
import { listSignedOf } from "../db/signed-receipts.server";
import type { Ctx } from "./ctx";
import { findAccount } from "./note-received.server";

/** Money a payment still holds that a person can give back by hand; `own`: what of it this link holds, the rest is other orders'. */
export type Returnable = { paymentId: string; held: Money; own: Money; ways: ("cash" | "bank-transfer")[] };
export type CounterReceipt = { id: string; number: string; amount: Money; issuedAt: Date; signedId: string | null; isCancelled: boolean };

export type CounterFacts = {
  linkId: string;
  /** What the form offers first: all that is open, nothing where the payer chooses or all is paid. */
  open: Money;
  isPaid: boolean;
  methods: HandMethod[];
  /** Why cash and cheques are not offered: off by the law or the shop's choice, or no account for them. */
  cash: "on" | "off" | "no-account";
  law: TillLaw;
  today: string;
  /** `sharedBy`: the orders that a note of money for several was for, this one too; empty for a note of this link alone. */
  notes: (StandingNote & { hasScan: boolean; sharedBy: { linkId: string; orderNumber: string | null; description: string }[] })[];
  returnables: Returnable[];
  /** Receipts of money that came over the counter, to be signed by both. */
  receipts: CounterReceipt[];
  /** For the next note: of two presses one is noted. */
  noteId: string;
};

/** What the store's hand can state about a link, and what it stated; null when the store has no such link. */
export async function readCounter(ctx: Ctx, linkId: string): Promise<(CounterFacts & { link: PaymentLink }) | null> {
  const { db, store } = ctx;
  const link = await findLink(db, store.id, linkId);
  if (!link) return null;
  const [totals, notes, payments, receipts, signed] = await Promise.all([
    readLinkTotals(db, store.id, [linkId]), listNotesOfLink(db, store.id, linkId), listPaymentsOfLink(db, store.id, linkId),
    listReceiptsOfLink(db, store.id, linkId), listSignedOf(db, store.id, linkId),
  ]);
  const state = linkState(link, totals.get(linkId) ?? noTotals, ctx.now());
  const cancelled = await listCancelledReceipts(db, store.id, linkId);
  const scanned = await listScanned(db, store.id, notes.map(({ id }) => id));
  const returnables: Returnable[] = [];
  for (const payment of payments) {
    const provider = ctx.provider(payment.providerId);
    if (!provider.recordReturned) continue;
    const heldMinor = refundableMinor(await listEntries(db, store.id, payment.id), 0);
    const parts = (await listAllocations(db, store.id, payment.id)).filter((part) => part.linkId === linkId);
    const ownMinor = Math.min(heldMinor, Math.max(0, parts.reduce((sum, part) => sum + part.amountMinor, 0)));
    if (heldMinor > 0) returnables.push({ paymentId: payment.id, held: moneyOf(heldMinor, payment.currency), own: moneyOf(ownMinor, payment.currency), ways: provider.recordCheque ? ["cash", "bank-transfer"] : ["bank-transfer"] });
  }
  return {
    link, linkId, ...counterTerms(ctx, link.currency), returnables,
    open: moneyOf(state.openMinor, link.currency),
    isPaid: state.status === "paid",
    notes: await Promise.all(standingNotes(notes).map(async (note) => ({ ...note, hasScan: scanned.has(note.id), sharedBy: await readSharers(ctx, note) }))),
    receipts: receipts.filter(({ facts }) => facts.kind === "receipt" && (facts.methodTitle === "cash" || facts.methodTitle === "cheque"))
      // What was taken back is nothing to sign; signed before, its paper stays.
      .filter(({ id }) => !cancelled.has(id) || signed.has(id))
      .map(({ id, number, facts, issuedAt }) => ({ id, number, amount: facts.amount, issuedAt, signedId: signed.get(id) ?? null, isCancelled: cancelled.has(id) })),
  };
}

/** The orders whose money one note states, when it is more than one. */
export async function readSharers(ctx: Ctx, { kind, paymentId }: StandingNote): Promise<CounterFacts["notes"][number]["sharedBy"]> {
  const targets = kind === "received" ? await listTargets(ctx.db, ctx.store.id, paymentId) : [];
  if (targets.length < 2) return [];
  const links = await listLinksById(ctx.db, ctx.store.id, targets.map(({ linkId }) => linkId));
  return links.map(({ id, orderNumber, description }) => ({ linkId: id, orderNumber, description }));
}

/** What the form needs before there is a link. */
export function counterTerms(ctx: Ctx, currency: PaymentLink["currency"]): Pick<CounterFacts, "methods" | "cash" | "law" | "today" | "noteId"> {
  const { store } = ctx;
  const accounts = handMethods.filter((method) => findAccount(ctx, method)?.port.currencies.some((one) => one.currency === currency));
  const isOn = notesCash(store);
  return {
    methods: accounts.filter((method) => method === "bank-transfer" || isOn),
    cash: !isOn ? "off" : accounts.some((method) => method !== "bank-transfer") ? "on" : "no-account",
    law: tillLawOf(store),
    today: dayOf(ctx.now(), store.timeZone),
    noteId: ctx.newId("hnd"),
  };
}

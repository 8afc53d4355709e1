import type { Currency } from "./currency";

export type PaymentState = "pending" | "succeeded" | "failed" | "partly-refunded" | "refunded" | "disputed";

/** Why an attempt did not become money, in our words; adapters map their vendor's codes to these. */
export const failureReasons = [
  "declined", "insufficient-funds", "expired-card", "authentication-failed", "cancelled-by-payer",
  "checkout-expired", "processing-error", "unknown",
] as const;
export type FailureReason = (typeof failureReasons)[number];

/**
 * Money in: capture, refund-reversal (a refund that failed later), dispute-reversal (won). Out: refund, dispute, and
 * reversal: what was taken for money was none (noted by mistake, a cheque the bank took back), so that it is owed again.
 */
export type EntryKind = "capture" | "reversal" | "refund" | "refund-reversal" | "dispute" | "dispute-reversal";

/** One movement of money the provider states. `ref` is its stable id there, so that seeing it twice is seeing it once. */
export type MoneyFact = {
  kind: EntryKind;
  ref: string;
  amountMinor: number;
  occurredAt: Date;
  /** How this movement was made, where one payment may be made in several ways; else the payment's own method. */
  method?: string;
  /** Of a refund: the id this house gave it when it asked for it; absent where `ref` is that id, and for one made at the provider's own site. */
  refundId?: string;
};

/** A dispute that waits: `reason` is the vendor's code (disputeReasonOf reads it), `url` where it is answered. */
export type Dispute = { ref: string; reason: string; evidenceDueAt: Date | null; url?: string };

/**
 * A refund that is no movement of money: accepted and not carried out yet, or given up before any left. Once money moved
 * it is a fact with the same `ref`.
 */
export type UnsettledRefund = { ref: string; amountMinor: number; state: "pending" | "failed" };

/** The provider's whole truth about one payment at one moment, in our words. */
export type SeenPayment = {
  providerRef: string;
  currency: Currency;
  /** open: nobody paid yet · processing: the payer did their part, the money is on its way. */
  progress: "open" | "processing" | "succeeded" | "failed" | "expired";
  facts: MoneyFact[];
  /** Absent where the provider knows no refund without money. */
  unsettledRefunds?: readonly UnsettledRefund[];
  /** A dispute that still waits for an answer. */
  openDispute: Dispute | null;
  /** As the payer knows it: "card", "bancontact", "sepa-debit"… and "Visa •••• 4242". */
  method: string | null;
  methodDetail: string | null;
  /** The number a shopper or a bookkeeper finds at the provider. */
  transactionId: string | null;
  failure: FailureReason | null;
};

/** A row of the ledger: a fact, signed (+ in, − out), written once. */
export type Entry = { kind: EntryKind; ref: string; amountMinor: number; currency: Currency; occurredAt: Date };

export const signOf: Readonly<Record<EntryKind, 1 | -1>> = {
  capture: 1,
  reversal: -1,
  refund: -1,
  "refund-reversal": 1,
  dispute: -1,
  "dispute-reversal": 1,
};

const keyOf = (fact: { kind: EntryKind; ref: string }) => `${fact.kind}:${fact.ref}`;

/**
 * What the ledger must gain so that it holds all the provider states. Facts already written are skipped by
 * (kind, ref); nothing written is ever changed, so any order and any repetition of sightings ends the same.
 * Out: new entries by provider time, then key. Throws on a fact that is not a positive integer: an adapter's bug.
 */
export function settle(written: readonly Entry[], seen: Pick<SeenPayment, "currency" | "facts">): Entry[] {
  const known = new Set(written.map(keyOf));
  const fresh: Entry[] = [];
  for (const fact of seen.facts) {
    if (!Number.isSafeInteger(fact.amountMinor) || fact.amountMinor <= 0) {
      throw new Error(`A money fact must be a positive integer: ${keyOf(fact)} ${fact.amountMinor}`);
    }
    if (known.has(keyOf(fact))) continue;
    known.add(keyOf(fact));
    fresh.push({
      kind: fact.kind,
      ref: fact.ref,
      amountMinor: signOf[fact.kind] * fact.amountMinor,
      currency: seen.currency,
      occurredAt: fact.occurredAt,
    });
  }
  return inOrder(fresh);
}

/** At one and the same moment money comes in before it goes out, and goes out before it comes back. */
const rankOf: Readonly<Record<EntryKind, number>> = { capture: 0, reversal: 1, refund: 1, dispute: 1, "refund-reversal": 2, "dispute-reversal": 2 };

/** By provider time; a failed refund comes back after it went out, whatever time a provider gives the two. */
function inOrder(entries: readonly Entry[]): Entry[] {
  const outAt = new Map(entries.flatMap((entry) => (entry.kind === "refund" ? [[entry.ref, entry.occurredAt.getTime()]] : [])));
  const timeOf = (entry: Entry) => Math.max(entry.occurredAt.getTime(), entry.kind === "refund-reversal" ? (outAt.get(entry.ref) ?? 0) : 0);
  return [...entries].sort((a, b) => timeOf(a) - timeOf(b) || rankOf[a.kind] - rankOf[b.kind] || (keyOf(a) < keyOf(b) ? -1 : 1));
}

/**
 * Whether an answer is older than the ledger: it does not know of money that is written already. Answers overtake each
 * other (the hook and the shopper's return ask at the same moment), and a provider never forgets a movement.
 */
export function isOutdated(written: readonly Entry[], seen: Pick<SeenPayment, "facts">): boolean {
  const known = new Set(seen.facts.map(keyOf));
  return written.some((entry) => !known.has(keyOf(entry)));
}

const sumOf = (entries: readonly Entry[], ...kinds: EntryKind[]) =>
  entries.reduce((sum, entry) => (kinds.includes(entry.kind) ? sum + entry.amountMinor : sum), 0);

/**
 * The payment's state from its ledger and the latest sighting. Money in the ledger always wins:
 * unknown is never paid and never failed, and what was captured never becomes pending again.
 */
export function paymentState(
  entries: readonly Entry[],
  seen: Pick<SeenPayment, "progress" | "openDispute"> | null,
): PaymentState {
  const capturedMinor = sumOf(entries, "capture", "reversal");
  if (capturedMinor <= 0) return seen?.progress === "failed" || seen?.progress === "expired" ? "failed" : "pending";
  const disputedMinor = -sumOf(entries, "dispute", "dispute-reversal");
  if (disputedMinor > 0 || (seen?.openDispute ?? null) !== null) return "disputed";
  const refundedMinor = -sumOf(entries, "refund", "refund-reversal");
  if (refundedMinor >= capturedMinor) return "refunded";
  return refundedMinor > 0 ? "partly-refunded" : "succeeded";
}

/** What of a payment can still be given back: what the ledger holds, less what is already on its way out. In minor units, ≥ 0. */
export function refundableMinor(entries: readonly Pick<Entry, "amountMinor">[], pendingMinor: number): number {
  return Math.max(0, entries.reduce((sum, entry) => sum + entry.amountMinor, 0) - pendingMinor);
}

/** When to ask the provider again about a payment still pending, counted from its last question (Kill Bill's janitor). */
export const recheckDelaysMs: readonly number[] = [10, 60, 300, 1_800, 7_200].map((seconds) => seconds * 1_000);
export const recheckDailyMs = 86_400_000;
export const recheckDaysMax = 35;

/** The delay before question number `asked` (0-based); null when the payment is given up to the sweep. */
export function recheckDelayMs(asked: number): number | null {
  const early = recheckDelaysMs[asked];
  if (early !== undefined) return early;
  return asked < recheckDelaysMs.length + recheckDaysMax ? recheckDailyMs : null;
}

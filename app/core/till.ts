import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json";
import type { Currency } from "./currency";
import type { EntryKind } from "./payment";

/** One movement of money stated by hand, as the till keeps it. Names nobody: what is hashed stays when people are forgotten. */
export type TillMove = {
  /** From 1, without a gap. */
  number: number;
  storeId: string;
  /** When the till noted it; never before the movement above it, whatever the clock says. */
  at: Date;
  /** When the person says the money moved. */
  happenedAt: Date;
  kind: EntryKind;
  /** "cash", "cheque", "bank-transfer". */
  method: string;
  /** Signed: + in, − out. */
  amountMinor: number;
  currency: Currency;
  /** The order's number, or the link's id. */
  reference: string;
  /** The row of the ledger it repeats. */
  entryId: string;
};

/** A move in the chain: its hash covers itself and, through `previousHash`, every move before it. */
export type TillEntry = TillMove & { previousHash: string; hash: string };

/** What the first row of a chain points at. */
export const firstHash = "0".repeat(64);

/** Where a chain ends now. */
export type ChainEnd = { number: number; hash: string; at: Date | null };
export const emptyChain: ChainEnd = { number: 0, hash: firstHash, at: null };

/** h(n) = SHA-256(h(n−1) ‖ canonical JSON of n), in hex: what stood above cannot be changed without changing all below. */
export function hashAfter(previousHash: string, body: Parameters<typeof canonicalJson>[0]): string {
  return createHash("sha256").update(previousHash).update(canonicalJson(body)).digest("hex");
}

/** The hash a move has behind another. */
export function hashOfMove(previousHash: string, move: TillMove): string {
  return hashAfter(previousHash, {
    number: move.number, storeId: move.storeId, at: move.at.toISOString(), happenedAt: move.happenedAt.toISOString(), kind: move.kind,
    method: move.method, amountMinor: move.amountMinor, currency: move.currency, reference: move.reference, entryId: move.entryId,
  });
}

/**
 * The next row of the chain. `notBefore`: the end of what is closed already; a clock that goes back, or a period closed
 * a moment ago, puts the move at the first moment still open.
 */
export function chainMove(end: ChainEnd, move: Omit<TillMove, "number">, notBefore: Date | null): TillEntry {
  const at = new Date(Math.max(move.at.getTime(), end.at?.getTime() ?? 0, notBefore?.getTime() ?? 0));
  const whole: TillMove = { ...move, at, number: end.number + 1 };
  return { ...whole, previousHash: end.hash, hash: hashOfMove(end.hash, whole) };
}

export const endOf = ({ number, hash, at }: TillEntry): ChainEnd => ({ number, hash, at });

/** What a period took, in one currency by one method. All ≥ 0. */
export type TillTotal = { currency: Currency; method: string; inMinor: number; outMinor: number; count: number };

/** Totals by currency and method, in a fixed order: the same moves give the same totals. */
export function totalsOf(moves: readonly Pick<TillMove, "currency" | "method" | "amountMinor">[]): TillTotal[] {
  return addTotals(moves.map(({ currency, method, amountMinor }) => ({
    currency, method, inMinor: Math.max(0, amountMinor), outMinor: Math.max(0, -amountMinor), count: 1,
  })));
}

/** Totals of several periods in one, in the same fixed order. */
export function addTotals(totals: readonly TillTotal[]): TillTotal[] {
  const sums = new Map<string, TillTotal>();
  for (const one of totals) {
    const key = `${one.currency} ${one.method}`;
    const sum = sums.get(key) ?? { currency: one.currency, method: one.method, inMinor: 0, outMinor: 0, count: 0 };
    sums.set(key, { ...sum, inMinor: sum.inMinor + one.inMinor, outMinor: sum.outMinor + one.outMinor, count: sum.count + one.count });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

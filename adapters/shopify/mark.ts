import { z } from "zod";
import type { MarkPaidInput } from "../../app/core/ports";
import type { Currency } from "../../app/core/currency";
import { minorOf } from "./amounts";
import type { Metafield, VendorTransaction } from "./replies";

/** Longer than the call it guards: a write that we gave up waiting for has landed or failed by then. */
export const leaseMs = 60_000;
const writtenMax = 50;

const lease = z.object({
  by: z.string(),
  transactionId: z.string(),
  until: z.iso.datetime(),
  /** The order's successful transactions before the write: what succeeded beyond them came after. */
  known: z.array(z.string()),
});
const markSchema = z.object({ lease: lease.nullable(), written: z.array(z.string()) });

/**
 * What we keep on the order itself: who is writing a payment now, and the payments written so far. Shopify's manual
 * payments have no idempotency key, so this, changed by compare-and-set only, is what keeps two processes apart.
 */
export type Mark = z.infer<typeof markSchema>;

/** An absent or unreadable mark is an empty one; unreadable can only mean someone else's hand. */
export function readMark(metafield: Metafield): Mark {
  try {
    return markSchema.parse(JSON.parse(metafield?.value ?? "null"));
  } catch {
    return { lease: null, written: [] };
  }
}

export function leasedMark(mark: Mark, input: { by: string; transactionId: string; now: Date; transactions: readonly VendorTransaction[] }): Mark {
  const until = new Date(input.now.getTime() + leaseMs).toISOString();
  const known = input.transactions.filter(({ status }) => status === "SUCCESS").map(({ id }) => id);
  return { ...mark, lease: { by: input.by, transactionId: input.transactionId, until, known } };
}

export function writtenMark(mark: Mark, transactionId: string): Mark {
  return { lease: null, written: [...mark.written.filter((id) => id !== transactionId), transactionId].slice(-writtenMax) };
}

export const isLeased = (mark: Mark, now: Date) => mark.lease !== null && Date.parse(mark.lease.until) > now.getTime();

/** Money that came into the order's books by hand since the lease was taken, in minor units. */
export function landedMinor(mark: Mark, transactions: readonly VendorTransaction[], currency: Currency): number {
  const known = new Set(mark.lease?.known);
  return transactions
    .filter(({ id, kind, status, manualPaymentGateway }) => !known.has(id) && manualPaymentGateway && status === "SUCCESS" && (kind === "SALE" || kind === "CAPTURE"))
    .reduce((sum, { amountSet }) => sum + (minorOf(amountSet, currency) ?? 0), 0);
}

/** A write of this very payment that was cut off, and is in the books all the same. */
export function hasLanded(mark: Mark, transactions: readonly VendorTransaction[], input: Pick<MarkPaidInput, "transactionId" | "amountMinor" | "currency">): boolean {
  return mark.lease?.transactionId === input.transactionId && landedMinor(mark, transactions, input.currency) === input.amountMinor;
}

import { expect } from "vitest";
import type { Currency } from "../../app/core/currency";
import type { Order } from "../../app/core/order";
import type { MarkPaidInput, Platform, RawHook } from "../../app/core/ports";

/** A status an unpaid order may stand in, by the platform's own word for it. */
export type UnpaidStart = { status: string; make(): Promise<string> };

/**
 * A shop set up for the suite, and a hand on it. What a platform cannot do is null, and its tests are skipped.
 * Every order is made by the bench, in `currency`, for `totalMinor`; nothing else in the shop is touched.
 */
export type PlatformBench = {
  platform: Platform;
  currency: Currency;
  /** The total of orders made by `starts`, in minor units. */
  totalMinor: number;
  starts: readonly UnpaidStart[];
  /** An unpaid order for a customer of that name and address; returns its ref. */
  newOrder(customer: { name: string; email: string }): Promise<string>;
  /** A ref of the right shape that no order has. */
  unknownRef: string;
  trash: ((orderRef: string) => Promise<void>) | null;
  /** The staff gives the whole amount back in the shop, after `markPaid`. */
  refundAll: ((orderRef: string) => Promise<void>) | null;
  /** Private notes on an order, as the staff reads them. */
  listNotes: ((orderRef: string) => Promise<string[]>) | null;
  /** The payment's number as the shop keeps it. */
  readTransaction: ((orderRef: string) => Promise<string>) | null;
  /** What the shop's books say was given back, in minor units. */
  readRefundedMinor: ((orderRef: string) => Promise<number>) | null;
  /** A hook about this order as the platform signs it. */
  hookAbout: ((orderRef: string) => Promise<RawHook>) | null;
  /** An address for `ensureHooks`, with a secret. */
  hookTarget: { url: string; secret: string } | null;
  /** Where hooks are signed with a secret of the platform's own, and a new one of ours changes nothing: bends one hook instead. */
  spoilHook?: () => Promise<void>;
  close(): Promise<void>;
};

let counter = 0;
/** Different in every run: a real shop remembers the last one. */
export const unique = (prefix: string) => `${prefix}_${Date.now().toString(36)}${process.pid}x${(counter += 1)}`;

/** What the house hands over once an order of the bench is paid in full. */
export function paymentOf(bench: PlatformBench, orderRef: string, change: Partial<MarkPaidInput> = {}): MarkPaidInput {
  const transactionId = unique("pi");
  return {
    orderRef,
    amountMinor: bench.totalMinor,
    currency: bench.currency,
    transactionId,
    methodTitle: "Carte bancaire",
    paidAt: new Date(),
    note: `Payé par lien Réglo, transaction ${transactionId}.`,
    ...change,
  };
}

export const startOf = (bench: PlatformBench) => bench.starts[0]?.make() ?? Promise.reject(new Error("A bench needs a start"));

export function expectWhole(order: Order): void {
  expect(order.lines.reduce((sum, line) => sum + line.totalMinor, 0)).toBe(order.totalMinor);
  expect(order.updatedAt.getTime()).toBeGreaterThanOrEqual(order.createdAt.getTime());
  expect(order.number).not.toBe("");
  expect(order.openMinor).toBeGreaterThanOrEqual(0);
}

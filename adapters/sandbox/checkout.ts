import { z } from "zod";
import { currencyOf } from "../../app/core/currency";
import type { MoneyFact, SeenPayment } from "../../app/core/payment";
import type { CloseResult } from "../../app/core/ports";
import { outcomeOf, pendingMs } from "./outcomes";

const moment = z.iso.datetime();
const amountMinor = z.number().int().positive();

/** A checkout as it is remembered; instants in ISO 8601. Everything else about it follows from this and the clock. */
export const checkoutSchema = z.object({
  ref: z.string(),
  paymentId: z.string(),
  amountMinor,
  currency: z.string().transform(currencyOf),
  description: z.string(),
  reference: z.string(),
  locale: z.string(),
  doneUrl: z.string(),
  backUrl: z.string(),
  openedAt: moment,
  expiresAt: moment,
  closedAt: moment.nullable(),
  gaveUpAt: moment.nullable(),
  declinedAt: moment.nullable(),
  paidAt: moment.nullable(),
  refunds: z.array(z.object({ ref: z.string(), refundId: z.string().nullable(), amountMinor, at: moment })),
  dispute: z.object({ ref: z.string(), amountMinor, at: moment, closedAt: moment.nullable(), isWon: z.boolean() }).nullable(),
});
export type Checkout = z.output<typeof checkoutSchema>;

const disputeDays = 7;
const dayMs = 86_400_000;

/** paid: money there · pending: on its way · payable: the page takes it · over: it does not any more. */
export type Stage = "paid" | "pending" | "payable" | "over";

export function stageOf(checkout: Checkout, now: Date): Stage {
  const { outcome } = outcomeOf(checkout.amountMinor);
  if (checkout.paidAt !== null) {
    const isDue = outcome !== "pending-then-paid" || now.getTime() >= Date.parse(checkout.paidAt) + pendingMs;
    return isDue ? "paid" : "pending";
  }
  if (checkout.gaveUpAt !== null) return "over";
  const isPast = checkout.closedAt !== null || now.getTime() >= Date.parse(checkout.expiresAt);
  return isPast && outcome !== "paid-after-expiry" ? "over" : "payable";
}

/** The truth about a checkout at one moment. */
export function seenOf(checkout: Checkout, now: Date): SeenPayment {
  const stage = stageOf(checkout, now);
  const { paidAt, dispute } = checkout;
  const isDisputed = dispute !== null && dispute.closedAt === null;
  return {
    providerRef: checkout.ref,
    currency: checkout.currency,
    progress: stage === "paid" ? "succeeded" : stage === "pending" ? "processing" : progressOf(checkout, now),
    facts: stage === "paid" && paidAt !== null ? factsOf(checkout, paidAt) : [],
    openDispute: isDisputed ? { ref: dispute.ref, reason: "fraudulent", evidenceDueAt: new Date(Date.parse(dispute.at) + disputeDays * dayMs) } : null,
    method: paidAt === null ? null : "card",
    methodDetail: paidAt === null ? null : "Sandbox •••• 0000",
    transactionId: paidAt === null ? null : `${checkout.ref}-tx`,
    failure: stage === "paid" || stage === "pending" ? null : failureOf(checkout, now),
  };
}

function progressOf(checkout: Checkout, now: Date): "open" | "failed" | "expired" {
  if (checkout.gaveUpAt !== null) return "failed";
  return checkout.closedAt !== null || now.getTime() >= Date.parse(checkout.expiresAt) ? "expired" : "open";
}

function failureOf(checkout: Checkout, now: Date): SeenPayment["failure"] {
  if (checkout.declinedAt !== null) return "declined";
  if (checkout.gaveUpAt !== null) return "cancelled-by-payer";
  return progressOf(checkout, now) === "expired" ? "checkout-expired" : null;
}

function factsOf({ ref, amountMinor: captured, refunds, dispute }: Checkout, paidAt: string): MoneyFact[] {
  return [
    { kind: "capture", ref: `${ref}-tx`, amountMinor: captured, occurredAt: new Date(paidAt) },
    ...refunds.map((refund): MoneyFact => ({ kind: "refund", ref: refund.ref, amountMinor: refund.amountMinor, occurredAt: new Date(refund.at), ...(refund.refundId !== null && { refundId: refund.refundId }) })),
    ...(dispute ? disputeFacts(dispute) : []),
  ];
}

function disputeFacts({ ref, amountMinor: disputed, at, closedAt, isWon }: NonNullable<Checkout["dispute"]>): MoneyFact[] {
  const out: MoneyFact = { kind: "dispute", ref, amountMinor: disputed, occurredAt: new Date(at) };
  return closedAt !== null && isWon ? [out, { kind: "dispute-reversal", ref, amountMinor: disputed, occurredAt: new Date(closedAt) }] : [out];
}

/** What can still be given back: nothing before the money is there, nor under a dispute that holds it. */
export function refundableMinor(checkout: Checkout, now: Date): number {
  if (stageOf(checkout, now) !== "paid" || (checkout.dispute && !checkout.dispute.isWon)) return 0;
  return checkout.refunds.reduce((left, refund) => left - refund.amountMinor, checkout.amountMinor);
}

/** A person presses Pay: the money, or the bank's refusal. The checkout comes back unchanged when it takes none. */
export function pressedPay(checkout: Checkout, now: Date): Checkout {
  if (stageOf(checkout, now) !== "payable") return checkout;
  const at = now.toISOString();
  return outcomeOf(checkout.amountMinor).outcome === "declined" ? { ...checkout, declinedAt: at } : { ...checkout, paidAt: at };
}

/** The bank says no, whatever the amount; the payer may try again. */
export function declined(checkout: Checkout, now: Date): Checkout {
  return stageOf(checkout, now) === "payable" ? { ...checkout, declinedAt: now.toISOString() } : checkout;
}

export function gaveUp(checkout: Checkout, now: Date): Checkout {
  return stageOf(checkout, now) === "payable" ? { ...checkout, gaveUpAt: now.toISOString() } : checkout;
}

/** Closing is refused by money that is there or coming; "paid after expiry" only seems to close. */
export function closed(checkout: Checkout, now: Date): { result: CloseResult; checkout: Checkout } {
  if (checkout.paidAt !== null) return { result: "money-seen", checkout };
  if (checkout.gaveUpAt !== null || progressOf(checkout, now) === "expired") return { result: "already-closed", checkout };
  return { result: "closed", checkout: { ...checkout, closedAt: now.toISOString() } };
}

/** Money given back. `refundId` is ours, null for a refund made on the sandbox's own page. The caller has checked the amount. */
export function refunded(checkout: Checkout, input: { refundId: string | null; amountMinor: number }, now: Date): Checkout {
  const ref = `${checkout.ref}-refund-${checkout.refunds.length + 1}`;
  return { ...checkout, refunds: [...checkout.refunds, { ...input, ref, at: now.toISOString() }] };
}

/** The payer's bank takes back all that is left. */
export function disputed(checkout: Checkout, now: Date): Checkout {
  const left = refundableMinor(checkout, now);
  if (left <= 0 || checkout.dispute) return checkout;
  return { ...checkout, dispute: { ref: `${checkout.ref}-dispute`, amountMinor: left, at: now.toISOString(), closedAt: null, isWon: false } };
}

export function disputeClosed(checkout: Checkout, isWon: boolean, now: Date): Checkout {
  const { dispute } = checkout;
  return dispute && dispute.closedAt === null ? { ...checkout, dispute: { ...dispute, closedAt: now.toISOString(), isWon } } : checkout;
}

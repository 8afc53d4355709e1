import type { Currency } from "./currency";
import type { ShopperLocale } from "./locale";
import type { Customer, Order, OrderLine } from "./order";
import { noPlan, type PaymentPlan } from "./payment-plan";

/** single: one payer, one amount · reusable: many payers · order: bound to a platform's order, whose amount it follows. */
export type LinkKind = "single" | "reusable" | "order";

export type LinkStatus = "open" | "paid" | "expired" | "cancelled";
export type LinkBalance = "none" | "partial" | "over" | "late";

/** "Please pay this." The amount is null when the payer chooses it. */
export type PaymentLink = {
  id: string;
  storeId: string;
  kind: LinkKind;
  /** The platform connection and the order there; null for a link without an order. */
  platformId: string | null;
  orderRef: string | null;
  orderNumber: string | null;
  description: string;
  lines: OrderLine[];
  amountMinor: number | null;
  currency: Currency;
  customer: Customer;
  locale: ShopperLocale;
  createdAt: Date;
  expiresAt: Date | null;
  cancelledAt: Date | null;
  /** The amount in the last message sent, to say "it changed since the mail". */
  sentAmountMinor: number | null;
  /** Asks whatever the order has open, so that an edited order is an edited link. */
  followsOrder: boolean;
  /** How it may be paid in parts. */
  plan: PaymentPlan;
};

/** What the ledger holds for one link, in the link's currency. All ≥ 0. */
export type LinkTotals = {
  /** Captured and allocated to what was due. */
  paidMinor: number;
  /** Captured beyond what was due and not yet given back. */
  surplusMinor: number;
  /** Given back of what was due, by refund or lost dispute. */
  refundedMinor: number;
  /** The moment of the latest capture, by the provider's clock. */
  lastPaidAt: Date | null;
};

export const noTotals: LinkTotals = { paidMinor: 0, surplusMinor: 0, refundedMinor: 0, lastPaidAt: null };

export type LinkState = { status: LinkStatus; balance: LinkBalance; openMinor: number };

/** An instant at or after `expiresAt` is expired; the one place where expiry is compared. */
export function isExpired(link: Pick<PaymentLink, "expiresAt">, at: Date): boolean {
  return link.expiresAt !== null && at.getTime() >= link.expiresAt.getTime();
}

/**
 * The link's two-part state. Paid wins over expired and cancelled: late money is kept and shown as `late`.
 * A refund does not ask the shopper again: what was paid stays paid, the refund is the payment's own state.
 */
export function linkState(
  link: Pick<PaymentLink, "kind" | "amountMinor" | "expiresAt" | "cancelledAt">,
  totals: LinkTotals,
  now: Date,
): LinkState {
  const asked = link.amountMinor ?? 0;
  const openMinor = Math.max(0, asked - totals.paidMinor);
  const isCovered = link.amountMinor === null ? totals.paidMinor > 0 : openMinor === 0;
  const isPaid = link.kind !== "reusable" && isCovered;
  const status: LinkStatus = isPaid
    ? "paid"
    : link.cancelledAt !== null
      ? "cancelled"
      : isExpired(link, now)
        ? "expired"
        : "open";
  return { status, balance: link.kind === "reusable" && totals.surplusMinor <= 0 ? "none" : balanceOf(link, totals, isPaid), openMinor };
}

function balanceOf(
  link: Pick<PaymentLink, "expiresAt" | "cancelledAt">,
  totals: LinkTotals,
  isPaid: boolean,
): LinkBalance {
  if (totals.surplusMinor > 0) return "over";
  const { lastPaidAt } = totals;
  if (lastPaidAt === null) return "none";
  const isAfterCancel = link.cancelledAt !== null && lastPaidAt.getTime() >= link.cancelledAt.getTime();
  if (isAfterCancel || isExpired(link, lastPaidAt)) return "late";
  return isPaid || totals.paidMinor === 0 ? "none" : "partial";
}

export type NotPayableReason = "link-expired" | "link-cancelled" | "already-paid" | "order-cancelled" | "order-paid" | "order-gone";

/**
 * Why a shopper cannot start to pay now, or null when they can. The order is the platform's latest word,
 * null when there is none or the platform cannot be reached: then the link's own terms decide.
 */
export function whyNotPayable(
  link: Pick<PaymentLink, "kind" | "amountMinor" | "expiresAt" | "cancelledAt">,
  totals: LinkTotals,
  order: Pick<Order, "state"> | null,
  now: Date,
): NotPayableReason | null {
  const { status } = linkState(link, totals, now);
  if (status === "paid") return "already-paid";
  if (status === "cancelled") return "link-cancelled";
  if (status === "expired") return "link-expired";
  if (order?.state === "paid" || order?.state === "refunded") return "order-paid";
  if (order?.state === "cancelled") return "order-cancelled";
  if (order?.state === "gone") return "order-gone";
  return null;
}

/** How long a link asks when the shop said nothing. */
export const linkDaysDefault = 30;
export const linkDaysMax = 365;

/** Links end with a day, and the last one allowed counts to its end: it may last 25 hours, when the clocks go back. */
export function isTooFar({ expiresAt }: Pick<PaymentLink, "expiresAt">, now: Date): boolean {
  return expiresAt !== null && expiresAt.getTime() > now.getTime() + linkDaysMax * 86_400_000 + 25 * 3_600_000;
}

export type LinkTerms = {
  locale: ShopperLocale;
  email: string;
  /** Null: asks what the order has open. */
  amountMinor: number | null;
  description: string;
  expiresAt: Date | null;
  /** Absent: in one payment. */
  plan?: PaymentPlan;
};

export type DraftProblem = "order-not-unpaid" | "nothing-open" | "amount-above-open" | "expires-in-the-past" | "expires-too-far";

export type LinkDraft = Omit<PaymentLink, "id" | "storeId" | "platformId" | "sentAmountMinor">;

/** The link an order asks for under the shop's terms. Pure: nothing is stored or sent. */
export function draftLink(
  order: Order,
  terms: LinkTerms,
  now: Date,
): { ok: true; draft: LinkDraft } | { ok: false; reason: DraftProblem } {
  if (order.state !== "unpaid") return { ok: false, reason: "order-not-unpaid" };
  if (order.openMinor <= 0) return { ok: false, reason: "nothing-open" };
  const amountMinor = terms.amountMinor ?? order.openMinor;
  if (amountMinor <= 0) return { ok: false, reason: "nothing-open" };
  if (amountMinor > order.openMinor) return { ok: false, reason: "amount-above-open" };
  if (isExpired(terms, now)) return { ok: false, reason: "expires-in-the-past" };
  if (isTooFar(terms, now)) return { ok: false, reason: "expires-too-far" };
  return {
    ok: true,
    draft: {
      kind: "order",
      orderRef: order.ref,
      orderNumber: order.number,
      description: terms.description,
      lines: order.lines,
      amountMinor,
      currency: order.currency,
      customer: { ...order.customer, email: terms.email },
      locale: terms.locale,
      createdAt: now,
      expiresAt: terms.expiresAt,
      cancelledAt: null,
      followsOrder: terms.amountMinor === null,
      plan: terms.plan ?? noPlan,
    },
  };
}

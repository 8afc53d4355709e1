import { assertUnreachable } from "./assert";
import type { OrderState } from "./order";
import type { LinkBalance, LinkStatus, LinkTotals } from "./payment-link";

/** What a merchant must know of a link beside where it stands: what became of its money, and of its order. */
export const linkMarkNames = ["disputed", "dispute-lost", "refunded", "partly-refunded", "order-cancelled", "order-gone", "paid-elsewhere", "shop-still-paid"] as const;
export type LinkMark = (typeof linkMarkNames)[number];

/** What the ledger, the payments and the shop say of a link beside its totals. */
export type LinkFacts = {
  /** What disputes took and did not bring back, in the link's currency; ≥ 0. */
  disputedMinor: number;
  /** A dispute about its money waits for an answer. */
  isDisputeOpen: boolean;
  /** The order as last read; null for a link without one. */
  orderState: OrderState | null;
  /** It was paid here and the shop told so; since then the shop has not asked for the order's money again. */
  isMarkedByUs: boolean;
};

export const noFacts: LinkFacts = { disputedMinor: 0, isDisputeOpen: false, orderState: null, isMarkedByUs: false };

/** What the link holds now: paid or too much, less what went back. In minor units. */
export const heldMinor = ({ paidMinor, refundedMinor, surplusMinor }: LinkTotals): number => paidMinor - refundedMinor + surplusMinor;

/**
 * A link's marks, the most urgent first; a test holds the lists' filters to the same rule. An order that ended is said
 * while the link still asks (nobody can pay it), or while it holds money for an order that is no more.
 */
export function linkMarks(status: LinkStatus, totals: LinkTotals, facts: LinkFacts): LinkMark[] {
  return [...disputeMarks(facts), ...refundMarks(totals, facts), ...orderMarks(status, totals, facts)];
}

function disputeMarks({ isDisputeOpen, disputedMinor }: LinkFacts): LinkMark[] {
  if (isDisputeOpen) return ["disputed"];
  return disputedMinor > 0 ? ["dispute-lost"] : [];
}

/** Giving back what was too much is no refund of what was asked: the totals say so. A dispute's money is the dispute's. */
function refundMarks({ paidMinor, refundedMinor }: LinkTotals, { disputedMinor }: LinkFacts): LinkMark[] {
  const givenBackMinor = refundedMinor - disputedMinor;
  if (givenBackMinor <= 0) return [];
  return givenBackMinor >= paidMinor ? ["refunded"] : ["partly-refunded"];
}

/** A link that asks although it was paid and marked: its money went away again (a cheque bounced, a note was a mistake). */
function orderMarks(status: LinkStatus, totals: LinkTotals, { orderState, isMarkedByUs }: LinkFacts): LinkMark[] {
  const isAsking = status === "open" || status === "expired";
  if (!isAsking && !(status === "paid" && heldMinor(totals) > 0)) return [];
  switch (orderState) {
    case "cancelled": return ["order-cancelled"];
    case "gone": return ["order-gone"];
    // A paid link's order is paid by it.
    case "paid": return isAsking ? [isMarkedByUs ? "shop-still-paid" : "paid-elsewhere"] : [];
    case "refunded": return isAsking ? [isMarkedByUs ? "order-cancelled" : "paid-elsewhere"] : [];
    case "unpaid": case null: return [];
    default: return assertUnreachable(orderState);
  }
}

const cancelledMarks: readonly LinkMark[] = ["order-cancelled", "order-gone"];
const endedMarks: readonly LinkMark[] = [...cancelledMarks, "paid-elsewhere"];

/** Where a list puts a link: its status, unless its order ended first and nobody can pay it any more. */
export function linkGroup(status: LinkStatus, marks: readonly LinkMark[]): LinkStatus {
  if (status !== "open" && status !== "expired") return status;
  if (marks.includes("paid-elsewhere")) return "paid";
  return marks.some((mark) => cancelledMarks.includes(mark)) ? "cancelled" : status;
}

/** What a person should look at: a dispute that waits, too much money, money for an order that is no more or was paid otherwise, or none for one the shop calls paid. */
export function isWatched(balance: LinkBalance, totals: LinkTotals, marks: readonly LinkMark[]): boolean {
  return marks.includes("disputed") || marks.includes("shop-still-paid") || balance === "over" || (heldMinor(totals) > 0 && marks.some((mark) => endedMarks.includes(mark)));
}

/** The marks that say it all, so that the status is not said beside them: "refunded" for "paid", an ended order for "waiting". */
export function speakingMark(status: LinkStatus, marks: readonly LinkMark[]): LinkMark | null {
  const wanted: readonly LinkMark[] = status === "paid" ? ["refunded"] : status === "cancelled" ? [] : endedMarks;
  return marks.find((mark) => wanted.includes(mark)) ?? null;
}

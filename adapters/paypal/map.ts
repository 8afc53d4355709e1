import { currencyOf, type Currency } from "../../app/core/currency";
import type { FailureReason, MoneyFact, SeenPayment, UnsettledRefund } from "../../app/core/payment";
import { findMinor, minorOf } from "./currencies";
import { capturesOf, refundsOf, type PaypalCapture, type PaypalDispute, type PaypalOrder, type PaypalRefund } from "./schemas";

/** What only we know about an order: that it was closed here, or that its capture was refused, and why. */
export type OwnFacts = { isClosed: boolean; declined: FailureReason | null };

/** A capture that is money, also after some or all of it went back. */
const isMoney = (capture: PaypalCapture) => ["COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"].includes(capture.status);

/** PayPal's order and the disputes about it, to one sighting. Money comes from captures, refunds and disputes alone. */
export function toSeenPayment(order: PaypalOrder, disputes: PaypalDispute[], own: OwnFacts): SeenPayment {
  const captures = capturesOf(order);
  const taken = captures.filter(isMoney);
  const code = captures[0]?.amount.currency_code ?? order.purchase_units?.[0]?.amount?.currency_code;
  if (!code) throw new Error(`An order without a currency: ${order.id}`);
  const currency = currencyOf(code);
  const progress = progressOf(order, captures, own);
  const email = order.payment_source?.paypal?.email_address;
  return {
    providerRef: order.id,
    currency,
    progress,
    facts: taken.length === 0 ? [] : [
      ...taken.map((capture) => captureOf(capture, currency)),
      ...refundsOf(order).flatMap((refund) => refundFacts(refund, taken, currency)),
      ...disputes.flatMap((dispute) => disputeFacts(dispute, taken, currency)),
    ],
    unsettledRefunds: refundsOf(order).flatMap((refund) => unsettledOf(refund, currency)),
    openDispute: openDisputeOf(disputes),
    method: captures.length > 0 ? "paypal" : null,
    methodDetail: email ? maskedEmail(email) : null,
    transactionId: captures[0]?.id ?? null,
    failure: failureOf(progress, own),
  };
}

/** An order PayPal has forgotten, as it does with those nobody approved in time. */
export function expiredPayment(providerRef: string, currency: Currency): SeenPayment {
  return { providerRef, currency, progress: "expired", facts: [], openDispute: null, method: null, methodDetail: null, transactionId: null, failure: "checkout-expired" };
}

/** `create_time` is when we captured, also where an eCheck is paid out days later: lateness is judged on the payer. */
function captureOf(capture: PaypalCapture, currency: Currency): MoneyFact {
  return { kind: "capture", ref: capture.id, amountMinor: minorOf(capture.amount, currency), occurredAt: capture.create_time };
}

function progressOf(order: PaypalOrder, captures: PaypalCapture[], own: OwnFacts): SeenPayment["progress"] {
  if (captures.some(isMoney)) return "succeeded";
  if (captures.some(({ status }) => status === "PENDING")) return "processing";
  if (captures.length > 0) return "failed";
  if (own.isClosed || order.status === "VOIDED") return "expired";
  if (own.declined !== null) return "failed";
  // Approved and not captured: between the payer's yes and our capture, which this very reading tried.
  return order.status === "APPROVED" || order.status === "COMPLETED" ? "processing" : "open";
}

/** A refund paid from the shop's bank is pending until the bank pays; only a completed one is money. */
function refundFacts(refund: PaypalRefund, taken: PaypalCapture[], currency: Currency): MoneyFact[] {
  if (refund.status !== "COMPLETED") return [];
  const occurredAt = refund.create_time ?? taken[0]?.create_time;
  if (!occurredAt) return [];
  return [{ kind: "refund", ref: refund.id, amountMinor: minorOf(refund.amount, currency), occurredAt, ...(refund.custom_id && { refundId: refund.custom_id }) }];
}

function unsettledOf(refund: PaypalRefund, currency: Currency): UnsettledRefund[] {
  const state = refund.status === "PENDING" ? "pending" : ["FAILED", "CANCELLED"].includes(refund.status) ? "failed" : null;
  return state === null ? [] : [{ ref: refund.id, amountMinor: minorOf(refund.amount, currency), state }];
}

/**
 * Money of a dispute moves by its movements at the seller. They carry no id, but each has its moment; they may be in the
 * account's currency: then the disputed amount, which is in the payer's, stands in.
 */
function disputeFacts(dispute: PaypalDispute, taken: PaypalCapture[], currency: Currency): MoneyFact[] {
  const whole = taken.reduce((sum, capture) => sum + minorOf(capture.amount, currency), 0);
  const disputed = findMinor(dispute.dispute_amount, currency) ?? whole;
  return (dispute.money_movements ?? []).flatMap((movement): MoneyFact[] => {
    if (movement.affected_party !== "SELLER" || (movement.type !== "DEBIT" && movement.type !== "CREDIT")) return [];
    const amountMinor = findMinor(movement.amount, currency) ?? disputed;
    const kind = movement.type === "DEBIT" ? "dispute" : "dispute-reversal";
    return [{ kind, ref: `${dispute.dispute_id}@${movement.initiated_time.toISOString()}`, amountMinor, occurredAt: movement.initiated_time }];
  });
}

function openDisputeOf(disputes: PaypalDispute[]): SeenPayment["openDispute"] {
  const open = disputes.find(({ status }) => status !== "RESOLVED");
  if (!open) return null;
  const dueAt = open.status === "WAITING_FOR_SELLER_RESPONSE" ? (open.seller_response_due_date ?? null) : null;
  return { ref: open.dispute_id, reason: (open.reason ?? "unknown").toLowerCase().replaceAll("_", "-"), evidenceDueAt: dueAt, url: `https://www.paypal.com/resolutioncenter/view/${open.dispute_id}` };
}

function failureOf(progress: SeenPayment["progress"], own: OwnFacts): FailureReason | null {
  if (progress === "expired") return "checkout-expired";
  return progress === "failed" ? (own.declined ?? "declined") : null;
}

/** "c…@example.com": enough for the payer to recognise their account, too little for a stranger. */
function maskedEmail(email: string): string | null {
  const [name = "", domain = ""] = email.split("@");
  return name && domain ? `${[...name][0]}…@${domain}` : null;
}

/** Refusals of a capture that are final for this order: no money moved, and none will (Orders v2, capture, 422). */
const declineByIssue: Readonly<Record<string, FailureReason>> = {
  INSTRUMENT_DECLINED: "declined", TRANSACTION_REFUSED: "declined", PAYER_CANNOT_PAY: "declined", PAYER_ACCOUNT_RESTRICTED: "declined",
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: "declined", PAYEE_BLOCKED_TRANSACTION: "declined", TRANSACTION_BLOCKED_BY_PAYEE: "declined",
  DECLINED_DUE_TO_RELATED_TXN: "declined", COMPLIANCE_VIOLATION: "declined", DOMESTIC_TRANSACTION_REQUIRED: "declined",
  MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED: "declined", TRANSACTION_LIMIT_EXCEEDED: "declined", TRANSACTION_RECEIVING_LIMIT_EXCEEDED: "declined",
  REDIRECT_PAYER_FOR_ALTERNATE_FUNDING: "insufficient-funds", PAYER_ACTION_REQUIRED: "authentication-failed",
};

/** Why a capture was refused for good; null for a refusal that says nothing final: unknown is never failed. */
export const findDecline = (issue: string): FailureReason | null => declineByIssue[issue] ?? null;

/** The languages of PayPal's pages that a shopper of ours may have; null follows the payer's account. */
export function checkoutLocale(locale: string): string | null {
  const [language = "", region = ""] = locale.split(/[-_]/);
  const regions = pageRegions[language.toLowerCase()];
  if (!regions) return null;
  return `${language.toLowerCase()}-${regions.find((code) => code === region.toUpperCase()) ?? regions[0]}`;
}

const pageRegions: Readonly<Record<string, readonly string[]>> = {
  fr: ["FR", "BE", "CH", "LU", "CA"], nl: ["NL", "BE"], en: ["GB", "US"], de: ["DE", "AT", "CH"],
};

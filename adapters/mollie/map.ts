import { currencyOf, type Currency } from "../../app/core/currency";
import type { FailureReason, MoneyFact, SeenPayment, UnsettledRefund } from "../../app/core/payment";
import { minorOf } from "./currencies";
import { ownId, refundKey, type MollieChargeback, type MolliePayment, type MollieRefund } from "./schemas";

/**
 * Mollie's payment to one sighting. `isClosedByUs`: it was cancelled from here, which Mollie calls by the same name as
 * a payer who gave up. Money comes from the paid amount, the refunds and the chargebacks alone.
 */
export function toSeenPayment(payment: MolliePayment, isClosedByUs: boolean): SeenPayment {
  const currency = currencyOf(payment.amount.currency);
  const refunds = payment._embedded?.refunds ?? [];
  const chargebacks = payment._embedded?.chargebacks ?? [];
  const progress = progressOf(payment, isClosedByUs);
  return {
    providerRef: payment.id,
    currency,
    progress,
    facts: progress === "succeeded" ? [
      captureOf(payment, currency),
      ...refunds.flatMap((refund) => refundFacts(refund, currency)),
      ...chargebacks.flatMap((chargeback) => chargebackFacts(chargeback, currency)),
    ] : [],
    unsettledRefunds: refunds.flatMap((refund) => unsettledOf(refund, currency)),
    openDispute: openDisputeOf(payment.id, chargebacks),
    ...methodOf(payment),
    transactionId: payment.id,
    failure: failureOf(payment, progress, isClosedByUs),
  };
}

/** Where only a part was captured (`amountCaptured`), that part is the money; the rest was released. */
export function capturedMinor(payment: MolliePayment, currency: Currency): number {
  return minorOf(payment.amountCaptured ?? payment.amount, currency);
}

function captureOf(payment: MolliePayment, currency: Currency): MoneyFact {
  return { kind: "capture", ref: payment.id, amountMinor: capturedMinor(payment, currency), occurredAt: payment.paidAt ?? payment.createdAt };
}

function progressOf(payment: MolliePayment, isClosedByUs: boolean): SeenPayment["progress"] {
  switch (payment.status) {
    case "paid":
      return "succeeded";
    case "pending":
    case "authorized":
      return "processing";
    case "expired":
      return "expired";
    case "canceled":
      return isClosedByUs ? "expired" : "failed";
    case "failed":
      return "failed";
    default:
      return "open";
  }
}

/**
 * queued and pending refunds may still be taken back, so they are no money yet; from "processing" on it has left.
 * "failed" is a refund the bank sent back after it was processed: two movements, out and back, whether or not anybody
 * saw the first. Mollie gives no time for the second.
 */
function refundFacts(refund: MollieRefund, currency: Currency): MoneyFact[] {
  const fact = { ref: refund.id, amountMinor: minorOf(refund.amount, currency), occurredAt: refund.createdAt };
  const own = ownId(refund.metadata, refundKey);
  const out: MoneyFact = { kind: "refund", ...fact, ...(own !== null && { refundId: own }) };
  switch (refund.status) {
    case "processing":
    case "refunded":
      return [out];
    case "failed":
      return [out, { kind: "refund-reversal", ...fact }];
    default:
      return [];
  }
}

function unsettledOf(refund: MollieRefund, currency: Currency): UnsettledRefund[] {
  if (refundFacts(refund, currency).length > 0) return [];
  return [{ ref: refund.id, amountMinor: minorOf(refund.amount, currency), state: refund.status === "canceled" ? "failed" : "pending" }];
}

function chargebackFacts(chargeback: MollieChargeback, currency: Currency): MoneyFact[] {
  const fact = { ref: chargeback.id, amountMinor: minorOf(chargeback.amount, currency) };
  const taken: MoneyFact = { kind: "dispute", ...fact, occurredAt: chargeback.createdAt };
  return chargeback.reversedAt ? [taken, { kind: "dispute-reversal", ...fact, occurredAt: chargeback.reversedAt }] : [taken];
}

/** Mollie names no deadline: the answer, where one is possible, is given in its dashboard. */
function openDisputeOf(paymentId: string, chargebacks: MollieChargeback[]): SeenPayment["openDispute"] {
  const open = chargebacks.find((chargeback) => !chargeback.reversedAt);
  return open ? { ref: open.id, reason: open.reason?.code?.toLowerCase().replaceAll("_", "-") ?? "chargeback", evidenceDueAt: null, url: `https://my.mollie.com/dashboard/payments/${paymentId}` } : null;
}

const methodNames: Readonly<Record<string, string>> = {
  creditcard: "card", applepay: "apple-pay", googlepay: "google-pay", directdebit: "sepa-debit", banktransfer: "bank-transfer",
};

function methodOf({ method, details }: MolliePayment): Pick<SeenPayment, "method" | "methodDetail"> {
  if (!method) return { method: null, methodDetail: null };
  const wallet = details?.wallet ? methodNames[details.wallet] : undefined;
  const card = details?.cardNumber ? `${details.cardLabel ?? ""} •••• ${details.cardNumber.slice(-4)}`.trim() : null;
  const account = details?.consumerAccount && /^[A-Z]{2}\d{2}/.test(details.consumerAccount) ? `IBAN •••• ${details.consumerAccount.slice(-4)}` : null;
  return { method: wallet ?? methodNames[method] ?? method.replaceAll("_", "-"), methodDetail: card ?? account };
}

/** `details.failureReason` of card payments; other methods give none. */
const failureByReason: Readonly<Record<string, FailureReason>> = {
  insufficient_funds: "insufficient-funds", card_expired: "expired-card", authentication_abandoned: "authentication-failed",
  authentication_failed: "authentication-failed", authentication_required: "authentication-failed",
  authentication_unavailable_acs: "authentication-failed", unknown_reason: "unknown",
};

function failureOf(payment: MolliePayment, progress: SeenPayment["progress"], isClosedByUs: boolean): FailureReason | null {
  if (progress === "expired") return "checkout-expired";
  if (progress !== "failed") return null;
  if (payment.status === "canceled" && !isClosedByUs) return "cancelled-by-payer";
  const reason = payment.details?.failureReason;
  return reason ? (failureByReason[reason] ?? "declined") : "unknown";
}

/** The languages of Mollie's pages (a closed list there) that a shopper of ours may have; null follows the browser. */
export function checkoutLocale(locale: string): string | null {
  const [language = "", region = ""] = locale.split(/[-_]/);
  const regions = pageRegions[language.toLowerCase()];
  if (!regions) return null;
  const known = regions.find((code) => code === region.toUpperCase()) ?? regions[0];
  return `${language.toLowerCase()}_${known}`;
}

const pageRegions: Readonly<Record<string, readonly string[]>> = {
  fr: ["FR", "BE", "LU"], nl: ["NL", "BE"], en: ["GB", "US", "BE", "NL"], de: ["DE", "AT", "CH", "LU"],
};

import { currencyOf, type Currency } from "../../app/core/currency";
import type { FailureReason, MoneyFact, SeenPayment, UnsettledRefund } from "../../app/core/payment";
import { fromStripeAmount } from "./currencies";
import { refundKey, type StripeCharge, type StripeDispute, type StripeRefund, type StripeSession } from "./schemas";

/** Everything Stripe says about one payment, read in one go. */
export type StripeTruth = { session: StripeSession; charges: StripeCharge[]; refunds: StripeRefund[]; disputes: StripeDispute[] };

const at = (seconds: number) => new Date(seconds * 1_000);
const upper = (currency: string) => currencyOf(currency.toUpperCase());

/** Stripe's amount in ISO minor units; throws where it is in another currency than the payment: numbers alone never match. */
function minorOf(money: { amount: number; currency: string }, currency: Currency): number {
  if (upper(money.currency) !== currency) throw new Error(`Stripe mixes ${money.currency} into a payment in ${currency}`);
  return fromStripeAmount(money.amount, currency).amountMinor;
}

/** A charge of a slow method is `captured` from its first minute; only `succeeded` is money. */
const isMoney = (charge: StripeCharge) => charge.status === "succeeded" && charge.captured && charge.amount_captured > 0;

/** Stripe's objects to one sighting. Money comes from charges, refunds and disputes alone, never from a status. */
export function toSeenPayment({ session, charges, refunds, disputes }: StripeTruth): SeenPayment {
  const taken = charges.filter(isMoney);
  const code = taken[0]?.currency ?? session.currency;
  if (code === null) throw new Error(`A session in payment mode without a currency: ${session.id}`);
  const currency = upper(code);
  const told = taken[0] ?? charges[0];
  const progress = taken.length > 0 ? "succeeded" : progressOf(session);
  return {
    providerRef: session.id,
    currency,
    progress,
    facts: [
      ...taken.map((charge) => captureOf(charge, currency)),
      ...refunds.flatMap((refund) => refundFacts(refund, currency)),
      ...disputes.flatMap((dispute) => disputeFacts(dispute, currency, taken)),
    ],
    unsettledRefunds: refunds.flatMap((refund) => unsettledOf(refund, currency)),
    openDispute: openDisputeOf(disputes),
    ...methodOf(told?.payment_method_details ?? null),
    transactionId: session.payment_intent?.id ?? null,
    failure: progress === "succeeded" || progress === "processing" ? null : failureOf(session, charges),
  };
}

/** `created` is when the payer acted, also where the money follows days later: lateness is judged on the payer. */
function captureOf(charge: StripeCharge, currency: Currency): MoneyFact {
  return { kind: "capture", ref: charge.id, amountMinor: minorOf({ ...charge, amount: charge.amount_captured }, currency), occurredAt: at(charge.created) };
}

function progressOf(session: StripeSession): SeenPayment["progress"] {
  const intent = session.payment_intent?.status;
  // A bank may still be working for a payer whose session ran out meanwhile.
  if (intent === "processing") return "processing";
  switch (session.status) {
    case "expired":
      return "expired";
    case "complete":
      return intent === "requires_payment_method" || intent === "canceled" || session.payment_status === "no_payment_required" ? "failed" : "processing";
    default:
      return "open";
  }
}

/**
 * A refund counts once it succeeded. One that failed after it left the balance is two movements, out and back,
 * whether or not anybody saw the first; one that never touched the balance is none (docs.stripe.com/refunds#failed-refunds).
 */
function refundFacts(refund: StripeRefund, currency: Currency): MoneyFact[] {
  const amountMinor = minorOf(refund, currency);
  const own = refund.metadata?.[refundKey];
  const out: MoneyFact = { kind: "refund", ref: refund.id, amountMinor, occurredAt: at(refund.created), ...(own !== undefined && { refundId: own }) };
  if (refund.status === "succeeded") return [out];
  const wentOut = refund.failure_balance_transaction || (refund.status === "failed" && refund.balance_transaction);
  if (!wentOut || (refund.status !== "failed" && refund.status !== "canceled")) return [];
  const backAt = refund.failure_balance_transaction?.created ?? refund.created;
  return [out, { kind: "refund-reversal", ref: refund.id, amountMinor, occurredAt: at(backAt) }];
}

/** What is not money: accepted and under way, or given up before it touched the balance. */
function unsettledOf(refund: StripeRefund, currency: Currency): UnsettledRefund[] {
  if (refundFacts(refund, currency).length > 0) return [];
  const isOver = refund.status === "failed" || refund.status === "canceled";
  return [{ ref: refund.id, amountMinor: minorOf(refund, currency), state: isOver ? "failed" : "pending" }];
}

/**
 * Money of a dispute moves by balance transactions: withdrawn (−), reinstated (+); an inquiry moves none. They are in
 * the account's own currency: where that is another, the disputed amount, which is in the payer's, stands in.
 */
function disputeFacts(dispute: StripeDispute, currency: Currency, taken: StripeCharge[]): MoneyFact[] {
  const charged = taken.find((charge) => charge.id === dispute.charge)?.amount_captured ?? 0;
  const disputed = upper(dispute.currency) === currency ? dispute.amount : charged;
  return dispute.balance_transactions
    .filter((transaction) => transaction.amount !== 0)
    .map((transaction) => ({
      kind: transaction.amount < 0 ? ("dispute" as const) : ("dispute-reversal" as const),
      ref: transaction.id,
      amountMinor: fromStripeAmount(upper(transaction.currency) === currency ? Math.abs(transaction.amount) : disputed, currency).amountMinor,
      occurredAt: at(transaction.created),
    }));
}

const disputesClosed = new Set(["won", "lost", "warning_closed", "prevented"]);

function openDisputeOf(disputes: StripeDispute[]): SeenPayment["openDispute"] {
  const open = disputes.find((dispute) => !disputesClosed.has(dispute.status));
  if (!open) return null;
  const dueBy = open.status.endsWith("needs_response") ? open.evidence_details.due_by : null;
  return { ref: open.id, reason: open.reason.replaceAll("_", "-"), evidenceDueAt: dueBy === null ? null : at(dueBy), url: `https://dashboard.stripe.com/disputes/${open.id}` };
}

const brandNames: Readonly<Record<string, string>> = {
  amex: "American Express", cartes_bancaires: "CB", diners: "Diners Club", discover: "Discover", eftpos_au: "eftpos",
  jcb: "JCB", mastercard: "Mastercard", unionpay: "UnionPay", visa: "Visa",
};

/** "card" and "Visa •••• 4242"; the detail is null where Stripe says nothing a payer would recognise. */
function methodOf(details: StripeCharge["payment_method_details"]): Pick<SeenPayment, "method" | "methodDetail"> {
  if (!details) return { method: null, methodDetail: null };
  const method = details.type.replaceAll("_", "-");
  const ending = details.card?.last4 ?? details.sepa_debit?.last4 ?? details.bancontact?.iban_last4 ?? details.ideal?.iban_last4;
  const name = details.card ? (brandNames[details.card.brand ?? ""] ?? "") : ending ? "IBAN" : "";
  const detail = [name, ending ? `•••• ${ending}` : ""].filter(Boolean).join(" ");
  return { method, methodDetail: detail === "" ? null : detail };
}

/** Decline and error codes (docs.stripe.com/declines/codes, /error-codes) to our words; all others are a plain decline. */
const failureByCode: Readonly<Record<string, FailureReason>> = {
  insufficient_funds: "insufficient-funds", withdrawal_count_limit_exceeded: "insufficient-funds",
  payment_intent_payment_attempt_expired: "checkout-expired", expired_card: "expired-card",
  authentication_required: "authentication-failed", payment_intent_authentication_failure: "authentication-failed",
  authentication_not_handled: "authentication-failed", payment_method_customer_decline: "cancelled-by-payer",
  processing_error: "processing-error", payment_method_provider_timeout: "processing-error", issuer_not_available: "processing-error",
  payment_method_not_available: "processing-error", reenter_transaction: "processing-error", try_again_later: "processing-error",
};

function failureOf(session: StripeSession, charges: StripeCharge[]): FailureReason | null {
  const error = session.payment_intent?.last_payment_error;
  const code = error?.decline_code ?? error?.code ?? charges.find((charge) => charge.status === "failed")?.failure_code;
  if (code) return failureByCode[code] ?? "declined";
  if (session.status === "expired") return "checkout-expired";
  return progressOf(session) === "failed" ? "unknown" : null;
}

/** The languages of Stripe's page that a shopper of ours may have; any other follows the browser. */
export function checkoutLocale(locale: string): "fr" | "nl" | "en" | "de" | "auto" {
  const language = locale.toLowerCase().split(/[-_]/)[0];
  return language === "fr" || language === "nl" || language === "en" || language === "de" ? language : "auto";
}

/** Stripe refuses the whole checkout for an address it dislikes, so a doubtful one is not sent: the payer types theirs. */
export function sendableEmail(email: string): string | null {
  return email.length <= 254 && /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/.test(email) ? email : null;
}

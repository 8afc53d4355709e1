import { invariant } from "../../app/core/assert";
import { currencyOf } from "../../app/core/currency";
import { moneyOf } from "../../app/core/money";
import { cleanText } from "../../app/core/order";
import type { SeenPayment } from "../../app/core/payment";
import type { AdapterDeps, CheckoutInput, CloseResult, OpenedCheckout, Provider, RefundResult } from "../../app/core/ports";
import type { MollieApi } from "./api.server";
import { minorOf, refuseAmount, toMollieAmount } from "./currencies";
import { refusalOf, vendorError } from "./errors.server";
import { capturedMinor, checkoutLocale, toSeenPayment } from "./map";
import { ownId, paymentKey, refundKey, type MolliePayment } from "./schemas";

const descriptionLengthMax = 255;
/** How long a payment without a chosen method stays open, where the reply does not say (docs.mollie.com, "Expiry periods"). */
const openForMs = 15 * 60_000;
const closedKind = "closed";

export type MollieSetup = {
  api: MollieApi;
  records: AdapterDeps["records"];
  /** Where Mollie tells us of one payment; null while it cannot reach us. */
  hookUrlFor(paymentId: string): string | null;
};

type At = { paymentId: string; providerRef: string };

/**
 * One payment at Mollie, on its hosted pages. Our payment id is the idempotency key; Mollie keeps keys for an hour, and
 * whoever repeats a lost call later opens a second payment while nobody holds the address of the first.
 * Throws VendorError, before any call when the amount is one Mollie refuses.
 */
export async function openCheckout({ api, hookUrlFor }: MollieSetup, input: CheckoutInput): Promise<OpenedCheckout> {
  refuseAmount(input);
  const locale = checkoutLocale(input.locale);
  const webhookUrl = hookUrlFor(input.paymentId);
  const payment = await api.createPayment({
    amount: toMollieAmount(moneyOf(input.amountMinor, input.currency)),
    description: cleanText(input.description, descriptionLengthMax) || cleanText(input.reference, descriptionLengthMax) || input.paymentId,
    redirectUrl: input.doneUrl,
    cancelUrl: input.backUrl,
    metadata: { [paymentKey]: input.paymentId, reference: cleanText(input.reference, descriptionLengthMax) },
    ...(webhookUrl !== null && { webhookUrl }),
    ...(locale !== null && { locale }),
  }, input.paymentId);
  const checkoutUrl = payment._links.checkout?.href;
  if (!checkoutUrl) throw vendorError({ fr: "Mollie n’a pas donné d’adresse de paiement.", en: "Mollie gave no payment address." }, false);
  return { providerRef: payment.id, checkoutUrl, expiresAt: payment.expiresAt ?? new Date(payment.createdAt.getTime() + openForMs) };
}

/** The truth in one read; null for a payment Mollie does not know. */
export async function readPayment({ api, records }: MollieSetup, { paymentId, providerRef }: At): Promise<SeenPayment | null> {
  const payment = await api.findPayment(providerRef);
  if (payment === null) return null;
  invariant(ownId(payment.metadata, paymentKey) === paymentId, `payment ${providerRef} does not belong to ${paymentId}`);
  return toSeenPayment(payment, payment.status === "canceled" && (await records.find(closedKind, paymentId)) !== null);
}

/**
 * Cancels at Mollie, which allows it for some methods and some of the time (`isCancelable`). Where it does not, the
 * payment stays payable until it expires, and saying "closed" would be a lie: then it throws, and money that still
 * comes is kept and flagged.
 */
export async function closeCheckout({ api, records }: MollieSetup, { paymentId, providerRef }: At): Promise<CloseResult> {
  const payment = await api.findPayment(providerRef);
  if (payment === null) return "already-closed";
  if (payment.status !== "open") return resultOf(payment);
  if (payment.isCancelable !== true) throw notCancelable(payment);
  // Remembered first: after a crash between the two, a payer's own cancelling reads as ours, which says the same to them.
  await records.claim(closedKind, paymentId, { providerRef });
  try {
    await api.cancelPayment(providerRef);
    return "closed";
  } catch (error) {
    if (refusalOf(error) === null) throw error;
    const now = await api.findPayment(providerRef);
    if (now?.status === "open") throw notCancelable(now);
    return now === null ? "already-closed" : resultOf(now);
  }
}

const resultOf = ({ status }: MolliePayment): CloseResult => (["paid", "pending", "authorized"].includes(status) ? "money-seen" : "already-closed");

function notCancelable({ expiresAt }: MolliePayment) {
  const until = expiresAt ? expiresAt.toISOString() : "";
  return vendorError({
    fr: `Mollie ne permet pas d’annuler ce paiement ; il s’éteint de lui-même${until && ` (${until})`}.`,
    en: `Mollie does not let this payment be cancelled; it ends by itself${until && ` (${until})`}.`,
  }, false);
}

/**
 * Gives money back once per `refundId`. The key is forgotten after an hour while a job may try for longer: so the refund
 * carries our id, and one that is there already is the answer. Mollie lets some methods refund more than was paid; we do not.
 */
export async function refund({ api }: MollieSetup, input: Parameters<Provider["refund"]>[0]): Promise<RefundResult> {
  const payment = await api.findPayment(input.providerRef);
  if (payment?.status !== "paid") return { ok: false, reason: "not-refundable", detail: "nothing-was-paid" };
  const refunds = payment._embedded?.refunds ?? [];
  const made = refunds.find((known) => ownId(known.metadata, refundKey) === input.refundId);
  if (made) return refundResult(made);
  const currency = currencyOf(payment.amount.currency);
  if (currency !== input.currency) return { ok: false, reason: "refused", detail: `paid-in-${currency}` };
  const gone = refunds.filter(({ status }) => status !== "failed" && status !== "canceled").reduce((sum, known) => sum + minorOf(known.amount, currency), 0);
  const back = (payment._embedded?.chargebacks ?? []).filter(({ reversedAt }) => !reversedAt).reduce((sum, known) => sum + minorOf(known.amount, currency), 0);
  if (input.amountMinor > capturedMinor(payment, currency) - gone - back) return { ok: false, reason: "too-much", detail: "more-than-is-left" };
  const description = cleanText(input.reason, descriptionLengthMax);
  try {
    return refundResult(await api.refund(input.providerRef, {
      amount: toMollieAmount(moneyOf(input.amountMinor, currency)),
      metadata: { [refundKey]: input.refundId, [paymentKey]: input.paymentId },
      ...(description !== "" && { description }),
    }, input.refundId));
  } catch (error) {
    return refusedRefund(error);
  }
}

function refundResult(made: { id: string; status: string }): RefundResult {
  if (made.status === "failed" || made.status === "canceled") return { ok: false, reason: "refused", detail: `refund-${made.status}` };
  return { ok: true, refundRef: made.id, isPending: made.status !== "refunded" };
}

function refusedRefund(error: unknown): RefundResult {
  const refusal = refusalOf(error);
  // 409 is a twin under way, 429 and 5xx an outage, 401 a key: none says anything about this refund.
  if (refusal === null || refusal.code !== 422) throw error;
  if (/balance|insufficient|funds/i.test(refusal.detail)) return { ok: false, reason: "insufficient-balance", detail: refusal.detail };
  if (/higher|exceed|more than/i.test(refusal.detail)) return { ok: false, reason: "too-much", detail: refusal.detail };
  if (/cannot be refunded|not refundable|already been refunded/i.test(refusal.detail)) return { ok: false, reason: "not-refundable", detail: refusal.detail };
  return { ok: false, reason: "refused", detail: refusal.detail };
}

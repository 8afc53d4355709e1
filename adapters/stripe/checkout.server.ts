import type Stripe from "stripe";
import { invariant } from "../../app/core/assert";
import type { Words } from "../../app/core/locale";
import { moneyOf, toDecimal } from "../../app/core/money";
import { cleanText } from "../../app/core/order";
import type { SeenPayment } from "../../app/core/payment";
import type { CheckoutInput, CloseResult, OpenedCheckout, Provider, RefundResult } from "../../app/core/ports";
import type { VendorError } from "../../app/core/vendor-error";
import type { StripeApi } from "./api.server";
import { exactStripeAmount, toStripeAmount, type AmountRefusal } from "./currencies";
import { detailOf, isServerFailure, refusalCode, vendorError } from "./errors.server";
import { checkoutLocale, sendableEmail, toSeenPayment } from "./map";
import { paymentKey, refundKey } from "./schemas";

const nameLengthMax = 250;
const descriptionLengthMax = 500;
const reasonLengthMax = 500;

/**
 * A fresh hosted checkout. Our payment id is the idempotency key, so every parameter must be the same at each try: that
 * is why `expires_at` is left to Stripe (24 h after the first try) instead of being counted from now. Keys live 24 h
 * as well: whoever repeats a lost call later opens a second session, while nobody holds the address of the first.
 * Throws VendorError, before any call when the amount is one Stripe refuses.
 */
export async function openCheckout(api: StripeApi, input: CheckoutInput): Promise<OpenedCheckout> {
  const charged = toStripeAmount(moneyOf(input.amountMinor, input.currency));
  if (!charged.ok) throw amountError(charged.reason, input);
  const session = await openSession(api, sessionParams(input, charged.amount), input.paymentId);
  if (session.url === null) {
    // The key repeats Stripe's first answer, url included; a session without one is not a hosted page.
    throw vendorError({ fr: "Stripe n’a pas donné d’adresse de paiement.", en: "Stripe gave no payment address." }, false);
  }
  return { providerRef: session.id, checkoutUrl: session.url, expiresAt: new Date(session.expires_at * 1_000) };
}

/**
 * Stripe keeps a failure of its own under the key and repeats it for a day. Nobody holds the address of a session whose
 * answer never came, so a second key may open another; a refund has no second key, for there both could be money.
 */
async function openSession(api: StripeApi, params: Stripe.Checkout.SessionCreateParams, paymentId: string) {
  try {
    return await api.openSession(params, paymentId);
  } catch (error) {
    if (!isServerFailure(error)) throw error;
    return await api.openSession(params, `${paymentId}-again`);
  }
}

function sessionParams(input: CheckoutInput, amount: number): Stripe.Checkout.SessionCreateParams {
  const description = cleanText(input.description, descriptionLengthMax);
  const reference = cleanText(input.reference, nameLengthMax);
  const metadata = { [paymentKey]: input.paymentId, reference };
  const email = sendableEmail(input.customerEmail);
  return {
    mode: "payment",
    ui_mode: "hosted_page",
    client_reference_id: input.paymentId,
    metadata,
    payment_intent_data: { metadata, description: description || reference || input.paymentId },
    // What the shopper read on our page is what they pay: no conversion into a currency of their own.
    adaptive_pricing: { enabled: false },
    line_items: [{
      quantity: 1,
      price_data: {
        currency: input.currency.toLowerCase(),
        unit_amount: amount,
        product_data: { name: cleanText(description, nameLengthMax) || reference || input.paymentId },
      },
    }],
    locale: checkoutLocale(input.locale),
    success_url: input.doneUrl,
    cancel_url: input.backUrl,
    ...(email && { customer_email: email }),
  };
}

function amountError(reason: AmountRefusal, input: CheckoutInput): VendorError {
  const amount = `${toDecimal(moneyOf(input.amountMinor, input.currency))} ${input.currency}`;
  const words: Record<AmountRefusal, Words> = {
    "currency-not-offered": { fr: `Stripe n’est pas proposé en ${input.currency}.`, en: `Stripe is not offered in ${input.currency}.` },
    "below-minimum": { fr: `${amount} est sous le minimum de Stripe.`, en: `${amount} is below Stripe’s minimum.` },
    "above-maximum": { fr: `${amount} dépasse le maximum de Stripe.`, en: `${amount} is above Stripe’s maximum.` },
    "last-digit-not-zero": { fr: `${amount} : Stripe n’accepte que deux décimales dans cette devise.`, en: `${amount}: Stripe takes two decimals only in this currency.` },
  };
  return vendorError(words[reason], false);
}

/** The truth, from up to four reads; null for a session Stripe does not know. */
export async function readPayment(api: StripeApi, { paymentId, providerRef }: { paymentId: string; providerRef: string }): Promise<SeenPayment | null> {
  const session = await api.findSession(providerRef);
  if (session === null) return null;
  invariant(session.client_reference_id === paymentId, `session ${providerRef} does not belong to ${paymentId}`);
  const intent = session.payment_intent?.id;
  if (!intent) return toSeenPayment({ session, charges: [], refunds: [], disputes: [] });
  const charges = await api.chargesOf(intent);
  const hasMoney = charges.some((charge) => charge.status === "succeeded");
  const [refunds, disputes] = hasMoney ? await Promise.all([api.refundsOf(intent), api.disputesOf(intent)]) : [[], []];
  return toSeenPayment({ session, charges, refunds, disputes });
}

/** Expires the session. Stripe refuses that for one no longer open: then it says which of the two it is. */
export async function closeCheckout(api: StripeApi, { providerRef }: { providerRef: string }): Promise<CloseResult> {
  try {
    await api.expireSession(providerRef);
    return "closed";
  } catch (error) {
    if (refusalCode(error) === null) throw error;
    const session = await api.findSession(providerRef);
    if (session?.status === "open") throw error;
    return session?.status === "complete" ? "money-seen" : "already-closed";
  }
}

/**
 * Gives money back once per `refundId`. The idempotency key is forgotten after a day while a job may try for longer:
 * so the refund carries our id, and one that is there already is the answer.
 */
export async function refund(api: StripeApi, input: Parameters<Provider["refund"]>[0]): Promise<RefundResult> {
  const session = await api.findSession(input.providerRef);
  const intent = session?.payment_intent?.id;
  if (!intent) return { ok: false, reason: "not-refundable", detail: "nothing-was-paid" };
  const [charges, refunds] = await Promise.all([api.chargesOf(intent), api.refundsOf(intent)]);
  const made = refunds.find((known) => known.metadata?.[refundKey] === input.refundId);
  if (made) return resultOf(made);
  const { facts, currency } = toSeenPayment({ session, charges, refunds: [], disputes: [] });
  if (facts.length === 0) return { ok: false, reason: "not-refundable", detail: "nothing-was-paid" };
  if (currency !== input.currency) return { ok: false, reason: "refused", detail: `paid-in-${currency}` };
  const amount = exactStripeAmount(moneyOf(input.amountMinor, input.currency));
  if (!amount.ok) return { ok: false, reason: "refused", detail: amount.reason };
  const gone = refunds.reduce((sum, known) => (known.status === "failed" || known.status === "canceled" ? sum : sum + known.amount), 0);
  const taken = charges.reduce((sum, charge) => (charge.status === "succeeded" ? sum + charge.amount_captured : sum), 0);
  if (amount.amount > taken - gone) return { ok: false, reason: "too-much", detail: "more-than-is-left" };
  const metadata = { [refundKey]: input.refundId, [paymentKey]: input.paymentId, reason: cleanText(input.reason, reasonLengthMax) };
  try {
    return resultOf(await api.refund({ payment_intent: intent, amount: amount.amount, metadata }, input.refundId));
  } catch (error) {
    return refusedRefund(error);
  }
}

function resultOf(made: { id: string; status: string | null }): RefundResult {
  if (made.status === "failed" || made.status === "canceled") return { ok: false, reason: "refused", detail: `refund-${made.status}` };
  return { ok: true, refundRef: made.id, isPending: made.status !== "succeeded" };
}

function refusedRefund(error: unknown): RefundResult {
  const code = refusalCode(error);
  if (code === null) throw error;
  const detail = error instanceof Error ? detailOf(error) : code;
  if (code === "charge_already_refunded" || code === "amount_too_large" || /greater than/.test(detail)) return { ok: false, reason: "too-much", detail };
  if (code === "charge_disputed") return { ok: false, reason: "not-refundable", detail };
  if (code === "balance_insufficient" || code === "insufficient_funds") return { ok: false, reason: "insufficient-balance", detail };
  return { ok: false, reason: "refused", detail };
}

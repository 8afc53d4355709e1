import Stripe from "stripe";
import type { Words } from "../../app/core/locale";
import { VendorError } from "../../app/core/vendor-error";

export const vendor = "stripe";

/** Anything key-shaped, should Stripe ever echo one; it masks them itself today. */
const secretShape = /\b(?:sk|rk|pk|whsec)_[A-Za-z0-9_*]+/g;
const detailLengthMax = 300;

/** What Stripe said, fit to be shown: no key, no endless text. */
export function detailOf(error: { message: string }): string {
  return error.message.replace(secretShape, "[key]").slice(0, detailLengthMax);
}

export function vendorError(merchantMessage: Words, isRetryable: boolean, cause?: unknown): VendorError {
  return new VendorError({ vendor, isRetryable, merchantMessage, cause });
}

/** Runs one call to Stripe; whatever it throws comes out as a VendorError that says what to do. */
export async function calling<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof Stripe.errors.StripeError ? toVendorError(error) : error;
  }
}

/** The code Stripe gave for a refusal ("resource_missing"), where the error is one. */
export function refusalCode(error: unknown): string | null {
  const cause = error instanceof VendorError ? error.cause : error;
  return cause instanceof Stripe.errors.StripeInvalidRequestError ? (cause.code ?? "unknown") : null;
}

/** A second request came while the first with the same key was under way: the only error worth asking again at once. */
export function isConflict(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && error.statusCode === 409;
}

/** Stripe itself broke (5xx): its answer, unlike a lost one, is kept under the idempotency key. */
export function isServerFailure(error: unknown): boolean {
  const cause = error instanceof VendorError ? error.cause : error;
  return cause instanceof Stripe.errors.StripeError && (cause.statusCode ?? 0) >= 500;
}

function toVendorError(error: Stripe.errors.StripeError): VendorError {
  const detail = detailOf(error);
  if (error instanceof Stripe.errors.StripeAuthenticationError) {
    return vendorError({
      fr: "Stripe ne reconnaît pas la clé secrète : copiez-la de nouveau depuis Stripe › Développeurs › Clés API.",
      en: "Stripe does not know the secret key: copy it again from Stripe › Developers › API keys.",
    }, false, error);
  }
  if (error instanceof Stripe.errors.StripePermissionError) {
    return vendorError({
      fr: `La clé restreinte n’a pas tous les droits nécessaires ; complétez-les dans Stripe › Développeurs › Clés API. Stripe dit : ${detail}`,
      en: `The restricted key lacks a right; add it under Stripe › Developers › API keys. Stripe says: ${detail}`,
    }, false, error);
  }
  if (error instanceof Stripe.errors.StripeRateLimitError || isConflict(error)) {
    return vendorError({ fr: "Stripe demande de ralentir ; l’appel sera refait.", en: "Stripe asks to slow down; the call will be made again." }, true, error);
  }
  if (error instanceof Stripe.errors.StripeIdempotencyError) {
    return vendorError({
      fr: "Stripe a déjà reçu ce paiement avec d’autres données ; ouvrez un nouveau paiement.",
      en: "Stripe already holds this payment with other data; start a new payment.",
    }, false, error);
  }
  if (error instanceof Stripe.errors.StripeConnectionError || (error.statusCode ?? 500) >= 500) {
    return vendorError({ fr: "Stripe ne répond pas ; l’appel sera refait.", en: "Stripe does not answer; the call will be made again." }, true, error);
  }
  return vendorError({ fr: `Stripe refuse la demande : ${detail}`, en: `Stripe refuses the request: ${detail}` }, false, error);
}

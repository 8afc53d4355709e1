import type { Words } from "../../app/core/locale";
import { VendorError } from "../../app/core/vendor-error";

export const vendor = "paypal";

const detailLengthMax = 300;

/** An answer that is no success. `issue` is the word PayPal decides by ("INSTRUMENT_DECLINED"); `detail` its sentence, fit to be shown. */
export class PaypalRefusal extends Error {
  readonly code: number;
  readonly issue: string;
  readonly detail: string;

  constructor(input: { code: number; issue: string; detail: string }) {
    super(`${input.code} ${input.issue}`);
    this.name = "PaypalRefusal";
    this.code = input.code;
    this.issue = input.issue;
    this.detail = input.detail.slice(0, detailLengthMax);
  }
}

export function vendorError(merchantMessage: Words, isRetryable: boolean, cause?: unknown): VendorError {
  return new VendorError({ vendor, isRetryable, merchantMessage, cause });
}

/** PayPal's refusal behind a thrown error; null when it was none (an outage, a bug). */
export function refusalOf(error: unknown): PaypalRefusal | null {
  const cause = error instanceof VendorError ? error.cause : error;
  return cause instanceof PaypalRefusal ? cause : null;
}

/** A twin with the same request id is under way: the only refusal worth asking again at once. */
export const isInProgress = (error: unknown) => /IN_PROGRESS|RESOURCE_CONFLICT/.test(refusalOf(error)?.issue ?? "");

/** No answer at all: nothing is known of what happened there. */
export function outage(cause: unknown): VendorError {
  return vendorError({ fr: "PayPal ne répond pas ; l’appel sera refait.", en: "PayPal does not answer; the call will be made again." }, true, cause);
}

export function toVendorError(refusal: PaypalRefusal): VendorError {
  const { code, detail } = refusal;
  if (code === 401) {
    return vendorError({
      fr: "PayPal ne reconnaît pas l’identifiant client et son secret : copiez-les de nouveau, et vérifiez le mode (réel ou test).",
      en: "PayPal does not know the client ID and its secret: copy them again, and check the mode (live or test).",
    }, false, refusal);
  }
  if (code === 403) {
    return vendorError({
      fr: `Le compte PayPal n’a pas ce droit ; PayPal dit : ${detail}`,
      en: `The PayPal account lacks this right; PayPal says: ${detail}`,
    }, false, refusal);
  }
  if (code === 429 || code === 409 || isInProgress(refusal)) {
    return vendorError({ fr: "PayPal demande de ralentir ; l’appel sera refait.", en: "PayPal asks to slow down; the call will be made again." }, true, refusal);
  }
  if (code >= 500) return outage(refusal);
  return vendorError({ fr: `PayPal refuse la demande : ${detail}`, en: `PayPal refuses the request: ${detail}` }, false, refusal);
}

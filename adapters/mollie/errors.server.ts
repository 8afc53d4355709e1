import type { Words } from "../../app/core/locale";
import { VendorError } from "../../app/core/vendor-error";

export const vendor = "mollie";

/** Anything key-shaped, should Mollie ever echo one. */
const secretShape = /\b(?:test|live|access)_[A-Za-z0-9]{10,}/g;
const detailLengthMax = 300;

/** An answer that is no success: `code` is the HTTP status, `detail` Mollie's own sentence, fit to be shown. */
export class MollieRefusal extends Error {
  readonly code: number;
  readonly detail: string;

  constructor(code: number, detail: string) {
    const shown = detail.replace(secretShape, "[key]").slice(0, detailLengthMax);
    super(`${code} ${shown}`);
    this.name = "MollieRefusal";
    this.code = code;
    this.detail = shown;
  }
}

export function vendorError(merchantMessage: Words, isRetryable: boolean, cause?: unknown): VendorError {
  return new VendorError({ vendor, isRetryable, merchantMessage, cause });
}

/** Mollie's refusal behind a thrown error; null when it was none (an outage, a bug). */
export function refusalOf(error: unknown): MollieRefusal | null {
  const cause = error instanceof VendorError ? error.cause : error;
  return cause instanceof MollieRefusal ? cause : null;
}

/** No answer at all: nothing is known of what happened there. */
export function outage(cause: unknown): VendorError {
  return vendorError({ fr: "Mollie ne répond pas ; l’appel sera refait.", en: "Mollie does not answer; the call will be made again." }, true, cause);
}

export function toVendorError(refusal: MollieRefusal): VendorError {
  const { code, detail } = refusal;
  if (code === 401) {
    return vendorError({
      fr: "Mollie ne reconnaît pas la clé API : copiez-la de nouveau depuis Mollie › Développeurs › Clés API.",
      en: "Mollie does not know the API key: copy it again from Mollie › Developers › API keys.",
    }, false, refusal);
  }
  if (code === 403) {
    return vendorError({
      fr: `Le compte Mollie n’a pas ce droit ; Mollie dit : ${detail}`,
      en: `The Mollie account lacks this right; Mollie says: ${detail}`,
    }, false, refusal);
  }
  if (code === 429 || code === 409) {
    return vendorError({ fr: "Mollie demande de ralentir ; l’appel sera refait.", en: "Mollie asks to slow down; the call will be made again." }, true, refusal);
  }
  if (code >= 500) return outage(refusal);
  return vendorError({ fr: `Mollie refuse la demande : ${detail}`, en: `Mollie refuses the request: ${detail}` }, false, refusal);
}

import type { Words } from "./locale";

/**
 * A vendor is broken, slow or refuses in a way nobody planned for. Expected outcomes are returned instead.
 * `publicMessage` may be shown to a shopper, `merchantMessage` to the shop owner: it says what to do.
 * Neither holds a secret; the cause may, and is logged by name only.
 */
export class VendorError extends Error {
  readonly vendor: string;
  readonly isRetryable: boolean;
  readonly publicMessage: string;
  readonly merchantMessage: string;
  /** The same in the languages of the merchant's screens; one text in both when the adapter gave only one. */
  readonly merchantWords: Words;

  constructor(input: {
    vendor: string;
    isRetryable: boolean;
    publicMessage?: string;
    merchantMessage: string | Words;
    cause?: unknown;
  }) {
    const words = typeof input.merchantMessage === "string" ? { fr: input.merchantMessage, en: input.merchantMessage } : input.merchantMessage;
    super(`${input.vendor}: ${words.en}`, { cause: input.cause });
    this.name = "VendorError";
    this.vendor = input.vendor;
    this.isRetryable = input.isRetryable;
    this.publicMessage = input.publicMessage ?? "";
    this.merchantMessage = words.en;
    this.merchantWords = words;
  }
}

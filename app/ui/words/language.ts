import type { MerchantLocale } from "../../core/locale";

/** A text, or a set of texts, that does not compile while a language of the merchant's screens is missing. */
export type InMerchantLanguages<T> = Readonly<Record<MerchantLocale, T>>;

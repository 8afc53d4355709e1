import type { Translate } from "../contract";

/** What we use of the shoppers' global `shopify`: customer account pages, order status and thank-you have it. */
export type ShopperSurface = {
  i18n: { translate: Translate; formatDate: (date: Date, options?: Intl.DateTimeFormatOptions) => string };
  localization: { language: { value: { isoCode: string } } };
  sessionToken: { get: () => Promise<string> };
};

/** The language of the words on screen. */
export function wordsLocaleOf(surface: ShopperSurface): string {
  return surface.i18n.translate("locale");
}

/** How this shopper writes numbers: their own variant of the words' language ("fr-BE"), else the words' language. */
export function numbersLocaleOf(surface: ShopperSurface): string {
  const words = wordsLocaleOf(surface);
  const own = surface.localization.language.value.isoCode;
  return own.split("-")[0]?.toLowerCase() === words ? own : words;
}

/** A day without its hour, as a due date is. */
export function dayOf(surface: ShopperSurface, at: string): string {
  return surface.i18n.formatDate(new Date(at), { dateStyle: "long" });
}

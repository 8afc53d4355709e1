/** Languages a shopper can be written to; the first is used when nothing better is known. */
export const shopperLocales = ["fr", "nl", "en", "de"] as const;
export type ShopperLocale = (typeof shopperLocales)[number];

/** Languages of the merchant's screens. */
export const merchantLocales = ["fr", "en"] as const;
export type MerchantLocale = (typeof merchantLocales)[number];

/** One text in every language a merchant's screen has. */
export type Words = Readonly<Record<MerchantLocale, string>>;

/** The first wish that we speak ("nl-BE", "pt_PT", "de") as a shopper language, else the fall-back. */
export function shopperLocaleOf(wishes: readonly (string | null | undefined)[], fallback: ShopperLocale): ShopperLocale {
  return firstSpoken(wishes, shopperLocales) ?? fallback;
}

/** The language of a visitor of whom nothing is known but what their browser asks for (its `Accept-Language`). */
export const strangerLocale = (accepted: string | null | undefined): ShopperLocale => shopperLocaleOf((accepted ?? "").split(","), "fr");

/** The first wish that the merchant's screens speak, else French. */
export function merchantLocaleOf(wishes: readonly (string | null | undefined)[]): MerchantLocale {
  return firstSpoken(wishes, merchantLocales) ?? "fr";
}

function firstSpoken<L extends string>(wishes: readonly (string | null | undefined)[], spoken: readonly L[]): L | null {
  for (const wish of wishes) {
    const language = wish?.toLowerCase().split(/[-_]/)[0];
    const match = spoken.find((locale) => locale === language);
    if (match) return match;
  }
  return null;
}

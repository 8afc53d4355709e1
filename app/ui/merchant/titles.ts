import type { MetaDescriptor } from "@remix-run/react";
import { merchantLocales, type MerchantLocale } from "../../core/locale";
import type { InMerchantLanguages } from "../words/language";

/** A page's title in the language its layout was loaded in. In: the route's `matches`. */
export function merchantTitle<T>(matches: readonly ({ data?: unknown } | undefined)[], words: InMerchantLanguages<T>, pick: (words: T) => string): MetaDescriptor[] {
  return [{ title: `${pick(words[localeOf(matches)])} · Réglo` }, { name: "robots", content: "noindex" }];
}

function localeOf(matches: readonly ({ data?: unknown } | undefined)[]): MerchantLocale {
  const found = matches.map((match) => (match?.data as { locale?: unknown } | undefined)?.locale);
  return merchantLocales.find((locale) => found.includes(locale)) ?? "fr";
}

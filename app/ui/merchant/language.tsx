import { createContext, useContext } from "react";
import type { MerchantLocale, Words } from "../../core/locale";
import { formatMoney, type Money } from "../../core/money";
import type { InMerchantLanguages } from "../words/language";

/** The reader's language and where the shop's days begin. */
export const LanguageContext = createContext<{ locale: MerchantLocale; timeZone: string }>({ locale: "fr", timeZone: "Europe/Paris" });

export const useLocale = (): MerchantLocale => useContext(LanguageContext).locale;

/** A screen's words in the reader's language. */
export function useWords<T>(words: InMerchantLanguages<T>): T {
  return words[useLocale()];
}

/** A vendor's words in the reader's language. */
export function useSay(): (words: Words) => string {
  const locale = useLocale();
  return (words) => words[locale];
}

export function useMoney(): (money: Money) => string {
  const locale = useLocale();
  return (money) => formatMoney(money, localeTags[locale]);
}

const localeTags = { fr: "fr-FR", en: "en-GB" } as const;

/** The server's and the browser's language data may differ by a space: the server's text stays. */
export function Amount({ money }: { money: Money }) {
  const write = useMoney();
  return <span suppressHydrationWarning style={{ whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" }}>{write(money)}</span>;
}

type Length = "day" | "short-day" | "moment";

const shapes: Record<Length, Intl.DateTimeFormatOptions> = {
  day: { day: "numeric", month: "long", year: "numeric" },
  "short-day": { day: "numeric", month: "short", year: "numeric" },
  moment: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
};

/** An instant where the shop is; never a time without its zone. */
export function Time({ at, length }: { at: Date; length: Length }) {
  const { locale, timeZone } = useContext(LanguageContext);
  const text = new Intl.DateTimeFormat(localeTags[locale], { ...shapes[length], timeZone }).format(at);
  return <time dateTime={at.toISOString()} suppressHydrationWarning>{text}</time>;
}

/** The day of an instant where the shop is, as text: "21 novembre 2026". */
export function useDayOf(): (at: Date) => string {
  const { locale, timeZone } = useContext(LanguageContext);
  return (at) => new Intl.DateTimeFormat(localeTags[locale], { ...shapes.day, timeZone }).format(at);
}

/** A day without an hour, as text for labels: "3 déc.". In: "2026-12-03". */
export function useShortDay(): (day: string) => string {
  const locale = useLocale();
  return (day) => new Intl.DateTimeFormat(localeTags[locale], { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

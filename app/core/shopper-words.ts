import type { ShopperLocale } from "./locale";

/** A text, or a set of texts, that does not compile while a language is missing. */
export type InEveryLanguage<T> = Readonly<Record<ShopperLocale, T>>;

/** What Intl is asked for: "en" alone would write American dates to European shoppers. */
const dateTags: InEveryLanguage<string> = { fr: "fr-FR", nl: "nl-NL", en: "en-GB", de: "de-DE" };

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than a hundred uses of it. Zones are the stores' own, so there are few. */
function dateFormat(locale: ShopperLocale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = dateFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(dateTags[locale], options);
  dateFormats.set(key, made);
  return made;
}

const minutes = { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" } as const;

/** "21 novembre 2026", where the shop is. */
export function formatDay(at: Date, locale: ShopperLocale, timeZone: string): string {
  return dateFormat(locale, { dateStyle: "long", timeZone }).format(at);
}

/** "21 novembre 2026 à 14:03 UTC+1": never a time without its zone, for shop and shopper may live in different ones. */
export function formatMoment(at: Date, locale: ShopperLocale, timeZone: string): string {
  return dateFormat(locale, { ...minutes, timeZoneName: "short", timeZone }).format(at);
}

/** The same with seconds and the offset in figures, for proof: "21 novembre 2026 à 14:03:22 (UTC+01:00)". */
export function formatInstant(at: Date, locale: ShopperLocale, timeZone: string): string {
  const moment = dateFormat(locale, { ...minutes, second: "2-digit", timeZone }).format(at);
  return `${moment} (${offsetOf(at, timeZone)})`;
}

/** "UTC+01:00", as figures: zone names differ by language and by the machine's language data. */
function offsetOf(at: Date, timeZone: string): string {
  const parts = dateFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  const name = parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  return /^GMT([+-]00:00)?$/.test(name) ? "UTC" : name.replace("GMT", "UTC");
}

const quantityFormats: InEveryLanguage<Intl.NumberFormat> = {
  fr: quantityFormat("fr"), nl: quantityFormat("nl"), en: quantityFormat("en"), de: quantityFormat("de"),
};

function quantityFormat(locale: ShopperLocale): Intl.NumberFormat {
  return new Intl.NumberFormat(dateTags[locale], { maximumFractionDigits: 3 });
}

/** "2", "1,5": a quantity as the language writes it. */
export function formatQuantity(quantity: number, locale: ShopperLocale): string {
  return quantityFormats[locale].format(quantity);
}

/**
 * A stranger's text inside one of our sentences, in a bidi isolate (UAX #9), so that a right-to-left name
 * does not turn the amount behind it around. HTML uses `dir="auto"` and `<bdi>` instead.
 */
export function isolate(text: string): string {
  return isRightToLeft(text) ? `\u2068${text}\u2069` : text;
}

/** Whether the text holds a letter of a right-to-left script: only then does an isolate earn its place in a plain text. */
export function isRightToLeft(text: string): boolean {
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text);
}

const methodWords: Readonly<Record<string, InEveryLanguage<string>>> = {
  card: { fr: "Carte bancaire", nl: "Bankkaart", en: "Card", de: "Karte" },
  bancontact: same("Bancontact"),
  ideal: same("iDEAL"),
  "apple-pay": same("Apple Pay"),
  "google-pay": same("Google Pay"),
  "sepa-debit": { fr: "Prélèvement SEPA", nl: "SEPA-domiciliëring", en: "SEPA direct debit", de: "SEPA-Lastschrift" },
  "bank-transfer": { fr: "Virement bancaire", nl: "Overschrijving", en: "Bank transfer", de: "Überweisung" },
  cash: { fr: "Espèces", nl: "Contant", en: "Cash", de: "Bar" },
  cheque: { fr: "Chèque", nl: "Cheque", en: "Cheque", de: "Scheck" },
  klarna: same("Klarna"),
  eps: same("eps"),
  blik: same("BLIK"),
  twint: same("TWINT"),
  przelewy24: same("Przelewy24"),
  belfius: same("Belfius"),
  kbc: same("KBC/CBC"),
  link: same("Link"),
};

function same(name: string): InEveryLanguage<string> {
  return { fr: name, nl: name, en: name, de: name };
}

/** A way to pay as the shopper knows it; null for a code we have no word for, so that its title is shown instead. */
export function findMethodName(method: string, locale: ShopperLocale): string | null {
  return methodWords[method]?.[locale] ?? null;
}

import type { MerchantLocale } from "./locale";
import { formatMoney, moneyOf } from "./money";
import type { Paper } from "./paper";
import { formatInstant } from "./shopper-words";
import type { TillTotal } from "./till";
import type { ClosingKind, TillClosing } from "./till-closing";

type Words = {
  title: Record<ClosingKind, string>; period: string; number: string; from: string; until: string; closed: string; moves: string; last: string; previous: string; hash: string;
  totals: string; perpetual: string; columns: [string, string, string, string, string]; methods: Record<string, string>; foot: string; none: string;
};

export const tillPaperWords: Record<MerchantLocale, Words> = {
  fr: {
    title: { day: "Clôture journalière", month: "Clôture mensuelle", year: "Clôture annuelle" }, period: "Période", number: "Clôture n°", from: "Du", until: "Au (exclu)", closed: "Établie le",
    moves: "Mouvements", last: "Dernier mouvement", previous: "Empreinte précédente", hash: "Empreinte", totals: "Encaissements de la période", perpetual: "Total perpétuel depuis l’ouverture",
    columns: ["Moyen", "Mouvements", "Encaissé", "Rendu ou annulé", "Net"], methods: { cash: "Espèces", cheque: "Chèques", "bank-transfer": "Virements" },
    foot: "Document établi par Réglo à partir d’une chaîne inaltérable de mouvements. Il n’est pas un certificat de conformité.", none: "Aucun mouvement.",
  },
  en: {
    title: { day: "Daily closing", month: "Monthly closing", year: "Yearly closing" }, period: "Period", number: "Closing no.", from: "From", until: "To (excluded)", closed: "Made on",
    moves: "Moves", last: "Last move", previous: "Previous hash", hash: "Hash", totals: "Takings of the period", perpetual: "Perpetual total since the till was opened",
    columns: ["Method", "Moves", "Received", "Given back or cancelled", "Net"], methods: { cash: "Cash", cheque: "Cheques", "bank-transfer": "Bank transfers" },
    foot: "Drawn by Réglo from an inalterable chain of moves. It is not a certificate of conformity.", none: "No move.",
  },
};

/** A closing on paper. */
export function closingPaper(closing: TillClosing, issuer: Paper["issuer"], locale: MerchantLocale): Paper {
  const words = tillPaperWords[locale];
  const instant = (at: Date) => formatInstant(at, locale, closing.timeZone);
  return {
    lang: locale, issuer, at: closing.closedAt,
    title: words.title[closing.kind],
    head: [[words.period, closing.name], [words.number, String(closing.number)]],
    facts: [
      [words.from, instant(closing.from)], [words.until, instant(closing.until)], [words.closed, instant(closing.closedAt)],
      [words.last, closing.lastMove === 0 ? "–" : `n° ${closing.lastMove}`], [words.previous, inGroups(closing.previousHash)], [words.hash, inGroups(closing.hash)],
    ],
    tables: [totalsTable(words.totals, closing.totals, locale), totalsTable(words.perpetual, closing.perpetual, locale)],
    texts: [], signatures: [], foot: [words.foot],
  };
}

/** Sixty-four digits as a person can compare them. */
const inGroups = (hash: string) => (hash.match(/.{1,16}/g) ?? []).join(" ");

function totalsTable(title: string, totals: readonly TillTotal[], locale: MerchantLocale): Paper["tables"][number] {
  const { columns, methods, none } = tillPaperWords[locale];
  const rows = totals.map(({ currency, method, inMinor, outMinor, count }) => {
    const write = (amountMinor: number) => formatMoney(moneyOf(amountMinor, currency), locale);
    return [methods[method] ?? method, String(count), write(inMinor), write(outMinor), write(inMinor - outMinor)];
  });
  return { title, columns: [...columns], rows: rows.length > 0 ? rows : [[none, "0", "–", "–", "–"]], total: null };
}

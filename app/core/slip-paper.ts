import type { HandNote } from "./hand-note";
import type { MerchantLocale } from "./locale";
import { formatMoney, moneyOf } from "./money";
import type { Paper } from "./paper";
import { formatDay } from "./shopper-words";

type Words = { title: string; number: string; date: string; count: string; list: string; columns: string[]; total: string; signature: string; foot: string };

const slipWords: Record<MerchantLocale, Words> = {
  fr: { title: "Remise de chèques", number: "Bordereau", date: "Date", count: "Nombre de chèques", list: "Chèques remis", columns: ["Numéro · banque · émetteur", "Montant"], total: "Total", signature: "Signature", foot: "Joignez ce bordereau aux chèques endossés." },
  en: { title: "Cheque paying-in slip", number: "Slip", date: "Date", count: "Number of cheques", list: "Cheques paid in", columns: ["Number · bank · drawer", "Amount"], total: "Total", signature: "Signature", foot: "Hand this slip in with the endorsed cheques." },
};

/** The slip that goes to the bank with cheques. In: at least one cheque, all in one currency. */
export function slipPaper(cheques: readonly HandNote[], at: { at: Date; number: string; issuer: Paper["issuer"]; timeZone: string; locale: MerchantLocale }): Paper {
  const words = slipWords[at.locale];
  const currency = cheques[0]?.amount.currency;
  if (currency === undefined) throw new Error("A slip without a cheque");
  const totalMinor = cheques.reduce((sum, { amount }) => sum + amount.amountMinor, 0);
  return {
    lang: at.locale, title: words.title, issuer: at.issuer, at: at.at,
    head: [[words.number, at.number]],
    facts: [[words.date, formatDay(at.at, at.locale, at.timeZone)], [words.count, String(cheques.length)]],
    tables: [{
      title: words.list, columns: words.columns, total: [words.total, formatMoney(moneyOf(totalMinor, currency), at.locale)],
      rows: cheques.map(({ cheque, amount }) => [[cheque?.number, cheque?.bank, cheque?.drawer].filter(Boolean).join(" · "), formatMoney(amount, at.locale)]),
    }],
    texts: [], signatures: [{ label: words.signature, name: at.issuer.name, how: "", svg: null }], foot: [words.foot],
  };
}

import type { Paper, PaperSignature } from "./paper";
import { formatMoney } from "./money";
import { findMethodName, formatInstant, type InEveryLanguage } from "./shopper-words";
import { drawSignature, type Signature, type SignedFacts } from "./signed-receipt";

type Words = {
  title: string; number: string; receipt: string; amount: string; method: string; about: string; paidAt: string; signedAt: string; hash: string;
  text: (payer: string, payee: string) => string; payer: string; payee: string; typed: string; foot: string;
};

export const signedWords: InEveryLanguage<Words> = {
  fr: {
    title: "Reçu signé", number: "Numéro", receipt: "Reçu", amount: "Montant", method: "Moyen de paiement", about: "Pour", paidAt: "Payé le", signedAt: "Signé le", hash: "Empreinte SHA-256 du reçu",
    text: (payer, payee) => `${payer} déclare avoir remis cette somme et ${payee} déclare l’avoir reçue.`, payer: "Remis par", payee: "Reçu par", typed: "Signature en toutes lettres", foot: "Ce document accompagne le reçu dont il porte le numéro et l’empreinte\u202f; il ne tient pas lieu de facture.",
  },
  nl: {
    title: "Ondertekend ontvangstbewijs", number: "Nummer", receipt: "Ontvangstbewijs", amount: "Bedrag", method: "Betaalwijze", about: "Voor", paidAt: "Betaald op", signedAt: "Ondertekend op", hash: "SHA-256 van het ontvangstbewijs",
    text: (payer, payee) => `${payer} verklaart dit bedrag te hebben overhandigd en ${payee} verklaart het te hebben ontvangen.`, payer: "Overhandigd door", payee: "Ontvangen door", typed: "Handtekening voluit", foot: "Dit document hoort bij het ontvangstbewijs waarvan het het nummer en de hash draagt; het geldt niet als factuur.",
  },
  en: {
    title: "Signed receipt", number: "Number", receipt: "Receipt", amount: "Amount", method: "Payment method", about: "For", paidAt: "Paid on", signedAt: "Signed on", hash: "SHA-256 of the receipt",
    text: (payer, payee) => `${payer} states having handed over this sum, and ${payee} states having received it.`, payer: "Handed over by", payee: "Received by", typed: "Signature in full", foot: "This document goes with the receipt whose number and hash it carries; it is not an invoice.",
  },
  de: {
    title: "Unterschriebene Quittung", number: "Nummer", receipt: "Quittung", amount: "Betrag", method: "Zahlungsart", about: "Für", paidAt: "Bezahlt am", signedAt: "Unterschrieben am", hash: "SHA-256 der Quittung",
    text: (payer, payee) => `${payer} erklärt, diesen Betrag übergeben zu haben, und ${payee} erklärt, ihn erhalten zu haben.`, payer: "Übergeben von", payee: "Erhalten von", typed: "Unterschrift in Worten", foot: "Dieses Dokument gehört zu der Quittung, deren Nummer und Hash es trägt; es ist keine Rechnung.",
  },
};

/** The signed document; with `isBlank` the same with empty boxes, to be signed with a pen. */
export function signedPaper(facts: SignedFacts, isBlank = false): Paper {
  const { locale, timeZone } = facts;
  const words = signedWords[locale];
  const box = (label: string, { name, strokes }: Signature): PaperSignature => ({
    label, name, how: isBlank || strokes.length > 0 ? "" : name, svg: isBlank || strokes.length === 0 ? null : drawSignature(strokes),
  });
  const isTyped = !isBlank && [facts.payer, facts.payee].some(({ strokes }) => strokes.length === 0);
  return {
    lang: locale, at: facts.signedAt, title: words.title,
    issuer: { name: facts.seller.name, lines: facts.seller.legalLines },
    head: isBlank ? [[words.receipt, facts.receiptNumber]] : [[words.number, facts.number], [words.receipt, facts.receiptNumber]],
    facts: [
      [words.amount, formatMoney(facts.amount, locale)], [words.method, findMethodName(facts.methodTitle, locale) ?? facts.methodTitle], [words.about, facts.about],
      [words.paidAt, formatInstant(facts.paidAt, locale, timeZone)],
      ...(isBlank ? [] : [[words.signedAt, formatInstant(facts.signedAt, locale, timeZone)] satisfies [string, string]]),
      [words.hash, (facts.receiptSha256.match(/.{1,16}/g) ?? []).join(" ")],
    ],
    tables: [],
    texts: [words.text(facts.payer.name, facts.payee.name), ...(isTyped ? [words.typed] : [])],
    signatures: [box(words.payer, facts.payer), box(words.payee, facts.payee)],
    foot: [words.foot],
  };
}

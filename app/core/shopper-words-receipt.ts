import type { ReceiptFacts } from "./receipt";
import type { InEveryLanguage } from "./shopper-words";

/** The receipt's own words. Amounts, dates and names come in already written for the reader. */
export type ReceiptWords = {
  title: Readonly<Record<ReceiptFacts["kind"], string>>;
  number: string;
  issuedOn: string;
  refersTo: string;
  seller: string;
  payer: string;
  amount: Readonly<Record<ReceiptFacts["kind"], string>>;
  status: Readonly<Record<"paid" | "part-paid" | "refunded" | "cancelled", string>>;
  paidAt: Readonly<Record<ReceiptFacts["kind"], string>>;
  method: string;
  transaction: string;
  /** What the money is for: the whole, a part, or given back. */
  purpose: Readonly<Record<"whole" | "part" | "refund" | "cancelled", (about: string) => string>>;
  order(number: string): string;
  description: string;
  quantity: string;
  lineAmount: string;
  orderTotal: string;
  thisPayment: Readonly<Record<ReceiptFacts["kind"], string>>;
  openAfter: string;
  notAnInvoice: string;
  verify: string;
  questions(email: string): string;
  /** Around the page's number: "Page 1 / 3". */
  page: string;
};

export const receiptWords: InEveryLanguage<ReceiptWords> = {
  fr: {
    title: { receipt: "Reçu de paiement", "credit-receipt": "Reçu de remboursement", "cancelled-receipt": "Annulation de reçu" },
    number: "Numéro",
    issuedOn: "Émis le",
    refersTo: "Se rapporte au reçu",
    seller: "Reçu par",
    payer: "Payé par",
    amount: { receipt: "Montant reçu", "credit-receipt": "Montant remboursé", "cancelled-receipt": "Montant annulé" },
    status: { paid: "Payé", "part-paid": "Payé en partie", refunded: "Remboursé", cancelled: "Annulé" },
    paidAt: { receipt: "Payé le", "credit-receipt": "Remboursé le", "cancelled-receipt": "Annulé le" },
    method: "Moyen de paiement",
    transaction: "Numéro de transaction",
    purpose: { whole: (about) => `En règlement de\u202f: ${about}`, part: (about) => `Acompte sur\u202f: ${about}`, refund: (about) => `Remboursement sur\u202f: ${about}`, cancelled: (about) => `Paiement annulé pour\u202f: ${about}` },
    order: (number) => `commande ${number}`,
    description: "Désignation",
    quantity: "Quantité",
    lineAmount: "Montant TTC",
    orderTotal: "Total des lignes",
    thisPayment: { receipt: "Réglé par ce paiement", "credit-receipt": "Remboursé par cette opération", "cancelled-receipt": "Annulé par cette opération" },
    openAfter: "Reste à payer",
    notAnInvoice: "Ce reçu atteste un paiement\u202f; il ne tient pas lieu de facture.",
    verify: "Vérifier ce reçu",
    questions: (email) => `Une question\u202f? ${email}`,
    page: "Page",
  },
  nl: {
    title: { receipt: "Ontvangstbewijs", "credit-receipt": "Bewijs van terugbetaling", "cancelled-receipt": "Annulering van ontvangstbewijs" },
    number: "Nummer",
    issuedOn: "Opgemaakt op",
    refersTo: "Hoort bij ontvangstbewijs",
    seller: "Ontvangen door",
    payer: "Betaald door",
    amount: { receipt: "Ontvangen bedrag", "credit-receipt": "Terugbetaald bedrag", "cancelled-receipt": "Geannuleerd bedrag" },
    status: { paid: "Betaald", "part-paid": "Deels betaald", refunded: "Terugbetaald", cancelled: "Geannuleerd" },
    paidAt: { receipt: "Betaald op", "credit-receipt": "Terugbetaald op", "cancelled-receipt": "Geannuleerd op" },
    method: "Betaalwijze",
    transaction: "Transactienummer",
    purpose: { whole: (about) => `Ter betaling van: ${about}`, part: (about) => `Voorschot op: ${about}`, refund: (about) => `Terugbetaling van: ${about}`, cancelled: (about) => `Geannuleerde betaling van: ${about}` },
    order: (number) => `bestelling ${number}`,
    description: "Omschrijving",
    quantity: "Aantal",
    lineAmount: "Bedrag incl. btw",
    orderTotal: "Totaal van de regels",
    thisPayment: { receipt: "Voldaan met deze betaling", "credit-receipt": "Terugbetaald met deze verrichting", "cancelled-receipt": "Geannuleerd met deze verrichting" },
    openAfter: "Nog te betalen",
    notAnInvoice: "Dit bewijs bevestigt een betaling; het geldt niet als factuur.",
    verify: "Dit bewijs controleren",
    questions: (email) => `Een vraag? ${email}`,
    page: "Pagina",
  },
  en: {
    title: { receipt: "Payment receipt", "credit-receipt": "Refund receipt", "cancelled-receipt": "Receipt cancellation" },
    number: "Number",
    issuedOn: "Issued on",
    refersTo: "Refers to receipt",
    seller: "Received by",
    payer: "Paid by",
    amount: { receipt: "Amount received", "credit-receipt": "Amount refunded", "cancelled-receipt": "Amount cancelled" },
    status: { paid: "Paid", "part-paid": "Partly paid", refunded: "Refunded", cancelled: "Cancelled" },
    paidAt: { receipt: "Paid on", "credit-receipt": "Refunded on", "cancelled-receipt": "Cancelled on" },
    method: "Payment method",
    transaction: "Transaction number",
    purpose: { whole: (about) => `In payment of: ${about}`, part: (about) => `Part payment of: ${about}`, refund: (about) => `Refund of: ${about}`, cancelled: (about) => `Cancelled payment of: ${about}` },
    order: (number) => `order ${number}`,
    description: "Description",
    quantity: "Quantity",
    lineAmount: "Amount incl. tax",
    orderTotal: "Total of the lines",
    thisPayment: { receipt: "Settled by this payment", "credit-receipt": "Refunded by this transaction", "cancelled-receipt": "Cancelled by this transaction" },
    openAfter: "Left to pay",
    notAnInvoice: "This receipt confirms a payment; it is not an invoice.",
    verify: "Verify this receipt",
    questions: (email) => `Any questions? ${email}`,
    page: "Page",
  },
  de: {
    title: { receipt: "Zahlungsquittung", "credit-receipt": "Rückzahlungsbeleg", "cancelled-receipt": "Stornierung einer Quittung" },
    number: "Nummer",
    issuedOn: "Ausgestellt am",
    refersTo: "Gehört zu Quittung",
    seller: "Empfänger",
    payer: "Bezahlt von",
    amount: { receipt: "Erhaltener Betrag", "credit-receipt": "Zurückgezahlter Betrag", "cancelled-receipt": "Stornierter Betrag" },
    status: { paid: "Bezahlt", "part-paid": "Teilweise bezahlt", refunded: "Zurückgezahlt", cancelled: "Storniert" },
    paidAt: { receipt: "Bezahlt am", "credit-receipt": "Zurückgezahlt am", "cancelled-receipt": "Storniert am" },
    method: "Zahlungsart",
    transaction: "Transaktionsnummer",
    purpose: { whole: (about) => `Zur Begleichung von: ${about}`, part: (about) => `Anzahlung auf: ${about}`, refund: (about) => `Rückzahlung zu: ${about}`, cancelled: (about) => `Stornierte Zahlung zu: ${about}` },
    order: (number) => `Bestellung ${number}`,
    description: "Bezeichnung",
    quantity: "Menge",
    lineAmount: "Betrag inkl. MwSt.",
    orderTotal: "Summe der Positionen",
    thisPayment: { receipt: "Mit dieser Zahlung beglichen", "credit-receipt": "Mit diesem Vorgang zurückgezahlt", "cancelled-receipt": "Mit diesem Vorgang storniert" },
    openAfter: "Noch zu zahlen",
    notAnInvoice: "Diese Quittung bestätigt eine Zahlung; sie ist keine Rechnung.",
    verify: "Diese Quittung prüfen",
    questions: (email) => `Fragen? ${email}`,
    page: "Seite",
  },
};

import type { NoticeState } from "./notice";
import type { InEveryLanguage } from "./shopper-words";

/** The payment notice's own words; what it shares with a receipt is said there. Amounts and dates come in written. */
export type NoticeWords = {
  title: Readonly<Record<"notice" | "invoice", string>>;
  invoice: string;
  order: string;
  orderedOn: string;
  printedOn: string;
  dueOn: string;
  seller: string;
  payer: string;
  amount: Readonly<Record<NoticeState, string>>;
  status: Readonly<Record<NoticeState, string>>;
  total: string;
  alreadyPaid: string;
  open: string;
  scan: string;
  orType: string;
  stays: string;
  qrAlt(address: string): string;
  notAnInvoice: string;
};

export const noticeWords: InEveryLanguage<NoticeWords> = {
  fr: {
    title: { notice: "Avis de paiement", invoice: "Facture" },
    invoice: "Facture",
    order: "Commande",
    orderedOn: "Commandé le",
    printedOn: "Imprimé le",
    dueOn: "À payer au plus tard le",
    seller: "De",
    payer: "À l’attention de",
    amount: { due: "À payer", "part-paid": "Reste à payer", paid: "Reste à payer", ended: "À payer" },
    status: { due: "En attente de paiement", "part-paid": "Payé en partie", paid: "PAYÉ", ended: "Rien à payer" },
    total: "Total de la commande",
    alreadyPaid: "Déjà payé",
    open: "Reste à payer",
    scan: "Pour payer, scannez ce code avec votre téléphone",
    orType: "ou ouvrez cette adresse\u202f:",
    stays: "Le code reste juste si la commande change\u202f; une fois payée, il le dira.",
    qrAlt: (address) => `Code QR de la page de paiement\u202f: ${address}`,
    notAnInvoice: "Ceci est un avis de paiement\u202f; il ne tient pas lieu de facture.",
  },
  nl: {
    title: { notice: "Betalingsverzoek", invoice: "Factuur" },
    invoice: "Factuur",
    order: "Bestelling",
    orderedOn: "Besteld op",
    printedOn: "Afgedrukt op",
    dueOn: "Uiterlijk te betalen op",
    seller: "Van",
    payer: "Aan",
    amount: { due: "Te betalen", "part-paid": "Nog te betalen", paid: "Nog te betalen", ended: "Te betalen" },
    status: { due: "Wacht op betaling", "part-paid": "Deels betaald", paid: "BETAALD", ended: "Niets te betalen" },
    total: "Totaal van de bestelling",
    alreadyPaid: "Al betaald",
    open: "Nog te betalen",
    scan: "Scan deze code met uw telefoon om te betalen",
    orType: "of open dit adres:",
    stays: "De code blijft juist als de bestelling wijzigt; is ze betaald, dan zegt hij dat.",
    qrAlt: (address) => `QR-code van de betaalpagina: ${address}`,
    notAnInvoice: "Dit is een betalingsverzoek; het geldt niet als factuur.",
  },
  en: {
    title: { notice: "Payment notice", invoice: "Invoice" },
    invoice: "Invoice",
    order: "Order",
    orderedOn: "Ordered on",
    printedOn: "Printed on",
    dueOn: "Please pay by",
    seller: "From",
    payer: "To",
    amount: { due: "To pay", "part-paid": "Left to pay", paid: "Left to pay", ended: "To pay" },
    status: { due: "Awaiting payment", "part-paid": "Partly paid", paid: "PAID", ended: "Nothing to pay" },
    total: "Order total",
    alreadyPaid: "Already paid",
    open: "Left to pay",
    scan: "To pay, scan this code with your phone",
    orType: "or open this address:",
    stays: "The code stays true if the order changes; once it is paid, it says so.",
    qrAlt: (address) => `QR code of the payment page: ${address}`,
    notAnInvoice: "This is a payment notice; it is not an invoice.",
  },
  de: {
    title: { notice: "Zahlungshinweis", invoice: "Rechnung" },
    invoice: "Rechnung",
    order: "Bestellung",
    orderedOn: "Bestellt am",
    printedOn: "Gedruckt am",
    dueOn: "Zu zahlen bis spätestens",
    seller: "Von",
    payer: "An",
    amount: { due: "Zu zahlen", "part-paid": "Noch zu zahlen", paid: "Noch zu zahlen", ended: "Zu zahlen" },
    status: { due: "Zahlung offen", "part-paid": "Teilweise bezahlt", paid: "BEZAHLT", ended: "Nichts zu zahlen" },
    total: "Gesamtbetrag der Bestellung",
    alreadyPaid: "Bereits bezahlt",
    open: "Noch zu zahlen",
    scan: "Zum Bezahlen diesen Code mit dem Handy scannen",
    orType: "oder diese Adresse öffnen:",
    stays: "Der Code bleibt richtig, wenn sich die Bestellung ändert; ist sie bezahlt, sagt er es.",
    qrAlt: (address) => `QR-Code der Zahlungsseite: ${address}`,
    notAnInvoice: "Dies ist ein Zahlungshinweis; er ist keine Rechnung.",
  },
};

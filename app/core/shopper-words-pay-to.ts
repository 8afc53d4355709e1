import type { InEveryLanguage } from "./shopper-words";

/** The words of a transfer to the shop's own account, on page, mail and paper. Amounts and days come in written. */
export type PayToWords = {
  title: string;
  intro: string;
  holder: string;
  iban: string;
  bic: string;
  amount: string;
  freeAmount: string;
  reference: string;
  referenceHint: string;
  /** Of a preview: the number is drawn with the link. */
  referenceToCome: string;
  inParts(least: string, most: string): string;
  /** Above each of two codes, so that nobody takes one for the other. */
  pageCode: string;
  bankCode: string;
  bankCodeAlt: string;
  /** Under a mail's: what is true later. */
  mayChange: string;
  /** Under a paper's. */
  asOf(day: string): string;
};

export const payToWords: InEveryLanguage<PayToWords> = {
  fr: {
    title: "Ou payez par virement",
    intro: "Depuis l’appli ou le site de votre banque, avec ces coordonnées exactes\u202f:",
    holder: "Bénéficiaire",
    iban: "IBAN",
    bic: "BIC",
    amount: "Montant",
    freeAmount: "de votre choix",
    reference: "Communication",
    referenceHint: "Recopiez-la telle quelle\u202f: c’est elle qui relie votre virement à cet achat.",
    referenceToCome: "attribuée à l’envoi",
    inParts: (least, most) => `Vous pouvez aussi virer une autre somme, de ${least} à ${most}.`,
    pageCode: "Page de paiement\u202f: à scanner avec l’appareil photo",
    bankCode: "Virement\u202f: à scanner avec l’appli de votre banque, si elle lit ces codes",
    bankCodeAlt: "Code QR du virement, à lire avec l’appli de votre banque",
    mayChange: "Le montant peut changer après ce message\u202f: la page de paiement dit toujours le bon. Ne payez qu’une fois, par virement ou par la page.",
    asOf: (day) => `Montant au ${day}\u202f; la page de paiement dit toujours le bon. Ne payez qu’une fois, par virement ou par la page.`,
  },
  nl: {
    title: "Of betaal per overschrijving",
    intro: "In de app of op de website van uw bank, met precies deze gegevens:",
    holder: "Begunstigde",
    iban: "IBAN",
    bic: "BIC",
    amount: "Bedrag",
    freeAmount: "naar keuze",
    reference: "Mededeling",
    referenceHint: "Neem ze precies over: zo herkennen we uw overschrijving.",
    referenceToCome: "wordt bij het verzenden toegekend",
    inParts: (least, most) => `U mag ook een ander bedrag overschrijven, van ${least} tot ${most}.`,
    pageCode: "Betaalpagina: scannen met de camera",
    bankCode: "Overschrijving: scannen met de app van uw bank, als die deze codes leest",
    bankCodeAlt: "QR-code van de overschrijving, te lezen met de app van uw bank",
    mayChange: "Het bedrag kan na dit bericht nog wijzigen: op de betaalpagina staat altijd het juiste. Betaal één keer, per overschrijving of via de pagina.",
    asOf: (day) => `Bedrag op ${day}; op de betaalpagina staat altijd het juiste. Betaal één keer, per overschrijving of via de pagina.`,
  },
  en: {
    title: "Or pay by bank transfer",
    intro: "In your bank’s app or on its website, with exactly these details:",
    holder: "Payee",
    iban: "IBAN",
    bic: "BIC",
    amount: "Amount",
    freeAmount: "of your choice",
    reference: "Reference",
    referenceHint: "Copy it exactly: it is what ties your transfer to this purchase.",
    referenceToCome: "given when the message is sent",
    inParts: (least, most) => `You may also transfer another amount, from ${least} to ${most}.`,
    pageCode: "Payment page: scan it with your camera",
    bankCode: "Transfer: scan it with your bank’s app, if it reads these codes",
    bankCodeAlt: "QR code of the transfer, to be read by your bank’s app",
    mayChange: "The amount may change after this message: the payment page always shows the right one. Pay once only, by transfer or on the page.",
    asOf: (day) => `Amount on ${day}; the payment page always shows the right one. Pay once only, by transfer or on the page.`,
  },
  de: {
    title: "Oder per Überweisung bezahlen",
    intro: "In der App oder auf der Website Ihrer Bank, mit genau diesen Angaben:",
    holder: "Empfänger",
    iban: "IBAN",
    bic: "BIC",
    amount: "Betrag",
    freeAmount: "nach Ihrer Wahl",
    reference: "Verwendungszweck",
    referenceHint: "Bitte genau so übernehmen: Daran erkennen wir Ihre Überweisung.",
    referenceToCome: "wird beim Versand vergeben",
    inParts: (least, most) => `Sie können auch einen anderen Betrag überweisen, von ${least} bis ${most}.`,
    pageCode: "Zahlungsseite: mit der Kamera scannen",
    bankCode: "Überweisung: mit der App Ihrer Bank scannen, wenn sie diese Codes (GiroCode) liest",
    bankCodeAlt: "QR-Code der Überweisung, mit der App Ihrer Bank zu lesen",
    mayChange: "Der Betrag kann sich nach dieser Nachricht ändern: Auf der Zahlungsseite steht immer der richtige. Bezahlen Sie nur einmal, per Überweisung oder auf der Seite.",
    asOf: (day) => `Betrag am ${day}; auf der Zahlungsseite steht immer der richtige. Bezahlen Sie nur einmal, per Überweisung oder auf der Seite.`,
  },
};

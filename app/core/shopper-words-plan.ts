import type { InEveryLanguage } from "./shopper-words";

/** Paying in parts. Amounts and days come in already written for the reader. */
export type PlanWords = {
  howMuch: string;
  nextPart: string;
  deposit: string;
  allOpen: string;
  due(day: string): string;
  between(min: string, max: string): string;
  schedule: string;
  depositRow: string;
  balanceRow: string;
  paidRow: string;
  /** A row of which a part is paid. */
  restRow(amount: string): string;
  nextDue: string;
};

export const planWords: InEveryLanguage<PlanWords> = {
  fr: {
    howMuch: "Combien souhaitez-vous payer maintenant\u202f?",
    nextPart: "La prochaine échéance",
    deposit: "L’acompte",
    allOpen: "Tout ce qui reste à payer",
    due: (day) => `le ${day}`,
    between: (min, max) => `Entre ${min} et ${max}.`,
    schedule: "Échéancier",
    depositRow: "Acompte",
    balanceRow: "Solde",
    paidRow: "payé",
    restRow: (amount) => `reste ${amount}`,
    nextDue: "Prochaine échéance",
  },
  nl: {
    howMuch: "Hoeveel wilt u nu betalen?",
    nextPart: "De volgende termijn",
    deposit: "Het voorschot",
    allOpen: "Alles wat nog openstaat",
    due: (day) => `op ${day}`,
    between: (min, max) => `Tussen ${min} en ${max}.`,
    schedule: "Betalingsschema",
    depositRow: "Voorschot",
    balanceRow: "Saldo",
    paidRow: "betaald",
    restRow: (amount) => `nog ${amount}`,
    nextDue: "Volgende termijn",
  },
  en: {
    howMuch: "How much would you like to pay now?",
    nextPart: "The next instalment",
    deposit: "The deposit",
    allOpen: "Everything left to pay",
    due: (day) => `on ${day}`,
    between: (min, max) => `Between ${min} and ${max}.`,
    schedule: "Payment schedule",
    depositRow: "Deposit",
    balanceRow: "Balance",
    paidRow: "paid",
    restRow: (amount) => `${amount} left`,
    nextDue: "Next instalment",
  },
  de: {
    howMuch: "Wie viel möchten Sie jetzt zahlen?",
    nextPart: "Die nächste Rate",
    deposit: "Die Anzahlung",
    allOpen: "Den gesamten offenen Betrag",
    due: (day) => `am ${day}`,
    between: (min, max) => `Zwischen ${min} und ${max}.`,
    schedule: "Zahlungsplan",
    depositRow: "Anzahlung",
    balanceRow: "Restbetrag",
    paidRow: "bezahlt",
    restRow: (amount) => `noch ${amount}`,
    nextDue: "Nächste Rate",
  },
};

import type { AmountProblem } from "./money";
import type { InEveryLanguage } from "./shopper-words";

/** Why the form came back: the typed amount or the choice cannot be used as they are. */
export type PayFormProblem = AmountProblem | "amount-missing" | "below-minimum" | "above-maximum" | "rest-too-small" | "no-way-chosen";

type ProblemWords = (amount: string) => Readonly<Record<PayFormProblem, string>>;

/** What to say next to the field. `amount`: the limit that was passed, or an example of a well-written amount. */
export const payFormProblems: InEveryLanguage<ProblemWords> = {
  fr: (amount) => ({
    "amount-missing": "Indiquez le montant que vous voulez payer.",
    "not-a-number": `Écrivez le montant en chiffres, par exemple ${amount}.`,
    "too-many-decimals": `Le montant a trop de décimales. Écrivez par exemple ${amount}.`,
    "not-positive": "Le montant doit être supérieur à zéro.",
    "too-large": "Ce montant est trop élevé.",
    "below-minimum": `Le montant doit être d’au moins ${amount}.`,
    "above-maximum": `Le montant ne peut pas dépasser ${amount}.`,
    "rest-too-small": `Il resterait trop peu à payer ensuite. Payez au plus ${amount}, ou le tout.`,
    "no-way-chosen": "Choisissez un moyen de paiement.",
  }),
  nl: (amount) => ({
    "amount-missing": "Vul het bedrag in dat u wilt betalen.",
    "not-a-number": `Schrijf het bedrag in cijfers, bijvoorbeeld ${amount}.`,
    "too-many-decimals": `Het bedrag heeft te veel decimalen. Schrijf bijvoorbeeld ${amount}.`,
    "not-positive": "Het bedrag moet hoger zijn dan nul.",
    "too-large": "Dit bedrag is te hoog.",
    "below-minimum": `Het bedrag moet minstens ${amount} zijn.`,
    "above-maximum": `Het bedrag mag niet hoger zijn dan ${amount}.`,
    "rest-too-small": `Er zou te weinig overblijven om later te betalen. Betaal hoogstens ${amount}, of alles.`,
    "no-way-chosen": "Kies een betaalwijze.",
  }),
  en: (amount) => ({
    "amount-missing": "Enter the amount you want to pay.",
    "not-a-number": `Write the amount in figures, for example ${amount}.`,
    "too-many-decimals": `The amount has too many decimals. Write for example ${amount}.`,
    "not-positive": "The amount must be more than zero.",
    "too-large": "This amount is too large.",
    "below-minimum": `The amount must be at least ${amount}.`,
    "above-maximum": `The amount cannot be more than ${amount}.`,
    "rest-too-small": `Too little would be left to pay later. Pay at most ${amount}, or everything.`,
    "no-way-chosen": "Choose a way to pay.",
  }),
  de: (amount) => ({
    "amount-missing": "Geben Sie den Betrag ein, den Sie zahlen möchten.",
    "not-a-number": `Schreiben Sie den Betrag in Ziffern, zum Beispiel ${amount}.`,
    "too-many-decimals": `Der Betrag hat zu viele Nachkommastellen. Schreiben Sie zum Beispiel ${amount}.`,
    "not-positive": "Der Betrag muss größer als null sein.",
    "too-large": "Dieser Betrag ist zu hoch.",
    "below-minimum": `Der Betrag muss mindestens ${amount} betragen.`,
    "above-maximum": `Der Betrag darf ${amount} nicht übersteigen.`,
    "rest-too-small": `Es bliebe zu wenig für später übrig. Zahlen Sie höchstens ${amount} oder alles.`,
    "no-way-chosen": "Wählen Sie eine Zahlungsart.",
  }),
};

import type { InEveryLanguage } from "./shopper-words";
import type { Told } from "./shopper-words-outcome";

/** The page behind a printed code, before the order has a pay page of its own. */
export type CodeWords = { ask: Told; amount: string; order: string; submit: string; changed: string; tooMany: Told };

export const codeWords: InEveryLanguage<CodeWords> = {
  fr: {
    ask: { title: "Payer votre commande", text: "Vérifiez le montant, puis continuez vers la page de paiement." },
    amount: "À payer",
    order: "Commande",
    submit: "Aller au paiement",
    changed: "Montant du moment\u202f: si la commande a changé depuis l’impression, c’est celui-ci qui compte.",
    tooMany: { title: "Un instant", text: "Trop de demandes à la suite. Patientez une minute, puis scannez le code de nouveau." },
  },
  nl: {
    ask: { title: "Uw bestelling betalen", text: "Controleer het bedrag en ga verder naar de betaalpagina." },
    amount: "Te betalen",
    order: "Bestelling",
    submit: "Naar de betaling",
    changed: "Bedrag van dit moment: is de bestelling na het afdrukken gewijzigd, dan geldt dit bedrag.",
    tooMany: { title: "Een ogenblik", text: "Te veel aanvragen na elkaar. Wacht een minuut en scan de code opnieuw." },
  },
  en: {
    ask: { title: "Pay for your order", text: "Check the amount, then go on to the payment page." },
    amount: "To pay",
    order: "Order",
    submit: "Go to payment",
    changed: "The amount as it is now: if the order changed since this was printed, this is the one that counts.",
    tooMany: { title: "One moment", text: "Too many requests in a row. Wait a minute, then scan the code again." },
  },
  de: {
    ask: { title: "Ihre Bestellung bezahlen", text: "Prüfen Sie den Betrag und gehen Sie weiter zur Zahlungsseite." },
    amount: "Zu zahlen",
    order: "Bestellung",
    submit: "Zur Zahlung",
    changed: "Aktueller Betrag: Hat sich die Bestellung seit dem Druck geändert, gilt dieser.",
    tooMany: { title: "Einen Moment", text: "Zu viele Anfragen hintereinander. Warten Sie eine Minute und scannen Sie den Code erneut." },
  },
};

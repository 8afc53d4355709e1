import type { InEveryLanguage } from "./shopper-words";

/** Where the shop's own platform takes the money and has no page for this order: it writes to its customer instead. */
export type CollectWords = {
  ask: { title(shop: string): string; text: string };
  button: string;
  sent: { title: string; text: string };
  refused: { title: string; text: string };
  down: { title: string; text: string };
};

export const collectWords: InEveryLanguage<CollectWords> = {
  fr: {
    ask: { title: (shop) => `Payer ${shop}`, text: "La boutique vous envoie une facture avec un bouton de paiement, à l’adresse e-mail de votre commande." },
    button: "Recevoir la facture",
    sent: { title: "La facture est en route", text: "Regardez vos e-mails, le dossier des indésirables aussi. Le bouton de paiement s’y trouve." },
    refused: { title: "La facture n’a pas pu partir", text: "La boutique n’a sans doute pas votre adresse e-mail. Contactez-la : elle vous dira comment payer." },
    down: { title: "La boutique ne répond pas à l’instant", text: "Rien n’a été débité. Réessayez dans quelques minutes." },
  },
  nl: {
    ask: { title: (shop) => `${shop} betalen`, text: "De winkel stuurt u een factuur met een betaalknop, naar het e-mailadres van uw bestelling." },
    button: "Factuur ontvangen",
    sent: { title: "De factuur is onderweg", text: "Kijk in uw e-mail, ook in de map met ongewenste berichten. De betaalknop staat erin." },
    refused: { title: "De factuur kon niet worden verstuurd", text: "De winkel heeft waarschijnlijk uw e-mailadres niet. Neem contact op: zij vertellen u hoe u kunt betalen." },
    down: { title: "De winkel antwoordt nu even niet", text: "Er is niets afgeschreven. Probeer het over een paar minuten opnieuw." },
  },
  en: {
    ask: { title: (shop) => `Pay ${shop}`, text: "The shop sends you an invoice with a payment button, to the e-mail address of your order." },
    button: "Get the invoice",
    sent: { title: "The invoice is on its way", text: "Look in your e-mail, in the junk folder too. The payment button is in it." },
    refused: { title: "The invoice could not be sent", text: "The shop probably has no e-mail address of yours. Contact them: they will tell you how to pay." },
    down: { title: "The shop does not answer right now", text: "Nothing was charged. Try again in a few minutes." },
  },
  de: {
    ask: { title: (shop) => `${shop} bezahlen`, text: "Der Shop schickt Ihnen eine Rechnung mit Zahlungsknopf an die E-Mail-Adresse Ihrer Bestellung." },
    button: "Rechnung erhalten",
    sent: { title: "Die Rechnung ist unterwegs", text: "Sehen Sie in Ihren E-Mails nach, auch im Spam-Ordner. Der Zahlungsknopf ist darin." },
    refused: { title: "Die Rechnung konnte nicht verschickt werden", text: "Der Shop hat vermutlich keine E-Mail-Adresse von Ihnen. Wenden Sie sich an ihn: Er sagt Ihnen, wie Sie bezahlen können." },
    down: { title: "Der Shop antwortet gerade nicht", text: "Es wurde nichts abgebucht. Versuchen Sie es in ein paar Minuten noch einmal." },
  },
};

import type { InMerchantLanguages } from "./language";

type Step = { title: string; text: string; action: string };
type StepsWords = { title: string; text: string; done: string; todo: string; platform: Step; provider: Step; messenger: Step; without: string; ask: string };

export const stepsWords: InMerchantLanguages<StepsWords> = {
  fr: {
    title: "Pour commencer",
    text: "Trois réglages, dans l’ordre que vous voulez.",
    done: "Fait",
    todo: "À faire",
    platform: { title: "Votre boutique en ligne", text: "Ses commandes à payer apparaissent ici, et passent en «\u00a0payée\u00a0» toutes seules.", action: "Connecter une boutique" },
    provider: { title: "Un moyen de paiement", text: "Par où l’argent de vos clients arrive chez vous.", action: "Choisir un moyen de paiement" },
    messenger: { title: "L’envoi d’e-mails", text: "De quelle adresse partent vos liens et vos reçus.", action: "Régler l’envoi" },
    without: "Pas de boutique en ligne\u202f? Vous pouvez aussi demander un paiement sans commande.",
    ask: "Demander un paiement",
  },
  en: {
    title: "First steps",
    text: "Three things to set up, in any order.",
    done: "Done",
    todo: "To do",
    platform: { title: "Your online shop", text: "Its orders to be paid appear here, and become “paid” by themselves.", action: "Connect a shop" },
    provider: { title: "A way to pay", text: "How your customers’ money reaches you.", action: "Choose a way to pay" },
    messenger: { title: "Sending e-mail", text: "The address your links and receipts leave from.", action: "Set up sending" },
    without: "No online shop? You can also ask for a payment without an order.",
    ask: "Ask for a payment",
  },
};

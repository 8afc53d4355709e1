import type { ShopperLocale } from "../../app/core/locale";

/** Every sentence of the sandbox's page. */
export type PageWords = {
  title: string; banner: string; forWhat: string; reference: string; thisAmount: string; tryOthers: string;
  ending: string; result: string; anyOther: string; pay: string; decline: string; giveUp: string; back: string;
  declined: string; over: string; paid: string; pending: string; behind: string; behindHelp: string;
  refundHalf: string; refundAll: string; dispute: string; win: string; lose: string; refunded: string; disputed: string; notFound: string;
};

export const pageWords: Readonly<Record<ShopperLocale, PageWords>> = {
  fr: {
    title: "Paiement d’essai", banner: "Bac à sable · aucun argent réel", forWhat: "Objet", reference: "Référence",
    thisAmount: "Ce que fait ce montant", tryOthers: "Essayer un autre résultat", ending: "Montant finissant par", result: "Résultat", anyOther: "autre",
    pay: "Payer", decline: "Simuler un refus", giveUp: "Abandonner", back: "Retour à la boutique",
    declined: "La banque a refusé ce paiement. Vous pouvez réessayer ou abandonner.", over: "Ce paiement n’est plus ouvert.",
    paid: "C’est payé.", pending: "Le paiement est en cours : il sera confirmé dans un instant.",
    behind: "Côté prestataire", behindHelp: "Ce qu’un vrai prestataire ferait plus tard, à essayer d’ici.",
    refundHalf: "Rembourser la moitié", refundAll: "Rembourser le reste", dispute: "Ouvrir un litige", win: "Litige gagné", lose: "Litige perdu",
    refunded: "Remboursé", disputed: "En litige", notFound: "Ce paiement d’essai n’existe pas.",
  },
  nl: {
    title: "Testbetaling", banner: "Sandbox · geen echt geld", forWhat: "Voor", reference: "Referentie",
    thisAmount: "Wat dit bedrag doet", tryOthers: "Een andere uitkomst proberen", ending: "Bedrag eindigt op", result: "Uitkomst", anyOther: "ander",
    pay: "Betalen", decline: "Weigering simuleren", giveUp: "Afbreken", back: "Terug naar de winkel",
    declined: "De bank heeft deze betaling geweigerd. U kunt het opnieuw proberen of afbreken.", over: "Deze betaling staat niet meer open.",
    paid: "Betaald.", pending: "De betaling wordt verwerkt en wordt zo dadelijk bevestigd.",
    behind: "Kant van de betaaldienst", behindHelp: "Wat een echte betaaldienst later zou doen, om hier uit te proberen.",
    refundHalf: "De helft terugbetalen", refundAll: "De rest terugbetalen", dispute: "Geschil openen", win: "Geschil gewonnen", lose: "Geschil verloren",
    refunded: "Terugbetaald", disputed: "In geschil", notFound: "Deze testbetaling bestaat niet.",
  },
  en: {
    title: "Test payment", banner: "Sandbox · no real money", forWhat: "For", reference: "Reference",
    thisAmount: "What this amount does", tryOthers: "Try another outcome", ending: "Amount ending in", result: "Outcome", anyOther: "other",
    pay: "Pay", decline: "Simulate a decline", giveUp: "Give up", back: "Back to the shop",
    declined: "The bank declined this payment. You can try again or give up.", over: "This payment is no longer open.",
    paid: "Paid.", pending: "The payment is on its way and will be confirmed in a moment.",
    behind: "On the provider’s side", behindHelp: "What a real provider would do later, to try from here.",
    refundHalf: "Refund half", refundAll: "Refund the rest", dispute: "Open a dispute", win: "Dispute won", lose: "Dispute lost",
    refunded: "Refunded", disputed: "Disputed", notFound: "There is no such test payment.",
  },
  de: {
    title: "Testzahlung", banner: "Sandbox · kein echtes Geld", forWhat: "Für", reference: "Referenz",
    thisAmount: "Was dieser Betrag bewirkt", tryOthers: "Ein anderes Ergebnis ausprobieren", ending: "Betrag endet auf", result: "Ergebnis", anyOther: "andere",
    pay: "Bezahlen", decline: "Ablehnung simulieren", giveUp: "Abbrechen", back: "Zurück zum Shop",
    declined: "Die Bank hat diese Zahlung abgelehnt. Sie können es erneut versuchen oder abbrechen.", over: "Diese Zahlung ist nicht mehr offen.",
    paid: "Bezahlt.", pending: "Die Zahlung wird bearbeitet und gleich bestätigt.",
    behind: "Auf der Seite des Anbieters", behindHelp: "Was ein echter Anbieter später täte, hier zum Ausprobieren.",
    refundHalf: "Hälfte erstatten", refundAll: "Rest erstatten", dispute: "Zahlung anfechten", win: "Anfechtung gewonnen", lose: "Anfechtung verloren",
    refunded: "Erstattet", disputed: "Angefochten", notFound: "Diese Testzahlung gibt es nicht.",
  },
};

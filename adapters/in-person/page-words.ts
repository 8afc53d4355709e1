import type { InEveryLanguage } from "../../app/core/shopper-words";

/** Every sentence of the page for those who come by. */
export type PageWords = {
  title: string;
  amount: string;
  intro: string;
  code: string;
  codeHint: string;
  place: string;
  ways: string;
  cash: string;
  cheque(order: string): string;
  until(day: string): string;
  received: string;
  waiting: string;
  closed: string;
  back: string;
  notFound: string;
};

export const pageWords: InEveryLanguage<PageWords> = {
  fr: {
    title: "Payer sur place",
    amount: "Montant à payer",
    intro: "Rien n’est débité maintenant\u202f: vous payez en passant.",
    code: "Votre code",
    codeHint: "Dites-le ou montrez cette page\u202f: c’est lui qui relie votre paiement à cet achat.",
    place: "Où",
    ways: "Comment",
    cash: "En espèces",
    cheque: (order) => `Par chèque, à l’ordre de ${order}`,
    until: (day) => `Valable jusqu’au ${day}. Vous pouvez aussi revenir au lien de paiement et payer autrement.`,
    received: "C’est payé. Merci\u202f!",
    waiting: "Votre chèque a été reçu\u202f; le paiement sera confirmé quand la banque l’aura crédité.",
    closed: "Ce paiement sur place n’est plus attendu. Ouvrez le lien de paiement pour voir où en est votre achat.",
    back: "Revenir au lien de paiement",
    notFound: "Cette page n’existe pas.",
  },
  nl: {
    title: "Ter plaatse betalen",
    amount: "Te betalen bedrag",
    intro: "Nu wordt niets afgeschreven: u betaalt wanneer u langskomt.",
    code: "Uw code",
    codeHint: "Zeg ze of toon deze pagina: zo herkennen we uw betaling.",
    place: "Waar",
    ways: "Hoe",
    cash: "Contant",
    cheque: (order) => `Met een cheque op naam van ${order}`,
    until: (day) => `Geldig tot en met ${day}. U kunt ook terug naar de betaallink en anders betalen.`,
    received: "Betaald. Bedankt!",
    waiting: "Uw cheque is ontvangen; de betaling wordt bevestigd zodra de bank hem heeft bijgeschreven.",
    closed: "Deze betaling ter plaatse wordt niet meer verwacht. Open de betaallink om te zien hoe het met uw aankoop staat.",
    back: "Terug naar de betaallink",
    notFound: "Deze pagina bestaat niet.",
  },
  en: {
    title: "Pay on the spot",
    amount: "Amount to pay",
    intro: "Nothing is taken now: you pay when you come by.",
    code: "Your code",
    codeHint: "Say it or show this page: it is what ties your payment to this purchase.",
    place: "Where",
    ways: "How",
    cash: "In cash",
    cheque: (order) => `By cheque, payable to ${order}`,
    until: (day) => `Valid until ${day}. You can also go back to the payment link and pay another way.`,
    received: "Paid. Thank you!",
    waiting: "Your cheque has been received; the payment will be confirmed once the bank has credited it.",
    closed: "This payment on the spot is no longer expected. Open the payment link to see how your purchase stands.",
    back: "Back to the payment link",
    notFound: "This page does not exist.",
  },
  de: {
    title: "Vor Ort bezahlen",
    amount: "Zu zahlender Betrag",
    intro: "Jetzt wird nichts abgebucht: Sie bezahlen, wenn Sie vorbeikommen.",
    code: "Ihr Code",
    codeHint: "Nennen Sie ihn oder zeigen Sie diese Seite: Daran erkennen wir Ihre Zahlung.",
    place: "Wo",
    ways: "Wie",
    cash: "In bar",
    cheque: (order) => `Mit Scheck, ausgestellt auf ${order}`,
    until: (day) => `Gültig bis zum ${day}. Sie können auch zum Zahlungslink zurückkehren und anders bezahlen.`,
    received: "Bezahlt. Vielen Dank!",
    waiting: "Ihr Scheck ist eingegangen; die Zahlung wird bestätigt, sobald die Bank ihn gutgeschrieben hat.",
    closed: "Diese Zahlung vor Ort wird nicht mehr erwartet. Öffnen Sie den Zahlungslink, um den Stand Ihres Einkaufs zu sehen.",
    back: "Zurück zum Zahlungslink",
    notFound: "Diese Seite gibt es nicht.",
  },
};

import type { InEveryLanguage } from "../../app/core/shopper-words";

/** Every sentence of the transfer's page. Amounts, dates and names come in already written for the reader. */
export type PageWords = {
  title: string;
  amount: string;
  intro: string;
  selectHint: string;
  qrTitle: string;
  qrHint: string;
  qrAlt: string;
  whenTitle: string;
  when(holder: string): string;
  until(day: string): string;
  made: string;
  madeHint: string;
  announced: string;
  notMade: string;
  back: string;
  received: string;
  receivedPart(received: string, open: string): string;
  closed: string;
  notFound: string;
};

export const pageWords: InEveryLanguage<PageWords> = {
  fr: {
    title: "Payer par virement",
    amount: "Montant à virer",
    intro: "Faites ce virement depuis l’appli ou le site de votre banque.",
    selectHint: "Touchez une valeur pour la sélectionner, puis copiez-la.",
    qrTitle: "Ou scannez ce code",
    qrHint: "Avec l’appli de votre banque, si elle lit les codes de virement européens\u202f; l’appareil photo seul ne suffit pas.",
    qrAlt: "Code QR de ce virement",
    whenTitle: "Quand le paiement sera-t-il vu\u202f?",
    when: (holder) => `Un virement instantané arrive en quelques secondes, un virement ordinaire au plus tard le jour ouvrable suivant. ${holder} le voit en lisant son relevé de compte\u202f; votre reçu part alors par e-mail.`,
    until: (day) => `Ces instructions valent jusqu’au ${day}.`,
    made: "J’ai fait le virement",
    madeHint: "Rien n’est débité par ce bouton\u202f: il évite seulement qu’on vous relance pendant que l’argent voyage.",
    announced: "Merci. Nous attendons que votre virement apparaisse sur le compte\u202f; vous pouvez fermer cette page.",
    notMade: "Je n’ai pas encore fait ce virement",
    back: "Revenir au lien de paiement",
    received: "Votre virement est arrivé. Merci\u202f!",
    receivedPart: (received, open) => `${received} sont arrivés\u202f; il reste ${open} à virer.`,
    closed: "Ce virement n’est plus attendu\u202f: n’envoyez pas d’argent avec ces coordonnées. Ouvrez le lien de paiement pour voir où en est votre achat.",
    notFound: "Cette page n’existe pas.",
  },
  nl: {
    title: "Betalen per overschrijving",
    amount: "Over te schrijven bedrag",
    intro: "Doe deze overschrijving in de app of op de website van uw bank.",
    selectHint: "Tik op een waarde om ze te selecteren en kopieer ze.",
    qrTitle: "Of scan deze code",
    qrHint: "Met de app van uw bank, als die Europese overschrijvingscodes leest; de camera alleen volstaat niet.",
    qrAlt: "QR-code van deze overschrijving",
    whenTitle: "Wanneer wordt de betaling gezien?",
    when: (holder) => `Een instantoverschrijving komt binnen enkele seconden aan, een gewone uiterlijk de volgende werkdag. ${holder} ziet ze op het rekeninguittreksel; dan krijgt u uw ontvangstbewijs per e-mail.`,
    until: (day) => `Deze gegevens gelden tot en met ${day}.`,
    made: "Ik heb overgeschreven",
    madeHint: "Met deze knop wordt niets afgeschreven: u krijgt alleen geen herinnering terwijl het geld onderweg is.",
    announced: "Bedankt. We wachten tot uw overschrijving op de rekening staat; u kunt deze pagina sluiten.",
    notMade: "Ik heb nog niet overgeschreven",
    back: "Terug naar de betaallink",
    received: "Uw overschrijving is aangekomen. Bedankt!",
    receivedPart: (received, open) => `${received} is aangekomen; er blijft ${open} over te schrijven.`,
    closed: "Deze overschrijving wordt niet meer verwacht: stuur geen geld met deze gegevens. Open de betaallink om te zien hoe het met uw aankoop staat.",
    notFound: "Deze pagina bestaat niet.",
  },
  en: {
    title: "Pay by bank transfer",
    amount: "Amount to transfer",
    intro: "Make this transfer in your bank’s app or on its website.",
    selectHint: "Tap a value to select it, then copy it.",
    qrTitle: "Or scan this code",
    qrHint: "With your bank’s app, if it reads European transfer codes; the camera alone is not enough.",
    qrAlt: "QR code of this transfer",
    whenTitle: "When will the payment be seen?",
    when: (holder) => `An instant transfer arrives within seconds, an ordinary one by the next working day. ${holder} sees it on the account statement; your receipt is then sent by e-mail.`,
    until: (day) => `These details are valid until ${day}.`,
    made: "I have made the transfer",
    madeHint: "This button takes no money: it only spares you reminders while the money is on its way.",
    announced: "Thank you. We are waiting for your transfer to appear on the account; you can close this page.",
    notMade: "I have not made this transfer yet",
    back: "Back to the payment link",
    received: "Your transfer has arrived. Thank you!",
    receivedPart: (received, open) => `${received} has arrived; ${open} is still to be transferred.`,
    closed: "This transfer is no longer expected: do not send money with these details. Open the payment link to see how your purchase stands.",
    notFound: "This page does not exist.",
  },
  de: {
    title: "Per Überweisung bezahlen",
    amount: "Zu überweisender Betrag",
    intro: "Machen Sie diese Überweisung in der App oder auf der Website Ihrer Bank.",
    selectHint: "Tippen Sie einen Wert an, um ihn auszuwählen, und kopieren Sie ihn.",
    qrTitle: "Oder scannen Sie diesen Code",
    qrHint: "Mit der App Ihrer Bank, wenn sie europäische Überweisungscodes (GiroCode) liest; die Kamera allein genügt nicht.",
    qrAlt: "QR-Code dieser Überweisung",
    whenTitle: "Wann wird die Zahlung gesehen?",
    when: (holder) => `Eine Echtzeitüberweisung kommt in Sekunden an, eine gewöhnliche spätestens am nächsten Bankarbeitstag. ${holder} sieht sie auf dem Kontoauszug; dann erhalten Sie Ihre Quittung per E-Mail.`,
    until: (day) => `Diese Angaben gelten bis zum ${day}.`,
    made: "Ich habe überwiesen",
    madeHint: "Mit dieser Schaltfläche wird nichts abgebucht: Sie erhalten nur keine Erinnerung, solange das Geld unterwegs ist.",
    announced: "Danke. Wir warten, bis Ihre Überweisung auf dem Konto erscheint; Sie können diese Seite schließen.",
    notMade: "Ich habe noch nicht überwiesen",
    back: "Zurück zum Zahlungslink",
    received: "Ihre Überweisung ist angekommen. Vielen Dank!",
    receivedPart: (received, open) => `${received} sind angekommen; ${open} sind noch zu überweisen.`,
    closed: "Diese Überweisung wird nicht mehr erwartet: Senden Sie mit diesen Angaben kein Geld. Öffnen Sie den Zahlungslink, um den Stand Ihres Einkaufs zu sehen.",
    notFound: "Diese Seite gibt es nicht.",
  },
};

import type { FailureReason } from "./payment";
import type { InEveryLanguage } from "./shopper-words";

/** The pay page while it asks for money. Amounts, dates and names come in already written for the reader. */
export type PayWords = {
  title(shop: string): string;
  pay(shop: string): string;
  order(number: string): string;
  customer: string;
  payBefore(moment: string): string;
  details: string;
  moreLines(count: number): string;
  total: string;
  alreadyPaid: string;
  toPay: string;
  leftToPay: string;
  amountLabel: string;
  amountHint(currency: string, example: string): string;
  chooseWay: string;
  unavailable: string;
  takesFrom(amount: string): string;
  takesUpTo(amount: string): string;
  noWayForAmount: string;
  button(amount: string): string;
  buttonFreeAmount: string;
  safety: string;
  amountChanged(before: string, after: string): string;
  wayDown(way: string): string;
  allWaysDown: string;
  tryAgain: string;
  failed: Readonly<Record<FailureReason, string>>;
  onPhone: string;
  onPhoneHint: string;
  qrAlt: string;
  doubt: string;
  doubtHint(shop: string): string;
  testMode: string;
};

export const payWords: InEveryLanguage<PayWords> = {
  fr: {
    title: (shop) => `Payer ${shop}`,
    pay: (shop) => `Payer ${shop}`,
    order: (number) => `Commande ${number}`,
    customer: "Pour",
    payBefore: (moment) => `À régler avant le ${moment}`,
    details: "Détail",
    moreLines: (count) => (count === 1 ? "et une autre ligne" : `et ${count} autres lignes`),
    total: "Total",
    alreadyPaid: "Déjà payé",
    toPay: "À payer",
    leftToPay: "Reste à payer",
    amountLabel: "Montant à payer",
    amountHint: (currency, example) => `En ${currency}, par exemple ${example}`,
    chooseWay: "Comment souhaitez-vous payer\u202f?",
    unavailable: "indisponible pour le moment",
    takesFrom: (amount) => `à partir de ${amount}`,
    takesUpTo: (amount) => `jusqu’à ${amount}`,
    noWayForAmount: "Aucun moyen de paiement de cette boutique n’accepte ce montant. Écrivez-lui\u202f: elle vous proposera une autre solution.",
    button: (amount) => `Payer ${amount}`,
    buttonFreeAmount: "Continuer vers le paiement",
    safety: "Vous paierez sur la page sécurisée du prestataire de paiement. La boutique ne voit pas vos données bancaires.",
    amountChanged: (before, after) => `Le montant a changé depuis notre message\u202f: il était de ${before}, il est maintenant de ${after}.`,
    wayDown: (way) => `${way} ne répond pas pour le moment. Choisissez un autre moyen de paiement ou réessayez dans quelques minutes.`,
    allWaysDown: "Le service de paiement ne répond pas pour le moment. Votre lien reste valable\u202f: réessayez dans quelques minutes.",
    tryAgain: "Réessayer",
    failed: {
      declined: "Le paiement a été refusé par la banque. Vous pouvez réessayer ou choisir un autre moyen de paiement.",
      "insufficient-funds": "Le paiement a été refusé\u202f: le solde ou le plafond de la carte ne suffit pas. Essayez avec un autre moyen de paiement.",
      "expired-card": "Le paiement a été refusé\u202f: la carte a expiré. Essayez avec une autre carte.",
      "authentication-failed": "La banque n’a pas pu confirmer que c’était bien vous. Réessayez, ou choisissez un autre moyen de paiement.",
      "cancelled-by-payer": "Vous avez interrompu le paiement. Vous pouvez le reprendre quand vous voulez.",
      "checkout-expired": "La page de paiement a expiré avant la fin. Vous pouvez recommencer.",
      "processing-error": "Le paiement n’a pas abouti à cause d’une erreur technique. Vous pouvez réessayer.",
      unknown: "Le paiement n’a pas abouti. Vous pouvez réessayer ou choisir un autre moyen de paiement.",
    },
    onPhone: "Continuer sur votre téléphone",
    onPhoneHint: "Scannez ce code avec l’appareil photo.",
    qrAlt: "Code QR de cette page",
    doubt: "Une question, un doute\u202f?",
    doubtHint: (shop) => `Demandez à ${shop} avant de payer.`,
    testMode: "Mode test\u202f: aucun argent réel n’est demandé.",
  },
  nl: {
    title: (shop) => `${shop} betalen`,
    pay: (shop) => `Betalen aan ${shop}`,
    order: (number) => `Bestelling ${number}`,
    customer: "Voor",
    payBefore: (moment) => `Te betalen vóór ${moment}`,
    details: "Details",
    moreLines: (count) => (count === 1 ? "en nog één regel" : `en nog ${count} regels`),
    total: "Totaal",
    alreadyPaid: "Al betaald",
    toPay: "Te betalen",
    leftToPay: "Nog te betalen",
    amountLabel: "Te betalen bedrag",
    amountHint: (currency, example) => `In ${currency}, bijvoorbeeld ${example}`,
    chooseWay: "Hoe wilt u betalen?",
    unavailable: "nu niet beschikbaar",
    takesFrom: (amount) => `vanaf ${amount}`,
    takesUpTo: (amount) => `tot ${amount}`,
    noWayForAmount: "Geen enkele betaalwijze van deze winkel aanvaardt dit bedrag. Neem contact op met de winkel voor een andere oplossing.",
    button: (amount) => `${amount} betalen`,
    buttonFreeAmount: "Verder naar de betaling",
    safety: "U betaalt op de beveiligde pagina van de betaaldienst. De winkel ziet uw bankgegevens niet.",
    amountChanged: (before, after) => `Het bedrag is gewijzigd sinds ons bericht: het was ${before}, het is nu ${after}.`,
    wayDown: (way) => `${way} reageert op dit moment niet. Kies een andere betaalwijze of probeer het over enkele minuten opnieuw.`,
    allWaysDown: "De betaaldienst reageert op dit moment niet. Uw link blijft geldig: probeer het over enkele minuten opnieuw.",
    tryAgain: "Opnieuw proberen",
    failed: {
      declined: "De bank heeft de betaling geweigerd. U kunt het opnieuw proberen of een andere betaalwijze kiezen.",
      "insufficient-funds": "De betaling is geweigerd: het saldo of de limiet van de kaart volstaat niet. Probeer een andere betaalwijze.",
      "expired-card": "De betaling is geweigerd: de kaart is vervallen. Probeer een andere kaart.",
      "authentication-failed": "De bank kon niet bevestigen dat u het was. Probeer het opnieuw of kies een andere betaalwijze.",
      "cancelled-by-payer": "U hebt de betaling onderbroken. U kunt ze hervatten wanneer u wilt.",
      "checkout-expired": "De betaalpagina is verlopen voordat de betaling rond was. U kunt opnieuw beginnen.",
      "processing-error": "De betaling is niet gelukt door een technische fout. U kunt het opnieuw proberen.",
      unknown: "De betaling is niet gelukt. U kunt het opnieuw proberen of een andere betaalwijze kiezen.",
    },
    onPhone: "Verder op uw telefoon",
    onPhoneHint: "Scan deze code met de camera.",
    qrAlt: "QR-code van deze pagina",
    doubt: "Een vraag of twijfel?",
    doubtHint: (shop) => `Vraag het aan ${shop} voordat u betaalt.`,
    testMode: "Testmodus: er wordt geen echt geld gevraagd.",
  },
  en: {
    title: (shop) => `Pay ${shop}`,
    pay: (shop) => `Pay ${shop}`,
    order: (number) => `Order ${number}`,
    customer: "For",
    payBefore: (moment) => `Please pay before ${moment}`,
    details: "Details",
    moreLines: (count) => (count === 1 ? "and one more line" : `and ${count} more lines`),
    total: "Total",
    alreadyPaid: "Already paid",
    toPay: "To pay",
    leftToPay: "Left to pay",
    amountLabel: "Amount to pay",
    amountHint: (currency, example) => `In ${currency}, for example ${example}`,
    chooseWay: "How would you like to pay?",
    unavailable: "unavailable right now",
    takesFrom: (amount) => `from ${amount}`,
    takesUpTo: (amount) => `up to ${amount}`,
    noWayForAmount: "None of this shop’s ways to pay takes this amount. Write to the shop: it will offer another solution.",
    button: (amount) => `Pay ${amount}`,
    buttonFreeAmount: "Continue to payment",
    safety: "You pay on the payment provider’s secure page. The shop does not see your bank details.",
    amountChanged: (before, after) => `The amount has changed since our message: it was ${before}, it is now ${after}.`,
    wayDown: (way) => `${way} is not responding right now. Choose another way to pay or try again in a few minutes.`,
    allWaysDown: "The payment service is not responding right now. Your link stays valid: please try again in a few minutes.",
    tryAgain: "Try again",
    failed: {
      declined: "The bank declined the payment. You can try again or choose another way to pay.",
      "insufficient-funds": "The payment was declined: the balance or the card’s limit is too low. Please try another way to pay.",
      "expired-card": "The payment was declined: the card has expired. Please try another card.",
      "authentication-failed": "The bank could not confirm that it was you. Try again or choose another way to pay.",
      "cancelled-by-payer": "You interrupted the payment. You can pick it up again whenever you like.",
      "checkout-expired": "The checkout page expired before the payment was finished. You can start again.",
      "processing-error": "The payment did not go through because of a technical error. You can try again.",
      unknown: "The payment did not go through. You can try again or choose another way to pay.",
    },
    onPhone: "Continue on your phone",
    onPhoneHint: "Scan this code with the camera.",
    qrAlt: "QR code of this page",
    doubt: "Any questions or doubts?",
    doubtHint: (shop) => `Ask ${shop} before you pay.`,
    testMode: "Test mode: no real money is asked for.",
  },
  de: {
    title: (shop) => `${shop} bezahlen`,
    pay: (shop) => `Zahlung an ${shop}`,
    order: (number) => `Bestellung ${number}`,
    customer: "Für",
    payBefore: (moment) => `Zu zahlen bis ${moment}`,
    details: "Einzelheiten",
    moreLines: (count) => (count === 1 ? "und eine weitere Position" : `und ${count} weitere Positionen`),
    total: "Summe",
    alreadyPaid: "Bereits bezahlt",
    toPay: "Zu zahlen",
    leftToPay: "Noch zu zahlen",
    amountLabel: "Zu zahlender Betrag",
    amountHint: (currency, example) => `In ${currency}, zum Beispiel ${example}`,
    chooseWay: "Wie möchten Sie bezahlen?",
    unavailable: "zurzeit nicht verfügbar",
    takesFrom: (amount) => `ab ${amount}`,
    takesUpTo: (amount) => `bis ${amount}`,
    noWayForAmount: "Keine Zahlungsart dieses Shops nimmt diesen Betrag an. Schreiben Sie dem Shop: Er findet eine andere Lösung.",
    button: (amount) => `${amount} bezahlen`,
    buttonFreeAmount: "Weiter zur Zahlung",
    safety: "Sie bezahlen auf der gesicherten Seite des Zahlungsdienstes. Der Shop sieht Ihre Bankdaten nicht.",
    amountChanged: (before, after) => `Der Betrag hat sich seit unserer Nachricht geändert: Er betrug ${before}, jetzt sind es ${after}.`,
    wayDown: (way) => `${way} antwortet zurzeit nicht. Wählen Sie eine andere Zahlungsart oder versuchen Sie es in einigen Minuten erneut.`,
    allWaysDown: "Der Zahlungsdienst antwortet zurzeit nicht. Ihr Link bleibt gültig: Bitte versuchen Sie es in einigen Minuten erneut.",
    tryAgain: "Erneut versuchen",
    failed: {
      declined: "Die Bank hat die Zahlung abgelehnt. Sie können es erneut versuchen oder eine andere Zahlungsart wählen.",
      "insufficient-funds": "Die Zahlung wurde abgelehnt: Guthaben oder Kartenlimit reichen nicht aus. Bitte wählen Sie eine andere Zahlungsart.",
      "expired-card": "Die Zahlung wurde abgelehnt: Die Karte ist abgelaufen. Bitte versuchen Sie es mit einer anderen Karte.",
      "authentication-failed": "Die Bank konnte nicht bestätigen, dass Sie es waren. Versuchen Sie es erneut oder wählen Sie eine andere Zahlungsart.",
      "cancelled-by-payer": "Sie haben die Zahlung abgebrochen. Sie können sie jederzeit wieder aufnehmen.",
      "checkout-expired": "Die Bezahlseite ist abgelaufen, bevor die Zahlung fertig war. Sie können von vorn beginnen.",
      "processing-error": "Die Zahlung ist wegen eines technischen Fehlers nicht zustande gekommen. Sie können es erneut versuchen.",
      unknown: "Die Zahlung ist nicht zustande gekommen. Sie können es erneut versuchen oder eine andere Zahlungsart wählen.",
    },
    onPhone: "Auf dem Handy fortfahren",
    onPhoneHint: "Scannen Sie diesen Code mit der Kamera.",
    qrAlt: "QR-Code dieser Seite",
    doubt: "Fragen oder Zweifel?",
    doubtHint: (shop) => `Fragen Sie ${shop}, bevor Sie bezahlen.`,
    testMode: "Testmodus: Es wird kein echtes Geld verlangt.",
  },
};

import type { ReceiptFacts } from "./receipt";
import type { InEveryLanguage } from "./shopper-words";

/** What a mail's subject is built from; every part is already cleaned for a header. Empty parts are left out. */
export type SubjectParts = { shop: string; order: string; amount: string; description: string; number: string };

/** The words of mails to shoppers. Amounts, dates and names come in already written for the reader. */
export type MailWords = {
  linkSubject(parts: SubjectParts): string;
  receiptSubject: Readonly<Record<ReceiptFacts["kind"], (parts: SubjectParts) => string>>;
  hello(name: string): string;
  asks(shop: string, order: string): string;
  asksFreely(shop: string): string;
  asksTogether(shop: string, count: number): string;
  toPay: string;
  freeAmount: string;
  payBefore(moment: string): string;
  note: string;
  payButton(amount: string): string;
  openButton: string;
  inParts(first: string): string;
  details: string;
  total: string;
  copyLink: string;
  scan: string;
  qrAlt: string;
  genuine: string;
  genuineText(shop: string, origin: string): string;
  contact: string;
  /** Between a label and its value: French puts a space before it. */
  colon: string;
  ignore: string;
  thanks: string;
  received: Readonly<Record<ReceiptFacts["kind"], (shop: string, amount: string) => string>>;
  attached: Readonly<Record<ReceiptFacts["kind"], string>>;
  amount: string;
  paidAt: Readonly<Record<ReceiptFacts["kind"], string>>;
  method: string;
  transaction: string;
  receipt: string;
  order(number: string): string;
  seeOnline: string;
};

const joined = (...parts: string[]) => parts.filter((part) => part !== "").join(" – ");

export const mailWords: InEveryLanguage<MailWords> = {
  fr: {
    linkSubject: ({ shop, order, amount, description }) =>
      order === "" ? joined(`${shop}\u00a0: ${amount === "" ? "lien de paiement" : `${amount} à régler`}`, description) : joined(`Votre commande ${order} chez ${shop}`, amount === "" ? "lien de paiement" : `${amount} à régler`),
    receiptSubject: {
      receipt: ({ shop, order, number }) => joined("Votre reçu", shop, order === "" ? "" : `commande ${order}`, number),
      "credit-receipt": ({ shop, order, number }) => joined("Votre remboursement", shop, order === "" ? "" : `commande ${order}`, number),
      "cancelled-receipt": ({ shop, order, number }) => joined("Votre paiement annulé", shop, order === "" ? "" : `commande ${order}`, number),
    },
    hello: (name) => (name === "" ? "Bonjour," : `Bonjour ${name},`),
    asks: (shop, order) => `${shop} vous invite à régler votre commande ${order}.`,
    asksFreely: (shop) => `${shop} vous envoie un lien de paiement.`,
    asksTogether: (shop, count) => `${shop} vous invite à régler vos ${count} commandes. Un seul lien suffit\u202f: vous choisissez lesquelles payer, et chacune a son reçu.`,
    toPay: "À payer",
    freeAmount: "Montant de votre choix",
    payBefore: (moment) => `À régler avant le ${moment}`,
    note: "Un mot de la boutique",
    payButton: (amount) => `Payer ${amount}`,
    openButton: "Ouvrir la page de paiement",
    inParts: (first) => `Vous pouvez payer en plusieurs fois, à partir de ${first} maintenant.`,
    details: "Détail",
    total: "Total",
    copyLink: "Le bouton ne s’ouvre pas\u202f? Copiez cette adresse dans votre navigateur\u202f:",
    scan: "Ou scannez ce code pour payer sur votre téléphone.",
    qrAlt: "Code QR qui ouvre la page de paiement",
    genuine: "Est-ce bien nous\u202f?",
    genuineText: (shop, origin) => `L’adresse de la page de paiement commence par ${origin}. Si elle est différente, ou si vous n’attendiez pas ce message, ne payez pas et contactez ${shop} par le moyen que vous connaissez.`,
    contact: "Contact",
    colon: "\u00a0: ",
    ignore: "Si vous avez déjà payé, ne tenez pas compte de ce message.",
    thanks: "Merci pour votre paiement.",
    received: { receipt: (shop, amount) => `${shop} a bien reçu ${amount}.`, "credit-receipt": (shop, amount) => `${shop} vous a remboursé ${amount}.`, "cancelled-receipt": (shop, amount) => `${shop} avait noté ${amount} reçus de vous\u202f; ce paiement est annulé et reste à régler.` },
    attached: { receipt: "Votre reçu est joint à ce message, au format PDF. Conservez-le\u202f: il prouve votre paiement.", "credit-receipt": "Le reçu de ce remboursement est joint à ce message, au format PDF.", "cancelled-receipt": "Le document qui annule votre reçu est joint à ce message, au format PDF." },
    amount: "Montant",
    paidAt: { receipt: "Payé le", "credit-receipt": "Remboursé le", "cancelled-receipt": "Annulé le" },
    method: "Moyen de paiement",
    transaction: "Numéro de transaction",
    receipt: "Reçu",
    order: (number) => `Commande ${number}`,
    seeOnline: "Voir le paiement en ligne",
  },
  nl: {
    linkSubject: ({ shop, order, amount, description }) =>
      order === "" ? joined(`${shop}: ${amount === "" ? "betaallink" : `${amount} te betalen`}`, description) : joined(`Uw bestelling ${order} bij ${shop}`, amount === "" ? "betaallink" : `${amount} te betalen`),
    receiptSubject: {
      receipt: ({ shop, order, number }) => joined(`Uw ontvangstbewijs van ${shop}`, order === "" ? "" : `bestelling ${order}`, number),
      "credit-receipt": ({ shop, order, number }) => joined(`Uw terugbetaling van ${shop}`, order === "" ? "" : `bestelling ${order}`, number),
      "cancelled-receipt": ({ shop, order, number }) => joined(`Uw geannuleerde betaling bij ${shop}`, order === "" ? "" : `bestelling ${order}`, number),
    },
    hello: (name) => (name === "" ? "Dag," : `Dag ${name},`),
    asks: (shop, order) => `${shop} nodigt u uit om uw bestelling ${order} te betalen.`,
    asksFreely: (shop) => `${shop} stuurt u een betaallink.`,
    asksTogether: (shop, count) => `${shop} nodigt u uit om uw ${count} bestellingen te betalen. Eén link volstaat: u kiest welke u betaalt, en elke bestelling krijgt haar ontvangstbewijs.`,
    toPay: "Te betalen",
    freeAmount: "Bedrag naar keuze",
    payBefore: (moment) => `Te betalen vóór ${moment}`,
    note: "Een woordje van de winkel",
    payButton: (amount) => `${amount} betalen`,
    openButton: "De betaalpagina openen",
    inParts: (first) => `U kunt in delen betalen, vanaf ${first} nu.`,
    details: "Details",
    total: "Totaal",
    copyLink: "Opent de knop niet? Kopieer dit adres in uw browser:",
    scan: "Of scan deze code om op uw telefoon te betalen.",
    qrAlt: "QR-code die de betaalpagina opent",
    genuine: "Komt dit echt van ons?",
    genuineText: (shop, origin) => `Het adres van de betaalpagina begint met ${origin}. Is het anders, of had u dit bericht niet verwacht? Betaal dan niet en neem contact op met ${shop} via de weg die u kent.`,
    contact: "Contact",
    colon: ": ",
    ignore: "Hebt u al betaald, dan mag u dit bericht negeren.",
    thanks: "Bedankt voor uw betaling.",
    received: { receipt: (shop, amount) => `${shop} heeft ${amount} goed ontvangen.`, "credit-receipt": (shop, amount) => `${shop} heeft u ${amount} terugbetaald.`, "cancelled-receipt": (shop, amount) => `${shop} had ${amount} als ontvangen genoteerd; die betaling is geannuleerd en blijft te betalen.` },
    attached: { receipt: "Uw ontvangstbewijs zit als PDF bij dit bericht. Bewaar het: het bewijst uw betaling.", "credit-receipt": "Het bewijs van deze terugbetaling zit als PDF bij dit bericht.", "cancelled-receipt": "Het document dat uw ontvangstbewijs annuleert, zit als PDF bij dit bericht." },
    amount: "Bedrag",
    paidAt: { receipt: "Betaald op", "credit-receipt": "Terugbetaald op", "cancelled-receipt": "Geannuleerd op" },
    method: "Betaalwijze",
    transaction: "Transactienummer",
    receipt: "Ontvangstbewijs",
    order: (number) => `Bestelling ${number}`,
    seeOnline: "De betaling online bekijken",
  },
  en: {
    linkSubject: ({ shop, order, amount, description }) =>
      order === "" ? joined(`${shop}: ${amount === "" ? "payment link" : `${amount} to pay`}`, description) : joined(`Your order ${order} at ${shop}`, amount === "" ? "payment link" : `${amount} to pay`),
    receiptSubject: {
      receipt: ({ shop, order, number }) => joined(`Your receipt from ${shop}`, order === "" ? "" : `order ${order}`, number),
      "credit-receipt": ({ shop, order, number }) => joined(`Your refund from ${shop}`, order === "" ? "" : `order ${order}`, number),
      "cancelled-receipt": ({ shop, order, number }) => joined(`Your cancelled payment to ${shop}`, order === "" ? "" : `order ${order}`, number),
    },
    hello: (name) => (name === "" ? "Hello," : `Hello ${name},`),
    asks: (shop, order) => `${shop} invites you to pay for your order ${order}.`,
    asksFreely: (shop) => `${shop} has sent you a payment link.`,
    asksTogether: (shop, count) => `${shop} invites you to pay for your ${count} orders. One link is enough: you choose which ones to pay, and each gets its own receipt.`,
    toPay: "To pay",
    freeAmount: "An amount of your choice",
    payBefore: (moment) => `Please pay before ${moment}`,
    note: "A word from the shop",
    payButton: (amount) => `Pay ${amount}`,
    openButton: "Open the payment page",
    inParts: (first) => `You can pay in parts, from ${first} now.`,
    details: "Details",
    total: "Total",
    copyLink: "The button does not open? Copy this address into your browser:",
    scan: "Or scan this code to pay on your phone.",
    qrAlt: "QR code that opens the payment page",
    genuine: "Is this really us?",
    genuineText: (shop, origin) => `The address of the payment page starts with ${origin}. If it is different, or if you did not expect this message, do not pay and contact ${shop} the way you know.`,
    contact: "Contact",
    colon: ": ",
    ignore: "If you have already paid, please ignore this message.",
    thanks: "Thank you for your payment.",
    received: { receipt: (shop, amount) => `${shop} has received ${amount}.`, "credit-receipt": (shop, amount) => `${shop} has refunded you ${amount}.`, "cancelled-receipt": (shop, amount) => `${shop} had recorded ${amount} as received from you; that payment is cancelled and is still to be made.` },
    attached: { receipt: "Your receipt is attached to this message as a PDF. Keep it: it proves your payment.", "credit-receipt": "The receipt for this refund is attached to this message as a PDF.", "cancelled-receipt": "The document that cancels your receipt is attached to this message as a PDF." },
    amount: "Amount",
    paidAt: { receipt: "Paid on", "credit-receipt": "Refunded on", "cancelled-receipt": "Cancelled on" },
    method: "Payment method",
    transaction: "Transaction number",
    receipt: "Receipt",
    order: (number) => `Order ${number}`,
    seeOnline: "See the payment online",
  },
  de: {
    linkSubject: ({ shop, order, amount, description }) =>
      order === "" ? joined(`${shop}: ${amount === "" ? "Zahlungslink" : `${amount} zu zahlen`}`, description) : joined(`Ihre Bestellung ${order} bei ${shop}`, amount === "" ? "Zahlungslink" : `${amount} zu zahlen`),
    receiptSubject: {
      receipt: ({ shop, order, number }) => joined(`Ihre Quittung von ${shop}`, order === "" ? "" : `Bestellung ${order}`, number),
      "credit-receipt": ({ shop, order, number }) => joined(`Ihre Rückzahlung von ${shop}`, order === "" ? "" : `Bestellung ${order}`, number),
      "cancelled-receipt": ({ shop, order, number }) => joined(`Ihre stornierte Zahlung an ${shop}`, order === "" ? "" : `Bestellung ${order}`, number),
    },
    hello: (name) => (name === "" ? "Guten Tag," : `Guten Tag ${name},`),
    asks: (shop, order) => `${shop} bittet Sie, Ihre Bestellung ${order} zu bezahlen.`,
    asksFreely: (shop) => `${shop} sendet Ihnen einen Zahlungslink.`,
    asksTogether: (shop, count) => `${shop} bittet Sie, Ihre ${count} Bestellungen zu bezahlen. Ein Link genügt: Sie wählen, welche Sie bezahlen, und jede erhält ihre eigene Quittung.`,
    toPay: "Zu zahlen",
    freeAmount: "Betrag nach Ihrer Wahl",
    payBefore: (moment) => `Zu zahlen bis ${moment}`,
    note: "Eine Nachricht des Shops",
    payButton: (amount) => `${amount} bezahlen`,
    openButton: "Bezahlseite öffnen",
    inParts: (first) => `Sie können in Teilen zahlen, ab ${first} jetzt.`,
    details: "Einzelheiten",
    total: "Summe",
    copyLink: "Die Schaltfläche lässt sich nicht öffnen? Kopieren Sie diese Adresse in Ihren Browser:",
    scan: "Oder scannen Sie diesen Code, um mit dem Handy zu bezahlen.",
    qrAlt: "QR-Code, der die Bezahlseite öffnet",
    genuine: "Kommt das wirklich von uns?",
    genuineText: (shop, origin) => `Die Adresse der Bezahlseite beginnt mit ${origin}. Ist sie anders oder haben Sie diese Nachricht nicht erwartet, bezahlen Sie nicht und wenden Sie sich auf dem Ihnen bekannten Weg an ${shop}.`,
    contact: "Kontakt",
    colon: ": ",
    ignore: "Wenn Sie bereits bezahlt haben, beachten Sie diese Nachricht bitte nicht.",
    thanks: "Vielen Dank für Ihre Zahlung.",
    received: { receipt: (shop, amount) => `${shop} hat ${amount} erhalten.`, "credit-receipt": (shop, amount) => `${shop} hat Ihnen ${amount} zurückgezahlt.`, "cancelled-receipt": (shop, amount) => `${shop} hatte ${amount} als erhalten vermerkt; diese Zahlung ist storniert und noch offen.` },
    attached: { receipt: "Ihre Quittung ist dieser Nachricht als PDF beigefügt. Bewahren Sie sie auf: Sie belegt Ihre Zahlung.", "credit-receipt": "Der Beleg für diese Rückzahlung ist dieser Nachricht als PDF beigefügt.", "cancelled-receipt": "Der Beleg, der Ihre Quittung storniert, ist dieser Nachricht als PDF beigefügt." },
    amount: "Betrag",
    paidAt: { receipt: "Bezahlt am", "credit-receipt": "Zurückgezahlt am", "cancelled-receipt": "Storniert am" },
    method: "Zahlungsart",
    transaction: "Transaktionsnummer",
    receipt: "Quittung",
    order: (number) => `Bestellung ${number}`,
    seeOnline: "Zahlung online ansehen",
  },
};

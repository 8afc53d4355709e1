import type { BasketClosed } from "./basket";
import type { NotPayableReason } from "./payment-link";
import type { InEveryLanguage } from "./shopper-words";
import type { Told } from "./shopper-words-outcome";

/** Paying several orders at once. Amounts, days and names come in already written for the reader. */
export type BasketWords = {
  /** "Commandes 1041, 1042 et 3 autres": what a bank statement or a provider's page says. */
  orders(numbers: readonly string[], more: number): string;
  title(shop: string): string;
  count(count: number): string;
  choose: string;
  ordered(day: string): string;
  due(day: string): string;
  late(day: string): string;
  until(day: string): string;
  paidOf(paid: string, total: string): string;
  underWay: string;
  others: string;
  closedRow: Readonly<Record<NotPayableReason, string>>;
  picked: string;
  recount: string;
  recountHint: string;
  pickChanged(total: string): string;
  totalChanged(before: string, after: string): string;
  nothingPicked: string;
  oldestFirst: string;
  nextOfEach: string;
  between(least: string, all: string): string;
  splitBetween(below: string, above: string): string;
  splitFrom(above: string): string;
  oneCurrency: string;
  closed: Readonly<Record<BasketClosed, Told>>;
  receipt(number: string): string;
  payOthers: string;
};

const list = (numbers: readonly string[]) => numbers.join(", ");

export const basketWords: InEveryLanguage<BasketWords> = {
  fr: {
    orders: (numbers, more) => `Commandes ${list(numbers)}${more > 0 ? ` et ${more} ${more === 1 ? "autre" : "autres"}` : ""}`,
    title: (shop) => `Vos paiements à ${shop}`,
    count: (count) => (count === 1 ? "1 commande à payer" : `${count} commandes à payer`),
    choose: "Que souhaitez-vous payer\u202f?",
    ordered: (day) => `Commande du ${day}`,
    due: (day) => `Échéance le ${day}`,
    late: (day) => `En retard\u202f: à payer depuis le ${day}`,
    until: (day) => `À payer jusqu’au ${day}`,
    paidOf: (paid, total) => `${paid} déjà payés sur ${total}`,
    underWay: "Paiement en cours",
    others: "Rien à payer ici",
    closedRow: {
      "already-paid": "Payée", "order-paid": "Réglée autrement", "link-expired": "Lien expiré", "link-cancelled": "Demande annulée",
      "order-cancelled": "Commande annulée", "order-gone": "Commande supprimée",
    },
    picked: "Total de votre choix",
    recount: "Voir le nouveau total",
    recountHint: "Votre choix a changé.",
    pickChanged: (total) => `Votre choix a changé\u202f: le total est maintenant de ${total}. Vérifiez, puis payez.`,
    totalChanged: (before, after) => `Le montant a changé depuis l’affichage de cette page\u202f: il était de ${before}, il est maintenant de ${after}.`,
    nothingPicked: "Cochez au moins une commande.",
    oldestFirst: "Les premières de la liste sont payées d’abord.",
    nextOfEach: "Ce qui est dû maintenant",
    between: (least, all) => `Entre ${least} et ${all}. Les premières de la liste sont payées d’abord.`,
    splitBetween: (below, above) => `Ce montant ne peut pas être réparti sur ces commandes. Payez ${below} ou ${above}.`,
    splitFrom: (above) => `Le montant doit être d’au moins ${above}.`,
    oneCurrency: "Chaque devise se paie à part.",
    closed: {
      "basket-cancelled": { title: "Cette demande groupée a été annulée", text: "La boutique l’a retirée. Les liens de paiement de chaque commande restent valables." },
      "basket-expired": { title: "Cette page de paiement a expiré", text: "La date limite est passée\u202f: il n’est plus possible de payer ici. Demandez un nouveau lien à la boutique." },
      "all-paid": { title: "Tout est payé", text: "Vos paiements ont bien été reçus. Vous n’avez plus rien à payer ici." },
      "nothing-payable": { title: "Il n’y a rien à payer ici", text: "Aucune de ces commandes ne peut être payée en ce moment. En cas de doute, contactez la boutique." },
    },
    receipt: (number) => `Reçu ${number} (PDF)`,
    payOthers: "Voir ce qui reste à payer",
  },
  nl: {
    orders: (numbers, more) => `Bestellingen ${list(numbers)}${more > 0 ? ` en nog ${more}` : ""}`,
    title: (shop) => `Uw betalingen aan ${shop}`,
    count: (count) => (count === 1 ? "1 bestelling te betalen" : `${count} bestellingen te betalen`),
    choose: "Wat wilt u betalen?",
    ordered: (day) => `Bestelling van ${day}`,
    due: (day) => `Vervaldag ${day}`,
    late: (day) => `Te laat: te betalen sinds ${day}`,
    until: (day) => `Te betalen tot en met ${day}`,
    paidOf: (paid, total) => `${paid} al betaald van ${total}`,
    underWay: "Betaling wordt verwerkt",
    others: "Hier niets te betalen",
    closedRow: {
      "already-paid": "Betaald", "order-paid": "Anders betaald", "link-expired": "Link verlopen", "link-cancelled": "Verzoek geannuleerd",
      "order-cancelled": "Bestelling geannuleerd", "order-gone": "Bestelling verwijderd",
    },
    picked: "Totaal van uw keuze",
    recount: "Nieuw totaal bekijken",
    recountHint: "Uw keuze is gewijzigd.",
    pickChanged: (total) => `Uw keuze is gewijzigd: het totaal is nu ${total}. Kijk het na en betaal dan.`,
    totalChanged: (before, after) => `Het bedrag is gewijzigd sinds deze pagina werd getoond: het was ${before}, het is nu ${after}.`,
    nothingPicked: "Kruis minstens één bestelling aan.",
    oldestFirst: "De eerste van de lijst worden eerst betaald.",
    nextOfEach: "Wat nu verschuldigd is",
    between: (least, all) => `Tussen ${least} en ${all}. De eerste van de lijst worden eerst betaald.`,
    splitBetween: (below, above) => `Dit bedrag kan niet over deze bestellingen verdeeld worden. Betaal ${below} of ${above}.`,
    splitFrom: (above) => `Het bedrag moet minstens ${above} zijn.`,
    oneCurrency: "Elke munteenheid wordt apart betaald.",
    closed: {
      "basket-cancelled": { title: "Dit gezamenlijke verzoek is geannuleerd", text: "De winkel heeft het ingetrokken. De betaallinks van elke bestelling blijven geldig." },
      "basket-expired": { title: "Deze betaalpagina is verlopen", text: "De uiterste datum is voorbij: hier betalen kan niet meer. Vraag de winkel om een nieuwe link." },
      "all-paid": { title: "Alles is betaald", text: "Uw betalingen zijn goed ontvangen. U hoeft hier niets meer te betalen." },
      "nothing-payable": { title: "Hier is niets te betalen", text: "Geen van deze bestellingen kan nu betaald worden. Neem bij twijfel contact op met de winkel." },
    },
    receipt: (number) => `Ontvangstbewijs ${number} (PDF)`,
    payOthers: "Bekijken wat nog te betalen is",
  },
  en: {
    orders: (numbers, more) => `Orders ${list(numbers)}${more > 0 ? ` and ${more} more` : ""}`,
    title: (shop) => `Your payments to ${shop}`,
    count: (count) => (count === 1 ? "1 order to pay" : `${count} orders to pay`),
    choose: "What would you like to pay?",
    ordered: (day) => `Ordered on ${day}`,
    due: (day) => `Due on ${day}`,
    late: (day) => `Overdue since ${day}`,
    until: (day) => `To be paid by ${day}`,
    paidOf: (paid, total) => `${paid} of ${total} already paid`,
    underWay: "Payment on its way",
    others: "Nothing to pay here",
    closedRow: {
      "already-paid": "Paid", "order-paid": "Paid in another way", "link-expired": "Link expired", "link-cancelled": "Request withdrawn",
      "order-cancelled": "Order cancelled", "order-gone": "Order removed",
    },
    picked: "Total of your choice",
    recount: "See the new total",
    recountHint: "Your choice has changed.",
    pickChanged: (total) => `Your choice has changed: the total is now ${total}. Please check it, then pay.`,
    totalChanged: (before, after) => `The amount has changed since this page was shown: it was ${before}, it is now ${after}.`,
    nothingPicked: "Tick at least one order.",
    oldestFirst: "The first ones on the list are paid first.",
    nextOfEach: "What is due now",
    between: (least, all) => `Between ${least} and ${all}. The first ones on the list are paid first.`,
    splitBetween: (below, above) => `This amount cannot be split over these orders. Pay ${below} or ${above}.`,
    splitFrom: (above) => `The amount must be at least ${above}.`,
    oneCurrency: "Each currency is paid on its own.",
    closed: {
      "basket-cancelled": { title: "This joint request was withdrawn", text: "The shop withdrew it. The payment links of the single orders stay valid." },
      "basket-expired": { title: "This payment page has expired", text: "Its last day has passed, so you can no longer pay here. Please ask the shop for a new link." },
      "all-paid": { title: "Everything is paid", text: "Your payments were received. There is nothing left to pay here." },
      "nothing-payable": { title: "There is nothing to pay here", text: "None of these orders can be paid right now. If in doubt, contact the shop." },
    },
    receipt: (number) => `Receipt ${number} (PDF)`,
    payOthers: "See what is left to pay",
  },
  de: {
    orders: (numbers, more) => `Bestellungen ${list(numbers)}${more > 0 ? ` und ${more} weitere` : ""}`,
    title: (shop) => `Ihre Zahlungen an ${shop}`,
    count: (count) => (count === 1 ? "1 Bestellung zu bezahlen" : `${count} Bestellungen zu bezahlen`),
    choose: "Was möchten Sie bezahlen?",
    ordered: (day) => `Bestellung vom ${day}`,
    due: (day) => `Fällig am ${day}`,
    late: (day) => `Überfällig seit dem ${day}`,
    until: (day) => `Zu zahlen bis zum ${day}`,
    paidOf: (paid, total) => `${paid} von ${total} bereits bezahlt`,
    underWay: "Zahlung unterwegs",
    others: "Hier nichts zu bezahlen",
    closedRow: {
      "already-paid": "Bezahlt", "order-paid": "Anders bezahlt", "link-expired": "Link abgelaufen", "link-cancelled": "Zurückgezogen",
      "order-cancelled": "Bestellung storniert", "order-gone": "Bestellung gelöscht",
    },
    picked: "Summe Ihrer Auswahl",
    recount: "Neue Summe ansehen",
    recountHint: "Ihre Auswahl hat sich geändert.",
    pickChanged: (total) => `Ihre Auswahl hat sich geändert: Die Summe beträgt jetzt ${total}. Bitte prüfen Sie sie und bezahlen Sie dann.`,
    totalChanged: (before, after) => `Der Betrag hat sich geändert, seit diese Seite angezeigt wurde: Er betrug ${before}, jetzt sind es ${after}.`,
    nothingPicked: "Kreuzen Sie mindestens eine Bestellung an.",
    oldestFirst: "Die ersten der Liste werden zuerst bezahlt.",
    nextOfEach: "Was jetzt fällig ist",
    between: (least, all) => `Zwischen ${least} und ${all}. Die ersten der Liste werden zuerst bezahlt.`,
    splitBetween: (below, above) => `Dieser Betrag lässt sich nicht auf diese Bestellungen aufteilen. Zahlen Sie ${below} oder ${above}.`,
    splitFrom: (above) => `Der Betrag muss mindestens ${above} betragen.`,
    oneCurrency: "Jede Währung wird für sich bezahlt.",
    closed: {
      "basket-cancelled": { title: "Diese gemeinsame Zahlungsaufforderung wurde zurückgezogen", text: "Der Shop hat sie zurückgezogen. Die Zahlungslinks der einzelnen Bestellungen bleiben gültig." },
      "basket-expired": { title: "Diese Bezahlseite ist abgelaufen", text: "Die Frist ist vorbei: Hier können Sie nicht mehr bezahlen. Bitte fragen Sie den Shop nach einem neuen Link." },
      "all-paid": { title: "Alles ist bezahlt", text: "Ihre Zahlungen sind eingegangen. Hier ist nichts mehr zu bezahlen." },
      "nothing-payable": { title: "Hier ist nichts zu bezahlen", text: "Keine dieser Bestellungen kann zurzeit bezahlt werden. Wenden Sie sich im Zweifel an den Shop." },
    },
    receipt: (number) => `Beleg ${number} (PDF)`,
    payOthers: "Ansehen, was noch offen ist",
  },
};

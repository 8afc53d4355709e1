import type { NotPayableReason } from "./payment-link";
import type { InEveryLanguage } from "./shopper-words";

/** A heading and what it means for the reader: what happened, then what to do. */
export type Told = { title: string; text: string };

/** The pay page when it asks for nothing: over, under way, done, unknown, or broken on our side. */
export type OutcomeWords = {
  closed: Readonly<Record<NotPayableReason, Told>>;
  pending: Told;
  refreshesItself: string;
  refreshNow: string;
  stopRefreshing: string;
  done: Told;
  partDone(left: string): Told;
  payRest: string;
  receiptTo(email: string): string;
  receiptSoon: string;
  /** The number may be empty. */
  downloadReceipt(number: string): string;
  amount: string;
  paidAt: string;
  method: string;
  transaction: string;
  order: string;
  notFound: Told;
  trouble: Told;
  retry: string;
  contact(shop: string): string;
};

export const outcomeWords: InEveryLanguage<OutcomeWords> = {
  fr: {
    closed: {
      "link-expired": { title: "Ce lien de paiement a expiré", text: "La date limite est passée\u202f: il n’est plus possible de payer ici. Demandez un nouveau lien à la boutique." },
      "link-cancelled": { title: "Ce lien de paiement a été annulé", text: "La boutique a retiré cette demande\u202f: vous n’avez rien à payer ici. En cas de doute, contactez-la." },
      "already-paid": { title: "C’est déjà payé", text: "Votre paiement a bien été reçu. Vous n’avez plus rien à payer ici." },
      "order-cancelled": { title: "La commande a été annulée", text: "La boutique a annulé cette commande\u202f: vous n’avez rien à payer. Si cela vous surprend, contactez-la." },
      "order-paid": { title: "La commande est déjà réglée", text: "La boutique la tient pour payée\u202f: vous n’avez rien à payer ici. Si cela vous surprend, contactez-la." },
      "order-gone": { title: "Cette commande n’existe plus", text: "La boutique l’a supprimée\u202f: vous n’avez rien à payer. Si cela vous surprend, contactez-la." },
    },
    pending: { title: "Votre paiement est en cours", text: "Nous attendons la confirmation du prestataire de paiement. Elle arrive souvent en quelques secondes, parfois en plusieurs jours selon le moyen choisi. Ne payez pas une seconde fois\u202f: vous recevrez un reçu par e-mail dès que l’argent sera arrivé, même si vous fermez cette page." },
    refreshesItself: "Cette page s’actualise toute seule.",
    refreshNow: "Actualiser maintenant",
    stopRefreshing: "Ne plus actualiser",
    done: { title: "Merci, votre paiement est reçu", text: "Vous n’avez plus rien à faire." },
    partDone: (left) => ({ title: "Merci, votre paiement est reçu", text: `Il reste ${left} à payer.` }),
    payRest: "Payer le reste",
    receiptTo: (email) => `Votre reçu est envoyé à ${email}.`,
    receiptSoon: "Votre reçu est en préparation\u202f: actualisez la page dans un instant pour le télécharger.",
    downloadReceipt: (number) => ["Télécharger le reçu", number, "(PDF)"].filter(Boolean).join(" "),
    amount: "Montant",
    paidAt: "Payé le",
    method: "Moyen de paiement",
    transaction: "Numéro de transaction",
    order: "Commande",
    notFound: { title: "Cette page n’existe pas", text: "Le lien est peut-être incomplet. Ouvrez-le de nouveau depuis votre message, ou copiez l’adresse en entier. Si cela ne marche pas, contactez la boutique qui vous l’a envoyé." },
    trouble: { title: "Un problème est survenu de notre côté", text: "Nous ne pouvons pas afficher cette page pour le moment. Votre lien reste valable\u202f: réessayez dans quelques minutes. Si vous venez de payer, attendez la confirmation avant de payer à nouveau." },
    retry: "Réessayer",
    contact: (shop) => `Contacter ${shop}`,
  },
  nl: {
    closed: {
      "link-expired": { title: "Deze betaallink is verlopen", text: "De uiterste datum is voorbij: hier betalen kan niet meer. Vraag de winkel om een nieuwe link." },
      "link-cancelled": { title: "Deze betaallink is geannuleerd", text: "De winkel heeft dit verzoek ingetrokken: u hoeft hier niets te betalen. Neem bij twijfel contact op met de winkel." },
      "already-paid": { title: "Dit is al betaald", text: "Uw betaling is goed ontvangen. U hoeft hier niets meer te betalen." },
      "order-cancelled": { title: "De bestelling is geannuleerd", text: "De winkel heeft deze bestelling geannuleerd: u hoeft niets te betalen. Verbaast dit u? Neem dan contact op met de winkel." },
      "order-paid": { title: "De bestelling is al betaald", text: "Voor de winkel is ze betaald: u hoeft hier niets te betalen. Verbaast dat u, neem dan contact op met de winkel." },
      "order-gone": { title: "Deze bestelling bestaat niet meer", text: "De winkel heeft ze verwijderd: u hoeft niets te betalen. Verbaast dit u? Neem dan contact op met de winkel." },
    },
    pending: { title: "Uw betaling wordt verwerkt", text: "We wachten op de bevestiging van de betaaldienst. Vaak komt die binnen enkele seconden, soms pas na enkele dagen, afhankelijk van de betaalwijze. Betaal geen tweede keer: zodra het geld er is, ontvangt u een ontvangstbewijs per e-mail, ook als u deze pagina sluit." },
    refreshesItself: "Deze pagina vernieuwt zichzelf.",
    refreshNow: "Nu vernieuwen",
    stopRefreshing: "Niet meer vernieuwen",
    done: { title: "Bedankt, uw betaling is ontvangen", text: "U hoeft niets meer te doen." },
    partDone: (left) => ({ title: "Bedankt, uw betaling is ontvangen", text: `Er blijft ${left} te betalen.` }),
    payRest: "De rest betalen",
    receiptTo: (email) => `Uw ontvangstbewijs wordt naar ${email} gestuurd.`,
    receiptSoon: "Uw ontvangstbewijs wordt gemaakt: vernieuw de pagina over een ogenblik om het te downloaden.",
    downloadReceipt: (number) => ["Ontvangstbewijs", number, "downloaden (PDF)"].filter(Boolean).join(" "),
    amount: "Bedrag",
    paidAt: "Betaald op",
    method: "Betaalwijze",
    transaction: "Transactienummer",
    order: "Bestelling",
    notFound: { title: "Deze pagina bestaat niet", text: "Misschien is de link onvolledig. Open hem opnieuw vanuit uw bericht of kopieer het volledige adres. Lukt het niet, neem dan contact op met de winkel die hem stuurde." },
    trouble: { title: "Er ging bij ons iets mis", text: "We kunnen deze pagina nu niet tonen. Uw link blijft geldig: probeer het over enkele minuten opnieuw. Hebt u net betaald, wacht dan op de bevestiging voordat u opnieuw betaalt." },
    retry: "Opnieuw proberen",
    contact: (shop) => `Contact opnemen met ${shop}`,
  },
  en: {
    closed: {
      "link-expired": { title: "This payment link has expired", text: "Its last day has passed, so you can no longer pay here. Please ask the shop for a new link." },
      "link-cancelled": { title: "This payment link was cancelled", text: "The shop withdrew this request: there is nothing to pay here. If in doubt, contact the shop." },
      "already-paid": { title: "This is already paid", text: "Your payment was received. There is nothing left to pay here." },
      "order-cancelled": { title: "The order was cancelled", text: "The shop cancelled this order: there is nothing to pay. If this surprises you, contact the shop." },
      "order-paid": { title: "The order is already paid", text: "The shop counts it as paid: there is nothing to pay here. If that surprises you, contact the shop." },
      "order-gone": { title: "This order no longer exists", text: "The shop removed it: there is nothing to pay. If this surprises you, contact the shop." },
    },
    pending: { title: "Your payment is on its way", text: "We are waiting for the payment provider to confirm it. That often takes seconds, sometimes several days, depending on how you paid. Please do not pay twice: you will get a receipt by e-mail as soon as the money has arrived, even if you close this page." },
    refreshesItself: "This page refreshes by itself.",
    refreshNow: "Refresh now",
    stopRefreshing: "Stop refreshing",
    done: { title: "Thank you, your payment was received", text: "There is nothing more to do." },
    partDone: (left) => ({ title: "Thank you, your payment was received", text: `${left} is still to be paid.` }),
    payRest: "Pay the rest",
    receiptTo: (email) => `Your receipt is being sent to ${email}.`,
    receiptSoon: "Your receipt is being prepared: refresh this page in a moment to download it.",
    downloadReceipt: (number) => ["Download receipt", number, "(PDF)"].filter(Boolean).join(" "),
    amount: "Amount",
    paidAt: "Paid on",
    method: "Payment method",
    transaction: "Transaction number",
    order: "Order",
    notFound: { title: "This page does not exist", text: "The link may be incomplete. Open it again from your message, or copy the whole address. If that does not help, contact the shop that sent it." },
    trouble: { title: "Something went wrong on our side", text: "We cannot show this page right now. Your link stays valid: please try again in a few minutes. If you have just paid, wait for the confirmation before you pay again." },
    retry: "Try again",
    contact: (shop) => `Contact ${shop}`,
  },
  de: {
    closed: {
      "link-expired": { title: "Dieser Zahlungslink ist abgelaufen", text: "Die Frist ist vorbei: Hier können Sie nicht mehr bezahlen. Bitten Sie den Shop um einen neuen Link." },
      "link-cancelled": { title: "Dieser Zahlungslink wurde storniert", text: "Der Shop hat diese Zahlungsaufforderung zurückgezogen: Sie müssen hier nichts bezahlen. Im Zweifel wenden Sie sich an den Shop." },
      "already-paid": { title: "Das ist bereits bezahlt", text: "Ihre Zahlung ist eingegangen. Sie müssen hier nichts mehr bezahlen." },
      "order-cancelled": { title: "Die Bestellung wurde storniert", text: "Der Shop hat diese Bestellung storniert: Sie müssen nichts bezahlen. Wenn Sie das überrascht, wenden Sie sich an den Shop." },
      "order-paid": { title: "Die Bestellung ist bereits bezahlt", text: "Für den Shop ist sie bezahlt: Sie müssen hier nichts bezahlen. Falls Sie das überrascht, wenden Sie sich an den Shop." },
      "order-gone": { title: "Diese Bestellung gibt es nicht mehr", text: "Der Shop hat sie gelöscht: Sie müssen nichts bezahlen. Wenn Sie das überrascht, wenden Sie sich an den Shop." },
    },
    pending: { title: "Ihre Zahlung ist unterwegs", text: "Wir warten auf die Bestätigung des Zahlungsdienstes. Oft dauert das Sekunden, je nach Zahlungsart aber auch einige Tage. Bitte zahlen Sie nicht ein zweites Mal: Sobald das Geld eingegangen ist, erhalten Sie eine Quittung per E-Mail, auch wenn Sie diese Seite schließen." },
    refreshesItself: "Diese Seite aktualisiert sich von selbst.",
    refreshNow: "Jetzt aktualisieren",
    stopRefreshing: "Nicht mehr aktualisieren",
    done: { title: "Danke, Ihre Zahlung ist eingegangen", text: "Sie müssen nichts weiter tun." },
    partDone: (left) => ({ title: "Danke, Ihre Zahlung ist eingegangen", text: `Es sind noch ${left} zu zahlen.` }),
    payRest: "Rest bezahlen",
    receiptTo: (email) => `Ihre Quittung wird an ${email} gesendet.`,
    receiptSoon: "Ihre Quittung wird erstellt: Aktualisieren Sie die Seite gleich noch einmal, um sie herunterzuladen.",
    downloadReceipt: (number) => ["Quittung", number, "herunterladen (PDF)"].filter(Boolean).join(" "),
    amount: "Betrag",
    paidAt: "Bezahlt am",
    method: "Zahlungsart",
    transaction: "Transaktionsnummer",
    order: "Bestellung",
    notFound: { title: "Diese Seite gibt es nicht", text: "Der Link ist möglicherweise unvollständig. Öffnen Sie ihn noch einmal aus Ihrer Nachricht oder kopieren Sie die ganze Adresse. Hilft das nicht, wenden Sie sich an den Shop, der ihn geschickt hat." },
    trouble: { title: "Bei uns ist etwas schiefgegangen", text: "Wir können diese Seite zurzeit nicht anzeigen. Ihr Link bleibt gültig: Bitte versuchen Sie es in einigen Minuten erneut. Wenn Sie gerade bezahlt haben, warten Sie die Bestätigung ab, bevor Sie erneut bezahlen." },
    retry: "Erneut versuchen",
    contact: (shop) => `${shop} kontaktieren`,
  },
};

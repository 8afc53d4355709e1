import type { InEveryLanguage } from "./shopper-words";

/** Why a shop's own screen is told no. */
export type ScreenRefusal =
  | "signed-out" | "unknown-verb" | "unreadable" | "order-unknown" | "not-yours" | "nothing-due" | "no-email" | "no-mailer" | "not-possible" | "too-many" | "shop-not-read" | "our-fault";

export const refusalStatus: Readonly<Record<ScreenRefusal, 400 | 401 | 404 | 409 | 429 | 500 | 503>> = {
  "signed-out": 401, "unknown-verb": 404, unreadable: 400, "order-unknown": 404, "not-yours": 404, "nothing-due": 409, "no-email": 409, "no-mailer": 409,
  "not-possible": 409, "too-many": 429, "shop-not-read": 503, "our-fault": 500,
};

/** What is wrong and what to do, for whoever looks at the screen: staff or shopper. */
export const refusalWords: InEveryLanguage<Readonly<Record<ScreenRefusal, string>>> = {
  fr: {
    "signed-out": "Votre session a expiré. Rechargez la page.",
    "unknown-verb": "Cette action n’existe pas. Rechargez la page.",
    unreadable: "Cette demande est incomplète ou trop longue. Vérifiez ce que vous avez saisi.",
    "order-unknown": "Cette commande est introuvable dans la boutique.",
    "not-yours": "Cette commande n’est pas dans votre compte.",
    "nothing-due": "Il n’y a rien à payer pour cette commande.",
    "no-email": "Cette commande n’a pas d’adresse e-mail. Indiquez-en une.",
    "no-mailer": "Aucun envoi d’e-mails n’est réglé. Connectez votre messagerie dans les réglages de Réglo.",
    "not-possible": "Cette boutique ne permet pas cette action.",
    "too-many": "Trop de demandes à la suite. Patientez une minute, puis recommencez.",
    "shop-not-read": "La boutique ne répond pas pour l’instant. Réessayez dans un moment.",
    "our-fault": "Un problème est survenu de notre côté. Rien n’est fait deux fois : réessayez.",
  },
  nl: {
    "signed-out": "Uw sessie is verlopen. Laad de pagina opnieuw.",
    "unknown-verb": "Deze actie bestaat niet. Laad de pagina opnieuw.",
    unreadable: "Deze aanvraag is onvolledig of te lang. Controleer wat u hebt ingevuld.",
    "order-unknown": "Deze bestelling is niet gevonden in de winkel.",
    "not-yours": "Deze bestelling staat niet in uw account.",
    "nothing-due": "Voor deze bestelling hoeft niets betaald te worden.",
    "no-email": "Deze bestelling heeft geen e-mailadres. Vul er een in.",
    "no-mailer": "Er is geen e-mail ingesteld. Koppel uw mail in de instellingen van Réglo.",
    "not-possible": "Deze winkel laat deze actie niet toe.",
    "too-many": "Te veel aanvragen na elkaar. Wacht een minuut en probeer het opnieuw.",
    "shop-not-read": "De winkel antwoordt nu niet. Probeer het zo dadelijk opnieuw.",
    "our-fault": "Er ging bij ons iets mis. Niets gebeurt tweemaal: probeer het opnieuw.",
  },
  en: {
    "signed-out": "Your session has ended. Reload the page.",
    "unknown-verb": "There is no such action. Reload the page.",
    unreadable: "This request is incomplete or too long. Check what you typed.",
    "order-unknown": "This order was not found in the shop.",
    "not-yours": "This order is not in your account.",
    "nothing-due": "There is nothing to pay for this order.",
    "no-email": "This order has no e-mail address. Enter one.",
    "no-mailer": "No mail is set up. Connect your mail in Réglo’s settings.",
    "not-possible": "This shop does not allow that.",
    "too-many": "Too many requests in a row. Wait a minute, then try again.",
    "shop-not-read": "The shop does not answer right now. Try again in a moment.",
    "our-fault": "Something went wrong on our side. Nothing is done twice: try again.",
  },
  de: {
    "signed-out": "Ihre Sitzung ist abgelaufen. Laden Sie die Seite neu.",
    "unknown-verb": "Diese Aktion gibt es nicht. Laden Sie die Seite neu.",
    unreadable: "Diese Anfrage ist unvollständig oder zu lang. Prüfen Sie Ihre Eingaben.",
    "order-unknown": "Diese Bestellung wurde im Shop nicht gefunden.",
    "not-yours": "Diese Bestellung gehört nicht zu Ihrem Konto.",
    "nothing-due": "Für diese Bestellung ist nichts zu zahlen.",
    "no-email": "Diese Bestellung hat keine E-Mail-Adresse. Geben Sie eine ein.",
    "no-mailer": "Es ist kein E-Mail-Versand eingerichtet. Verbinden Sie Ihre E-Mail in den Einstellungen von Réglo.",
    "not-possible": "Dieser Shop lässt das nicht zu.",
    "too-many": "Zu viele Anfragen hintereinander. Warten Sie eine Minute und versuchen Sie es erneut.",
    "shop-not-read": "Der Shop antwortet gerade nicht. Versuchen Sie es gleich noch einmal.",
    "our-fault": "Bei uns ist etwas schiefgegangen. Nichts geschieht doppelt: Versuchen Sie es erneut.",
  },
};

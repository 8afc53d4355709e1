import type { EachOutcome, EachProblem } from "../../core/each-order";
import type { InMerchantLanguages } from "./language";

type EachWords = {
  title: string;
  bar: string;
  /** In: how long a link asks, in days. */
  intro: (days: number) => string;
  kept: string;
  plan: (sendable: number, others: number) => string;
  alreadySent: (count: number) => string;
  unknown: (count: number) => string;
  tooMany: string;
  nobody: string;
  submit: (count: number) => string;
  again: (count: number) => string;
  goOn: (count: number) => string;
  stop: string;
  stopping: string;
  busy: string;
  progress: (done: number, all: number) => string;
  stopped: (sent: number, left: number) => string;
  done: (sent: number, failed: number) => string;
  mailsLeave: string;
  back: string;
  caption: string;
  columns: { order: string; customer: string; open: string; link: string; sending: string };
  noEmail: string;
  willBeSent: string;
  byShop: string;
  willNot: string;
  notSent: string;
  turn: string;
  isSending: string;
  outcomes: Record<Extract<EachOutcome["kind"], "sent" | "sent-by-shop" | "already-sent" | "not-tried"> | "no-answer", string>;
  seeLink: string;
  problems: Record<EachProblem, string>;
  noMail: string;
  setUpMail: string;
  pickAll: string;
  picked: (count: number) => string;
};

const links = (count: number) => (count === 1 ? "1 lien" : `${count} liens`);

export const eachWords: InMerchantLanguages<EachWords> = {
  fr: {
    title: "Un lien à chacune",
    bar: "Envoyer un lien à chacune",
    intro: (days) => `Chaque commande reçoit son propre lien et son propre e-mail, dans la langue de son client, pour tout ce qui reste à payer, aux conditions habituelles de la boutique (${days === 1 ? "1 jour" : `${days} jours`}).`,
    kept: "Une commande qui a déjà un lien garde son adresse\u00a0: il est renvoyé à ces conditions.",
    plan: (sendable, others) => `${sendable === 0 ? "Aucun lien ne partira" : `${links(sendable)} ${sendable === 1 ? "partira" : "partiront"}`}${others === 0 ? "." : `\u00a0; ${others === 1 ? "1 commande ne peut" : `${others} commandes ne peuvent`} pas en recevoir\u00a0: le tableau dit pourquoi.`}`,
    alreadySent: (count) => (count === 1 ? "1 commande l’a déjà reçu." : `${count} commandes l’ont déjà reçu.`),
    unknown: (count) => (count === 1 ? "Une des commandes choisies est introuvable." : `${count} des commandes choisies sont introuvables.`),
    tooMany: "C’est trop en une fois\u00a0: 50 commandes au plus. Rien n’a été envoyé.",
    nobody: "Aucune commande n’est choisie. Cochez-en dans la liste.",
    submit: (count) => `Envoyer ${links(count)}`,
    again: (count) => `Réessayer (${count})`,
    goOn: (count) => `Continuer (${count})`,
    stop: "Arrêter",
    stopping: "Arrêt après celle-ci…",
    busy: "Envoi en cours…",
    progress: (done, all) => `${done} sur ${all}`,
    stopped: (sent, left) => `Arrêté\u00a0: ${links(sent)} ${sent === 1 ? "envoyé" : "envoyés"}, ${left === 1 ? "1 commande attend" : `${left} commandes attendent`}.`,
    done: (sent, failed) => `${sent === 0 ? "Aucun lien n’est parti" : `${links(sent)} ${sent === 1 ? "envoyé" : "envoyés"}`}${failed === 0 ? "." : `, ${failed === 1 ? "1 commande" : `${failed} commandes`} sans envoi\u00a0: le tableau dit pourquoi.`}`,
    mailsLeave: "Les e-mails partent à l’instant. Celui qui serait refusé se verra sur son lien.",
    back: "Revenir aux commandes",
    caption: "Commandes choisies",
    columns: { order: "Commande", customer: "Client", open: "Reste à payer", link: "Lien actuel", sending: "Envoi" },
    noEmail: "Pas d’adresse e-mail",
    willBeSent: "Sera envoyé",
    byShop: "Votre boutique écrira elle-même",
    willNot: "Pas d’envoi",
    notSent: "Non envoyé",
    turn: "À son tour",
    isSending: "Envoi…",
    outcomes: { sent: "Envoyé", "sent-by-shop": "Envoyé par la boutique", "already-sent": "Déjà envoyé", "not-tried": "Pas encore essayé", "no-answer": "Pas de réponse" },
    seeLink: "Voir le lien",
    problems: {
      "order-unknown": "Cette commande est introuvable.",
      "order-paid": "Elle est déjà payée.",
      "order-cancelled": "Elle est annulée.",
      "order-refunded": "Elle est remboursée.",
      "order-gone": "Elle est supprimée dans la boutique.",
      "paid-by-link": "Son lien est payé\u00a0; la boutique ne l’a pas encore noté.",
      "nothing-open": "Il ne reste rien à payer.",
      "not-connected": "Sa boutique n’est plus connectée.",
      "no-email": "Elle n’a pas d’adresse e-mail. Ouvrez-la pour en indiquer une.",
      "no-messenger": "L’envoi d’e-mails n’est pas encore réglé.",
      "not-possible": "Ouvrez la commande pour l’envoyer à la main.",
    },
    noMail: "L’envoi d’e-mails n’est pas encore réglé\u00a0: aucun lien ne peut partir d’ici.",
    setUpMail: "Régler l’envoi d’e-mails",
    pickAll: "Toutes les commandes à payer de cette page",
    picked: (count) => (count === 0 ? "" : count === 1 ? "1 commande choisie" : `${count} commandes choisies`),
  },
  en: {
    title: "A link to each",
    bar: "Send a link to each",
    intro: (days) => `Each order gets its own link and its own e-mail, in its customer’s language, for all that is left to pay, on the shop’s usual terms (${days === 1 ? "1 day" : `${days} days`}).`,
    kept: "An order that has a link keeps its address: it is sent again on these terms.",
    plan: (sendable, others) => `${sendable === 0 ? "No link will be sent" : sendable === 1 ? "1 link will be sent" : `${sendable} links will be sent`}${others === 0 ? "." : `; ${others === 1 ? "1 order cannot" : `${others} orders cannot`} get one: the table says why.`}`,
    alreadySent: (count) => (count === 1 ? "1 order has got it already." : `${count} orders have got it already.`),
    unknown: (count) => (count === 1 ? "One of the chosen orders was not found." : `${count} of the chosen orders were not found.`),
    tooMany: "This is too much at once: 50 orders at most. Nothing was sent.",
    nobody: "No order is chosen. Tick some in the list.",
    submit: (count) => (count === 1 ? "Send 1 link" : `Send ${count} links`),
    again: (count) => `Try again (${count})`,
    goOn: (count) => `Go on (${count})`,
    stop: "Stop",
    stopping: "Stopping after this one…",
    busy: "Sending…",
    progress: (done, all) => `${done} of ${all}`,
    stopped: (sent, left) => `Stopped: ${sent === 1 ? "1 link" : `${sent} links`} sent, ${left === 1 ? "1 order waits" : `${left} orders wait`}.`,
    done: (sent, failed) => `${sent === 0 ? "No link was sent" : sent === 1 ? "1 link sent" : `${sent} links sent`}${failed === 0 ? "." : `, ${failed === 1 ? "1 order" : `${failed} orders`} without one: the table says why.`}`,
    mailsLeave: "The e-mails leave at once. One that is refused will show on its link.",
    back: "Back to the orders",
    caption: "Chosen orders",
    columns: { order: "Order", customer: "Customer", open: "Left to pay", link: "Link now", sending: "Sending" },
    noEmail: "No e-mail address",
    willBeSent: "Will be sent",
    byShop: "Your shop will write by itself",
    willNot: "Not sent",
    notSent: "Not sent",
    turn: "Waits its turn",
    isSending: "Sending…",
    outcomes: { sent: "Sent", "sent-by-shop": "Sent by the shop", "already-sent": "Sent already", "not-tried": "Not tried yet", "no-answer": "No answer" },
    seeLink: "See the link",
    problems: {
      "order-unknown": "This order was not found.",
      "order-paid": "It is paid already.",
      "order-cancelled": "It is cancelled.",
      "order-refunded": "It is refunded.",
      "order-gone": "It was deleted in the shop.",
      "paid-by-link": "Its link is paid; the shop has not noted it yet.",
      "nothing-open": "There is nothing left to pay.",
      "not-connected": "Its shop is no longer connected.",
      "no-email": "It has no e-mail address. Open it to enter one.",
      "no-messenger": "E-mail is not set up yet.",
      "not-possible": "Open the order to send it by hand.",
    },
    noMail: "E-mail is not set up yet: no link can leave from here.",
    setUpMail: "Set up e-mail",
    pickAll: "All orders to be paid on this page",
    picked: (count) => (count === 0 ? "" : count === 1 ? "1 order chosen" : `${count} orders chosen`),
  },
};

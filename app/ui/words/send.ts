import type { AmountProblem } from "../../core/money";
import type { DraftProblem } from "../../core/payment-link";
import type { ShopperLocale } from "../../core/locale";
import type { InMerchantLanguages } from "./language";

/** Everything that can be wrong with the form, by field. */
export type SendFieldProblem = AmountProblem | "email-missing" | "email-wrong" | "date-wrong" | "note-too-long";
/** Everything that can stand in the way as a whole. */
export type SendProblem = DraftProblem | "order-unknown" | "no-messenger" | "not-connected";

type SendWords = {
  order: (number: string) => string;
  orderedAt: string;
  lastRead: string;
  lines: string;
  lineColumns: { description: string; quantity: string; total: string };
  total: string;
  alreadyPaid: string;
  open: string;
  nextPart: string;
  customer: string;
  noName: string;
  noEmail: string;
  seeInShop: string;
  links: string;
  noLinks: string;
  send: {
    title: string; intro: string; again: string; email: string; emailHelp: string; locale: string; amount: string; amountHelp: (open: string) => string;
    expires: string; expiresHelp: string; note: string; noteHelp: string; preview: string; refresh: string; submit: string; create: string; sending: string; previewing: string;
  };
  preview: { title: string; hint: string; html: string; text: string; subject: string; from: string; frame: string };
  notUnpaid: Record<"paid" | "cancelled" | "refunded" | "gone", string>;
  notConnected: string;
  locales: Record<ShopperLocale, string>;
  fieldProblems: Record<SendFieldProblem, string>;
  problems: Record<SendProblem, string>;
  formProblem: string;
  setUpMail: string;
};

export const sendWords: InMerchantLanguages<SendWords> = {
  fr: {
    order: (number) => `Commande ${number}`,
    orderedAt: "Passée le",
    lastRead: "Lue dans la boutique le",
    lines: "Contenu",
    lineColumns: { description: "Article", quantity: "Quantité", total: "Total" },
    total: "Total",
    alreadyPaid: "Déjà payé",
    open: "Reste à payer",
    nextPart: "Prochain versement",
    customer: "Client",
    noName: "Sans nom",
    noEmail: "Pas d’adresse e-mail dans la commande",
    seeInShop: "Voir dans la boutique",
    links: "Liens de cette commande",
    noLinks: "Aucun lien n’a encore été envoyé.",
    send: {
      title: "Envoyer un lien de paiement",
      intro: "Votre client reçoit un e-mail à vos couleurs, paie en ligne, et la commande passe en «\u00a0payée\u00a0» dans votre boutique.",
      again: "Cette commande a déjà un lien\u00a0: il garde la même adresse et reçoit ces nouvelles conditions.",
      email: "E-mail du client",
      emailHelp: "Le lien y est envoyé, et le reçu après le paiement.",
      locale: "Langue du message",
      amount: "Montant demandé",
      amountHelp: (open) => `Laissez vide pour tout ce qui reste à payer (${open})\u00a0: le lien suit alors la commande si elle change.`,
      expires: "Payable jusqu’au",
      expiresHelp: "Ce jour compris. Laissez vide pour ne pas fixer de date.",
      note: "Un mot de votre part",
      noteHelp: "Facultatif, 500 caractères au plus. Il est ajouté au message, tel quel.",
      preview: "Voir l’aperçu",
      refresh: "Actualiser l’aperçu",
      submit: "Envoyer",
      create: "Créer sans envoyer (copier)",
      sending: "Envoi…",
      previewing: "Préparation…",
    },
    preview: {
      title: "Ce que votre client recevra",
      hint: "Remplissez le formulaire, puis demandez l’aperçu\u00a0: c’est exactement le message qui partira.",
      html: "E-mail", text: "Texte seul", subject: "Objet", from: "De", frame: "Aperçu de l’e-mail",
    },
    notUnpaid: {
      paid: "Cette commande est déjà payée\u00a0: il n’y a rien à demander.",
      cancelled: "Cette commande est annulée dans la boutique. Rouvrez-la là-bas pour en demander le paiement.",
      refunded: "Cette commande a été remboursée\u00a0: il n’y a rien à demander.",
      gone: "Cette commande n’existe plus dans la boutique.",
    },
    notConnected: "La boutique d’où vient cette commande n’est plus connectée. Reconnectez-la dans les réglages pour envoyer un lien.",
    locales: { fr: "Français", nl: "Néerlandais", en: "Anglais", de: "Allemand" },
    fieldProblems: {
      "not-a-number": "Écrivez le montant en chiffres, par exemple 12,50.",
      "too-many-decimals": "Il y a trop de décimales\u00a0: on ne sait pas si le signe sépare les milliers ou les centimes. Écrivez par exemple 12,50 ou 12 345,00.",
      "not-positive": "Le montant doit être supérieur à zéro.",
      "too-large": "Ce montant dépasse ce qu’un lien peut demander (999 999 999,99).",
      "email-missing": "Indiquez l’adresse e-mail de votre client.",
      "email-wrong": "Cette adresse e-mail n’est pas complète. Exemple\u00a0: nom@exemple.fr",
      "date-wrong": "Cette date n’existe pas. Choisissez-la dans le calendrier.",
      "note-too-long": "Ce mot est trop long\u00a0: 500 caractères au plus.",
    },
    problems: {
      "order-not-unpaid": "Entre-temps, cette commande n’attend plus de paiement dans la boutique. Rien n’a été envoyé.",
      "nothing-open": "Il ne reste rien à payer sur cette commande. Rien n’a été envoyé.",
      "amount-above-open": "C’est plus que ce qui reste à payer sur la commande.",
      "expires-in-the-past": "Cette date est passée. Choisissez-en une à venir.",
      "expires-too-far": "Cette date est trop lointaine\u00a0: un an au plus.",
      "order-unknown": "La boutique ne connaît plus cette commande. Rien n’a été envoyé.",
      "no-messenger": "L’envoi d’e-mails n’est pas encore réglé. Vous pouvez créer le lien sans l’envoyer et le copier.",
      "not-connected": "La boutique d’où vient cette commande n’est plus connectée. Rien n’a été envoyé.",
    },
    formProblem: "Un détail est à corriger avant d’envoyer.",
    setUpMail: "Régler l’envoi d’e-mails",
  },
  en: {
    order: (number) => `Order ${number}`,
    orderedAt: "Placed on",
    lastRead: "Read from the shop on",
    lines: "Content",
    lineColumns: { description: "Item", quantity: "Quantity", total: "Total" },
    total: "Total",
    alreadyPaid: "Already paid",
    open: "Left to pay",
    nextPart: "Next part due",
    customer: "Customer",
    noName: "No name",
    noEmail: "No e-mail address in the order",
    seeInShop: "See it in the shop",
    links: "Links of this order",
    noLinks: "No link has been sent yet.",
    send: {
      title: "Send a payment link",
      intro: "Your customer gets an e-mail in your colours, pays online, and the order becomes “paid” in your shop.",
      again: "This order has a link already: it keeps its address and gets these new terms.",
      email: "Customer’s e-mail",
      emailHelp: "The link is sent there, and the receipt after payment.",
      locale: "Language of the message",
      amount: "Amount asked",
      amountHelp: (open) => `Leave empty for all that is left to pay (${open}): the link then follows the order when it changes.`,
      expires: "Payable until",
      expiresHelp: "That day included. Leave empty to set no date.",
      note: "A word from you",
      noteHelp: "Optional, at most 500 characters. It is added to the message as it is.",
      preview: "Show the preview",
      refresh: "Refresh the preview",
      submit: "Send",
      create: "Create without sending (copy)",
      sending: "Sending…",
      previewing: "Preparing…",
    },
    preview: {
      title: "What your customer will get",
      hint: "Fill in the form, then ask for the preview: it is exactly the message that will leave.",
      html: "E-mail", text: "Text only", subject: "Subject", from: "From", frame: "Preview of the e-mail",
    },
    notUnpaid: {
      paid: "This order is paid already: there is nothing to ask for.",
      cancelled: "This order is cancelled in the shop. Reopen it there to ask for its payment.",
      refunded: "This order was refunded: there is nothing to ask for.",
      gone: "This order is no longer in the shop.",
    },
    notConnected: "The shop this order comes from is no longer connected. Connect it again in the settings to send a link.",
    locales: { fr: "French", nl: "Dutch", en: "English", de: "German" },
    fieldProblems: {
      "not-a-number": "Write the amount in figures, for example 12.50.",
      "too-many-decimals": "There are too many decimals: the sign could separate thousands or cents. Write for example 12.50 or 12,345.00.",
      "not-positive": "The amount must be more than zero.",
      "too-large": "This amount is more than a link can ask (999,999,999.99).",
      "email-missing": "Give your customer’s e-mail address.",
      "email-wrong": "This e-mail address is not complete. Example: name@example.com",
      "date-wrong": "There is no such date. Choose it in the calendar.",
      "note-too-long": "This is too long: at most 500 characters.",
    },
    problems: {
      "order-not-unpaid": "Meanwhile this order no longer waits to be paid in the shop. Nothing was sent.",
      "nothing-open": "There is nothing left to pay on this order. Nothing was sent.",
      "amount-above-open": "This is more than is left to pay on the order.",
      "expires-in-the-past": "This date has passed. Choose one to come.",
      "expires-too-far": "This date is too far away: a year at most.",
      "order-unknown": "The shop no longer knows this order. Nothing was sent.",
      "no-messenger": "Sending e-mail is not set up yet. You can create the link without sending it, and copy it.",
      "not-connected": "The shop this order comes from is no longer connected. Nothing was sent.",
    },
    formProblem: "Something must be corrected before sending.",
    setUpMail: "Set up e-mail",
  },
};

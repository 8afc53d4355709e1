import type { ChequeStep } from "../../core/cheque";
import type { CounterProblem } from "../../core/counter-form";
import type { HandMethod } from "../../core/hand-note";
import type { TillLaw } from "../../core/till-rule";
import type { InMerchantLanguages } from "./language";

/** Why a note was not taken. */
export type NoteProblemWord =
  | "till-off" | "no-account" | "currency-not-offered" | "more-than-open" | "in-the-future" | "too-old" | "noted-otherwise" | "link-unknown"
  | "already-taken" | "not-now" | "not-there" | "already-reversed" | "reason-missing" | "not-recordable" | "order-not-unpaid" | "order-unknown" | "nothing-picked" | "more-than-held";

type CounterWords = {
  title: string; intro: string; open: string; none: string; button: string; forLink: string;
  methods: Record<HandMethod, string>;
  form: {
    title: string; method: string; amount: string; amountHelp: (open: string) => string; paid: string; date: string; cheque: string; chequeHelp: string; number: string; bank: string; drawer: string;
    submit: string; busy: string; exceed: string; exceedHelp: string;
  };
  cash: Record<"off" | "no-account", string>; law: Record<TillLaw, string>; toSettings: string; toAccounts: string;
  list: { title: string; received: (how: string) => string; returned: (how: string) => string; refused: string; claimed: string; reversedFor: (reason: string) => string };
  reverse: { open: string; help: string; reason: string; confirm: string; busy: string };
  steps: Record<ChequeStep, string>; act: Record<Exclude<ChequeStep, "received">, string>; confirmStep: string; chequeNo: (number: string) => string; stepDate: string;
  returned: { title: string; help: string; amount: string; amountHelp: (most: string) => string; how: string; reason: string; submit: string; busy: string };
  scan: { see: string; add: string; replace: string; help: string; upload: string; problems: Record<"too-heavy" | "too-many-pixels" | "not-a-scan" | "unreadable" | "nothing-chosen", string> };
  sign: { title: string; none: string; sign: string; signed: string; cancelled: string };
  /** Money for several orders at once. */
  basket: { title: string; legend: string; help: string; reference: (reference: string) => string; shared: (names: string) => string; open: (amount: string) => string };
  fields: Partial<Record<CounterProblem, string>>;
  problems: Record<NoteProblemWord, string>;
};

const nb = "\u00a0";
const half = "\u202f";

export const counterWords: InMerchantLanguages<CounterWords> = {
  fr: {
    title: "Au comptoir et à la banque", intro: "L’argent qui ne passe par aucune machine\u202f: virement, espèces, chèque.", open: "Reste à payer", none: "Rien n’a été noté à la main.", button: "Paiement reçu", forLink: "Noter un paiement reçu",
    methods: { "bank-transfer": "Virement", cash: "Espèces", cheque: "Chèque" },
    form: {
      title: "Paiement reçu", method: "Reçu par", amount: "Montant reçu", amountHelp: (open) => `Reste à payer${nb}: ${open}.`, paid: "Ce lien est déjà payé. Ce que vous notez ici sera un trop-perçu.",
      date: "Reçu le", cheque: "Le chèque", chequeHelp: "Seulement pour un chèque. Il ne compte comme payé qu’une fois crédité par la banque.", number: "Numéro du chèque", bank: "Banque", drawer: "Émetteur (titulaire du compte)",
      submit: "Noter comme reçu", busy: "Enregistrement…", exceed: "Oui, j’ai reçu plus que ce qui est demandé", exceedHelp: "La différence est gardée comme trop-perçu et vous pourrez la rendre.",
    },
    cash: {
      off: "Les espèces et les chèques ne se notent pas ici pour l’instant.",
      "no-account": "Pour noter des espèces ou des chèques, réglez d’abord le moyen de paiement «\u00a0Sur place\u00a0»\u202f; pour les virements, «\u00a0Virement\u00a0».",
    },
    law: {
      "french-till": `En France, noter à la main l’argent reçu de particuliers fait du logiciel une caisse${half}: la loi (CGI, art. 286, I, 3° bis) exige alors des données inaltérables, clôturées chaque jour, chaque mois et chaque année, et une attestation ou un certificat. C’est donc désactivé tant que vous ne l’activez pas vous-même.`,
      "own-device": `La loi de votre pays demande en général une caisse ou un dispositif certifié pour les espèces, que Réglo n’est pas. C’est donc désactivé${half}: voyez avec votre comptable avant de l’activer.`,
      none: "Vous l’avez désactivé dans les réglages.",
    },
    toSettings: "Réglages de la boutique", toAccounts: "Moyens de paiement",
    list: {
      title: "Noté à la main", received: (how) => `Reçu · ${how}`, returned: (how) => `Rendu · ${how}`, refused: "Refusé, rien n’a été noté", claimed: "Enregistrement en cours", reversedFor: (reason) => `Annulé${nb}: ${reason}`,
    },
    reverse: {
      open: "C’était une erreur", help: "La note reste dans les livres\u202f; une ligne inverse l’annule, avec votre raison. Le client reçoit l’annulation de son reçu et le lien redemande ce montant.",
      reason: "Raison", confirm: "Annuler cette note", busy: "Annulation…",
    },
    steps: { received: "Reçu", banked: "Remis à la banque", withdrawn: "Retiré", cleared: "Crédité", bounced: "Impayé", reversed: "Repris par la banque" },
    act: { banked: "Remis à la banque", withdrawn: "Retirer", cleared: "Crédité", bounced: "Revenu impayé", reversed: "Repris par la banque" },
    confirmStep: "Confirmer", chequeNo: (number) => `Chèque n°${nb}${number}`, stepDate: "Le",
    returned: {
      title: "Rendu au client", help: "Quand vous avez rendu de l’argent de la main à la main, ou par un virement fait à votre banque.", amount: "Montant rendu", amountHelp: (most) => `${most} au plus.`,
      how: "Rendu par", reason: "Raison", submit: "Noter comme rendu", busy: "Enregistrement…",
    },
    scan: {
      see: "Voir le chèque", add: "Joindre une photo ou un PDF", replace: "Remplacer la photo", help: "JPEG, PNG, WebP ou PDF, 8 Mo au plus. Conservé chiffré, visible de vous seuls.", upload: "Joindre",
      problems: {
        "too-heavy": "Ce fichier dépasse 8 Mo. Enregistrez-le en plus petit, puis réessayez.", "too-many-pixels": "Cette image a trop de pixels (50 millions au plus). Enregistrez-la en plus petit, puis réessayez.", "not-a-scan": "Ce n’est ni une photo (JPEG, PNG, WebP) ni un PDF.",
        unreadable: "Ce fichier est abîmé\u202f: il ne peut pas être lu.", "nothing-chosen": "Choisissez d’abord un fichier.",
      },
    },
    sign: { title: "Reçus à signer", none: "Le reçu est établi dès que l’argent est noté.", sign: "Faire signer", signed: "Reçu signé (PDF)", cancelled: "annulé depuis" },
    basket: {
      title: "Noter un paiement pour plusieurs commandes", legend: "Ce paiement est pour", help: "Une seule note pour tout. Les commandes cochées sont réglées de haut en bas\u202f: s’il en manque, la dernière reste à payer en partie\u202f; s’il y en a trop, la différence est gardée sur la dernière.",
      reference: (reference) => `Communication du virement${nb}: ${reference}`, shared: (names) => `Pour plusieurs commandes${nb}: ${names}`, open: (amount) => `reste ${amount}`,
    },
    fields: {
      "not-a-number": "Écrivez un montant, par exemple 12,50.", "too-many-decimals": "Ce montant a trop de décimales.", "not-positive": "Le montant doit être supérieur à zéro.", "too-large": "Ce montant est trop grand.",
      "date-wrong": "Écrivez une date, par exemple 21/11/2026.", "method-unknown": "Choisissez dans la liste comment l’argent est venu.", "number-missing": "Recopiez le numéro du chèque.", "too-long": "C’est trop long\u202f: raccourcissez.", "reason-missing": "Dites pourquoi\u202f: la raison reste dans les livres.",
    },
    problems: {
      "till-off": "Les espèces et les chèques ne se notent pas ici\u202f: c’est désactivé dans les réglages.", "no-account": "Ce moyen de paiement n’est pas réglé.", "currency-not-offered": "Ce moyen de paiement n’accepte pas la devise du lien.",
      "more-than-open": "C’est plus que ce qui reste à payer. Si c’est bien ce que vous avez reçu, cochez la case et notez à nouveau.", "in-the-future": "Cette date est dans l’avenir.", "too-old": "Cette date a plus d’un an.",
      "noted-otherwise": "Ce formulaire a déjà servi. Rechargez la page et vérifiez ce qui est noté.", "link-unknown": "Ce lien n’existe plus.", "already-taken": "C’est déjà noté.", "not-now": "Cette étape n’est pas possible maintenant\u202f: rechargez la page.",
      "not-there": "Cette note n’existe pas, ou ce formulaire a déjà servi.", "already-reversed": "Cette note est déjà annulée.", "reason-missing": "Dites pourquoi\u202f: la raison reste dans les livres.", "not-recordable": "Ce paiement se rembourse par son prestataire.",
      "order-not-unpaid": "Cette commande n’attend pas de paiement dans la boutique.", "order-unknown": "La boutique ne connaît plus cette commande.", "nothing-picked": "Cochez au moins une commande que cet argent paie.",
      "more-than-held": "C’est plus que ce que vous tenez encore de cet argent\u202f: une partie a déjà été rendue ou annulée. Rechargez la page pour voir ce qui reste.",
    },
  },
  en: {
    title: "Over the counter and at the bank", intro: "Money that passes no machine: bank transfer, cash, cheque.", open: "Left to pay", none: "Nothing was noted by hand.", button: "Payment received", forLink: "Note a payment received",
    methods: { "bank-transfer": "Bank transfer", cash: "Cash", cheque: "Cheque" },
    form: {
      title: "Payment received", method: "Received by", amount: "Amount received", amountHelp: (open) => `Left to pay: ${open}.`, paid: "This link is paid already. What you note here will be an overpayment.",
      date: "Received on", cheque: "The cheque", chequeHelp: "For a cheque only. It counts as paid once the bank has credited it.", number: "Cheque number", bank: "Bank", drawer: "Drawer (account holder)",
      submit: "Note as received", busy: "Saving…", exceed: "Yes, I received more than was asked", exceedHelp: "The difference is kept as an overpayment, and you can give it back.",
    },
    cash: {
      off: "Cash and cheques are not noted here for now.",
      "no-account": "To note cash or cheques, first set up the payment method “On the spot”; for transfers, “Bank transfer”.",
    },
    law: {
      "french-till": "In France, noting by hand money received from consumers makes the software a till: the law (CGI art. 286, I, 3° bis) then asks for inalterable data, closed every day, month and year, and for an attestation or a certificate. So it is off until you switch it on yourself.",
      "own-device": "The law of your country generally asks for a certified till or device for cash, which Réglo is not. So it is off: talk to your accountant before switching it on.",
      none: "You switched it off in the settings.",
    },
    toSettings: "Shop settings", toAccounts: "Payment methods",
    list: {
      title: "Noted by hand", received: (how) => `Received · ${how}`, returned: (how) => `Given back · ${how}`, refused: "Refused, nothing was noted", claimed: "Being saved", reversedFor: (reason) => `Cancelled: ${reason}`,
    },
    reverse: {
      open: "This was a mistake", help: "The note stays in the books; an opposite line cancels it, with your reason. The customer gets the cancellation of their receipt, and the link asks for this amount again.",
      reason: "Reason", confirm: "Cancel this note", busy: "Cancelling…",
    },
    steps: { received: "Received", banked: "Paid in", withdrawn: "Withdrawn", cleared: "Cleared", bounced: "Bounced", reversed: "Taken back by the bank" },
    act: { banked: "Paid in at the bank", withdrawn: "Withdraw", cleared: "Cleared", bounced: "Bounced", reversed: "Taken back by the bank" },
    confirmStep: "Confirm", chequeNo: (number) => `Cheque no. ${number}`, stepDate: "On",
    returned: {
      title: "Given back to the customer", help: "When you gave money back over the counter, or by a transfer made at your bank.", amount: "Amount given back", amountHelp: (most) => `At most ${most}.`,
      how: "Given back by", reason: "Reason", submit: "Note as given back", busy: "Saving…",
    },
    scan: {
      see: "See the cheque", add: "Attach a photo or a PDF", replace: "Replace the photo", help: "JPEG, PNG, WebP or PDF, 8 MB at most. Kept encrypted, seen by you alone.", upload: "Attach",
      problems: {
        "too-heavy": "This file is over 8 MB. Save it smaller, then try again.", "too-many-pixels": "This picture has too many pixels (50 million at most). Save it smaller, then try again.", "not-a-scan": "This is neither a photo (JPEG, PNG, WebP) nor a PDF.",
        unreadable: "This file is damaged: it cannot be read.", "nothing-chosen": "Choose a file first.",
      },
    },
    sign: { title: "Receipts to sign", none: "The receipt is issued as soon as the money is noted.", sign: "Have it signed", signed: "Signed receipt (PDF)", cancelled: "cancelled since" },
    basket: {
      title: "Note a payment for several orders", legend: "This payment is for", help: "One note for everything. The orders ticked are settled from the top down: if it is too little, the last one stays partly open; if it is too much, the difference is kept on the last one.",
      reference: (reference) => `Transfer reference: ${reference}`, shared: (names) => `For several orders: ${names}`, open: (amount) => `${amount} left`,
    },
    fields: {
      "not-a-number": "Write an amount, for example 12.50.", "too-many-decimals": "This amount has too many decimals.", "not-positive": "The amount must be more than zero.", "too-large": "This amount is too large.",
      "date-wrong": "Write a date, for example 21/11/2026.", "method-unknown": "Choose from the list how the money came.", "number-missing": "Copy the cheque’s number.", "too-long": "This is too long: make it shorter.", "reason-missing": "Say why: the reason stays in the books.",
    },
    problems: {
      "till-off": "Cash and cheques are not noted here: it is switched off in the settings.", "no-account": "This payment method is not set up.", "currency-not-offered": "This payment method does not take the link’s currency.",
      "more-than-open": "This is more than is left to pay. If it is what you received, tick the box and note it again.", "in-the-future": "This date is in the future.", "too-old": "This date is more than a year ago.",
      "noted-otherwise": "This form was used already. Reload the page and check what is noted.", "link-unknown": "This link is no longer there.", "already-taken": "This is noted already.", "not-now": "This step is not possible now: reload the page.",
      "not-there": "There is no such note, or this form was used already.", "already-reversed": "This note is cancelled already.", "reason-missing": "Say why: the reason stays in the books.", "not-recordable": "This payment is refunded through its provider.",
      "order-not-unpaid": "This order waits for no payment in the shop.", "order-unknown": "The shop no longer knows this order.", "nothing-picked": "Tick at least one order that this money pays.",
      "more-than-held": "This is more than you still hold of this money: part of it was given back or cancelled. Reload the page to see what is left.",
    },
  },
};

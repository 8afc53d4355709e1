import type { RefundResult } from "../../core/ports";
import type { InMerchantLanguages } from "./language";

/** Why money could not be given back. */
export type RefundProblem = Extract<RefundResult, { ok: false }>["reason"] | "payment-unknown" | "refund-not-offered" | "payment-changed";
/** Why a link could not be changed or sent again. */
export type ChangeProblem = "already-paid" | "already-cancelled" | "not-cancelled" | "other-link-open" | "no-messenger" | "not-open" | "link-unknown";

type LinkPageWords = {
  forOrder: (number: string) => string;
  amounts: { asked: string; paid: string; open: string; surplus: string; refunded: string; expires: string; noExpiry: string; created: string; customer: string; locale: string; transferReference: string };
  share: { title: string; address: string; addressHelp: string; addressHelpMany: string; open: string; qr: string; qrAlt: string; svg: string; png: string; notice: string };
  messages: {
    title: string; none: string; resend: string; resendTitle: string; elsewhere: string; retry: string; email: string; note: string; submit: string; first: string; sending: string; cannot: string; noMail: string;
  };
  payments: { title: string; none: string; transaction: string; started: string };
  refund: {
    open: string; openExtra: (extra: string) => string; title: string; amount: string; amountHelp: (most: string) => string; extraHelp: (extra: string, most: string) => string; ownHelp: (own: string, most: string) => string; whole: string; reason: string; reasonHelp: string; submit: string; working: string; unsure: string; underWay: string;
    problems: Record<RefundProblem, string>;
  };
  receipts: { title: string; none: string; download: string; pdf: string };
  history: { title: string };
  order: { title: string; see: string; inShop: string; status: string; stillPaid: string };
  actions: { cancel: string; reopen: string };
  notices: { sent: string; created: string; resent: string; retried: string; "asked-again": string; cancelled: string; reopened: string; refunded: string; noted: string; "note-reversed": string; "note-returned": string; "cheque-moved": string; "scan-saved": string; "evidence-added": string; "evidence-removed": string; "refund-asked": string; rebooked: string; "rebooking-undone": string; resolved: string; unresolved: string };
  problems: Record<ChangeProblem, string>;
};

export const linkPageWords: InMerchantLanguages<LinkPageWords> = {
  fr: {
    forOrder: (number) => `Lien pour la commande ${number}`,
    amounts: {
      asked: "Demandé", paid: "Payé", open: "Reste à payer", surplus: "Trop-perçu", refunded: "Remboursé ou repris", expires: "Payable jusqu’au", noExpiry: "Sans date limite",
      created: "Créé le", customer: "Client", locale: "Langue", transferReference: "Communication d’un virement",
    },
    share: {
      title: "Partager", address: "Adresse de paiement", addressHelp: "Toute personne qui a cette adresse peut payer\u00a0: ne l’envoyez qu’à votre client.", addressHelpMany: "Toute personne qui a cette adresse peut payer, autant de fois qu’elle veut.",
      open: "Ouvrir la page de paiement", qr: "Code QR", qrAlt: "Code QR de la page de paiement", svg: "Télécharger en SVG", png: "Télécharger en PNG", notice: "Avis de paiement (PDF)",
    },
    messages: {
      title: "Messages", none: "Aucun message n’est parti pour ce lien.", resend: "Renvoyer", resendTitle: "Renvoyer le lien", elsewhere: "Envoyer à une autre adresse", retry: "Réessayer", email: "À l’adresse",
      note: "Un mot de votre part", submit: "Renvoyer le lien", first: "Envoyer le lien par e-mail", sending: "Envoi…", cannot: "Ce lien n’attend plus de paiement\u00a0: il n’y a rien à renvoyer.",
      noMail: "L’envoi d’e-mails n’est pas encore réglé.",
    },
    payments: { title: "Paiements", none: "Personne n’a encore essayé de payer.", transaction: "Transaction", started: "Commencé le" },
    refund: {
      open: "Rembourser", title: "Rembourser ce paiement", amount: "Montant à rembourser", amountHelp: (most) => `${most} au plus.`,
      openExtra: (extra) => `Rembourser le trop-perçu (${extra})`, extraHelp: (extra, most) => `Le trop-perçu est de ${extra}\u202f; ${most} au plus.`,
      ownHelp: (own, most) => `Ce paiement a réglé plusieurs commandes\u00a0: ${own} sont de celle-ci, prise la première\u202f; ${most} au plus, pris ensuite sur les autres.`,
      whole: "Ce moyen de paiement ne se rembourse qu’en entier.",
      reason: "Raison", reasonHelp: "Facultatif\u202f; pour vous et votre comptabilité.", submit: "Rembourser", working: "Remboursement…",
      underWay: "Remboursement en cours chez le prestataire\u00a0:",
      unsure: "On ne sait pas encore si le remboursement a eu lieu. Réessayez\u00a0: il ne sera fait qu’une fois.",
      problems: {
        "too-much": "C’est plus que ce qui peut encore être remboursé.",
        "not-refundable": "Le prestataire ne peut plus rembourser ce paiement. Faites-le par un autre moyen, par exemple un virement.",
        "insufficient-balance": "Votre solde chez le prestataire ne suffit pas. Approvisionnez-le, puis réessayez.",
        refused: "Le prestataire a refusé ce remboursement. Voyez pourquoi sur son site.",
        "payment-unknown": "Ce paiement n’est pas connu du prestataire.",
        "payment-changed": "Entre-temps, ce paiement a changé. Vérifiez ce qui a déjà été rendu, puis recommencez.",
        "refund-not-offered": "Ce moyen de paiement ne permet pas de rembourser d’ici.",
      },
    },
    receipts: { title: "Reçus", none: "Le reçu est établi dès que l’argent est reçu.", download: "Télécharger", pdf: "PDF" },
    history: { title: "Historique" },
    order: { title: "Commande", see: "Voir la commande", inShop: "Voir dans la boutique", status: "Dans la boutique",
      stillPaid: "Nous l’avions marquée «\u00a0payée\u00a0»\u202f; depuis, cet argent est reparti et la boutique n’a pas changé. Remettez-la en attente de paiement dans la boutique\u202f: le lien pourra de nouveau être payé. Si elle a été réglée autrement, annulez le lien." },
    actions: { cancel: "Annuler le lien", reopen: "Rouvrir le lien" },
    notices: {
      sent: "Le lien est créé et l’e-mail part à l’instant.",
      created: "Le lien est prêt. Copiez son adresse pour la donner à votre client.",
      resent: "L’e-mail part à l’instant.",
      retried: "Le message est remis en file d’envoi.",
      "asked-again": "La boutique est de nouveau sollicitée.",
      cancelled: "Lien annulé\u00a0: plus personne ne peut le payer.",
      reopened: "Lien rouvert\u00a0: il peut de nouveau être payé.",
      refunded: "Remboursement enregistré.",
      noted: "Paiement noté.",
      "note-reversed": "Note annulée\u202f: ce montant est de nouveau demandé.",
      "note-returned": "Argent rendu noté.",
      "cheque-moved": "Étape du chèque notée.",
      "scan-saved": "Photo du chèque jointe.", "evidence-added": "Preuve ajoutée.", "evidence-removed": "Preuve retirée.",
      "refund-asked": "Remboursement demandé\u00a0: le prestataire l’exécute, en général en quelques jours.",
      rebooked: "Argent affecté\u00a0: les reçus suivent.",
      "rebooking-undone": "Affectation annulée\u00a0: l’argent est revenu ici.",
      resolved: "Marqué comme traité.",
      unresolved: "Remis dans les choses à traiter.",
    },
    problems: {
      "already-paid": "Ce lien est déjà payé.",
      "already-cancelled": "Ce lien est déjà annulé.",
      "not-cancelled": "Ce lien n’est pas annulé.",
      "other-link-open": "Un autre lien demande déjà cette commande\u00a0: utilisez celui-là, ou annulez-le d’abord.",
      "no-messenger": "L’envoi d’e-mails n’est pas encore réglé.",
      "not-open": "Ce lien n’attend plus de paiement.",
      "link-unknown": "Ce lien n’existe plus.",
    },
  },
  en: {
    forOrder: (number) => `Link for order ${number}`,
    amounts: {
      asked: "Asked", paid: "Paid", open: "Left to pay", surplus: "Overpaid", refunded: "Refunded or taken back", expires: "Payable until", noExpiry: "No date limit",
      created: "Created", customer: "Customer", locale: "Language", transferReference: "Transfer reference",
    },
    share: {
      title: "Share", address: "Pay address", addressHelp: "Anyone who has this address can pay: give it to your customer only.", addressHelpMany: "Anyone who has this address can pay, as often as they like.",
      open: "Open the pay page", qr: "QR code", qrAlt: "QR code of the pay page", svg: "Download SVG", png: "Download PNG", notice: "Payment notice (PDF)",
    },
    messages: {
      title: "Messages", none: "No message has left for this link.", resend: "Send again", resendTitle: "Send the link again", elsewhere: "Send to another address", retry: "Retry", email: "To the address",
      note: "A word from you", submit: "Send the link again", first: "Send the link by e-mail", sending: "Sending…", cannot: "This link no longer waits to be paid: there is nothing to send again.",
      noMail: "Sending e-mail is not set up yet.",
    },
    payments: { title: "Payments", none: "Nobody has tried to pay yet.", transaction: "Transaction", started: "Started" },
    refund: {
      open: "Refund", title: "Refund this payment", amount: "Amount to refund", amountHelp: (most) => `At most ${most}.`,
      openExtra: (extra) => `Refund the extra (${extra})`, extraHelp: (extra, most) => `The extra is ${extra}; at most ${most}.`,
      ownHelp: (own, most) => `This payment covered several orders: ${own} is this one’s and goes back first; at most ${most}, the rest from the others.`,
      whole: "This method can only be refunded in full.",
      reason: "Reason", reasonHelp: "Optional; for you and your books.", submit: "Refund", working: "Refunding…",
      underWay: "Refund under way at the provider:",
      unsure: "It is not known yet whether the refund happened. Try again: it will be made only once.",
      problems: {
        "too-much": "This is more than can still be refunded.",
        "not-refundable": "The provider can no longer refund this payment. Do it another way, from your bank account for instance.",
        "insufficient-balance": "Your balance at the provider is too low. Top it up, then try again.",
        refused: "The provider refused this refund. See why on its site.",
        "payment-unknown": "The provider does not know this payment.",
        "payment-changed": "Meanwhile this payment has changed. Check what went back already, then start again.",
        "refund-not-offered": "This method does not allow refunds from here.",
      },
    },
    receipts: { title: "Receipts", none: "The receipt is issued as soon as the money is received.", download: "Download", pdf: "PDF" },
    history: { title: "History" },
    order: { title: "Order", see: "See the order", inShop: "See it in the shop", status: "In the shop",
      stillPaid: "We had marked it “paid”; since then that money went away again and the shop has not changed. Put the order back to awaiting payment in the shop: then the link can be paid again. If it was settled in another way, cancel the link." },
    actions: { cancel: "Cancel the link", reopen: "Reopen the link" },
    notices: {
      sent: "The link is made and its e-mail is leaving now.",
      created: "The link is ready. Copy its address to give it to your customer.",
      resent: "The e-mail is leaving now.",
      retried: "The message is queued again.",
      "asked-again": "The shop is being asked again.",
      cancelled: "Link cancelled: nobody can pay it any more.",
      reopened: "Link reopened: it can be paid again.",
      refunded: "Refund recorded.",
      noted: "Payment noted.",
      "note-reversed": "Note cancelled: this amount is asked for again.",
      "note-returned": "Money given back noted.",
      "cheque-moved": "Step of the cheque noted.",
      "scan-saved": "Photo of the cheque attached.", "evidence-added": "Evidence added.", "evidence-removed": "Evidence removed.",
      "refund-asked": "Refund requested: the provider carries it out, usually within a few days.",
      rebooked: "Money reassigned: the receipts follow.",
      "rebooking-undone": "Reassignment undone: the money is back where it was.",
      resolved: "Marked as done.",
      unresolved: "Back among the things to do.",
    },
    problems: {
      "already-paid": "This link is paid already.",
      "already-cancelled": "This link is cancelled already.",
      "not-cancelled": "This link is not cancelled.",
      "other-link-open": "Another link already asks for this order: use that one, or cancel it first.",
      "no-messenger": "Sending e-mail is not set up yet.",
      "not-open": "This link no longer waits to be paid.",
      "link-unknown": "This link is no longer there.",
    },
  },
};

import type { MessageStatus } from "../../core/message";
import type { FailureReason, PaymentState } from "../../core/payment";
import type { ReturnCause } from "../../core/returned";
import type { InMerchantLanguages } from "./language";

type PaymentWords = {
  states: Record<PaymentState, string>;
  processing: string;
  failures: Record<FailureReason, string>;
  messages: Record<MessageStatus | "returned" | "delayed", string>;
  /** Followed by the moment at which the other side said so. */
  reportedAt: { returned: string; delayed: string };
  kinds: { "payment-link": string; receipt: string; "credit-receipt": string; "cancelled-receipt": string };
  messageProblems: { "no-messenger": string; "no-longer-due": string; "recipient-refused": string; "settings-refused": string; "content-refused": string } & Record<`returned-${ReturnCause}`, string>;
};

export const paymentWords: InMerchantLanguages<PaymentWords> = {
  fr: {
    states: {
      pending: "Pas encore payé", succeeded: "Encaissé", failed: "Non abouti", "partly-refunded": "Remboursé en partie", refunded: "Remboursé", disputed: "Contesté",
    },
    processing: "Argent en route",
    failures: {
      declined: "refusé par la banque",
      "insufficient-funds": "solde ou plafond insuffisant",
      "expired-card": "carte expirée",
      "authentication-failed": "le client n’a pas pu s’authentifier auprès de sa banque",
      "cancelled-by-payer": "interrompu par le client",
      "checkout-expired": "la page de paiement s’est fermée avant la fin",
      "processing-error": "erreur technique",
      unknown: "raison inconnue",
    },
    messages: { queued: "En file d’envoi", sent: "Parti", refused: "Refusé", failed: "Non parti", returned: "Revenu", delayed: "En retard" },
    reportedAt: { returned: "Revenu le", delayed: "Pas encore remis, le serveur réessaie\u202f; signalé le" },
    kinds: { "payment-link": "Lien de paiement", receipt: "Reçu", "credit-receipt": "Reçu de remboursement", "cancelled-receipt": "Annulation de reçu" },
    messageProblems: {
      "no-messenger": "L’envoi d’e-mails n’est pas réglé.",
      "no-longer-due": "Il n’y avait plus rien à demander.",
      "recipient-refused": "Le serveur a refusé cette adresse",
      "settings-refused": "Le serveur d’envoi a refusé vos réglages",
      "content-refused": "Le serveur a refusé le contenu du message",
      "returned-address-unknown": "Cette adresse n’existe pas",
      "returned-mailbox-closed": "Cette boîte est fermée ou suspendue",
      "returned-mailbox-full": "Cette boîte est pleine",
      "returned-too-large": "Le message est trop lourd pour cette boîte",
      "returned-unreachable": "Le serveur de cette adresse n’a pas répondu",
      "returned-policy": "Le serveur de cette adresse ne veut pas de ce message (indésirable, ou votre domaine d’expédition à vérifier\u00a0: SPF, DKIM, DMARC)",
      "returned-other": "Le serveur de cette adresse n’a pas pu remettre le message",
    },
  },
  en: {
    states: {
      pending: "Not paid yet", succeeded: "Received", failed: "Did not go through", "partly-refunded": "Partly refunded", refunded: "Refunded", disputed: "Disputed",
    },
    processing: "Money on its way",
    failures: {
      declined: "declined by the bank",
      "insufficient-funds": "balance or limit too low",
      "expired-card": "expired card",
      "authentication-failed": "the customer could not authenticate with their bank",
      "cancelled-by-payer": "interrupted by the customer",
      "checkout-expired": "the checkout page closed before the end",
      "processing-error": "technical error",
      unknown: "unknown reason",
    },
    messages: { queued: "Queued", sent: "Sent", refused: "Refused", failed: "Not sent", returned: "Came back", delayed: "Late" },
    reportedAt: { returned: "Came back on", delayed: "Not delivered yet, the server keeps trying; reported on" },
    kinds: { "payment-link": "Payment link", receipt: "Receipt", "credit-receipt": "Refund receipt", "cancelled-receipt": "Receipt cancellation" },
    messageProblems: {
      "no-messenger": "Sending e-mail is not set up.",
      "no-longer-due": "There was nothing left to ask for.",
      "recipient-refused": "The server refused this address",
      "settings-refused": "The mail server refused your settings",
      "content-refused": "The server refused the message’s content",
      "returned-address-unknown": "This address does not exist",
      "returned-mailbox-closed": "This mailbox is closed or suspended",
      "returned-mailbox-full": "This mailbox is full",
      "returned-too-large": "The message is too heavy for this mailbox",
      "returned-unreachable": "This address’s server did not answer",
      "returned-policy": "This address’s server does not want this message (taken for spam, or your sending domain needs a look: SPF, DKIM, DMARC)",
      "returned-other": "This address’s server could not deliver the message",
    },
  },
};

import type { MessageStatus } from "../../core/message";
import type { FailureReason, PaymentState } from "../../core/payment";
import type { InMerchantLanguages } from "./language";

type PaymentWords = {
  states: Record<PaymentState, string>;
  processing: string;
  failures: Record<FailureReason, string>;
  messages: Record<MessageStatus, string>;
  kinds: { "payment-link": string; receipt: string; "credit-receipt": string; "cancelled-receipt": string };
  messageProblems: { "no-messenger": string; "no-longer-due": string; "recipient-refused": string; "settings-refused": string; "content-refused": string };
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
    messages: { queued: "En file d’envoi", sent: "Parti", refused: "Refusé", failed: "Non parti" },
    kinds: { "payment-link": "Lien de paiement", receipt: "Reçu", "credit-receipt": "Reçu de remboursement", "cancelled-receipt": "Annulation de reçu" },
    messageProblems: {
      "no-messenger": "L’envoi d’e-mails n’est pas réglé.",
      "no-longer-due": "Il n’y avait plus rien à demander.",
      "recipient-refused": "Le serveur a refusé cette adresse",
      "settings-refused": "Le serveur d’envoi a refusé vos réglages",
      "content-refused": "Le serveur a refusé le contenu du message",
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
    messages: { queued: "Queued", sent: "Sent", refused: "Refused", failed: "Not sent" },
    kinds: { "payment-link": "Payment link", receipt: "Receipt", "credit-receipt": "Refund receipt", "cancelled-receipt": "Receipt cancellation" },
    messageProblems: {
      "no-messenger": "Sending e-mail is not set up.",
      "no-longer-due": "There was nothing left to ask for.",
      "recipient-refused": "The server refused this address",
      "settings-refused": "The mail server refused your settings",
      "content-refused": "The server refused the message’s content",
    },
  },
};

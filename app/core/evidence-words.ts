import type { LinkEventKind } from "./link-history";
import type { MessageStatus } from "./message";
import type { EntryKind } from "./payment";

type EvidenceWords = {
  events: Record<LinkEventKind, string>;
  entries: Record<EntryKind, string>;
  messages: Record<MessageStatus, string>;
  shop: string;
  missing: string;
  added: (count: number) => string;
};

/** What a dispute's file says, for somebody at a bank who knows neither the shop nor us: facts, each in a few words. */
export const evidenceWords: Record<"fr" | "en", EvidenceWords> = {
  fr: {
    events: {
      created: "Demande de paiement créée", "terms-changed": "Conditions de la demande modifiées", "amount-changed": "Montant demandé modifié", "message-queued": "E-mail préparé",
      "message-sent": "E-mail remis au serveur du client", "message-refused": "E-mail refusé par le serveur du client", "message-failed": "E-mail non parti", "message-returned": "E-mail revenu sans être remis",
      "message-delayed": "E-mail retardé", "mailed-by-platform": "La boutique en ligne a écrit au client", "payment-started": "Le client a commencé à payer", "payment-pending": "Le client a validé, paiement en cours",
      "payment-failed": "Le paiement n’a pas abouti", captured: "Paiement reçu", "taken-back": "Paiement noté puis annulé", refunded: "Remboursement", "refund-asked": "Remboursement demandé",
      "refund-reversed": "Remboursement revenu", "refund-pending": "Remboursement en cours", "refund-not-made": "Remboursement non effectué", "rebooked-out": "Argent affecté à une autre commande",
      "rebooked-in": "Argent repris d’une autre commande", "dispute-closed": "Contestation close", disputed: "Paiement contesté", "dispute-won": "Contestation gagnée", "surplus-noticed": "Reçu plus que demandé",
      "paid-twice-noticed": "Payé une seconde fois", "foreign-noticed": "Reçu dans une autre devise", "late-noticed": "Reçu après la fin de la demande", "receipt-issued": "Reçu établi",
      "order-marked-paid": "Commande marquée payée dans la boutique", "order-not-marked": "Commande non marquée dans la boutique", "order-cancelled": "Commande annulée dans la boutique",
      "order-gone": "Commande supprimée de la boutique", "order-paid-elsewhere": "La boutique n’attend plus de paiement", "order-asks-again": "La boutique attend de nouveau le paiement",
      cancelled: "Demande de paiement annulée", reopened: "Demande de paiement rouverte",
    },
    entries: {
      capture: "Paiement reçu", reversal: "Paiement annulé", refund: "Remboursement", "refund-reversal": "Remboursement revenu", dispute: "Repris par la banque", "dispute-reversal": "Rendu par la banque",
    },
    messages: { queued: "en attente", sent: "remis au serveur du client", refused: "refusé par le serveur du client", failed: "non parti" },
    shop: "La boutique dit de la commande",
    missing: "Ajoutez ici la preuve de livraison ou de retrait : bon du transporteur, signature, photo.",
    added: (count) => `Preuves jointes, dans le dossier « delivery » : ${count}`,
  },
  en: {
    events: {
      created: "Payment request made", "terms-changed": "Terms of the request changed", "amount-changed": "Amount asked changed", "message-queued": "E-mail prepared",
      "message-sent": "E-mail handed to the customer’s server", "message-refused": "E-mail refused by the customer’s server", "message-failed": "E-mail not sent", "message-returned": "E-mail came back undelivered",
      "message-delayed": "E-mail delayed", "mailed-by-platform": "The online shop wrote to the customer", "payment-started": "The customer began to pay", "payment-pending": "The customer confirmed, payment under way",
      "payment-failed": "The payment did not go through", captured: "Payment received", "taken-back": "Payment noted, then cancelled", refunded: "Refund", "refund-asked": "Refund asked for",
      "refund-reversed": "Refund came back", "refund-pending": "Refund under way", "refund-not-made": "Refund not made", "rebooked-out": "Money used for another order",
      "rebooked-in": "Money taken from another order", "dispute-closed": "Dispute closed", disputed: "Payment disputed", "dispute-won": "Dispute won", "surplus-noticed": "More received than asked",
      "paid-twice-noticed": "Paid a second time", "foreign-noticed": "Received in another currency", "late-noticed": "Received after the request had ended", "receipt-issued": "Receipt issued",
      "order-marked-paid": "Order marked paid in the shop", "order-not-marked": "Order not marked in the shop", "order-cancelled": "Order cancelled in the shop",
      "order-gone": "Order deleted in the shop", "order-paid-elsewhere": "The shop waits for no payment any more", "order-asks-again": "The shop waits for the payment again",
      cancelled: "Payment request cancelled", reopened: "Payment request opened again",
    },
    entries: {
      capture: "Payment received", reversal: "Payment cancelled", refund: "Refund", "refund-reversal": "Refund came back", dispute: "Taken back by the bank", "dispute-reversal": "Returned by the bank",
    },
    messages: { queued: "waiting", sent: "handed to the customer’s server", refused: "refused by the customer’s server", failed: "not sent" },
    shop: "The shop says of the order",
    missing: "Add the proof of delivery or collection here: carrier’s slip, signature, photo.",
    added: (count) => `Proofs attached, in the folder “delivery”: ${count}`,
  },
};

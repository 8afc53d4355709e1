import type { Words } from "../../app/core/locale";

/** WooCommerce's own statuses as its admin says them; those that plugins add are shown as they come. */
export const statusWords: Readonly<Record<string, Words>> = {
  "checkout-draft": { fr: "Brouillon", en: "Draft" },
  pending: { fr: "Attente de paiement", en: "Pending payment" },
  "on-hold": { fr: "En attente", en: "On hold" },
  processing: { fr: "En cours", en: "Processing" },
  completed: { fr: "Terminée", en: "Completed" },
  cancelled: { fr: "Annulée", en: "Cancelled" },
  refunded: { fr: "Remboursée", en: "Refunded" },
  failed: { fr: "Échouée", en: "Failed" },
  trash: { fr: "Corbeille", en: "Trash" },
};

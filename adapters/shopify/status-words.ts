import type { Words } from "../../app/core/locale";

/** Shopify's financial statuses (`OrderDisplayFinancialStatus`) as its own admin says them, and the two words of `map` that are none of its. */
export const statusWords: Readonly<Record<string, Words>> = {
  AUTHORIZED: { fr: "Paiement autorisé", en: "Authorized" },
  EXPIRED: { fr: "Autorisation expirée", en: "Expired" },
  PAID: { fr: "Payée", en: "Paid" },
  PARTIALLY_PAID: { fr: "Partiellement payée", en: "Partially paid" },
  PARTIALLY_REFUNDED: { fr: "Partiellement remboursée", en: "Partially refunded" },
  PENDING: { fr: "Paiement en attente", en: "Payment pending" },
  REFUNDED: { fr: "Remboursée", en: "Refunded" },
  VOIDED: { fr: "Paiement annulé", en: "Voided" },
  CANCELLED: { fr: "Annulée", en: "Cancelled" },
  UNKNOWN: { fr: "État inconnu", en: "Unknown" },
};

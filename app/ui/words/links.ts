import type { LinkMark } from "../../core/link-marks";
import type { LinkBalance, LinkStatus } from "../../core/payment-link";
import type { InMerchantLanguages } from "./language";

type LinksWords = {
  title: string;
  status: Record<LinkStatus, string>;
  balance: Record<Exclude<LinkBalance, "none">, string>;
  marks: Record<LinkMark, string>;
  filters: Record<LinkStatus | "all" | "refunded" | "watched", string>;
  filtersLabel: string;
  search: string;
  searchHelp: string;
  columns: { link: string; customer: string; created: string; amount: string; paid: string; state: string };
  freeAmount: string;
  many: string;
  ask: string;
  empty: { title: string; text: string; action: string };
  notFound: { title: string; text: string; action: string };
  caption: string;
  basketFound: { text: string; action: string };
};

export const linksWords: InMerchantLanguages<LinksWords> = {
  fr: {
    title: "Liens de paiement",
    status: { open: "En attente", paid: "Payé", expired: "Échu", cancelled: "Annulé" },
    balance: { partial: "Payé en partie", over: "Trop-perçu", late: "Payé en retard" },
    marks: {
      disputed: "Litige", "dispute-lost": "Litige perdu", refunded: "Remboursé", "partly-refunded": "Remboursé en partie",
      "order-cancelled": "Commande annulée", "order-gone": "Commande supprimée", "paid-elsewhere": "Payée ailleurs", "shop-still-paid": "Argent reparti, boutique «\u00a0payée\u00a0»",
    },
    filters: { all: "Tous", open: "En attente", paid: "Payés", expired: "Échus", cancelled: "Annulés", refunded: "Remboursés", watched: "À surveiller" },
    filtersLabel: "Filtrer les liens",
    search: "Rechercher un lien",
    searchHelp: "Commande, nom, e-mail, virement",
    columns: { link: "Pour", customer: "Client", created: "Créé le", amount: "Montant", paid: "Payé", state: "État" },
    freeAmount: "Montant libre",
    many: "Plusieurs clients",
    ask: "Demander un paiement",
    empty: {
      title: "Aucun lien de paiement pour l’instant",
      text: "Ouvrez une commande à payer et envoyez-en le lien\u00a0: vous suivrez ici ce que chacun devient.",
      action: "Voir les commandes à payer",
    },
    notFound: { title: "Aucun lien ne correspond", text: "Changez de filtre, ou essayez un autre mot.", action: "Voir tous les liens" },
    caption: "Liens de paiement, les plus récents d’abord",
    basketFound: { text: "Cette communication est celle d’un lien groupé\u00a0: un seul virement règle ces commandes.", action: "Noter le virement pour toutes" },
  },
  en: {
    title: "Payment links",
    status: { open: "Waiting", paid: "Paid", expired: "Expired", cancelled: "Cancelled" },
    balance: { partial: "Partly paid", over: "Overpaid", late: "Paid late" },
    marks: {
      disputed: "Dispute", "dispute-lost": "Dispute lost", refunded: "Refunded", "partly-refunded": "Partly refunded",
      "order-cancelled": "Order cancelled", "order-gone": "Order deleted", "paid-elsewhere": "Paid elsewhere", "shop-still-paid": "Money gone, shop says paid",
    },
    filters: { all: "All", open: "Waiting", paid: "Paid", expired: "Expired", cancelled: "Cancelled", refunded: "Refunded", watched: "To watch" },
    filtersLabel: "Filter links",
    search: "Search for a link",
    searchHelp: "Order, name, e-mail, transfer",
    columns: { link: "For", customer: "Customer", created: "Created", amount: "Amount", paid: "Paid", state: "State" },
    freeAmount: "Free amount",
    many: "Several customers",
    ask: "Ask for a payment",
    empty: {
      title: "No payment link yet",
      text: "Open an order to be paid and send its link: here you will follow what becomes of each.",
      action: "See the orders to be paid",
    },
    notFound: { title: "No link matches", text: "Change the filter, or try another word.", action: "See all links" },
    caption: "Payment links, newest first",
    basketFound: { text: "This reference is that of one link for several orders: one transfer settles them.", action: "Note the transfer for all" },
  },
};

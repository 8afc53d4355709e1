import type { OrderState } from "../../core/order";
import type { InMerchantLanguages } from "./language";

type OrdersWords = {
  title: string;
  tabs: { unpaid: string; paid: string; all: string };
  tabsLabel: string;
  search: string;
  searchHelp: string;
  searchSubmit: string;
  sync: string;
  syncing: string;
  lastSync: string;
  neverSynced: string;
  synced: (count: number) => string;
  syncGoesOn: string;
  columns: { order: string; customer: string; date: string; amount: string; state: string; link: string };
  states: Record<OrderState, string>;
  noLink: string;
  openOf: (open: string, total: string) => string;
  empty: { title: string; text: string; action: string };
  nothingHere: { title: string; text: string };
  notFound: { title: string; text: string; action: string };
  allPaid: { title: string; text: string };
  caption: string;
  platformTrouble: string;
  tasksWaiting: (count: number) => string;
  tasksOpen: string;
};

type FigureWords = {
  title: string;
  toCollect: string;
  toCollectCount: (count: number) => string;
  late: string;
  lateCount: (count: number) => string;
  received: string;
  receivedCount: (count: number) => string;
  none: string;
  chart: string;
  chartSummary: (asked: string, received: string) => string;
  asked: string;
  receivedLegend: string;
  showTable: string;
  day: string;
};

export const ordersWords: InMerchantLanguages<OrdersWords> = {
  fr: {
    title: "Commandes",
    tabs: { unpaid: "À payer", paid: "Payées", all: "Toutes" },
    tabsLabel: "Filtrer les commandes",
    search: "Rechercher une commande",
    searchHelp: "Numéro, nom ou e-mail",
    searchSubmit: "Rechercher",
    sync: "Synchroniser",
    syncing: "Synchronisation…",
    lastSync: "Dernière synchronisation\u00a0:",
    neverSynced: "Pas encore synchronisé.",
    synced: (count) => (count === 0 ? "Rien de nouveau depuis la dernière fois." : count === 1 ? "1 commande lue." : `${count} commandes lues.`),
    syncGoesOn: "Il y a beaucoup de commandes\u00a0: la lecture continue en arrière-plan.",
    columns: { order: "Commande", customer: "Client", date: "Date", amount: "Reste à payer", state: "État", link: "Lien de paiement" },
    states: { unpaid: "À payer", paid: "Payée", cancelled: "Annulée", refunded: "Remboursée", gone: "Supprimée" },
    noLink: "Aucun lien",
    openOf: (open, total) => `${open} sur ${total}`,
    empty: {
      title: "Connectez votre boutique en ligne",
      text: "Les commandes qui attendent leur paiement apparaîtront ici. Un clic suffira alors pour envoyer un lien de paiement à votre client, et la commande passera en «\u00a0payée\u00a0» toute seule.",
      action: "Connecter une boutique",
    },
    nothingHere: { title: "Aucune commande pour l’instant", text: "La boutique est connectée. Dès qu’une commande y est passée, elle apparaît ici." },
    notFound: { title: "Aucune commande ne correspond", text: "Essayez un autre mot, ou cherchez dans toutes les commandes.", action: "Effacer la recherche" },
    allPaid: { title: "Tout est payé", text: "Aucune commande n’attend de paiement en ce moment." },
    caption: "Commandes, les plus récentes d’abord",
    platformTrouble: "La boutique n’a pas pu être lue",
    tasksWaiting: (count) => (count === 1 ? "Une chose attend votre décision." : `${count} choses attendent votre décision.`),
    tasksOpen: "Voir ce qu’il y a à traiter",
  },
  en: {
    title: "Orders",
    tabs: { unpaid: "To be paid", paid: "Paid", all: "All" },
    tabsLabel: "Filter orders",
    search: "Search for an order",
    searchHelp: "Number, name or e-mail",
    searchSubmit: "Search",
    sync: "Synchronise",
    syncing: "Synchronising…",
    lastSync: "Last synchronised:",
    neverSynced: "Not synchronised yet.",
    synced: (count) => (count === 0 ? "Nothing new since last time." : count === 1 ? "1 order read." : `${count} orders read.`),
    syncGoesOn: "There are many orders: reading goes on in the background.",
    columns: { order: "Order", customer: "Customer", date: "Date", amount: "Left to pay", state: "State", link: "Payment link" },
    states: { unpaid: "To be paid", paid: "Paid", cancelled: "Cancelled", refunded: "Refunded", gone: "Deleted" },
    noLink: "No link",
    openOf: (open, total) => `${open} of ${total}`,
    empty: {
      title: "Connect your online shop",
      text: "Orders that wait to be paid will appear here. One click then sends your customer a payment link, and the order becomes “paid” by itself.",
      action: "Connect a shop",
    },
    nothingHere: { title: "No order yet", text: "The shop is connected. As soon as an order is placed there, it appears here." },
    notFound: { title: "No order matches", text: "Try another word, or search in all orders.", action: "Clear the search" },
    allPaid: { title: "Everything is paid", text: "No order waits to be paid right now." },
    caption: "Orders, newest first",
    platformTrouble: "The shop could not be read",
    tasksWaiting: (count) => (count === 1 ? "One thing waits for your decision." : `${count} things wait for your decision.`),
    tasksOpen: "See what there is to do",
  },
};

export const figureWords: InMerchantLanguages<FigureWords> = {
  fr: {
    title: "En un coup d’œil",
    toCollect: "À encaisser",
    toCollectCount: (count) => (count === 1 ? "1 commande" : `${count} commandes`),
    late: "En retard",
    lateCount: (count) => (count === 1 ? "1 lien arrivé à échéance" : `${count} liens arrivés à échéance`),
    received: "Reçu ce mois-ci",
    receivedCount: (count) => (count === 1 ? "1 paiement, remboursements déduits" : `${count} paiements, remboursements déduits`),
    none: "Rien",
    chart: "Demandé et reçu, 30 derniers jours",
    chartSummary: (asked, received) => `En 30 jours, ${asked} demandés par lien et ${received} reçus.`,
    asked: "Demandé",
    receivedLegend: "Reçu",
    showTable: "Voir les chiffres jour par jour",
    day: "Jour",
  },
  en: {
    title: "At a glance",
    toCollect: "To collect",
    toCollectCount: (count) => (count === 1 ? "1 order" : `${count} orders`),
    late: "Late",
    lateCount: (count) => (count === 1 ? "1 link past its date" : `${count} links past their date`),
    received: "Received this month",
    receivedCount: (count) => (count === 1 ? "1 payment, refunds deducted" : `${count} payments, refunds deducted`),
    none: "Nothing",
    chart: "Asked and received, last 30 days",
    chartSummary: (asked, received) => `In 30 days, ${asked} asked by link and ${received} received.`,
    asked: "Asked",
    receivedLegend: "Received",
    showTable: "See the figures day by day",
    day: "Day",
  },
};

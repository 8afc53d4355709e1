import type { BasketClosed } from "../../core/basket";
import type { InMerchantLanguages } from "./language";

/** Why several orders cannot be asked for together. */
export type TogetherWordsProblem =
  | "too-few-orders" | "too-many-orders" | "order-unknown" | "order-not-unpaid" | "customers-differ" | "currencies-differ" | "not-connected"
  | "link-unknown" | "nothing-due" | "too-many-links" | "no-messenger";

type TogetherWords = {
  title: string;
  intro: string;
  pick: (number: string) => string;
  bar: string;
  barHelp: string;
  others: (count: number) => string;
  otherOrders: string;
  orders: string;
  sum: string;
  linkKept: string;
  back: string;
  submit: string;
  problems: Record<TogetherWordsProblem, (numbers: string) => string>;
  card: { title: string; help: string; received: string; address: string; open: string; withdraw: string; states: Record<BasketClosed, string>; isOpen: string; foreign: (amount: string, name: string) => string; foreignHere: (amount: string) => string };
};

export const togetherWords: InMerchantLanguages<TogetherWords> = {
  fr: {
    title: "Un seul lien pour plusieurs commandes",
    intro: "Votre client reçoit un seul e-mail. Il choisit ce qu’il paie, en une fois\u00a0; chaque commande est réglée et reçoit son reçu séparément.",
    pick: (number) => `Choisir la commande ${number}`,
    bar: "Envoyer un seul lien pour tout",
    barHelp: "Un seul lien\u00a0: pour plusieurs commandes d’un même client.",
    others: (count) => (count === 1 ? "Ce client a une autre commande à payer." : `Ce client a ${count} autres commandes à payer.`),
    otherOrders: "Autres commandes à payer",
    orders: "Commandes demandées ensemble",
    sum: "Total",
    linkKept: "Une commande qui a déjà un lien garde le sien, avec ses conditions. Les autres en reçoivent un aux conditions habituelles de la boutique.",
    back: "Revenir aux commandes",
    submit: "Envoyer un seul lien",
    problems: {
      "too-few-orders": () => "Choisissez au moins deux commandes.",
      "too-many-orders": () => "C’est trop pour une page\u00a0: 50 commandes au plus.",
      "order-unknown": () => "Une de ces commandes n’existe plus. Rien n’a été envoyé.",
      "order-not-unpaid": (numbers) => `Déjà payée ou annulée\u00a0: ${numbers}. Retirez-la de la sélection. Rien n’a été envoyé.`,
      "customers-differ": () => "Ces commandes ne sont pas du même client\u00a0: leurs adresses e-mail diffèrent ou manquent. Un lien commun montrerait à l’un les commandes de l’autre. Rien n’a été envoyé.",
      "currencies-differ": () => "Ces commandes sont en plusieurs devises\u00a0: envoyez un lien par devise. Rien n’a été envoyé.",
      "not-connected": () => "La boutique d’où vient l’une de ces commandes n’est plus connectée. Rien n’a été envoyé.",
      "link-unknown": () => "Un lien a disparu entre-temps. Recommencez.",
      "nothing-due": () => "Il ne reste rien à payer sur ces commandes. Rien n’a été envoyé.",
      "too-many-links": () => "C’est trop pour une page\u00a0: 50 commandes au plus.",
      "no-messenger": () => "L’envoi d’e-mails n’est pas encore réglé. Vous pouvez créer le lien sans l’envoyer et le copier.",
    },
    card: {
      title: "Lien groupé", help: "Cette page demande plusieurs commandes du même client. Qui a cette adresse peut les voir et les payer.", received: "Paiement reçu pour plusieurs",
      address: "Adresse de la page groupée", open: "Ouvrir la page", withdraw: "Retirer le lien groupé",
      states: { "basket-cancelled": "Retiré", "basket-expired": "Expiré", "all-paid": "Tout est payé", "nothing-payable": "Rien à payer" }, isOpen: "Ouvert",
      foreign: (amount, name) => `${amount} sont arrivés pour ce lien groupé dans une autre devise. Cet argent ne règle aucune des commandes\u00a0: il attend sur «\u00a0${name}\u00a0», où vous pouvez le rendre.`,
      foreignHere: (amount) => `${amount} sont arrivés pour ce lien groupé dans une autre devise. Cet argent ne règle aucune des commandes\u00a0: rendez-le ici, ou utilisez-le pour un lien dans cette devise.`,
    },
  },
  en: {
    title: "One link for several orders",
    intro: "Your customer gets one e-mail. They choose what to pay, at once; each order is settled and receipted on its own.",
    pick: (number) => `Select order ${number}`,
    bar: "Send one link for everything",
    barHelp: "One link: for several orders of one customer.",
    others: (count) => (count === 1 ? "This customer has one more order to pay." : `This customer has ${count} more orders to pay.`),
    otherOrders: "Other orders to be paid",
    orders: "Orders asked for together",
    sum: "Total",
    linkKept: "An order that has a link keeps it, with its terms. The others get one on the shop’s usual terms.",
    back: "Back to the orders",
    submit: "Send one link",
    problems: {
      "too-few-orders": () => "Select at least two orders.",
      "too-many-orders": () => "This is too much for one page: 50 orders at most.",
      "order-unknown": () => "One of these orders no longer exists. Nothing was sent.",
      "order-not-unpaid": (numbers) => `Already paid or cancelled: ${numbers}. Take it out of the selection. Nothing was sent.`,
      "customers-differ": () => "These orders are not of one customer: their e-mail addresses differ or are missing. A common link would show one of them the orders of the other. Nothing was sent.",
      "currencies-differ": () => "These orders are in several currencies: send one link for each currency. Nothing was sent.",
      "not-connected": () => "The shop one of these orders comes from is no longer connected. Nothing was sent.",
      "link-unknown": () => "A link is gone meanwhile. Please begin again.",
      "nothing-due": () => "There is nothing left to pay on these orders. Nothing was sent.",
      "too-many-links": () => "This is too much for one page: 50 orders at most.",
      "no-messenger": () => "E-mail is not set up yet. You can make the link without sending it, and copy it.",
    },
    card: {
      title: "Joint link", help: "This page asks for several orders of the same customer. Whoever has this address can see and pay them.", received: "Payment received for several",
      address: "Address of the joint page", open: "Open the page", withdraw: "Withdraw the joint link",
      states: { "basket-cancelled": "Withdrawn", "basket-expired": "Expired", "all-paid": "Everything is paid", "nothing-payable": "Nothing to pay" }, isOpen: "Open",
      foreign: (amount, name) => `${amount} came for this joint link in another currency. It settles none of the orders: it waits on “${name}”, where you can give it back.`,
      foreignHere: (amount) => `${amount} came for this joint link in another currency. It settles none of the orders: give it back here, or use it for a link in that currency.`,
    },
  },
};

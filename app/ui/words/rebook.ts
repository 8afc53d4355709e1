import type { RebookProblem } from "../../core/rebooking";
import type { InMerchantLanguages } from "./language";

type RebookWords = {
  title: string;
  intro: string;
  free: (amount: string) => string;
  refund: (amount: string) => string;
  refunding: string;
  target: string;
  targetHelp: string;
  choose: string;
  none: string;
  submit: string;
  working: string;
  forOrder: (number: string) => string;
  open: (amount: string) => string;
  out: (amount: string, other: string) => string;
  into: (amount: string, other: string) => string;
  undone: string;
  undo: string;
  elsewhere: string;
  problems: Record<RebookProblem, string>;
};

export const rebookWords: InMerchantLanguages<RebookWords> = {
  fr: {
    title: "Argent à rendre ou à affecter",
    intro: "Personne ne demandait cet argent ici. Rendez-le, ou affectez-le à une autre commande du même client\u00a0: rien ne bouge chez le prestataire, les reçus suivent.",
    free: (amount) => `${amount} disponibles`,
    refund: (amount) => `Rembourser ${amount}`,
    refunding: "Remboursement…",
    target: "Affecter à une autre commande",
    choose: "Choisissez la commande",
    targetHelp: "Au plus ce que cette commande attend encore\u202f; le reste demeure ici.",
    none: "Aucun autre lien n’attend d’argent dans cette devise.",
    submit: "Affecter",
    working: "Affectation…",
    forOrder: (number) => `Commande ${number}`,
    open: (amount) => `reste ${amount}`,
    out: (amount, other) => `${amount} affectés à\u00a0: ${other}`,
    into: (amount, other) => `${amount} venus de\u00a0: ${other}`,
    undone: "Affectation annulée",
    undo: "Annuler l’affectation",
    elsewhere: "un autre lien",
    problems: {
      "nothing-free": "Cet argent n’est plus disponible ici.",
      "changed-meanwhile": "Entre-temps, le montant disponible a changé. Vérifiez, puis recommencez.",
      "link-unknown": "Choisissez la commande dans la liste.",
      "other-currency": "Ce lien est dans une autre devise.",
      "asks-nothing": "Cette commande n’attend plus d’argent.",
      "same-link": "Choisissez une autre commande.",
      "given-back": "Cet argent a déjà été rendu au client, ou est en train de l’être.",
      "already-undone": "Cette affectation est déjà annulée.",
    },
  },
  en: {
    title: "Money to give back or to reassign",
    intro: "Nobody asked for this money here. Give it back, or use it for another order of the same customer: nothing moves at the provider, and the receipts follow.",
    free: (amount) => `${amount} available`,
    refund: (amount) => `Refund ${amount}`,
    refunding: "Refunding…",
    target: "Use for another order",
    choose: "Choose the order",
    targetHelp: "At most what that order still asks; the rest stays here.",
    none: "No other link asks for money in this currency.",
    submit: "Reassign",
    working: "Reassigning…",
    forOrder: (number) => `Order ${number}`,
    open: (amount) => `${amount} left`,
    out: (amount, other) => `${amount} given to: ${other}`,
    into: (amount, other) => `${amount} taken from: ${other}`,
    undone: "Reassignment undone",
    undo: "Undo",
    elsewhere: "another link",
    problems: {
      "nothing-free": "This money is no longer available here.",
      "changed-meanwhile": "Meanwhile the available amount has changed. Check, then start again.",
      "link-unknown": "Choose the order from the list.",
      "other-currency": "This link is in another currency.",
      "asks-nothing": "This order no longer asks for money.",
      "same-link": "Choose another order.",
      "given-back": "This money was given back to the customer already, or is on its way.",
      "already-undone": "This was undone already.",
    },
  },
};

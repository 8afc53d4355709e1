import type { DisputeReason, Evidence } from "../../core/dispute";
import type { InMerchantLanguages } from "./language";

type DisputeWords = {
  title: Record<"open" | "won" | "lost", string>;
  happened: Record<"open" | "won" | "lost", (amount: string) => string>;
  why: string;
  reasons: Record<DisputeReason, string>;
  due: string;
  left: (days: number | null) => string;
  noDue: string;
  evidence: string;
  items: Record<Evidence["kind"], string>;
  held: string;
  missing: string;
  download: string;
  answer: string;
  files: { add: string; which: string; file: (number: number) => string; remove: string; tooMany: string; back: string };
};

export const disputeWords: InMerchantLanguages<DisputeWords> = {
  fr: {
    title: { open: "Paiement contesté", won: "Contestation gagnée", lost: "Contestation perdue" },
    happened: {
      open: (amount) => `Le client a demandé à sa banque de reprendre ${amount}. Le prestataire tranche d’après vos preuves.`,
      won: (amount) => `${amount} vous sont revenus. Rien d’autre à faire.`,
      lost: (amount) => `${amount} sont restés à la banque du client. Le reçu et l’historique gardent le paiement d’origine.`,
    },
    why: "Motif donné par la banque",
    reasons: {
      fraud: "Le client dit ne pas avoir autorisé ce paiement (fraude).", "not-received": "Le client dit n’avoir rien reçu.",
      "not-as-described": "Le client dit que l’article n’est pas conforme à sa description.", "paid-twice": "Le client dit avoir payé deux fois.",
      "refund-missing": "Le client attend un remboursement promis.", cancelled: "Le client dit avoir annulé.", "amount-wrong": "Le client dit que le montant est inexact.",
      "not-recognised": "Le client ne reconnaît pas ce paiement sur son relevé.", "debit-refused": "La banque du client a rejeté le prélèvement.", general: "La banque ne donne pas de motif précis.",
    },
    due: "Répondre avant le",
    left: (days) => (days === null ? "échéance dépassée" : days === 0 ? "dernier jour" : days === 1 ? "plus qu’un jour" : `encore ${days} jours`),
    noDue: "Le prestataire ne donne pas d’échéance\u00a0: répondez dès que possible, si son site le permet.",
    evidence: "Vos preuves",
    items: {
      receipt: "Reçu du paiement", order: "Ce qui a été commandé", messages: "E-mails envoyés au client", history: "Historique du lien, minute par minute",
      delivery: "Preuve de livraison ou de retrait (le transporteur la donne)",
    },
    held: "réuni", missing: "à ajouter par vous",
    download: "Télécharger les preuves (ZIP)",
    answer: "Répondre chez le prestataire",
    files: {
      add: "Ajouter une preuve de livraison", which: "Bon du transporteur, signature, photo…", file: (number) => `Preuve de livraison ${number}`, remove: "Retirer",
      tooMany: "Six fichiers au plus\u00a0: retirez-en un d’abord.", back: "Le lien",
    },
  },
  en: {
    title: { open: "Disputed payment", won: "Dispute won", lost: "Dispute lost" },
    happened: {
      open: (amount) => `The customer asked their bank to take ${amount} back. The provider decides by your evidence.`,
      won: (amount) => `${amount} came back to you. Nothing else to do.`,
      lost: (amount) => `${amount} stayed with the customer’s bank. The receipt and the history keep the original payment.`,
    },
    why: "Reason given by the bank",
    reasons: {
      fraud: "The customer says they did not authorise this payment (fraud).", "not-received": "The customer says nothing arrived.",
      "not-as-described": "The customer says the item is not as described.", "paid-twice": "The customer says they paid twice.",
      "refund-missing": "The customer waits for a promised refund.", cancelled: "The customer says they cancelled.", "amount-wrong": "The customer says the amount is wrong.",
      "not-recognised": "The customer does not recognise this payment on their statement.", "debit-refused": "The customer’s bank rejected the direct debit.", general: "The bank gives no precise reason.",
    },
    due: "Answer before",
    left: (days) => (days === null ? "deadline passed" : days === 0 ? "last day" : days === 1 ? "one day left" : `${days} days left`),
    noDue: "The provider names no deadline: answer as soon as you can, where its site allows it.",
    evidence: "Your evidence",
    items: {
      receipt: "Receipt of the payment", order: "What was ordered", messages: "E-mails sent to the customer", history: "The link’s history, minute by minute",
      delivery: "Proof of delivery or collection (the carrier gives it)",
    },
    held: "gathered", missing: "for you to add",
    download: "Download the evidence (ZIP)",
    answer: "Answer at the provider",
    files: {
      add: "Add a proof of delivery", which: "Carrier’s slip, signature, photo…", file: (number) => `Proof of delivery ${number}`, remove: "Remove",
      tooMany: "Six files at most: remove one first.", back: "The link",
    },
  },
};

import type { InMerchantLanguages } from "./language";

/** Where the shop's platform takes the money, on its own pages: what screens say instead of speaking of ours. */
export type CollectedWords = {
  shopText: string;
  legalHelp: string;
  zoneHelp: string;
  mailText: string;
  mailNone: string;
  sendIntro: string;
  emailHelp: string;
  mailedByShop: string;
  tasksIntro: string;
  tasksEmpty: string;
  noMessenger: string;
  linkSearchHelp: string;
};

export const collectedWords: InMerchantLanguages<CollectedWords> = {
  fr: {
    shopText: "Ce que vos clients voient dans vos e-mails et sur vos factures à payer. Le paiement se fait sur la page de votre boutique.",
    legalHelp: "Une par ligne\u00a0: raison sociale, adresse, numéros d’entreprise et de TVA. Elles figurent sur les factures à payer.",
    zoneHelp: "Les dates des liens s’y rapportent, par exemple Europe/Paris.",
    mailText: "De quelle adresse partent vos liens. Sans réglage, votre boutique écrit elle-même à ses clients.",
    mailNone: "Aucun réglage\u00a0: c’est votre boutique qui écrit à ses clients.",
    sendIntro: "Votre client reçoit un e-mail, paie sur la page de votre boutique, et la commande y passe en «\u00a0payée\u00a0».",
    emailHelp: "Laissez vide\u00a0: votre boutique écrit à l’adresse de la commande.",
    mailedByShop: "Votre boutique a envoyé à son client de quoi payer.",
    tasksIntro: "Ce que seule une personne peut décider. Rien n’est perdu.",
    tasksEmpty: "Les e-mails refusés et les demandes de vos clients sur leurs données apparaîtront ici.",
    noMessenger: "Votre boutique écrira elle-même à son client. Pour écrire à une autre adresse, réglez l’envoi d’e-mails, ou créez le lien et copiez-le.",
    linkSearchHelp: "Commande, nom ou e-mail",
  },
  en: {
    shopText: "What your customers see in your e-mails and on your invoices to pay. They pay on your shop’s own page.",
    legalHelp: "One per line: legal name, address, company and VAT numbers. They appear on invoices to pay.",
    zoneHelp: "Dates of links refer to it, for example Europe/Paris.",
    mailText: "From which address your links leave. Without it your shop writes to its customers by itself.",
    mailNone: "Not set up: your shop writes to its customers by itself.",
    sendIntro: "Your customer gets an e-mail, pays on your shop’s own page, and the order becomes “paid” there.",
    emailHelp: "Leave empty: your shop writes to the order’s address.",
    mailedByShop: "Your shop has written to its customer how to pay.",
    tasksIntro: "What only a person can decide. Nothing is lost.",
    tasksEmpty: "Refused e-mails and your customers’ requests about their data will appear here.",
    noMessenger: "Your shop will write to its customer by itself. To write to another address, set up e-mail, or make the link and copy it.",
    linkSearchHelp: "Order, name or e-mail",
  },
};

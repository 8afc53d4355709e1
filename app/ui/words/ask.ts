import type { AskFormProblem, AskPlanProblem } from "../../core/ask-form";
import type { InMerchantLanguages } from "./language";

type AskWords = {
  title: string;
  intro: string;
  purpose: string;
  purposeHelp: string;
  amountTitle: string;
  fixed: string;
  free: string;
  freeHelp: string;
  amount: string;
  currency: string;
  useTitle: string;
  once: string;
  onceHelp: string;
  many: string;
  manyHelp: string;
  name: string;
  nameHelp: string;
  email: string;
  emailHelp: string;
  emailManyHelp: string;
  expiresHelp: string;
  noPlan: Record<"free" | "many", string>;
  noWay: string;
  setUpWay: string;
  problems: Pick<Record<AskFormProblem, string>, "purpose-missing" | "purpose-too-long" | "name-too-long" | "currency-unknown" | "amount-missing" | "email-missing" | AskPlanProblem>;
};

export const askWords: InMerchantLanguages<AskWords> = {
  fr: {
    title: "Demander un paiement",
    intro: "Sans commande\u00a0: un acompte, une prestation, une réservation, un don. Le client paie en ligne et reçoit son reçu.",
    purpose: "Pour quoi",
    purposeHelp: "Tel que votre client le lira, par exemple «\u00a0Acompte pour la table en chêne\u00a0».",
    amountTitle: "Montant",
    fixed: "Je le fixe",
    free: "Le client le choisit",
    freeHelp: "La page de paiement le lui demande.",
    amount: "Montant demandé",
    currency: "Devise",
    useTitle: "Qui peut payer",
    once: "Un seul client",
    onceHelp: "Une fois payé, le lien est terminé.",
    many: "Autant de clients que vous voulez",
    manyHelp: "Pour une affiche, un site ou une signature d’e-mail\u00a0: chacun paie de son côté.",
    name: "Nom du client",
    nameHelp: "Facultatif. Il figure sur la page et sur le reçu.",
    email: "E-mail du client",
    emailHelp: "Le lien y est envoyé, et le reçu après le paiement. Pas besoin d’adresse pour seulement créer le lien.",
    emailManyHelp: "Seulement pour envoyer le lien. Les reçus se téléchargent après chaque paiement.",
    expiresHelp: "Ce jour compris. Laissez vide pour ne pas fixer de date.",
    noPlan: {
      free: "Paiement en plusieurs fois\u00a0: pas pour un montant que le client choisit.",
      many: "Paiement en plusieurs fois\u00a0: pas pour un lien à plusieurs clients, chacun y paie tout en une fois.",
    },
    noWay: "Aucun moyen de paiement n’est connecté\u00a0: le lien se crée, mais personne ne peut encore le payer.",
    setUpWay: "Connecter un moyen de paiement",
    problems: {
      "purpose-missing": "Dites pour quoi vous demandez ce paiement\u00a0: votre client doit le reconnaître.",
      "purpose-too-long": "C’est trop long\u00a0: 200 caractères au plus. Le reste peut aller dans le mot de votre part.",
      "name-too-long": "Ce nom est trop long\u00a0: 100 caractères au plus.",
      "currency-unknown": "Vos moyens de paiement ne prennent pas cette devise. Choisissez-en une dans la liste.",
      "amount-missing": "Indiquez le montant, ou laissez le client le choisir.",
      "email-missing": "Indiquez l’adresse e-mail de votre client, ou créez le lien sans l’envoyer.",
      "plan-needs-amount": "Pour être payé en plusieurs fois, fixez le montant\u00a0; ou choisissez «\u00a0Non, tout en une fois\u00a0».",
      "plan-needs-one-payer": "Pour être payé en plusieurs fois, le lien doit être pour un seul client\u00a0; ou choisissez «\u00a0Non, tout en une fois\u00a0».",
    },
  },
  en: {
    title: "Ask for a payment",
    intro: "Without an order: a deposit, a service, a booking, a donation. The customer pays online and gets a receipt.",
    purpose: "What for",
    purposeHelp: "As your customer will read it, for example “Deposit for the oak table”.",
    amountTitle: "Amount",
    fixed: "I set it",
    free: "The customer chooses it",
    freeHelp: "The pay page asks them for it.",
    amount: "Amount asked",
    currency: "Currency",
    useTitle: "Who can pay",
    once: "One customer",
    onceHelp: "Once it is paid, the link is done.",
    many: "As many customers as you like",
    manyHelp: "For a poster, a website or an e-mail signature: everyone pays for themselves.",
    name: "Customer’s name",
    nameHelp: "Optional. It appears on the page and on the receipt.",
    email: "Customer’s e-mail",
    emailHelp: "The link is sent there, and the receipt after the payment. No address is needed to just create the link.",
    emailManyHelp: "Only to send the link. Receipts are downloaded after each payment.",
    expiresHelp: "That day included. Leave empty to set no date.",
    noPlan: {
      free: "Paying in parts: not for an amount the customer chooses.",
      many: "Paying in parts: not for a link with many customers, each pays all of it at once.",
    },
    noWay: "No way to pay is connected: the link can be created, but nobody can pay it yet.",
    setUpWay: "Connect a way to pay",
    problems: {
      "purpose-missing": "Say what this payment is for: your customer must recognise it.",
      "purpose-too-long": "This is too long: at most 200 characters. The rest can go into your word to the customer.",
      "name-too-long": "This name is too long: at most 100 characters.",
      "currency-unknown": "Your ways to pay do not take this currency. Choose one from the list.",
      "amount-missing": "Give the amount, or let the customer choose it.",
      "email-missing": "Give your customer’s e-mail address, or create the link without sending it.",
      "plan-needs-amount": "To be paid in parts, set the amount; or choose “No, all at once”.",
      "plan-needs-one-payer": "To be paid in parts, the link must be for one customer; or choose “No, all at once”.",
    },
  },
};

import type { PlanFormProblem } from "../../core/plan-form";
import type { PaymentPlan, Rhythm } from "../../core/payment-plan";
import type { InMerchantLanguages } from "./language";

type PlanFormWords = {
  title: string;
  storeHelp: string;
  kinds: Record<PaymentPlan["kind"], string>;
  share: Record<"any" | "deposit", string>;
  shareHelp: string;
  count: string;
  countHelp: string;
  every: string;
  rhythms: Record<Rhythm, string>;
  problems: Record<PlanFormProblem, string>;
};

export const planFormWords: InMerchantLanguages<PlanFormWords> = {
  fr: {
    title: "Paiement en plusieurs fois",
    storeHelp: "Proposé à chaque envoi\u202f; vous pouvez le changer pour un lien.",
    kinds: { off: "Non, tout en une fois", any: "Montant libre, avec un minimum", deposit: "Acompte, puis solde", instalments: "Échéances à dates fixes" },
    share: { any: "Minimum par paiement", deposit: "Acompte" },
    shareHelp: "Un pourcentage (30\u00a0%) ou un montant (50,00).",
    count: "Nombre d’échéances",
    countHelp: "De 2 à 12 parts égales, la première le jour de l’envoi. Le lien reste payable une semaine après la dernière.",
    every: "Rythme",
    rhythms: { week: "Chaque semaine", month: "Chaque mois" },
    problems: {
      "share-wrong": "Écrivez un pourcentage entier de 1 à 99, par exemple 30\u00a0%, ou un montant, par exemple 50,00.",
      "count-wrong": "Donnez un nombre entier, de 2 à 12.",
    },
  },
  en: {
    title: "Paying in parts",
    storeHelp: "Offered with each sending; you can change it for one link.",
    kinds: { off: "No, all at once", any: "Any amount, with a minimum", deposit: "Deposit, then balance", instalments: "Instalments on fixed dates" },
    share: { any: "Least per payment", deposit: "Deposit" },
    shareHelp: "A percentage (30%) or an amount (50.00).",
    count: "Number of instalments",
    countHelp: "From 2 to 12 equal parts, the first on the day of sending. The link stays payable for a week after the last.",
    every: "Rhythm",
    rhythms: { week: "Every week", month: "Every month" },
    problems: {
      "share-wrong": "Write a whole percentage from 1 to 99, for example 30%, or an amount, for example 50.00.",
      "count-wrong": "Give a whole number from 2 to 12.",
    },
  },
};

import type { InMerchantLanguages } from "./language";

type OlderOrdersWords = {
  title: (days: number) => string;
  text: (days: number) => string;
  ask: string;
  inAdmin: string;
  granted: string;
  declined: string;
  failed: string;
  line: (days: number) => string;
  see: string;
};

export const olderOrdersWords: InMerchantLanguages<OlderOrdersWords> = {
  fr: {
    title: (days) => `Commandes de plus de ${days} jours`,
    text: (days) => `Votre boutique ne montre ici que les commandes des ${days} derniers jours. Les liens déjà envoyés pour de plus anciennes restent valables.`,
    ask: "Demander à voir les plus anciennes",
    inAdmin: "Pour voir les plus anciennes, ouvrez cette page dans l’administration de votre boutique\u00a0: un bouton y demande l’autorisation.",
    granted: "C’est accordé\u00a0: les commandes plus anciennes arrivent.",
    declined: "L’autorisation n’a pas été donnée\u00a0: rien n’a changé.",
    failed: "L’administration de la boutique n’a pas répondu. Rechargez la page et réessayez.",
    line: (days) => `Seules les commandes des ${days} derniers jours sont visibles.`,
    see: "Voir les plus anciennes",
  },
  en: {
    title: (days) => `Orders older than ${days} days`,
    text: (days) => `Your shop shows only the orders of the last ${days} days here. Links already sent for older ones stay good.`,
    ask: "Ask to see older ones",
    inAdmin: "To see older ones, open this page in your shop’s admin: a button there asks for the permission.",
    granted: "Granted: the older orders are on their way.",
    declined: "The permission was not given: nothing has changed.",
    failed: "The shop’s admin did not answer. Reload the page and try again.",
    line: (days) => `Only the orders of the last ${days} days are visible.`,
    see: "See older ones",
  },
};

import type { InMerchantLanguages } from "./language";

type ShellWords = {
  orders: string;
  links: string;
  till: string;
  tasks: string;
  settings: string;
  signOut: string;
  otherLanguage: string;
  otherLocale: "fr" | "en";
  undo: string;
  close: string;
  save: string;
  copied: string;
  copy: string;
  next: string;
  previous: string;
  pages: string;
  demo: string;
  notFound: { title: string; text: string };
  broken: { title: string; text: string };
  trouble: { title: string; text: string };
  home: string;
  leave: string;
};

export const shellWords: InMerchantLanguages<ShellWords> = {
  fr: {
    orders: "Commandes",
    links: "Liens de paiement",
    till: "Caisse",
    tasks: "À traiter",
    settings: "Réglages",
      signOut: "Se déconnecter",
    otherLanguage: "English",
    otherLocale: "en",
    undo: "Annuler",
    close: "Fermer ce message",
    save: "Enregistrer",
    copied: "Copié",
    copy: "Copier",
    next: "Page suivante",
    previous: "Page précédente",
    pages: "Pages",
    demo: "Démonstration\u00a0: aucun argent réel ne circule.",
    notFound: { title: "Cette page n’existe pas", text: "L’adresse est incomplète, ou ce que vous cherchez n’existe plus." },
    broken: { title: "Un problème est survenu de notre côté", text: "Rien n’est perdu. Réessayez dans un instant\u202f; si cela continue, prévenez la personne qui s’occupe de Réglo chez vous." },
    trouble: { title: "Un service connecté ne répond pas comme prévu", text: "Rien n’a été changé." },
    home: "Revenir aux commandes",
    leave: "Quitter cette page sans enregistrer vos modifications\u202f?",
  },
  en: {
    orders: "Orders",
    links: "Payment links",
    till: "Till",
    tasks: "To do",
    settings: "Settings",
      signOut: "Sign out",
    otherLanguage: "Français",
    otherLocale: "fr",
    undo: "Undo",
    close: "Close this message",
    save: "Save",
    copied: "Copied",
    copy: "Copy",
    next: "Next page",
    previous: "Previous page",
    pages: "Pages",
    demo: "Demonstration: no real money moves.",
    notFound: { title: "This page does not exist", text: "The address is incomplete, or what you are looking for is no longer there." },
    broken: { title: "Something went wrong on our side", text: "Nothing is lost. Try again in a moment; if it goes on, tell the person who looks after Réglo for you." },
    trouble: { title: "A connected service does not answer as expected", text: "Nothing was changed." },
    home: "Back to the orders",
    leave: "Leave this page without saving your changes?",
  },
};

import type { InMerchantLanguages } from "./language";

type ConnectShopWords = {
  title: string;
  ask: (shop: string, store: string) => string;
  meaning: string[];
  address: string;
  yes: string;
  no: string;
  addressesDiffer: string;
  incomplete: string;
  listTitle: string;
  listEmpty: string;
  end: string;
  endMeaning: string;
  ended: string;
  endedUntold: string;
};

export const connectShopWords: InMerchantLanguages<ConnectShopWords> = {
  fr: {
    title: "Connecter une boutique",
    ask: (shop, store) => `«\u00a0${shop}\u00a0» demande à être reliée à ${store}.`,
    meaning: [
      "Réglo lira les commandes de cette boutique et les marquera payées.",
      "La boutique pourra demander des liens de paiement et en voir l’état.",
      "Vous pourrez mettre fin à la connexion à tout moment, ici ou dans la boutique.",
    ],
    address: "Vérifiez que c’est bien l’adresse de votre boutique\u00a0:",
    yes: "Connecter cette boutique",
    no: "Ne rien connecter",
    addressesDiffer: "Cette demande mélange plusieurs adresses, ou n’est pas en https. Rien n’a été connecté\u00a0: recommencez depuis les réglages de la boutique.",
    incomplete: "Cette demande est incomplète. Recommencez depuis les réglages de la boutique\u00a0: Réglages › Réglo.",
    listTitle: "Boutiques connectées",
    listEmpty: "Aucune boutique n’est connectée par son extension. La connexion commence dans la boutique, dans ses réglages Réglo.",
    end: "Mettre fin à la connexion",
    endMeaning: "Les liens et les paiements restent\u202f; les commandes ne sont plus lues ni marquées payées.",
    ended: "La connexion est terminée, et la boutique a jeté sa clé.",
    endedUntold: "La connexion est terminée ici. La boutique n’a pas répondu\u00a0: terminez-la aussi dans ses réglages, pour qu’elle jette sa clé.",
  },
  en: {
    title: "Connect a shop",
    ask: (shop, store) => `“${shop}” asks to be connected to ${store}.`,
    meaning: [
      "Réglo will read this shop’s orders and mark them as paid.",
      "The shop will be able to ask for payment links and to see their state.",
      "You can end the connection at any time, here or in the shop.",
    ],
    address: "Check that this is the address of your shop:",
    yes: "Connect this shop",
    no: "Connect nothing",
    addressesDiffer: "This request mixes several addresses, or is not over https. Nothing was connected: start again from the shop’s settings.",
    incomplete: "This request is incomplete. Start again from the shop’s settings: Settings › Réglo.",
    listTitle: "Connected shops",
    listEmpty: "No shop is connected through its plugin. Connecting starts in the shop, in its Réglo settings.",
    end: "End the connection",
    endMeaning: "Links and payments stay; orders are no longer read nor marked as paid.",
    ended: "The connection has ended, and the shop has thrown its key away.",
    endedUntold: "The connection has ended here. The shop did not answer: end it in its settings too, so that it throws its key away.",
  },
};

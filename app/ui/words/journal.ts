import type { SettingsChangeKind } from "../../core/settings-journal";
import type { InMerchantLanguages } from "./language";

type JournalWords = {
  title: string; text: string; open: string; none: string;
  /** In place of a connection or a person that is gone; of an actor without a name. */
  somebody: string; system: string; admin: string;
  kinds: Record<SettingsChangeKind, (about: string) => string>;
  shopFields: Record<string, string>;
};

export const journalWords: InMerchantLanguages<JournalWords> = {
  fr: {
    title: "Journal",
    text: "Qui a changé quel réglage, et quand. Les valeurs n’y figurent pas, et rien ne s’y modifie. Les lignes sont gardées trois ans.",
    open: "Ouvrir le journal",
    none: "Aucun réglage n’a encore été changé.",
    somebody: "(supprimé depuis)", system: "le système", admin: "l’administration de la boutique",
    kinds: {
      connected: (about) => `Connexion ajoutée, ${about}`,
      "connection-changed": (about) => `Connexion modifiée, ${about}`,
      "connection-on": (about) => `Connexion activée, ${about}`,
      "connection-off": (about) => `Connexion désactivée, ${about}`,
      installed: (about) => `Application installée depuis l’administration de la boutique, ${about}`,
      uninstalled: (about) => `Application désinstallée depuis l’administration de la boutique, ${about}`,
      "shop-changed": () => "Boutique modifiée",
      "logo-changed": () => "Logo changé",
      "logo-removed": () => "Logo retiré",
      invited: (about) => `Invitation dans l’équipe, ${about}`,
      "invitation-withdrawn": (about) => `Invitation retirée, ${about}`,
      joined: (about) => `Entrée dans l’équipe, ${about}`,
      "password-changed": (about) => `Mot de passe changé, ${about}`,
      "password-reset": (about) => `Mot de passe oublié puis choisi de nouveau, ${about}`,
      "member-removed": (about) => `Membre retiré de l’équipe, ${about}`,
      "codes-renewed": (about) => `Clé des codes QR imprimés changée, ${about}`,
      "codes-ended": (about) => `Anciens codes QR imprimés arrêtés, ${about}`,
    },
    shopFields: {
      name: "nom", legalLines: "mentions légales", website: "site web", contactEmail: "e-mail de contact", accentColor: "couleur", locale: "langue", timeZone: "fuseau horaire",
      linkDays: "durée d’un lien", plan: "paiement en plusieurs fois", country: "pays", sellsToConsumers: "vente aux particuliers", notesCash: "espèces et chèques notés à la main",
    },
  },
  en: {
    title: "Journal",
    text: "Who changed which setting, and when. Values are not in it, and nothing in it can be changed. Lines are kept for three years.",
    open: "Open the journal",
    none: "No setting has been changed yet.",
    somebody: "(removed since)", system: "the system", admin: "the shop’s admin",
    kinds: {
      connected: (about) => `Connection added, ${about}`,
      "connection-changed": (about) => `Connection changed, ${about}`,
      "connection-on": (about) => `Connection enabled, ${about}`,
      "connection-off": (about) => `Connection disabled, ${about}`,
      installed: (about) => `App installed from the shop’s admin, ${about}`,
      uninstalled: (about) => `App uninstalled from the shop’s admin, ${about}`,
      "shop-changed": () => "Shop changed",
      "logo-changed": () => "Logo changed",
      "logo-removed": () => "Logo removed",
      invited: (about) => `Invited into the team, ${about}`,
      "invitation-withdrawn": (about) => `Invitation withdrawn, ${about}`,
      joined: (about) => `Joined the team, ${about}`,
      "password-changed": (about) => `Password changed, ${about}`,
      "password-reset": (about) => `Password forgotten and chosen anew, ${about}`,
      "member-removed": (about) => `Removed from the team, ${about}`,
      "codes-renewed": (about) => `Key of the printed QR codes changed, ${about}`,
      "codes-ended": (about) => `Old printed QR codes ended, ${about}`,
    },
    shopFields: {
      name: "name", legalLines: "legal lines", website: "website", contactEmail: "contact e-mail", accentColor: "colour", locale: "language", timeZone: "time zone",
      linkDays: "life of a link", plan: "paying in parts", country: "country", sellsToConsumers: "sells to consumers", notesCash: "cash and cheques noted by hand",
    },
  },
};

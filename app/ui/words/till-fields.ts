import type { ShopCountry, TillLaw } from "../../core/till-rule";
import type { InMerchantLanguages } from "./language";

type TillFieldWords = {
  title: string; country: string; countries: Record<ShopCountry, string>; sellsTo: string; buyers: Record<"consumers" | "businesses", string>;
  notesCash: string; asLaw: (isOn: boolean) => string; choices: Record<"on" | "off", string>; laws: Record<TillLaw, string>; belgium: string;
};

export const tillFieldWords: InMerchantLanguages<TillFieldWords> = {
  fr: {
    title: "Espèces et chèques",
    country: "Pays de la boutique",
    countries: {
      FR: "France", BE: "Belgique", LU: "Luxembourg", NL: "Pays-Bas", DE: "Allemagne", AT: "Autriche", CH: "Suisse", ES: "Espagne", IT: "Italie", PT: "Portugal", IE: "Irlande", GB: "Royaume-Uni", ZZ: "Autre pays",
    },
    sellsTo: "Elle vend à", buyers: { consumers: "Des particuliers", businesses: "Des professionnels seulement" },
    notesCash: "Les noter ici", asLaw: (isOn) => (isOn ? "Oui (par défaut)" : "Non (par défaut)"), choices: { on: "Oui", off: "Non" },
    laws: {
      "french-till":
        "Noter à la main l’argent reçu de particuliers fait de Réglo un logiciel de caisse au sens de la loi (CGI, art. 286, I, 3° bis), pour les assujettis à la TVA. C’est pourquoi c’est «\u00a0non\u00a0» par défaut. Si vous l’activez, chaque encaissement entre dans une chaîne inaltérable, clôturée chaque jour, chaque mois et chaque année\u202f; la page «\u00a0Caisse\u00a0» dit ce qui est garanti et ce qui reste à votre charge, dont l’attestation ou le certificat. Parlez-en à votre comptable. Les virements, eux, passent par une banque et restent possibles.",
      "own-device":
        "Dans ce pays, la loi demande en général une caisse ou un dispositif certifié pour les espèces (par exemple la TSE en Allemagne, la RKSV en Autriche). Réglo n’en est pas un\u202f: gardez votre caisse, et voyez avec votre comptable avant d’activer.",
      none: "Aucune loi que nous connaissions ne fait de Réglo une caisse pour votre boutique. Les encaissements sont tout de même enchaînés et clôturés chaque jour\u202f: cela ne coûte rien et sert de journal daté.",
    },
    belgium: "En Belgique, seul l’horeca a besoin d’une caisse enregistreuse certifiée (SCE)\u202f; les autres commerces tiennent un journal de recettes daté, que la page «\u00a0Caisse\u00a0» peut exporter.",
  },
  en: {
    title: "Cash and cheques",
    country: "The shop’s country",
    countries: {
      FR: "France", BE: "Belgium", LU: "Luxembourg", NL: "Netherlands", DE: "Germany", AT: "Austria", CH: "Switzerland", ES: "Spain", IT: "Italy", PT: "Portugal", IE: "Ireland", GB: "United Kingdom", ZZ: "Another country",
    },
    sellsTo: "It sells to", buyers: { consumers: "Consumers", businesses: "Businesses only" },
    notesCash: "Noted here", asLaw: (isOn) => (isOn ? "Yes (default)" : "No (default)"), choices: { on: "Yes", off: "No" },
    laws: {
      "french-till":
        "Noting by hand money received from consumers makes Réglo till software under French law (CGI art. 286, I, 3° bis), for shops subject to VAT. That is why it is “no” by default. Once on, every receipt of money enters an inalterable chain, closed every day, month and year; the “Till” page says what is guaranteed and what remains for you to do, the attestation or certificate among it. Talk to your accountant. Bank transfers pass through a bank and remain possible.",
      "own-device":
        "In this country the law generally asks for a certified till or device for cash (the TSE in Germany, the RKSV in Austria, for example). Réglo is not one: keep your till, and talk to your accountant before switching this on.",
      none: "No law that we know of makes Réglo a till for your shop. Money noted by hand is chained and closed every day all the same: it costs nothing, and serves as a dated journal.",
    },
    belgium: "In Belgium only restaurants and cafés need a certified cash register (GKS/SCE); other shops keep a dated journal of receipts, which the “Till” page can export.",
  },
};

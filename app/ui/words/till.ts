import type { TillFault } from "../../core/till-check";
import type { ClosingKind } from "../../core/till-closing";
import type { InMerchantLanguages } from "./language";

type TillWords = {
  title: string; intro: string;
  empty: { title: string; text: string; how: string; toLinks: string };
  today: { title: string; none: string; in: string; out: string; count: (count: number) => string; methods: Record<string, string> };
  chart: { title: string; in: string; out: string; summary: (came: string, went: string) => string; table: string; day: string };
  closings: { title: string; none: string; kinds: Record<ClosingKind, string>; period: string; net: string; perpetual: string; hash: string; pdf: (name: string) => string; older: string };
  exports: { title: string; text: string; csv: string; json: string };
  check: { title: string; text: string; button: string; good: (moves: number, closings: number) => string; bad: string; faults: Record<TillFault["fault"], string>; chains: Record<TillFault["chain"], string> };
  cheques: {
    title: string; waiting: (count: number) => string; go: string; toBank: string; noneToBank: string; choose: string; date: string; submit: string; busy: string; atBank: string; noneAtBank: string;
    slips: string; slip: (count: number) => string; print: string; banked: (count: number) => string; nothing: string; seeLink: string; total: string;
  };
  guarantees: { title: string; go: string; intro: string; done: { title: string; list: string[] }; yours: { title: string; list: string[] }; not: { title: string; text: string }; law: string };
};

const nb = "\u00a0";

export const tillWords: InMerchantLanguages<TillWords> = {
  fr: {
    title: "Caisse", intro: "L’argent noté à la main, jour après jour\u202f: rien ne s’y efface.",
    empty: {
      title: "Aucun encaissement noté à la main", text: "Ici s’inscriront les virements, les espèces et les chèques que vous notez. Chaque ligne s’enchaîne à la précédente et chaque jour se clôt de lui-même à minuit.",
      how: "Pour noter un paiement, ouvrez un lien ou une commande et choisissez «\u00a0Paiement reçu\u00a0».", toLinks: "Voir les liens",
    },
    today: { title: "Aujourd’hui", none: "Rien encore aujourd’hui.", in: "Encaissé", out: "Rendu ou annulé", count: (count) => (count === 1 ? "1 mouvement" : `${count} mouvements`), methods: { cash: "Espèces", cheque: "Chèques crédités", "bank-transfer": "Virements" } },
    chart: { title: "Trente jours", in: "Encaissé", out: "Rendu ou annulé", summary: (came, went) => `Sur trente jours, ${came} encaissés et ${went} rendus ou annulés.`, table: "Voir les chiffres", day: "Jour" },
    closings: {
      title: "Clôtures", none: "La première clôture se fait d’elle-même à minuit.", kinds: { day: "Jour", month: "Mois", year: "Année" }, period: "Période", net: "Net de la période", perpetual: "Total perpétuel", hash: "Empreinte",
      pdf: (name) => `Clôture ${name} (PDF)`, older: "Clôtures plus anciennes",
    },
    exports: { title: "Exporter", text: "Tous les mouvements, leurs empreintes et, en JSON, les clôtures et la règle de calcul\u202f: n’importe qui peut les vérifier sans Réglo. Gardez une copie ailleurs.", csv: "Télécharger en CSV", json: "Télécharger en JSON" },
    check: {
      title: "Vérifier", text: "Relit toute la chaîne\u202f: chaque empreinte, chaque numéro, chaque total, chaque sceau, et chaque ligne du grand livre.", button: "Vérifier maintenant",
      good: (moves, closings) => `Rien n’a été altéré\u202f: ${moves} mouvement(s) et ${closings} clôture(s) relus.`, bad: "Des lignes ne sont plus ce qu’elles étaient. Gardez cette page et prévenez la personne qui s’occupe de Réglo et votre comptable.",
      faults: {
        missing: "un numéro manque", changed: "la ligne a été modifiée", cut: "ne suit pas la précédente", time: "l’ordre du temps est rompu", totals: "les totaux ne correspondent pas", ledger: "le grand livre dit autre chose", end: "des lignes manquent à la fin", seal: "le sceau n’est pas le nôtre",
      },
      chains: { moves: "Mouvement", closings: "Clôture" },
    },
    cheques: {
      title: "Chèques", waiting: (count) => (count === 1 ? "1 chèque à remettre en banque." : `${count} chèques à remettre en banque.`), go: "Voir les chèques", toBank: "À remettre en banque", noneToBank: "Aucun chèque en attente. Notez un chèque reçu depuis un lien ou une commande.",
      choose: "Remettre", date: "Remis le", submit: "Noter la remise", busy: "Enregistrement…", atBank: "À la banque, pas encore crédités", noneAtBank: "Aucun.", slips: "Bordereaux de remise", slip: (count) => (count === 1 ? "1 chèque" : `${count} chèques`),
      print: "Imprimer le bordereau (PDF)", banked: (count) => (count === 1 ? "1 chèque remis en banque." : `${count} chèques remis en banque.`), nothing: "Choisissez au moins un chèque.", seeLink: "Voir le lien", total: "Total",
    },
    guarantees: {
      title: "Ce que la caisse garantit", go: "Ce qui est garanti, ce qui reste à votre charge", intro: "À lire avec votre comptable. Cette page décrit le logiciel\u202f; elle n’est ni un certificat ni une attestation individuelle.",
      done: {
        title: "Ce que Réglo fait", list: [
          "Inaltérabilité\u202f: chaque encaissement noté est une ligne qui ne se modifie ni ne se supprime\u202f; la base de données le refuse. Une erreur se corrige par une ligne inverse, avec sa raison.",
          "Sécurisation\u202f: chaque ligne porte l’empreinte SHA-256 de la précédente. Les clôtures sont scellées par une clé gardée hors de la base. «\u00a0Vérifier\u00a0» trouve toute ligne changée, retirée, ajoutée ou déplacée.",
          "Conservation\u202f: clôtures automatiques chaque jour, chaque mois et chaque année civile, à minuit dans le fuseau de la boutique, avec le total de la période et le total perpétuel. Les jours manqués sont rattrapés, jamais doublés.",
          "Archivage\u202f: export complet en CSV et en JSON, avec la règle de calcul des empreintes, et chaque clôture en PDF/A.",
        ],
      },
      yours: {
        title: "Ce qui reste à votre charge", list: [
          "Savoir si la loi vous concerne (assujetti à la TVA, ventes à des particuliers) et détenir le certificat ou l’attestation individuelle qu’elle demande\u202f: demandez l’attestation à qui vous fournit et exploite Réglo.",
          "Noter tous vos encaissements, le jour même, et n’avoir qu’une caisse pour eux.",
          "Télécharger les exports régulièrement et les garder six ans au moins (LPF, art. L. 102 B), dix ans pour la comptabilité (C. com., art. L. 123-22), hors de cette machine.",
          "Sauvegarder la base et la clé, tenir l’horloge de la machine à l’heure. Si votre exercice n’est pas l’année civile, faire la somme des mois.",
        ],
      },
      not: { title: "Ce que Réglo n’affirme pas", text: "Réglo n’est pas certifié NF525 ni LNE, et cette page ne vaut pas attestation au sens de l’article 286. La portée de la loi pour votre commerce relève de votre conseil." },
      law: "Loi\u00a0: code général des impôts, art. 286, I, 3° bis\u202f; BOI-TVA-DECLA-30-10-30.",
    },
  },
  en: {
    title: "Till", intro: "Money noted by hand, day after day: nothing is erased here.",
    empty: {
      title: "No money noted by hand yet", text: "The transfers, cash and cheques you note will be listed here. Each line is chained to the one before, and each day closes by itself at midnight.",
      how: "To note a payment, open a link or an order and choose “Payment received”.", toLinks: "See the links",
    },
    today: { title: "Today", none: "Nothing yet today.", in: "Received", out: "Given back or cancelled", count: (count) => (count === 1 ? "1 move" : `${count} moves`), methods: { cash: "Cash", cheque: "Cleared cheques", "bank-transfer": "Bank transfers" } },
    chart: { title: "Thirty days", in: "Received", out: "Given back or cancelled", summary: (came, went) => `Over thirty days, ${came} received and ${went} given back or cancelled.`, table: "See the figures", day: "Day" },
    closings: {
      title: "Closings", none: "The first closing is made by itself at midnight.", kinds: { day: "Day", month: "Month", year: "Year" }, period: "Period", net: "Net of the period", perpetual: "Perpetual total", hash: "Hash",
      pdf: (name) => `Closing ${name} (PDF)`, older: "Older closings",
    },
    exports: { title: "Export", text: "Every move with its hashes and, in JSON, the closings and the rule they are made by: anyone can check them without Réglo. Keep a copy elsewhere.", csv: "Download CSV", json: "Download JSON" },
    check: {
      title: "Check", text: "Reads the whole chain again: every hash, number, total and seal, and every row of the ledger.", button: "Check now",
      good: (moves, closings) => `Nothing was altered: ${moves} move(s) and ${closings} closing(s) read.`, bad: "Some lines are no longer what they were. Keep this page, and tell the person who looks after Réglo and your accountant.",
      faults: {
        missing: "a number is missing", changed: "the line was changed", cut: "does not follow the one before", time: "the order of time is broken", totals: "the totals do not match", ledger: "the ledger says otherwise", end: "lines are missing at the end", seal: "the seal is not ours",
      },
      chains: { moves: "Move", closings: "Closing" },
    },
    cheques: {
      title: "Cheques", waiting: (count) => (count === 1 ? "1 cheque to take to the bank." : `${count} cheques to take to the bank.`), go: "See the cheques", toBank: "To take to the bank", noneToBank: "No cheque is waiting. Note a cheque received from a link or an order.",
      choose: "Pay in", date: "Paid in on", submit: "Note as paid in", busy: "Saving…", atBank: "At the bank, not credited yet", noneAtBank: "None.", slips: "Paying-in slips", slip: (count) => (count === 1 ? "1 cheque" : `${count} cheques`),
      print: "Print the slip (PDF)", banked: (count) => (count === 1 ? "1 cheque paid in." : `${count} cheques paid in.`), nothing: "Choose at least one cheque.", seeLink: "See the link", total: "Total",
    },
    guarantees: {
      title: "What the till guarantees", go: "What is guaranteed, and what remains for you to do", intro: "To be read with your accountant. This page describes the software; it is neither a certificate nor an individual attestation.",
      done: {
        title: "What Réglo does", list: [
          "Inalterable: each receipt of money is a line that is neither changed nor deleted; the database refuses it. A mistake is corrected by an opposite line, with its reason.",
          "Secured: each line carries the SHA-256 hash of the one before. Closings are sealed with a key kept outside the database. “Check” finds any line that was changed, taken out, added or moved.",
          "Kept: automatic closings every day, month and civil year, at midnight in the shop’s time zone, with the total of the period and the perpetual total. Missed days are caught up, never doubled.",
          "Archived: full export in CSV and JSON, with the rule of the hashes, and every closing as PDF/A.",
        ],
      },
      yours: {
        title: "What remains for you to do", list: [
          "Know whether the law concerns you (subject to VAT, sales to consumers), and hold the certificate or individual attestation it asks for: ask whoever supplies and runs Réglo for you for the attestation.",
          "Note all your receipts, on the day itself, and keep one till for them.",
          "Download the exports regularly and keep them six years at least (LPF, art. L. 102 B), ten for your books (Code de commerce, art. L. 123-22), away from this machine.",
          "Back up the database and the key, keep the machine’s clock right. If your financial year is not the civil year, add up the months.",
        ],
      },
      not: { title: "What Réglo does not claim", text: "Réglo is not NF525 or LNE certified, and this page is no attestation in the sense of article 286. What the law means for your business is for your adviser to say." },
      law: `Law: French tax code (CGI), art. 286, I, 3° bis; BOI-TVA-DECLA-30-10-30.${nb}`.trim(),
    },
  },
};

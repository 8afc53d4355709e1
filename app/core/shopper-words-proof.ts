import type { ReceiptFacts } from "./receipt";
import type { InEveryLanguage } from "./shopper-words";

export type ProofCheck = "same" | "other" | "missing";

/** The words of the page where a receipt is checked. */
export type ProofWords = {
  title: string;
  text: Readonly<Record<ReceiptFacts["kind"], (shopName: string) => string>>;
  compare: string;
  givenBackSince: string;
  cancelledSince: string;
  isTest: string;
  fileTitle: string;
  fileHint: string;
  fileLabel: string;
  fileButton: string;
  file: Readonly<Record<ProofCheck, string>>;
  notFound: { title: string; text: string };
};

export const proofWords: InEveryLanguage<ProofWords> = {
  fr: {
    title: "Ce reçu est authentique",
    text: {
      receipt: (shopName) => `Il a été émis par ${shopName} pour un paiement reçu.`,
      "credit-receipt": (shopName) => `Il a été émis par ${shopName} pour un remboursement.`,
      "cancelled-receipt": (shopName) => `Il a été émis par ${shopName} pour annuler un reçu\u202f: l’argent noté n’a pas été encaissé.`,
    },
    compare: "Comparez ces indications avec celles du document que vous tenez.",
    givenBackSince: "Remboursé depuis",
    cancelledSince: "Annulé depuis",
    isTest: "Aucun argent réel n'a été versé\u202f: ce reçu vient d'un essai.",
    fileTitle: "Vérifier le fichier",
    fileHint: "Le fichier PDF est comparé octet par octet à celui qui a été émis. Il n'est pas conservé.",
    fileLabel: "Fichier PDF du reçu",
    fileButton: "Comparer",
    file: {
      same: "Ce fichier est exactement celui qui a été émis.",
      other: "Ce fichier n'est pas celui qui a été émis\u202f: il a été modifié, réenregistré, ou c'est un autre reçu. Fiez-vous aux indications de cette page.",
      missing: "Choisissez d'abord le fichier PDF du reçu.",
    },
    notFound: {
      title: "Ce reçu n'est pas connu",
      text: "Aucun reçu ne correspond à cette adresse. Vérifiez qu'elle est complète\u202f; si elle l'est, le document n'a pas été émis ici.",
    },
  },
  nl: {
    title: "Dit bewijs is echt",
    text: {
      receipt: (shopName) => `Het is uitgegeven door ${shopName} voor een ontvangen betaling.`,
      "credit-receipt": (shopName) => `Het is uitgegeven door ${shopName} voor een terugbetaling.`,
      "cancelled-receipt": (shopName) => `Het is uitgegeven door ${shopName} om een ontvangstbewijs te annuleren: het genoteerde geld werd niet geïnd.`,
    },
    compare: "Vergelijk deze gegevens met het document dat u in handen hebt.",
    givenBackSince: "Sindsdien terugbetaald",
    cancelledSince: "Sindsdien geannuleerd",
    isTest: "Er is geen echt geld betaald: dit bewijs komt uit een test.",
    fileTitle: "Het bestand controleren",
    fileHint: "Het pdf-bestand wordt byte voor byte vergeleken met het uitgegeven bestand. Het wordt niet bewaard.",
    fileLabel: "Pdf-bestand van het bewijs",
    fileButton: "Vergelijken",
    file: {
      same: "Dit is precies het bestand dat is uitgegeven.",
      other: "Dit is niet het bestand dat is uitgegeven: het is gewijzigd, opnieuw opgeslagen of het is een ander bewijs. Ga uit van de gegevens op deze pagina.",
      missing: "Kies eerst het pdf-bestand van het bewijs.",
    },
    notFound: {
      title: "Dit bewijs is niet bekend",
      text: "Geen enkel bewijs hoort bij dit adres. Controleer of het volledig is; zo ja, dan is het document niet hier uitgegeven.",
    },
  },
  en: {
    title: "This receipt is genuine",
    text: {
      receipt: (shopName) => `It was issued by ${shopName} for a payment received.`,
      "credit-receipt": (shopName) => `It was issued by ${shopName} for a refund.`,
      "cancelled-receipt": (shopName) => `It was issued by ${shopName} to cancel a receipt: the recorded money was not collected.`,
    },
    compare: "Compare these details with the document you hold.",
    givenBackSince: "Refunded since",
    cancelledSince: "Cancelled since",
    isTest: "No real money was paid: this receipt comes from a test.",
    fileTitle: "Check the file",
    fileHint: "The PDF file is compared byte for byte with the one that was issued. It is not kept.",
    fileLabel: "PDF file of the receipt",
    fileButton: "Compare",
    file: {
      same: "This file is exactly the one that was issued.",
      other: "This file is not the one that was issued: it was changed, saved again, or is another receipt. Rely on the details on this page.",
      missing: "Choose the receipt's PDF file first.",
    },
    notFound: {
      title: "This receipt is not known",
      text: "No receipt belongs to this address. Check that it is complete; if it is, the document was not issued here.",
    },
  },
  de: {
    title: "Diese Quittung ist echt",
    text: {
      receipt: (shopName) => `Sie wurde von ${shopName} für eine erhaltene Zahlung ausgestellt.`,
      "credit-receipt": (shopName) => `Sie wurde von ${shopName} für eine Rückzahlung ausgestellt.`,
      "cancelled-receipt": (shopName) => `Sie wurde von ${shopName} zur Stornierung einer Quittung ausgestellt: Das vermerkte Geld wurde nicht eingenommen.`,
    },
    compare: "Vergleichen Sie diese Angaben mit dem Dokument, das Ihnen vorliegt.",
    givenBackSince: "Seitdem zurückgezahlt",
    cancelledSince: "Seitdem storniert",
    isTest: "Es wurde kein echtes Geld gezahlt: Diese Quittung stammt aus einem Test.",
    fileTitle: "Datei prüfen",
    fileHint: "Die PDF-Datei wird Byte für Byte mit der ausgestellten verglichen. Sie wird nicht gespeichert.",
    fileLabel: "PDF-Datei der Quittung",
    fileButton: "Vergleichen",
    file: {
      same: "Diese Datei ist genau die ausgestellte.",
      other: "Diese Datei ist nicht die ausgestellte: Sie wurde geändert, neu gespeichert oder ist eine andere Quittung. Verlassen Sie sich auf die Angaben dieser Seite.",
      missing: "Wählen Sie zuerst die PDF-Datei der Quittung aus.",
    },
    notFound: {
      title: "Diese Quittung ist nicht bekannt",
      text: "Zu dieser Adresse gehört keine Quittung. Prüfen Sie, ob sie vollständig ist; wenn ja, wurde das Dokument nicht hier ausgestellt.",
    },
  },
};

import { accentDefault, findColor, readableAs } from "../../app/core/color";
import type { NoticePrinter, PaperPrinter, ReceiptPrinter } from "../../app/core/printers";
import { receiptWords } from "../../app/core/shopper-words-receipt";
import { codeOf } from "./code";
import { bankCodeOfNotice, noticeSheetOf, payCodeOf } from "./notice-sheet";
import { noticeTemplate } from "./notice-template";
import { paperTemplate } from "./paper-template";
import { printPaper } from "./press.server";
import { sheetOf } from "./sheet";
import { receiptTemplate } from "./template";

export const receiptPrinter: ReceiptPrinter = {
  async print(facts, look) {
    return printPaper({
      template: receiptTemplate,
      sheet: sheetOf(facts, look.accentColor),
      drawings: { proof: facts.verifyUrl === null ? null : codeOf(facts.verifyUrl, receiptWords[facts.locale].verify) },
      at: facts.issuedAt,
      look,
      failed: { fr: `Le reçu ${facts.number} n'a pas pu être imprimé.`, en: `Receipt ${facts.number} could not be printed.` },
    });
  },
};

export const noticePrinter: NoticePrinter = {
  async print(notices, look) {
    const papers = notices.map((facts) => noticeSheetOf(facts, look.accentColor));
    const [first] = notices;
    if (!first || !papers[0]) throw new Error("No notice to print");
    return printPaper({
      template: noticeTemplate,
      sheet: { accent: papers[0].accent, author: first.seller.name, papers },
      drawings: { codes: notices.map(payCodeOf), bankCodes: notices.map(bankCodeOfNotice) },
      at: first.issuedAt,
      look,
      failed: { fr: "L'avis de paiement n'a pas pu être imprimé.", en: "The payment notice could not be printed." },
    });
  },
};

export const paperPrinter: PaperPrinter = {
  async print({ at, signatures, ...paper }, look) {
    return printPaper({
      template: paperTemplate,
      sheet: { ...paper, accent: readableAs(findColor(look.accentColor) ?? accentDefault, "#ffffff", 4.5), signatures: signatures.map(({ svg: _, ...words }) => words) },
      drawings: { pads: signatures.map(({ svg }) => svg) },
      at,
      look,
      failed: { fr: "Ce document n'a pas pu être imprimé.", en: "This document could not be printed." },
    });
  },
};

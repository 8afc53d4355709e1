import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { shopperLocales } from "../../app/core/locale";
import type { NoticeFacts } from "../../app/core/notice";
import type { PayTo } from "../../app/core/pay-to";
import { noticeWords } from "../../app/core/shopper-words-notice";
import { payToWords } from "../../app/core/shopper-words-pay-to";
import { eur, fewLines, sampleLogo, sampleShop, tenLines } from "../../tests/shopper/shop";
import { readPdf } from "../../tests/support/read-pdf";
import { noticePrinter } from "./index.server";

const look = { logoPng: (await sampleLogo()).png, accentColor: sampleShop.accentColor };
const payUrl = "https://pay.example.org/p/0KxR1mSDbXzQ4PZ5pY2Vh2JjAeM";

const facts: NoticeFacts = {
  invoiceNumber: null, orderNumber: "#1042", description: "Commande #1042", issuedAt: new Date("2026-11-21T13:03:30Z"), orderedAt: new Date("2026-11-20T09:00:00Z"),
  locale: "fr", timeZone: "Europe/Paris",
  seller: { name: sampleShop.name, legalLines: sampleShop.legalLines, contactEmail: sampleShop.contactEmail },
  payer: { name: "Zoé Lefèvre", email: "zoe@example.org" },
  lines: fewLines, total: eur(17290), openMinor: 12290, isEnded: false, dueAt: new Date("2026-12-21T22:59:59Z"), payUrl,
};

test("a notice says who asks, for what, how much is paid and open, until when, and its code leads to the pay page", async () => {
  const [page, ...others] = await readPdf(await noticePrinter.print([facts], look));
  expect(others).toEqual([]);
  for (const said of [
    "Avis de paiement", "#1042", "20 novembre 2026", "21 novembre 2026", "21 décembre 2026", "Atelier Lumière", "SIREN 853 746 912", "Zoé Lefèvre", "Vase « Dune », petit modèle",
    "Total de la commande 172,90 €", "Déjà payé 50,00 €", "Reste à payer 122,90 €", "Payé en partie", payUrl, "il ne tient pas lieu de facture",
  ]) expect(page?.text).toContain(said);
  expect(page?.codes).toEqual([payUrl]);
});

test("a paid one says so in capitals and has no code, even when an address is at hand", async () => {
  const [page] = await readPdf(await noticePrinter.print([{ ...facts, openMinor: 0 }], look));
  expect(page?.text).toContain("PAYÉ");
  expect(page?.text).not.toContain("À payer au plus tard le");
  expect(page?.text).not.toContain("pay.example.org");
  expect(page?.codes).toEqual([]);
});

test("a cancelled one asks for nothing, whatever its figures", async () => {
  const [page] = await readPdf(await noticePrinter.print([{ ...facts, isEnded: true }], look));
  expect(page?.text).toContain("Rien à payer");
  expect(page?.codes).toEqual([]);
});

test("it is an invoice only under the shop's own number", async () => {
  const [page] = await readPdf(await noticePrinter.print([{ ...facts, invoiceNumber: "F2026-0042" }], look));
  expect(page?.text).toContain("Facture F2026-0042");
  expect(page?.text).not.toContain("Avis de paiement");
  expect(page?.text).not.toContain("tient pas lieu de facture");
});

test("several are one file, each from a page of its own, numbered by itself, with its own code", { timeout: 30_000 }, async () => {
  const long = Array.from({ length: 60 }, (_, at) => ({ description: `Article ${at}.`, quantity: 1, totalMinor: 100 }));
  const notices = [facts, { ...facts, orderNumber: "#1043", lines: long, payUrl: `${payUrl}2`, locale: "nl" as const }, { ...facts, orderNumber: "#1044", openMinor: 0 }];
  const pages = await readPdf(await noticePrinter.print(notices, look));
  expect(pages.length).toBeGreaterThan(3);
  expect(pages.map(({ codes }) => codes)).toEqual([[payUrl], [`${payUrl}2`], ...pages.slice(2).map(() => [])]);
  expect(pages[0]?.text).not.toContain("Page 1");
  expect(pages[1]?.text).toContain(`Pagina 1 / ${pages.length - 2}`);
  expect(pages.at(-2)?.text).toContain(`Pagina ${pages.length - 2} / ${pages.length - 2}`);
  expect(pages.at(-1)?.text).toContain("#1044");
  for (const { description } of long) expect(pages.map(({ text }) => text).join(" ")).toContain(description);
});

test("fifty orders, all a print action may choose, are one file of fifty pages", { timeout: 60_000 }, async () => {
  const pdf = await noticePrinter.print(Array.from({ length: 50 }, (_, at) => ({ ...facts, orderNumber: `#${at}`, lines: tenLines, payUrl: `${payUrl}${at}` })), look);
  expect((await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise).numPages).toBe(50);
});

test.each(shopperLocales)("title, stamp and the sentence on invoices are there in %s", async (locale) => {
  const [page] = await readPdf(await noticePrinter.print([{ ...facts, locale, openMinor: facts.total.amountMinor }], look));
  const words = noticeWords[locale];
  for (const said of [words.title.notice, words.status.due, words.scan, words.notAnInvoice]) expect(page?.text).toContain(said.replace(/\s+/g, " "));
});

const payTo: PayTo = {
  holder: "Atelier Lumière SARL", iban: "FR7630006000011234567890189", bic: null, reference: "RF18 5390 0754 7034", amount: eur(12290), range: null,
  epc: "BCD\n002\n1\nSCT\n\nAtelier Lumière SARL\nFR7630006000011234567890189\nEUR122.90\n\nRF18539007547034",
};

test.each(shopperLocales)("in %s a shop's account stands under the page's code, with a code of its own that holds exactly the transfer", async (locale) => {
  const [page, ...others] = await readPdf(await noticePrinter.print([{ ...facts, locale, payTo }], look));
  expect(others).toEqual([]);
  const words = payToWords[locale];
  for (const said of [words.title, payTo.holder, "FR76 3000 6000 0112 3456 7890 189", "RF18 5390 0754 7034", words.pageCode, words.bankCode]) expect(page?.text.normalize("NFKC")).toContain(said.normalize("NFKC"));
  expect(page?.codes.sort()).toEqual([payTo.epc, payUrl].sort());
});

test("the longest code a bank's app reads, 331 bytes, is read from paper; paid, no account is named", async () => {
  const start = "BCD\n002\n1\nSCT\nAGRIFRPPXXX\n" + "é".repeat(70) + "\nFR7630006000011234567890189\nEUR999999999.99\nGDDS\n\n";
  const longest = start + "x".repeat(331 - new TextEncoder().encode(start).length);
  const [page] = await readPdf(await noticePrinter.print([{ ...facts, payTo: { ...payTo, epc: longest } }], look));
  expect(page?.codes.sort()).toEqual([longest, payUrl].sort());
  const [paid] = await readPdf(await noticePrinter.print([{ ...facts, openMinor: 0, payTo }], look));
  expect([paid?.codes, paid?.text.includes("FR76")]).toEqual([[], false]);
});

test("text is never read as Typst, and no name stops a notice", async () => {
  const odd = { ...facts, payer: { name: "#panic() $x$ 日本 ]", email: "" }, lines: [{ description: "#eval(\"1\")", quantity: 0, totalMinor: -5 }] };
  const [page] = await readPdf(await noticePrinter.print([odd], look));
  expect(page?.text).toContain("#panic() $x$");
  expect(page?.codes).toEqual([payUrl]);
});

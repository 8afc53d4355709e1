import { createHash } from "node:crypto";
import fc from "fast-check";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { shopperLocales } from "../../app/core/locale";
import type { ReceiptFacts } from "../../app/core/receipt";
import { receiptWords } from "../../app/core/shopper-words-receipt";
import { readPdf } from "../../tests/support/read-pdf";
import { eur, fewLines, sampleLogo, sampleShop } from "../../tests/shopper/shop";
import { coverageOf, readFonts } from "./fonts.server";
import { receiptPrinter } from "./index.server";
import { printable } from "./printable";

const logo = await sampleLogo();
const look = { logoPng: logo.png, accentColor: sampleShop.accentColor };

const facts: ReceiptFacts = {
  kind: "receipt", number: "R-2026-000042", refersTo: null, issuedAt: new Date("2026-11-21T13:03:30Z"), locale: "fr", timeZone: "Europe/Paris",
  seller: { name: sampleShop.name, legalLines: sampleShop.legalLines, contactEmail: sampleShop.contactEmail },
  payer: { name: "Zoé Lefèvre", email: "zoe@example.org" },
  items: [{ orderNumber: "1042", description: "Vaisselle de noël", lines: fewLines, amountMinor: 17290, openAfterMinor: 0 }],
  amount: eur(17290), paidAt: new Date("2026-11-21T13:03:22Z"), methodTitle: "card", methodDetail: "Visa •••• 4242",
  transactionId: "pi_3QK1x2AbCdEfGhIjKlMnOpQr", verifyUrl: "https://pay.example.com/r/01jd7xq3v80a8b2c4d6e8f0g1h2j.Zk3v1Yc0w_pQ8r-T5uXaB2dE4fG",
};

const withPayer = (name: string): ReceiptFacts => ({ ...facts, payer: { ...facts.payer, name } });

async function read(pdf: Uint8Array) {
  const document = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent();
    pages.push(content.items.map((item) => ("str" in item ? item.str : "")).join(" ").replace(/\s+/g, " "));
  }
  const { metadata } = await document.getMetadata();
  return { pages, text: pages.join(" "), metadata, marks: await document.getMarkInfo() };
}

test("a receipt says all it must, in French with its accents", async () => {
  const { text } = await read(await receiptPrinter.print(facts, look));
  for (const said of [
    "Reçu de paiement", "R-2026-000042", "21 novembre 2026", "Atelier Lumière", "SIREN 853 746 912", "Zoé Lefèvre", "zoe@example.org",
    "172,90 €", "Payé", "21 novembre 2026 à 14:03:22 (UTC+01:00)", "Carte bancaire · Visa •••• 4242", "pi_3QK1x2AbCdEfGhIjKlMnOpQr",
    "commande 1042 – Vaisselle de noël", "Vase « Dune », petit modèle", "il ne tient pas lieu de facture",
  ]) expect(text).toContain(said);
});

test.each(shopperLocales)("the title and the sentence on invoices are there in %s", async (locale) => {
  const { text } = await read(await receiptPrinter.print({ ...facts, locale }, look));
  expect(text).toContain(receiptWords[locale].title.receipt);
  expect(text).toContain(receiptWords[locale].notAnInvoice.replace(/\s+/g, " "));
});

test("a part payment names itself and what is left", async () => {
  const items = [{ ...facts.items[0]!, amountMinor: 10000, openAfterMinor: 7290 }];
  const { text } = await read(await receiptPrinter.print({ ...facts, items, amount: eur(10000) }, look));
  for (const said of ["Payé en partie", "Acompte sur", "Total des lignes 172,90 €", "Réglé par ce paiement 100,00 €", "Reste à payer 72,90 €"]) expect(text).toContain(said);
});

const codesOf = async (of: ReceiptFacts) => (await readPdf(await receiptPrinter.print(of, look))).flatMap((page) => page.codes);

test("the code on paper leads to the page where the receipt proves itself; older receipts have none", async () => {
  expect(await codesOf(facts)).toEqual([facts.verifyUrl]);
  expect(Buffer.from(await receiptPrinter.print(facts, look)).toString("latin1")).toContain(`/URI (${facts.verifyUrl})`);
  expect(await codesOf({ ...facts, verifyUrl: null })).toEqual([]);
});

test("a credit receipt points at the first", async () => {
  const { text } = await read(await receiptPrinter.print({ ...facts, kind: "credit-receipt", number: "C-2026-000007", refersTo: "R-2026-000042" }, look));
  for (const said of ["Reçu de remboursement", "C-2026-000007", "Se rapporte au reçu R-2026-000042", "Montant remboursé", "Remboursé"]) expect(text).toContain(said);
});

test("two hundred lines take several numbered pages and lose none", async () => {
  const lines = Array.from({ length: 200 }, (_, at) => ({ description: `Article ${at}.`, quantity: 1, totalMinor: at }));
  const { pages, text } = await read(await receiptPrinter.print({ ...facts, items: [{ ...facts.items[0]!, lines }] }, look));
  expect(pages.length).toBeGreaterThan(3);
  pages.forEach((page, at) => expect(page).toContain(`Page ${at + 1} / ${pages.length}`));
  for (const line of lines) expect(text).toContain(line.description);
});

test.each(["Ελένη Παπαδοπούλου", "Анна Жукова", "Łukasz Żółw", "דוד כהן", "Zoë 🎉"])("the name %s is drawn", async (name) => {
  const { text } = await read(await receiptPrinter.print(withPayer(name), look));
  for (const word of name.split(" ")) expect(text).toContain(word);
  expect(text).not.toContain("\ufffd");
});

test("an Arabic name keeps every letter", async () => {
  const { text } = await read(await receiptPrinter.print(withPayer("محمد علي"), look));
  for (const letter of "محدعلي") expect(text).toContain(letter);
});

test("a script no font holds shows replacement marks instead of failing", async () => {
  const { text } = await read(await receiptPrinter.print(withPayer("日本 Ada"), look));
  expect(text).toContain("\ufffd\ufffd Ada");
});

test("text is never read as Typst", async () => {
  const { text } = await read(await receiptPrinter.print(withPayer("#panic() $x$ *gras* \\u{41} \"]"), look));
  expect(text).toContain('#panic() $x$ *gras* \\u{41} "]');
});

test("the file is PDF/A-3a, tagged, in its language, with every font inside", async () => {
  const pdf = await receiptPrinter.print(facts, look);
  const { metadata, marks } = await read(pdf);
  expect(metadata.get("pdfaid:part")).toBe("3");
  expect(metadata.get("pdfaid:conformance")).toBe("A");
  expect(marks?.Marked).toBe(true);
  const source = Buffer.from(pdf).toString("latin1");
  const fonts = source.match(/\/Type\s*\/FontDescriptor/g) ?? [];
  expect(fonts.length).toBeGreaterThan(0);
  expect(source.match(/\/FontFile[23]?\s/g)?.length).toBe(fonts.length);
  expect(source).toContain("/Lang (fr)");
});

test("the same facts give the same bytes", async () => {
  const hashes = [];
  for (let time = 0; time < 3; time += 1) {
    hashes.push(createHash("sha256").update(await receiptPrinter.print(structuredClone(facts), look)).digest("hex"));
    await receiptPrinter.print(withPayer(`someone else ${time}`), look);
  }
  expect(new Set(hashes).size).toBe(1);
});

test("a logo that is no picture is left out, the receipt is not", async () => {
  const { text } = await read(await receiptPrinter.print(facts, { ...look, logoPng: new Uint8Array(64).fill(7) }));
  expect(text).toContain("172,90 €");
});

test("no name and no line stops a receipt", { timeout: 60_000 }, async () => {
  const text = fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.string({ unit: "grapheme", maxLength: 200 }));
  await fc.assert(
    fc.asyncProperty(text, text, async (name, description) => {
      const odd = { ...facts, payer: { name, email: "a@example.org" }, items: [{ ...facts.items[0]!, description, lines: [{ description: name, quantity: 1, totalMinor: 1 }] }] };
      const pdf = await receiptPrinter.print(odd, { ...look, logoPng: null });
      expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe("%PDF-");
    }),
    { numRuns: 150 },
  );
});

test("only drawable characters are left of any text", () => {
  const fonts = readFonts().map(coverageOf);
  const known = new Set(fonts.flatMap((font) => [...font]));
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => {
      const drawn = printable(text, fonts).replace(/[\p{Cf}\p{Variation_Selector}]/gu, "");
      for (const character of drawn) expect(known.has(character.codePointAt(0) ?? 0)).toBe(true);
    }),
  );
});

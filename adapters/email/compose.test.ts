import fc from "fast-check";
import jsqr from "jsqr";
import sharp from "sharp";
import { expect, test } from "vitest";
import { shopperLocales } from "../../app/core/locale";
import { formatMoney } from "../../app/core/money";
import type { PayTo } from "../../app/core/pay-to";
import { previewHtml } from "../../app/core/preview-html";
import { payToWords } from "../../app/core/shopper-words-pay-to";
import { pageUrl } from "../../tests/shopper/pay-states";
import { linkMessage, receiptMessage } from "../../tests/shopper/messages";
import { eur, sampleLogo, tenLines } from "../../tests/shopper/shop";
import { composeMail } from "./compose";

const logo = await sampleLogo();
const settings = { fromName: "" };
const tagCount = (html: string) => html.match(/<[a-z]/gi)?.length ?? 0;

test("a payment link's mail says who, how much, what for, until when, and where", async () => {
  const mail = await composeMail(linkMessage(logo.png), settings);
  expect(mail.subject.normalize("NFKC")).toBe("Votre commande 1042 chez Atelier Lumière – 172,90 € à régler");
  expect(mail.fromName).toBe("Atelier Lumière");
  const html = mail.html.replaceAll("<!-- -->", "");
  for (const twin of [html, mail.text].map((text) => text.normalize("NFKC"))) {
    for (const said of [
      "Marie Dupont", "1042", "172,90 €", "21 décembre 2026 à 23:59", "Vase « Dune », petit modèle", "78,00 €", "Vos bols sont prêts", pageUrl,
      "L’adresse de la page de paiement commence par https://paiements.atelier-lumiere.example/", "bonjour@atelier-lumiere.example", "SIREN 853 746 912",
    ]) expect(twin).toContain(said.normalize("NFKC"));
  }
  expect(html.split(`href="${pageUrl}"`)).toHaveLength(3);
});

test.each(shopperLocales)("subject and button are written in %s, the preview shows the sent pictures", async (locale) => {
  const mail = await composeMail(linkMessage(logo.png, { locale }), settings);
  expect(mail.html).toContain(`lang="${locale}"`);
  expect(mail.subject).toContain("1042");
  expect(mail.subject).toContain("Atelier Lumière");
  const preview = previewHtml(mail);
  expect(preview).not.toContain("cid:");
  expect(preview.match(/data:image\/png;base64/g)).toHaveLength(2);
});

test("the QR in the mail reads as exactly the pay page's address", async () => {
  const { attachments } = await composeMail(linkMessage(null), settings);
  const qr = attachments.find((attachment) => attachment.fileName === "qr.png");
  const { data, info } = await sharp(qr!.bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(jsqr(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(pageUrl);
});

const payTo: PayTo = {
  holder: "Atelier Lumière SARL", iban: "FR7630006000011234567890189", bic: "AGRIFRPP", reference: "RF18 5390 0754 7034", amount: eur(17290), range: null,
  epc: "BCD\n002\n1\nSCT\nAGRIFRPP\nAtelier Lumière SARL\nFR7630006000011234567890189\nEUR172.90\n\nRF18539007547034",
};

test("a shop's account stands in both twins, its code holds exactly the transfer, and each code says which app reads it", async () => {
  const mail = await composeMail(linkMessage(null, { payTo }), settings);
  for (const twin of [mail.html.replaceAll("<!-- -->", ""), mail.text].map((text) => text.normalize("NFKC"))) {
    for (const said of ["Ou payez par virement", "Atelier Lumière SARL", "FR76 3000 6000 0112 3456 7890 189", "AGRIFRPP", "RF18 5390 0754 7034", "la page de paiement dit toujours le bon"]) expect(twin).toContain(said);
  }
  expect(mail.html).toContain("à scanner avec l’appareil photo");
  expect(mail.html).toContain("à scanner avec l’appli de votre banque");
  const codes = await Promise.all(mail.attachments.map(async ({ bytes }) => {
    const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return jsqr(new Uint8ClampedArray(data), info.width, info.height)?.binaryData ?? [];
  }));
  expect(codes.map((bytes) => new TextDecoder().decode(new Uint8Array(bytes)))).toEqual([pageUrl, payTo.epc]);
});

test.each(shopperLocales)("the transfer is told in %s: parts, a reference still to come, an amount of the payer's choice", async (locale) => {
  const words = payToWords[locale];
  const parts = await composeMail(linkMessage(null, { locale, payTo: { ...payTo, amount: eur(5000), range: { least: eur(5000), most: eur(17290) } } }), settings);
  expect(parts.text).toContain(words.inParts(formatMoney(eur(5000), locale), formatMoney(eur(17290), locale)));
  const drawn = await composeMail(linkMessage(null, { locale, payTo: { ...payTo, amount: null, reference: null, epc: null } }), settings);
  for (const said of [words.title, words.freeAmount, words.referenceToCome, words.mayChange]) expect(drawn.text).toContain(said);
  expect(drawn.attachments.map(({ fileName }) => fileName)).toEqual(["qr.png"]);
});

test("a link without order or amount asks for neither", async () => {
  const mail = await composeMail(linkMessage(null, { orderNumber: null, amount: null, lines: [], description: "Don", expiresAt: null, personalNote: "" }), settings);
  expect(mail.subject).toBe("Atelier Lumière\u00a0: lien de paiement – Don");
  expect(mail.html).toContain("Montant de votre choix");
  expect(mail.html + mail.text).not.toMatch(/null|undefined|NaN/);
});

test("where parts may be paid, the mail says from how much on, and its button promises no amount", async () => {
  const mail = await composeMail(linkMessage(null, { firstPart: eur(5187) }), settings);
  for (const text of [mail.html, mail.text]) {
    expect(text.normalize("NFKC")).toContain("Vous pouvez payer en plusieurs fois, à partir de 51,87 € maintenant.");
    expect(text.normalize("NFKC")).toContain("Ouvrir la page de paiement");
    expect(text.normalize("NFKC")).not.toContain("Payer 172,90 €");
  }
});

test("a deposit shows the order's sum and what is asked of it", async () => {
  const mail = await composeMail(linkMessage(null, { lines: tenLines }), settings);
  expect(mail.html.normalize("NFKC")).toMatch(/Total.*482,40 €.*À payer.*172,90 €/s);
});

test("a receipt's mail carries the PDF and its facts", async () => {
  const mail = await composeMail(receiptMessage(logo.png), settings);
  expect(mail.subject).toBe("Votre reçu – Atelier Lumière – commande 1042 – R-2026-000042");
  expect(mail.attachments.find((attachment) => attachment.cid === null)).toMatchObject({ fileName: "R-2026-000042.pdf", mimeType: "application/pdf" });
  for (const said of ["R-2026-000042", "21 novembre 2026 à 14:03:22 (UTC+01:00)", "Carte bancaire · Visa •••• 4242", "pi_3QK1x2AbCdEfGhIjKlMnOpQr"]) {
    expect(mail.html).toContain(said);
    expect(mail.text).toContain(said);
  }
});

test("a refund thanks nobody for paying", async () => {
  const mail = await composeMail(receiptMessage(null, { kind: "credit-receipt" }), settings);
  expect(mail.text).toContain("vous a remboursé");
  expect(mail.html + mail.text).not.toContain("Merci pour votre paiement");
});

test("a right-to-left name stands in its own isolate", async () => {
  const mail = await composeMail(linkMessage(null, { customerName: "محمد 🎉" }), settings);
  expect(mail.text).toContain("Bonjour \u2068محمد 🎉\u2069,");
});

test("no text of a stranger becomes markup, a header or a second line of the subject", { timeout: 90_000 }, async () => {
  const plain = tagCount((await composeMail(linkMessage(null, { customerName: "a", description: "b", personalNote: "c" }), settings)).html);
  const odd = fc.oneof(fc.string({ unit: "binary", maxLength: 80 }), fc.constantFrom("<script>alert(1)</script>", "\r\nBcc: eve@example.org", "\"><img src=x>", "</style>", "\u202egnp.exe"));
  await fc.assert(
    fc.asyncProperty(odd, odd, async (name, text) => {
      const message = linkMessage(null, { customerName: name, description: `x${text}`, personalNote: `n ${name.replace(/\s/g, " ")}`, orderNumber: `1${name}` });
      const mail = await composeMail({ ...message, sender: { ...message.sender, name: `S${text}` } }, settings);
      expect(mail.subject + mail.fromName).not.toMatch(/\p{Cc}/u);
      expect(tagCount(mail.html)).toBeLessThanOrEqual(plain + 1);
      expect(mail.html).not.toMatch(/<script|<img src=x/i);
    }),
    { numRuns: 60 },
  );
});

import type { PaymentLinkMessage, ReceiptMessage, Sender } from "../../app/core/message";
import type { ReceiptFacts } from "../../app/core/receipt";
import { pageUrl } from "./pay-states";
import { eur, fewLines, sampleShop } from "./shop";

export const sampleSender = (logoPng: Uint8Array | null): Sender => ({ ...sampleShop, logoPng });

export const linkMessage = (logoPng: Uint8Array | null, other: Partial<PaymentLinkMessage> = {}): PaymentLinkMessage => ({
  kind: "payment-link", locale: "fr", sender: sampleSender(logoPng), customerName: "Marie Dupont", orderNumber: "1042", description: "",
  lines: fewLines, amount: eur(17290), expiresAt: new Date("2026-12-21T22:59:00Z"), payUrl: pageUrl,
  personalNote: "Vos bols sont prêts : ils partent dès votre règlement.\nÀ bientôt, Claire", ...other,
});

export const receiptFacts: ReceiptFacts = {
  kind: "receipt", number: "R-2026-000042", refersTo: null, issuedAt: new Date("2026-11-21T13:03:30Z"), locale: "fr", timeZone: "Europe/Paris",
  seller: { name: sampleShop.name, legalLines: sampleShop.legalLines, contactEmail: sampleShop.contactEmail },
  payer: { name: "Marie Dupont", email: "marie@example.org" },
  items: [{ orderNumber: "1042", description: "Vaisselle de noël", lines: fewLines, amountMinor: 17290, openAfterMinor: 0 }],
  amount: eur(17290), paidAt: new Date("2026-11-21T13:03:22Z"), methodTitle: "card", methodDetail: "Visa •••• 4242",
  transactionId: "pi_3QK1x2AbCdEfGhIjKlMnOpQr", verifyUrl: null,
};

export const receiptMessage = (logoPng: Uint8Array | null, other: Partial<ReceiptMessage> = {}): ReceiptMessage => ({
  kind: "receipt", locale: "fr", sender: sampleSender(logoPng), receipt: receiptFacts, doneUrl: pageUrl,
  pdf: { fileName: "R-2026-000042.pdf", bytes: new TextEncoder().encode("%PDF-1.7 …") }, ...other,
});

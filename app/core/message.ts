import type { Money } from "./money";
import type { ShopperLocale } from "./locale";
import type { OrderLine } from "./order";
import type { PayTo } from "./pay-to";
import type { ReceiptFacts } from "./receipt";

/** Who writes, as the shopper sees it on page, mail and receipt. */
export type Sender = {
  name: string;
  /** The legal holder behind the shop's name, with address and numbers, one line each; may be empty. */
  legalLines: string[];
  website: string | null;
  contactEmail: string | null;
  /** PNG bytes, already re-encoded by us; null without a logo. */
  logoPng: Uint8Array | null;
  /** "#rrggbb", checked for contrast when it was set. */
  accentColor: string;
  timeZone: string;
};

/** "Please pay this" in words a messenger can set. */
export type PaymentLinkMessage = {
  kind: "payment-link";
  locale: ShopperLocale;
  sender: Sender;
  customerName: string;
  /** "Commande 1042" or "Facture F-12": the platform's own number, null for a link without an order. */
  orderNumber: string | null;
  /** More than one: the lines are orders, asked for together. */
  orderCount?: number;
  description: string;
  lines: OrderLine[];
  amount: Money | null;
  /** Where it may be paid in parts: the least that may be paid now. */
  firstPart?: Money | null;
  expiresAt: Date | null;
  payUrl: string;
  /** How to pay by transfer without the page, where the shop has such an account. */
  payTo?: PayTo | null;
  /** A word of the shop's own, plain text; may be empty. */
  personalNote: string;
};

/** Proof of money received (or given back), with its PDF. */
export type ReceiptMessage = {
  kind: "receipt" | "credit-receipt" | "cancelled-receipt";
  locale: ShopperLocale;
  sender: Sender;
  receipt: ReceiptFacts;
  doneUrl: string | null;
  pdf: { fileName: string; bytes: Uint8Array };
};

export type ShopperMessage = PaymentLinkMessage | ReceiptMessage;

export type Attachment = { fileName: string; mimeType: string; bytes: Uint8Array; cid: string | null };

/** What leaves, ready to be shown or sent: headers without line breaks, HTML and its text twin. */
export type Composed = {
  subject: string;
  fromName: string;
  html: string;
  text: string;
  attachments: Attachment[];
};

/** What became of a message. `refused`: the other side said no and says why; it is not tried again. */
export type MessageStatus = "queued" | "sent" | "refused" | "failed";
export const messageAttemptsMax = 10;

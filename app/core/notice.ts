import type { ShopperLocale } from "./locale";
import { moneyOf, type Money } from "./money";
import type { OrderLine } from "./order";
import type { PayTo } from "./pay-to";

/**
 * One page that asks for money: what a shop prints and puts in the parcel, or a shopper keeps. It is a payment notice.
 * It is headed "invoice" only under the number the shop's own books gave it: a number made up here would be a hole in them.
 */
export type NoticeFacts = {
  /** The shop's own invoice number; null where we know none, which is the rule. */
  invoiceNumber: string | null;
  /** What people say: "#1042"; null for a link without an order. */
  orderNumber: string | null;
  description: string;
  issuedAt: Date;
  orderedAt: Date | null;
  locale: ShopperLocale;
  timeZone: string;
  seller: { name: string; legalLines: string[]; contactEmail: string | null };
  payer: { name: string; email: string };
  lines: OrderLine[];
  total: Money;
  /** What is still to be paid; in the total's currency. */
  openMinor: number;
  /** An ended order (cancelled, refunded, deleted) asks for nothing, paid or not. */
  isEnded: boolean;
  /** The last day to pay; null where there is none. */
  dueAt: Date | null;
  /** Where it is paid: drawn as a QR code and written out. Never drawn when nothing is open. */
  payUrl: string | null;
  /** How to pay it by transfer, on the day the page was made; null where that cannot be. */
  payTo?: PayTo | null;
};

/** How many orders one file holds. */
export const noticesMax = 50;

export type NoticeState = "due" | "part-paid" | "paid" | "ended";

/** What the page says at its head. */
export function noticeState({ isEnded, openMinor, total }: Pick<NoticeFacts, "isEnded" | "openMinor" | "total">): NoticeState {
  if (openMinor > 0 && !isEnded) return openMinor < total.amountMinor ? "part-paid" : "due";
  return isEnded ? "ended" : "paid";
}

/** Already paid, as the page writes it: never negative, whatever the platform's figures. */
export const paidOf = ({ total, openMinor }: Pick<NoticeFacts, "total" | "openMinor">): Money => moneyOf(Math.max(0, total.amountMinor - openMinor), total.currency);

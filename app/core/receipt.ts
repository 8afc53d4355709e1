import type { Money } from "./money";
import type { ShopperLocale } from "./locale";
import type { OrderLine } from "./order";

/** Everything a receipt says, frozen when it is issued; the PDF is drawn from this and nothing else. */
export type ReceiptFacts = {
  /** receipt: money received · credit-receipt: money given back · cancelled-receipt: what the first one states was no money; both point at the first. */
  kind: "receipt" | "credit-receipt" | "cancelled-receipt";
  number: string;
  /** The number of the receipt this one takes back; null on a receipt. */
  refersTo: string | null;
  issuedAt: Date;
  locale: ShopperLocale;
  timeZone: string;
  seller: { name: string; legalLines: string[]; contactEmail: string | null };
  payer: { name: string; email: string };
  /** What was paid: one per order or link, amounts as allocated. */
  items: { orderNumber: string | null; description: string; lines: OrderLine[]; amountMinor: number; openAfterMinor: number }[];
  amount: Money;
  paidAt: Date;
  methodTitle: string;
  methodDetail: string | null;
  transactionId: string;
  /** Where whoever holds it can check it; null on the receipts issued before there was such a page. */
  verifyUrl: string | null;
};

/** Receipt numbers run without a gap per store and civil year: "R-2026-000042", credits "C-2026-000007". */
export function receiptNumber(kind: ReceiptFacts["kind"], year: number, sequence: number): string {
  return `${kind === "receipt" ? "R" : "C"}-${year}-${String(sequence).padStart(6, "0")}`;
}

/** The civil year of an instant where the store is: a payment at 23:30Z on 31 December is next year's in Paris. */
export function civilYear(at: Date, timeZone: string): number {
  return Number(new Intl.DateTimeFormat("en", { timeZone, year: "numeric" }).format(at));
}

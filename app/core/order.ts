import type { Currency } from "./currency";

/** What an order means to us, whatever its platform calls it. `gone`: deleted or trashed there. */
export type OrderState = "unpaid" | "paid" | "cancelled" | "refunded" | "gone";

/** One line as the shopper reads it. `quantity` may be a fraction (1.5 h); `totalMinor` includes tax. */
export type OrderLine = { description: string; quantity: number; totalMinor: number };

/** Who the platform says must pay. Every field may be missing there. */
export type Customer = { name: string; email: string; locale: string | null };

/** The platform's order in our words, read at one moment. `ref` is the platform's id, `number` what people say. */
export type Order = {
  ref: string;
  number: string;
  state: OrderState;
  platformStatus: string;
  currency: Currency;
  totalMinor: number;
  /** What is still to be paid by the platform's own account, ≥ 0. */
  openMinor: number;
  lines: OrderLine[];
  customer: Customer;
  createdAt: Date;
  updatedAt: Date;
  /** The order's page in the shop's own admin, when it has one. */
  adminUrl: string | null;
  /**
   * Which part payments of ours this very reading counts, by the references they were recorded under; \`isUnsettled\`: one
   * is being written, and the reading may count it or not. Absent where the platform's books know no parts.
   */
  recorded?: { parts: readonly string[]; isUnsettled: boolean };
};

/** Names in orders come from strangers: control and bidi-override characters go, runs of space become one. */
export function cleanText(text: string, lengthMax: number): string {
  const cleaned = text
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return [...cleaned].slice(0, lengthMax).join("");
}

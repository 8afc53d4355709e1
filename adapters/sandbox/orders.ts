import { z } from "zod";
import { currencyOf } from "../../app/core/currency";
import type { Words } from "../../app/core/locale";
import { cleanText, type Order, type OrderLine } from "../../app/core/order";

const moment = z.iso.datetime();
const textLengthMax = 500;
const wholeMinor = z.number().int().nonnegative();

/** The kind under which the sandbox's shop keeps its orders: `records.put(orderKind, order.ref, sandboxOrder(…))`. */
export const orderKind = "order";

/** An order as the sandbox's shop keeps it; instants in ISO 8601. What is open follows from total and payment. */
export const orderSchema = z.object({
  ref: z.string().min(1).max(100),
  number: z.string(),
  status: z.enum(["pending", "on-hold", "processing", "completed", "cancelled", "refunded", "trash"]),
  currency: z.string().transform(currencyOf),
  totalMinor: wholeMinor,
  lines: z.array(z.object({ description: z.string(), quantity: z.number().positive(), totalMinor: z.number().int() })),
  customer: z.object({ name: z.string(), email: z.string(), locale: z.string().nullable() }),
  createdAt: moment,
  updatedAt: moment,
  payment: z.object({ transactionId: z.string(), methodTitle: z.string(), paidAt: moment }).nullable(),
  notes: z.array(z.object({ text: z.string(), at: moment })),
  refunds: z.array(z.object({ ref: z.string(), amountMinor: z.number().int().positive(), reason: z.string(), at: moment })),
});
export type SandboxOrder = z.output<typeof orderSchema>;

/** An order to seed a demo or a test with; the total is the sum of its lines unless it is given. */
export function sandboxOrder(input: {
  ref: string;
  number?: string;
  currency?: string;
  lines: OrderLine[];
  customer: Order["customer"];
  createdAt: Date;
  status?: SandboxOrder["status"];
  totalMinor?: number;
  /** For an order paid from the start: its transaction. */
  transactionId?: string;
}): SandboxOrder {
  const { ref, number = ref, currency = "EUR", lines, customer, status = "pending" } = input;
  const at = input.createdAt.toISOString();
  const payment = input.transactionId === undefined ? null : { transactionId: input.transactionId, methodTitle: "Sandbox", paidAt: at };
  const totalMinor = input.totalMinor ?? lines.reduce((sum, line) => sum + line.totalMinor, 0);
  return { ref, number, status, currency: currencyOf(currency), totalMinor, lines, customer, createdAt: at, updatedAt: at, payment, notes: [], refunds: [] };
}

const stateBy: Readonly<Record<SandboxOrder["status"], Order["state"]>> = {
  pending: "unpaid", "on-hold": "unpaid", processing: "paid", completed: "paid", cancelled: "cancelled", refunded: "refunded", trash: "gone",
};

export const statusWords: Readonly<Record<SandboxOrder["status"], Words>> = {
  pending: { fr: "Attente de paiement", en: "Pending payment" }, "on-hold": { fr: "En attente", en: "On hold" }, processing: { fr: "En cours", en: "Processing" },
  completed: { fr: "Terminée", en: "Completed" }, cancelled: { fr: "Annulée", en: "Cancelled" }, refunded: { fr: "Remboursée", en: "Refunded" }, trash: { fr: "Corbeille", en: "Trash" },
};

/** The order in the house's words. */
export function toOrder(kept: SandboxOrder): Order {
  const state = stateBy[kept.status];
  return {
    ref: kept.ref,
    number: kept.number,
    state,
    platformStatus: kept.status,
    currency: kept.currency,
    totalMinor: kept.totalMinor,
    openMinor: state === "unpaid" || state === "cancelled" ? kept.totalMinor - refundedMinor(kept) : 0,
    lines: kept.lines.map((line) => ({ ...line, description: cleanText(line.description, textLengthMax) })),
    customer: { ...kept.customer, name: cleanText(kept.customer.name, textLengthMax) },
    createdAt: new Date(kept.createdAt),
    updatedAt: new Date(kept.updatedAt),
    adminUrl: null,
  };
}

export function refundedMinor(kept: SandboxOrder): number {
  return kept.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0);
}

import type { MarkPaidInput } from "../../app/core/ports";
import type { Order } from "../../app/core/order";
import { minorOf } from "./amounts";
import { hasLanded, readMark } from "./mark";
import type { VendorBooks } from "./replies";

/** How Shopify takes a payment: the whole balance, an amount (Plus), or a part of a pending manual sale. */
export type WriteWay = { kind: "balance" } | { kind: "amount" } | { kind: "capture"; parentId: string };

export type PlanRefusal = "order-refunded" | "amount-differs" | "too-much" | "not-possible" | "write-ignored";
export type Plan =
  | { kind: "refuse"; reason: PlanRefusal }
  /** `adopted`: an earlier attempt of ours that was cut off; its note and its mark are still to be written. */
  | { kind: "already"; isAdopted: boolean }
  | { kind: "write"; way: WriteWay };

export type Books = { order: VendorBooks; isPlus: boolean };

/** What is to be done for a payment of all that is open. In: the books, the same order in our words, the payment. */
export function planWhole({ order: vendor, isPlus }: Books, order: Order, input: MarkPaidInput): Plan {
  if (order.state === "refunded") return { kind: "refuse", reason: "order-refunded" };
  if (order.state === "paid") return { kind: "already", isAdopted: hasLanded(readMark(vendor.mark), vendor.transactions, input) };
  if (order.currency !== input.currency) return { kind: "refuse", reason: "amount-differs" };
  // Shopify writes nothing on a cancelled order, nor while its own payment is on its way.
  if (order.state === "cancelled" || !vendor.canMarkAsPaid) return { kind: "refuse", reason: "write-ignored" };
  if (order.openMinor !== input.amountMinor) return { kind: "refuse", reason: "amount-differs" };
  // With the amount an order edited at this moment is refused instead of being paid more than was.
  return { kind: "write", way: isPlus ? { kind: "amount" } : { kind: "balance" } };
}

/** The same for a part of it. */
export function planPart(books: Books, order: Order, input: MarkPaidInput): Plan {
  const { order: vendor, isPlus } = books;
  const mark = readMark(vendor.mark);
  if (mark.written.includes(input.transactionId)) return { kind: "already", isAdopted: false };
  if (hasLanded(mark, vendor.transactions, input)) return { kind: "already", isAdopted: true };
  if (order.state === "refunded") return { kind: "refuse", reason: "order-refunded" };
  if (order.currency !== input.currency || input.amountMinor > order.openMinor) return { kind: "refuse", reason: "too-much" };
  if (order.state === "cancelled" || !vendor.canMarkAsPaid || input.amountMinor <= 0) return { kind: "refuse", reason: "not-possible" };
  if (isPlus) return { kind: "write", way: { kind: "amount" } };
  if (input.amountMinor === order.openMinor) return { kind: "write", way: { kind: "balance" } };
  const parentId = capturableFor(vendor, input);
  return parentId === null ? { kind: "refuse", reason: "not-possible" } : { kind: "write", way: { kind: "capture", parentId } };
}

/** The pending sale that an order placed with a manual method carries, when it holds enough. */
function capturableFor(vendor: VendorBooks, input: MarkPaidInput): string | null {
  const found = vendor.transactions.find(({ kind, status, manualPaymentGateway, manuallyCapturable, totalUnsettledSet, amountSet }) =>
    kind === "SALE" && status === "PENDING" && manualPaymentGateway && manuallyCapturable &&
    (minorOf(totalUnsettledSet ?? amountSet, input.currency) ?? 0) >= input.amountMinor);
  return found?.id ?? null;
}

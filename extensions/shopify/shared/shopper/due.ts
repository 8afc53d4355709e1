import { addressOf, fieldsOf, textOf } from "../contract";
import { minorOf } from "../money";

/** One thing to pay, as Shopify tells it. Amounts in minor units of `currency`. */
export type Due = {
  ref: string;
  name: string;
  kind: "order" | "draft";
  amountMinor: bigint;
  currency: string;
  /** A draft may be agreed to now and paid later. */
  isLater: boolean;
  dueAt: string | null;
  isLate: boolean;
  /** Shopify's own page; null is normal, and has its own words. */
  payUrl: string | null;
};

/** Nothing is asked for again: money that is held, given back or paid. */
const settledStatuses = ["AUTHORIZED", "PAID", "PARTIALLY_REFUNDED", "REFUNDED", "VOIDED"];

/** Reads an order; null when nothing is to be paid on it, or when Shopify does not say how much. */
export function readOrderDue(node: unknown): Due | null {
  const order = fieldsOf(node);
  const payment = fieldsOf(order["paymentInformation"]);
  const terms = fieldsOf(payment["paymentTerms"]);
  const money = readMoney(payment["totalOutstandingAmount"]);
  const [ref, name] = [textOf(order["id"]), textOf(order["name"])];
  if (ref === null || name === null || money === null || money.amountMinor <= 0n) return null;
  if (order["cancelledAt"] != null || settledStatuses.includes(textOf(payment["paymentStatus"]) ?? "")) return null;
  return {
    ref, name, kind: "order", ...money, isLater: false,
    dueAt: textOf(terms["nextDueAt"]), isLate: terms["overdue"] === true, payUrl: addressOf(payment["paymentCollectionUrl"]),
  };
}

/** Reads a draft; null when it is an order by now, or asks for nothing. */
export function readDraftDue(node: unknown): Due | null {
  const draft = fieldsOf(node);
  const [now, later] = [readMoney(draft["amountDueNow"]), readMoney(draft["amountDueLater"])];
  const isNow = now !== null && now.amountMinor > 0n;
  const money = isNow ? now : later;
  const [ref, name] = [textOf(draft["id"]), textOf(draft["name"])];
  if (ref === null || name === null || draft["status"] === "COMPLETED" || money === null || money.amountMinor <= 0n) return null;
  return { ref, name, kind: "draft", ...money, isLater: !isNow, dueAt: null, isLate: false, payUrl: addressOf(draft["invoiceUrl"]) };
}

/** Late ones first, then by due date, then as Shopify told them: newest first. */
export function inOrderOfNeed<T>(all: readonly T[], dueOf: (one: T) => Due): T[] {
  const dayOf = (one: T) => dueOf(one).dueAt ?? "9999";
  const isLate = (one: T) => Number(dueOf(one).isLate);
  return [...all].sort((a, b) => isLate(b) - isLate(a) || dayOf(a).localeCompare(dayOf(b)));
}

/** What it makes together, by currency. */
export function totalsOf(dues: readonly Pick<Due, "amountMinor" | "currency">[]): { amountMinor: bigint; currency: string }[] {
  const totals = new Map<string, bigint>();
  for (const { amountMinor, currency } of dues) totals.set(currency, (totals.get(currency) ?? 0n) + amountMinor);
  return [...totals].map(([currency, amountMinor]) => ({ currency, amountMinor }));
}

function readMoney(value: unknown): { amountMinor: bigint; currency: string } | null {
  const told = fieldsOf(value);
  const currency = textOf(told["currencyCode"]);
  const amount = textOf(told["amount"]);
  const amountMinor = currency === null || amount === null ? null : minorOf(amount, currency);
  return amountMinor === null || currency === null ? null : { amountMinor, currency };
}

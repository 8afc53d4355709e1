import { createHash } from "node:crypto";

export type Line = { name: string; quantity: number; currentQuantity: number; unitMinor: number };
export type Transaction = {
  id: string; kind: "SALE" | "CAPTURE" | "AUTHORIZATION" | "REFUND"; status: "SUCCESS" | "PENDING" | "FAILURE";
  gateway: string; isManual: boolean; amountMinor: number; parentId: string | null;
};
export type Refund = { id: string; note: string; amountMinor: number };
export type Metafield = { namespace: string; key: string; type: string; value: string; version: number };
export type SimCustomer = { name: string; email: string; locale: string };
export type SimOrder = {
  ref: string; name: string; currency: string; createdAt: Date; updatedAt: Date; cancelledAt: Date | null;
  lines: Line[]; discountMinor: number; shippingMinor: number; taxMinor: number; taxesIncluded: boolean; tipMinor: number;
  transactions: Transaction[]; refunds: Refund[]; metafields: Metafield[]; tags: string[];
  customer: SimCustomer | null;
  email: string | null; billing: { name: string; company: string | null } | null; locale: string | null;
  /** The gateway's own verdict where transactions do not show it. */
  verdict: "EXPIRED" | "VOIDED" | null;
  isBusy: boolean;
  collectionUrl: string | null;
  terms: { id: string; isOverdue: boolean; schedules: { id: string; dueAt: Date; completedAt: Date | null }[] } | null;
};
export type SimDraft = {
  ref: string; name: string; currency: string; totalMinor: number; status: "OPEN" | "INVOICE_SENT" | "COMPLETED"; invoiceUrl: string | null; orderRef: string | null;
  createdAt: Date; customer: SimCustomer | null;
  /** The merchant showed it in the customer's account. */
  isVisible: boolean;
};
export type Subscription = { id: string; topic: string; uri: string; format: string; includeFields: string[]; filter: string | null; failures: number; isOfApp: boolean };
export type HookEvent = { subscription: Subscription; webhookId: string; eventId: string; triggeredAt: Date; body: string; tries: number };
export type SentMail = { kind: "order-invoice" | "draft-invoice" | "reminder"; about: string; email: Record<string, unknown> | null };

/** Everything the shop remembers. Amounts in minor units of the order's presentment currency. */
export type World = {
  domain: string; name: string; shopCurrency: string; isPlus: boolean; protectedDataLevel: 1 | 2; multiCapture: boolean;
  scopes: string[]; apiVersion: string;
  now(): Date; lastId: number; nextId(): string;
  orders: Map<string, SimOrder>; drafts: Map<string, SimDraft>; subscriptions: Subscription[]; queue: HookEvent[]; mails: SentMail[];
  refundKeys: Map<string, { input: string; refundId: string }>;
  /** Money that a real gateway sent back because of us: must stay 0. */
  movedMinor: number;
  complaints: string[];
};

const exponents: Record<string, number> = { JPY: 0, KRW: 0, ISK: 0, KWD: 3, BHD: 3 };
/** Decimals as Shopify writes them: "121.0", "0.05", "1200.0" in JPY. By plain arithmetic, a second way beside the adapter's. */
export function toDecimal(minor: number, currency: string): string {
  const exponent = exponents[currency] ?? 2;
  const text = (minor / 10 ** exponent).toFixed(exponent || 1);
  return text.includes(".") ? text.replace(/(\.\d+?)0+$/, "$1") : text;
}
export const toMinor = (decimal: string, currency: string) => Math.round(Number(decimal) * 10 ** (exponents[currency] ?? 2));

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const amounts = (order: SimOrder, ...kinds: Transaction["kind"][]) =>
  sum(order.transactions.filter(({ kind, status }) => status === "SUCCESS" && kinds.includes(kind)).map(({ amountMinor }) => amountMinor));

const extras = (order: SimOrder) => order.shippingMinor - order.discountMinor + order.tipMinor + (order.taxesIncluded ? 0 : order.taxMinor);
export const orderedMinor = (order: SimOrder) => sum(order.lines.map(({ quantity, unitMinor }) => quantity * unitMinor)) + extras(order);
/** After edits, returns, and refunds that name no line: those lower the total by what they give back. */
export function totalMinor(order: SimOrder): number {
  if (order.cancelledAt !== null) return 0;
  return sum(order.lines.map(({ currentQuantity, unitMinor }) => currentQuantity * unitMinor)) + extras(order) - refundedMinor(order);
}
export const receivedMinor = (order: SimOrder) => amounts(order, "SALE", "CAPTURE");
export const refundedMinor = (order: SimOrder) => amounts(order, "REFUND");
export const outstandingMinor = (order: SimOrder) => totalMinor(order) - (receivedMinor(order) - refundedMinor(order));

export function statusOf(order: SimOrder): string {
  const [received, refunded] = [receivedMinor(order), refundedMinor(order)];
  if (refunded > 0) return received - refunded <= 0 ? "REFUNDED" : outstandingMinor(order) > 0 ? "PARTIALLY_PAID" : "PARTIALLY_REFUNDED";
  if (received > 0) return outstandingMinor(order) > 0 ? "PARTIALLY_PAID" : "PAID";
  if (amounts(order, "AUTHORIZATION") > 0) return "AUTHORIZED";
  return order.verdict ?? (outstandingMinor(order) > 0 ? "PENDING" : "PAID");
}

/** False when paid, cancelled, negative, or while Shopify's own payment is on its way. */
export function canMarkAsPaid(order: SimOrder): boolean {
  const isOnItsWay = order.transactions.some(({ status, isManual }) => status === "PENDING" && !isManual);
  return order.cancelledAt === null && outstandingMinor(order) > 0 && statusOf(order) !== "PAID" && !isOnItsWay;
}

/** What of a pending sale or an authorization is not captured yet. */
export function unsettledMinor(order: SimOrder, transaction: Transaction): number {
  const settled = order.transactions.filter(({ parentId, status, kind }) => parentId === transaction.id && status === "SUCCESS" && kind !== "REFUND");
  return transaction.amountMinor - sum(settled.map(({ amountMinor }) => amountMinor));
}

export function isCapturable(world: World, order: SimOrder, transaction: Transaction): boolean {
  const isOpen = (transaction.kind === "SALE" && transaction.status === "PENDING" && transaction.isManual) || (transaction.kind === "AUTHORIZATION" && transaction.status === "SUCCESS");
  const wasCaptured = order.transactions.some(({ parentId, kind }) => parentId === transaction.id && kind !== "REFUND");
  return isOpen && order.cancelledAt === null && unsettledMinor(order, transaction) > 0 && (!wasCaptured || world.isPlus || world.multiCapture);
}

export const digestOf = ({ namespace, key, value, version }: Metafield) => createHash("sha256").update(JSON.stringify([namespace, key, value, version])).digest("hex");

export function findOrder(world: World, id: string): SimOrder | null {
  const ref = /^gid:\/\/shopify\/Order\/(\d+)$/.exec(id)?.[1];
  const order = ref === undefined ? undefined : world.orders.get(ref);
  return order !== undefined && isVisible(world, order) ? order : null;
}

/** One customer for each address, with the same number in every world. */
export const customerIdOf = ({ email }: Pick<SimCustomer, "email">) =>
  `gid://shopify/Customer/${createHash("sha256").update(email.trim().toLowerCase()).digest().readUIntBE(0, 5)}`;

/** Older than 60 days: only with read_all_orders. */
export function isVisible(world: World, order: SimOrder): boolean {
  return world.scopes.includes("read_all_orders") || world.now().getTime() - order.createdAt.getTime() < 60 * 86_400_000;
}

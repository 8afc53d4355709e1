import { readFileSync } from "node:fs";

export type Refund = { id: number; amount: string; reason: string; meta_data: Meta[]; date_created_gmt: string };
export type Meta = { id: number; key: string; value: unknown };
export type Note = { id: number; note: string; customer_note: boolean };
/** A wc/v3 order as it leaves the shop; the fields tests look at are named, the rest is as recorded. */
export type WooOrder = Record<string, unknown> & {
  id: number; number: string; status: string; currency: string; total: string; date_modified_gmt: string; date_paid_gmt: string | null;
  transaction_id: string; payment_method: string; payment_method_title: string; needs_payment: boolean; meta_data: Meta[]; refunds: { id: number; reason: string; total: string }[];
};
export type Hook = { id: number; name: string; topic: string; status: string; delivery_url: string; secret: string; failureCount: number };
export type HookEvent = { hookId: number; orderId: number };

/** Everything the shop remembers. */
export type World = {
  url: string;
  version: string;
  currency: string;
  decimals: number;
  zoneHours: number;
  now(): Date;
  nextId(): number;
  orders: Map<number, WooOrder>;
  notes: Map<number, Note[]>;
  refunds: Map<number, Refund[]>;
  hooks: Map<number, Hook>;
  pending: HookEvent[];
  statuses: string[];
};

export const coreStatuses = ["auto-draft", "pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed", "checkout-draft"];

const recorded = JSON.parse(readFileSync(new URL("../../fixtures/woocommerce/order_create_pending.json", import.meta.url), "utf8")) as { body: Record<string, unknown> };

/** Dates as WordPress writes them: whole seconds, no zone; the local one is the shop's own time. */
export const gmt = (date: Date) => date.toISOString().slice(0, 19);
export const local = (world: World, date: Date) => gmt(new Date(date.getTime() + world.zoneHours * 3_600_000));

/** Minor units by plain arithmetic on the digits: a second way beside the adapter's. */
export const toUnits = (decimal: string, decimals: number) => Math.round(Number(decimal) * 10 ** decimals);
export const fromUnits = (units: number, decimals: number) => (units / 10 ** decimals).toFixed(decimals);

/** A new order from the recorded one, without its products. Saved, but no hook is raised yet. */
export function makeOrder(world: World, given: Record<string, unknown>): WooOrder {
  const id = world.nextId();
  const at = world.now();
  const order = {
    ...structuredClone(recorded.body),
    id, number: String(id), version: world.version, currency: world.currency, status: "pending",
    total: "0.00", total_tax: "0.00", line_items: [], tax_lines: [], shipping_lines: [], fee_lines: [], coupon_lines: [], refunds: [], meta_data: [],
    order_key: `wc_order_${String(id).padStart(13, "0")}`,
    date_created_gmt: gmt(at), date_created: local(world, at), date_paid_gmt: null, date_paid: null,
    ...given,
  } as unknown as WooOrder;
  world.orders.set(id, order);
  world.notes.set(id, []);
  world.refunds.set(id, []);
  touch(world, order);
  return order;
}

/** Saves: the date of change moves and the computed fields follow. */
export function touch(world: World, order: WooOrder): void {
  const at = world.now();
  Object.assign(order, { date_modified_gmt: gmt(at), date_modified: local(world, at) });
  order.needs_payment = needsPayment(world, order);
  order["is_editable"] = ["pending", "on-hold", "auto-draft"].includes(order.status);
  order["needs_processing"] = (order["line_items"] as unknown[]).length > 0;
  order["payment_url"] = `${world.url}/checkout/order-pay/${order.id}/?pay_for_order=true&key=${String(order["order_key"])}`;
}

export function needsPayment(world: World, order: WooOrder): boolean {
  return ["pending", "failed"].includes(order.status) && toUnits(order.total, world.decimals) > 0;
}

/** Later saves of one order in one request leave one delivery: Woo keeps one pending action per hook and order. */
export function raise(world: World, topic: string, orderId: number): void {
  for (const hook of world.hooks.values()) {
    if (hook.topic !== topic || hook.status !== "active") continue;
    if (!world.pending.some((event) => event.hookId === hook.id && event.orderId === orderId)) world.pending.push({ hookId: hook.id, orderId });
  }
}

export function save(world: World, order: WooOrder): void {
  touch(world, order);
  raise(world, "order.updated", order.id);
}

import { hookRoutes } from "./hook-routes";
import type { Params } from "./params";
import { completePayment, createRefund, note, setPaid, setStatus } from "./payments";
import { fromUnits, makeOrder, raise, save, touch, toUnits, type Meta, type WooOrder, type World } from "./world";

export type Answer = { status: number; body: unknown; headers?: Record<string, string> };
export type Call = { world: World; params: Params; id: number; mayManage: boolean; isHookTargetOpen: boolean };
export type Handler = (call: Call) => Answer | Promise<Answer>;

export const refuse = (status: number, code: string, message: string, data: unknown = { status }): Answer => ({ status, body: { code, message, data } });
const missing = (status: number) => refuse(status, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");

const readOrder = ({ world, id }: Call): Answer => {
  const order = world.orders.get(id);
  return order === undefined ? missing(404) : { status: 200, body: order };
};

function createOrder({ world, params }: Call): Answer {
  const order = makeOrder(world, linesOf(world, params));
  applyProps(world, order, params);
  const status = typeof params["status"] === "string" ? params["status"] : "pending";
  if (status !== "pending") setStatus(world, order, status);
  touch(world, order);
  // On creation WooCommerce does not ask needs_payment first.
  if (params["set_paid"] === true) completePayment(world, order, order.transaction_id);
  raise(world, "order.created", order.id);
  raise(world, "order.updated", order.id);
  return { status: 201, body: order };
}

function updateOrder({ world, id, params }: Call): Answer {
  const order = world.orders.get(id);
  if (order === undefined) return missing(400);
  if (order.status === "trash" && params["status"] === undefined) return { status: 200, body: order };
  applyProps(world, order, params);
  if (typeof params["status"] === "string") setStatus(world, order, params["status"]);
  save(world, order);
  if (params["set_paid"] === true) setPaid(world, order, String(params["transaction_id"] ?? ""));
  return { status: 200, body: order };
}

/** Everything but the status, in WooCommerce's order: a transaction id is stored even where nothing is paid. */
function applyProps(world: World, order: WooOrder, params: Params): void {
  for (const name of ["transaction_id", "payment_method", "payment_method_title", "customer_note", "currency"]) {
    if (params[name] !== undefined) Object.assign(order, { [name]: params[name] });
  }
  if (params["billing"] !== undefined) order["billing"] = { ...(order["billing"] as object), ...(params["billing"] as object) };
  for (const meta of (params["meta_data"] ?? []) as { key: string; value: unknown }[]) upsert(world, order.meta_data, meta);
}

function upsert(world: World, metas: Meta[], meta: { key: string; value: unknown }): void {
  const old = metas.find((candidate) => candidate.key === meta.key);
  if (old === undefined) metas.push({ id: world.nextId(), ...meta });
  else old.value = meta.value;
}

/** Line items without a product, fees and shipping, untaxed: enough for orders made by a suite. */
function linesOf(world: World, params: Params): Record<string, unknown> {
  const priced = (name: string) => ((params[name] ?? []) as Params[]).map((line) => {
    const total = fromUnits(toUnits(String(line["total"] ?? "0"), world.decimals), world.decimals);
    return { id: world.nextId(), name: "", method_title: "", quantity: 1, subtotal: total, subtotal_tax: "0.00", total_tax: "0.00", taxes: [], meta_data: [], ...line, total };
  });
  const lists = { line_items: priced("line_items"), fee_lines: priced("fee_lines"), shipping_lines: priced("shipping_lines") };
  const units = Object.values(lists).flat().reduce((sum, line) => sum + toUnits(line.total, world.decimals), 0);
  return { ...lists, total: fromUnits(units, world.decimals) };
}

function deleteOrder({ world, id, params }: Call): Answer {
  const order = world.orders.get(id);
  if (order === undefined) return missing(404);
  if (String(params["force"]) === "true") {
    world.orders.delete(id);
    return { status: 200, body: order };
  }
  const before = structuredClone(order);
  trash(world, order);
  return { status: 200, body: before };
}

export function trash(world: World, order: WooOrder): void {
  order["_status_before_trash"] = order.status;
  order.status = "trash";
  touch(world, order);
  raise(world, "order.deleted", order.id);
}

function listOrders({ world, params }: Call): Answer {
  const statuses = String(params["status"] ?? "any").split(",");
  const zoneMs = String(params["dates_are_gmt"]) === "true" ? 0 : world.zoneHours * 3_600_000;
  const bound = (name: string) => (params[name] === undefined ? null : Date.parse(`${String(params[name]).slice(0, 19)}Z`) - zoneMs);
  const [after, before] = [bound("modified_after"), bound("modified_before")];
  const changed = (order: WooOrder) => Date.parse(`${order.date_modified_gmt}Z`);
  const found = [...world.orders.values()]
    .filter((order) => (statuses.includes("any") ? !["trash", "checkout-draft", "auto-draft"].includes(order.status) : statuses.includes(order.status)))
    .filter((order) => (after === null || changed(order) > after) && (before === null || changed(order) < before));
  const sign = params["order"] === "asc" ? 1 : -1;
  // Ties of one second come in no order one may rely on: here, the newest id first.
  const byDate = params["orderby"] === "modified" ? (a: WooOrder, b: WooOrder) => sign * (changed(a) - changed(b)) || b.id - a.id : (a: WooOrder, b: WooOrder) => sign * (a.id - b.id);
  const size = Number(params["per_page"] ?? 10);
  const start = params["offset"] === undefined ? (Number(params["page"] ?? 1) - 1) * size : Number(params["offset"]);
  const headers = { "x-wp-total": String(found.length), "x-wp-totalpages": String(Math.ceil(found.length / size)) };
  return { status: 200, body: found.sort(byDate).slice(start, start + size), headers };
}

function addNote({ world, id, params }: Call): Answer {
  const order = world.orders.get(id);
  if (order === undefined) return refuse(404, "woocommerce_rest_order_invalid_id", "Invalid order ID.");
  if (typeof params["note"] !== "string") return refuse(400, "rest_missing_callback_param", "Missing parameter(s): note");
  // WordPress takes backslashes away on saving.
  note(world, order, params["note"].replaceAll("\\", ""));
  return { status: 201, body: { ...world.notes.get(id)?.at(-1), author: "WooCommerce" } };
}

function addRefund({ world, id, params }: Call): Answer {
  const order = world.orders.get(id);
  if (order === undefined) return refuse(500, "woocommerce_rest_invalid_order_id", "Invalid order ID.", 404);
  const amount = String(params["amount"] ?? "");
  if (Number(amount) < 0) return refuse(500, "woocommerce_rest_invalid_order_refund", "Refund amount must be greater than zero.", 400);
  const meta = (params["meta_data"] ?? []) as { key: string; value: unknown }[];
  const made = createRefund(world, order, { amount, reason: String(params["reason"] ?? ""), meta, apiRefund: params["api_refund"] !== false });
  if (typeof made !== "number") return refuse(made.status, made.code, made.message, made.data);
  return { status: 201, body: world.refunds.get(id)?.find((refund) => refund.id === made) };
}

const page = <T>(all: readonly T[], params: Params) => {
  const size = Number(params["per_page"] ?? 10);
  return all.slice((Number(params["page"] ?? 1) - 1) * size, Number(params["page"] ?? 1) * size);
};

export const handlers: Readonly<Record<string, Handler>> = {
  "GET orders": listOrders,
  "POST orders": createOrder,
  "GET order": readOrder,
  "PUT order": updateOrder,
  "DELETE order": deleteOrder,
  "POST orders/batch": () => ({ status: 200, body: [] }),
  "GET notes": ({ world, id }) => (world.orders.has(id) ? { status: 200, body: [...(world.notes.get(id) ?? [])].reverse() } : refuse(404, "woocommerce_rest_shop_order_invalid_id", "Invalid order ID.")),
  "POST notes": addNote,
  "GET refunds": ({ world, id, params }) => (world.orders.has(id) ? { status: 200, body: page([...(world.refunds.get(id) ?? [])].reverse(), params) } : refuse(404, "woocommerce_rest_order_invalid_id", "Invalid order ID.")),
  "POST refunds": addRefund,
  "GET system_status": ({ world }) => ({
    status: 200,
    body: { environment: { version: world.version, wp_version: "6.9" }, settings: { currency: world.currency, HPOS_enabled: true } },
  }),
  ...hookRoutes,
};

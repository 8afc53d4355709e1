import { gmt, local, needsPayment, save, toUnits, type WooOrder, type World } from "./world";

/** Moves the status with Woo's note, and dates the payment where a status change means one. */
export function setStatus(world: World, order: WooOrder, status: string): void {
  const from = order.status;
  order.status = status;
  if (from !== status) note(world, order, `Order status changed from ${from} to ${status}.`);
  datePayment(world, order);
}

/** What Woo calls payment_complete: only from these statuses; elsewhere it silently does nothing. */
export function completePayment(world: World, order: WooOrder, transactionId: string): void {
  if (!["on-hold", "pending", "failed", "cancelled"].includes(order.status)) return;
  if (transactionId !== "") order.transaction_id = transactionId;
  setPaidDate(world, order);
  const from = order.status;
  order.status = paidStatus(order);
  note(world, order, `Order status changed from ${from} to ${order.status}.`);
  // Since 10.9 WooCommerce names the transaction in a note of its own.
  note(world, order, `Payment via ${order.payment_method_title} (${transactionId}).`);
  save(world, order);
}

/** `set_paid` of the REST API: it asks `needs_payment` first, and says 200 either way. */
export function setPaid(world: World, order: WooOrder, transactionId: string): void {
  if (needsPayment(world, order)) completePayment(world, order, transactionId);
}

export function note(world: World, order: WooOrder, text: string): void {
  world.notes.get(order.id)?.push({ id: world.nextId(), note: text, customer_note: false });
}

export type RefundRequest = { amount: string; reason: string; meta: { key: string; value: unknown }[]; apiRefund: boolean };
export type Refused = { status: number; code: string; message: string; data: unknown };

const refused = (message: string): Refused => ({ status: 500, code: "woocommerce_rest_cannot_create_order_refund", message, data: 500 });

/** Books a refund, or says why not: always 500, always one code. */
export function createRefund(world: World, order: WooOrder, request: RefundRequest): number | Refused {
  const refunds = world.refunds.get(order.id) ?? [];
  const units = toUnits(request.amount, world.decimals);
  const refundedUnits = refunds.reduce((sum, refund) => sum + toUnits(refund.amount, world.decimals), 0);
  const leftUnits = toUnits(order.total, world.decimals) - refundedUnits;
  if (Number.isNaN(units) || units > leftUnits) return refused("Invalid refund amount.");
  if (request.apiRefund) {
    const hasGateway = ["bacs", "cheque", "cod"].includes(order.payment_method);
    return refused(hasGateway ? "The payment gateway for this order does not support automatic refunds." : "The payment gateway for this order does not exist.");
  }
  const id = world.nextId();
  const meta_data = request.meta.map((meta) => ({ id: world.nextId(), ...meta }));
  refunds.push({ id, amount: request.amount, reason: request.reason, meta_data, date_created_gmt: gmt(world.now()) });
  order.refunds.push({ id, reason: request.reason, total: `-${request.amount}` });
  if (units === leftUnits) setStatus(world, order, "refunded");
  save(world, order);
  return id;
}

const paidStatus = (order: WooOrder) => {
  if (order.payment_method === "cod") return "completed";
  return (order["line_items"] as unknown[]).length > 0 ? "processing" : "completed";
};

function datePayment(world: World, order: WooOrder): void {
  const target = paidStatus(order);
  if (order.status === target || (target === "processing" && order.status === "completed")) setPaidDate(world, order);
}

function setPaidDate(world: World, order: WooOrder): void {
  if (order.date_paid_gmt !== null) return;
  const at = world.now();
  order.date_paid_gmt = gmt(at);
  order["date_paid"] = local(world, at);
}

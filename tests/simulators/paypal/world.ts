import { randomBytes } from "node:crypto";

export type Amount = { currency_code: string; value: string };
export type Capture = { id: string; status: string; status_details?: { reason: string }; amount: Amount; final_capture: true; custom_id?: string; create_time: string; update_time: string; orderId: string };
export type Refund = { id: string; status: string; amount: Amount; custom_id?: string; note_to_payer?: string; create_time: string; captureId: string };
type Movement = { affected_party: "SELLER" | "BUYER"; type: "DEBIT" | "CREDIT"; amount: Amount; initiated_time: string; reason: string };
export type Dispute = { dispute_id: string; create_time: string; status: string; reason: string; dispute_amount: Amount; seller_response_due_date?: string; money_movements: Movement[]; captureId: string };
export type Order = {
  id: string;
  intent: "CAPTURE";
  status: "PAYER_ACTION_REQUIRED" | "APPROVED" | "COMPLETED" | "VOIDED";
  create_time: string;
  approvedAt: string | null;
  returnUrl: string;
  cancelUrl: string;
  unit: { reference_id: "default"; amount: Amount; description?: string; custom_id?: string };
  /** What a capture of this order will be: a status, or the issue it is refused with. */
  outcome: { status: string } | { issue: string };
};
type Webhook = { id: string; url: string; event_types: { name: string }[] };
type PaypalEvent = { id: string; event_version: "1.0"; create_time: string; resource_type: string; event_type: string; resource: object };

/** Everything the simulated account holds, newest last. */
export type World = {
  now(): Date;
  address: string;
  orders: Map<string, Order>;
  captures: Map<string, Capture>;
  refunds: Map<string, Refund>;
  disputes: Map<string, Dispute>;
  webhooks: Map<string, Webhook>;
  events: PaypalEvent[];
  /** What a refund is when asked for: "PENDING" when the shop's bank must pay first. */
  refundStatus: string;
  /** Whether the credentials may read disputes. */
  canReadDisputes: boolean;
  /** Seals transmissions, as PayPal's private key does. */
  signingKey: string;
};

const alphabet = "0123456789ABCDEFGHJKLMNPRSTUVWXY";
export const newId = () => [...randomBytes(17)].map((byte) => alphabet[byte & 31]).join("");
/** As PayPal writes times: whole seconds, Zulu. */
export const timeOf = (at: Date) => `${at.toISOString().slice(0, 19)}Z`;

export function mustFind<T>(map: Map<string, T>, id: string): T {
  const found = map.get(id);
  if (!found) throw new Error(`The simulator knows no ${id}`);
  return found;
}

export const unitsOf = (amount: Amount) => Math.round(Number(amount.value) * 100);
export const refundsOf = (world: World, captureId: string) => [...world.refunds.values()].filter((refund) => refund.captureId === captureId);
export const captureOf = (world: World, orderId: string) => [...world.captures.values()].find((capture) => capture.orderId === orderId);

export function emit(world: World, eventType: string, resourceType: string, resource: object): void {
  world.events.push({ id: `WH-${newId()}-${newId()}`, event_version: "1.0", create_time: timeOf(world.now()), resource_type: resourceType, event_type: eventType, resource: structuredClone(resource) });
}

const approvalMs = 3 * 3_600_000;

/** Orders nobody approved are forgotten, and approved ones nobody captured are undone: looked at before every answer. */
export function expireDue(world: World): void {
  const now = world.now().getTime();
  for (const order of world.orders.values()) {
    if (order.status === "PAYER_ACTION_REQUIRED" && Date.parse(order.create_time) + approvalMs <= now) world.orders.delete(order.id);
    if (order.status === "APPROVED" && Date.parse(order.approvedAt ?? "") + approvalMs <= now) {
      world.orders.delete(order.id);
      emit(world, "CHECKOUT.PAYMENT-APPROVAL.REVERSED", "checkout-order", { order_id: order.id, purchase_units: [order.unit] });
    }
  }
}

export const shownCapture = (world: World, { orderId, ...capture }: Capture) => ({
  ...capture,
  supplementary_data: { related_ids: { order_id: orderId } },
  links: [{ href: `${world.address}/v2/payments/captures/${capture.id}`, rel: "self", method: "GET" }],
});

export const shownRefund = (world: World, { captureId, ...refund }: Refund) => ({
  ...refund,
  links: [
    { href: `${world.address}/v2/payments/refunds/${refund.id}`, rel: "self", method: "GET" },
    { href: `${world.address}/v2/payments/captures/${captureId}`, rel: "up", method: "GET" },
  ],
});

export function shownOrder(world: World, order: Order): object {
  const capture = captureOf(world, order.id);
  const payments = capture && {
    captures: [shownCapture(world, capture)],
    ...(refundsOf(world, capture.id).length > 0 && { refunds: refundsOf(world, capture.id).map((refund) => shownRefund(world, refund)) }),
  };
  const isOpen = order.status === "PAYER_ACTION_REQUIRED";
  return {
    id: order.id, intent: order.intent, status: order.status, create_time: order.create_time,
    payment_source: { paypal: isOpen ? {} : { email_address: "camille@example.com", account_id: "QYR5Z8XDVJNXQ", name: { given_name: "Camille" } } },
    purchase_units: [{ ...order.unit, ...(payments && { payments }) }],
    links: [
      { href: `${world.address}/v2/checkout/orders/${order.id}`, rel: "self", method: "GET" },
      ...(isOpen ? [{ href: `${world.address}/checkoutnow?token=${order.id}`, rel: "payer-action", method: "GET" }] : []),
    ],
  };
}

import { createHmac, randomUUID } from "node:crypto";
import type { HookEvent, SimDraft, SimOrder, Subscription, World } from "./world";
import { outstandingMinor, toDecimal, totalMinor } from "./world";

/** duplicate: each twice · reorder: the last first · late: nothing now, all at the next turn · drop: never. */
export type DeliveryMode = "in-order" | "duplicate" | "reorder" | "late" | "drop";
export type Delivery = { topic: string; webhookId: string; status: number | null };

const failuresMax = 8;
const deliveryTimeoutMs = 5_000;

/** Shopify sends the state at the time of the event, and the same bytes at every retry. */
export function raise(world: World, topic: string, payload: Record<string, unknown>): void {
  const eventId = randomUUID();
  for (const subscription of world.subscriptions) {
    if (subscription.topic !== topic) continue;
    world.queue.push({ subscription, webhookId: randomUUID(), eventId, triggeredAt: world.now(), body: JSON.stringify(pick(payload, subscription.includeFields)), tries: 0 });
  }
}

const pick = (payload: Record<string, unknown>, fields: readonly string[]) =>
  fields.length === 0 ? payload : Object.fromEntries(fields.filter((field) => field in payload).map((field) => [field, payload[field]]));

export const orderPayload = (order: SimOrder): Record<string, unknown> => ({
  id: Number(order.ref), admin_graphql_api_id: `gid://shopify/Order/${order.ref}`, name: order.name, email: order.email, currency: order.currency,
  created_at: order.createdAt.toISOString(), updated_at: order.updatedAt.toISOString(), cancelled_at: order.cancelledAt?.toISOString() ?? null,
  current_total_price: toDecimal(totalMinor(order), order.currency), total_outstanding: toDecimal(outstandingMinor(order), order.currency),
  customer: order.customer && { email: order.customer.email, first_name: order.customer.name },
});

export const draftPayload = (draft: SimDraft): Record<string, unknown> => ({
  id: Number(draft.ref), order_id: draft.orderRef === null ? null : Number(draft.orderRef), updated_at: new Date(0).toISOString(), status: draft.status.toLowerCase(),
});

/** "orders/create" from ORDERS_CREATE. */
export const topicName = (topic: string) => topic.replace(/_([A-Z]+)$/, "/$1").toLowerCase();

export function headersOf(world: World, clientSecret: string, event: HookEvent): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-shopify-topic": event.subscription.topic.includes("/") ? event.subscription.topic : topicName(event.subscription.topic),
    "x-shopify-hmac-sha256": createHmac("sha256", clientSecret).update(event.body).digest("base64"),
    "x-shopify-shop-domain": world.domain,
    "x-shopify-api-version": world.apiVersion,
    "x-shopify-webhook-id": event.webhookId,
    "x-shopify-event-id": event.eventId,
    "x-shopify-triggered-at": event.triggeredAt.toISOString(),
  };
}

/** One turn of Shopify's post: what fails stays for the next turn, eight failures in a row end an API-made subscription. */
export async function deliver(world: World, clientSecret: string, mode: DeliveryMode): Promise<Delivery[]> {
  if (mode === "late") return [];
  const events = world.queue.splice(0);
  if (mode === "drop") return [];
  const ordered = mode === "reorder" ? events.reverse() : mode === "duplicate" ? events.flatMap((event) => [event, event]) : events;
  const done: Delivery[] = [];
  for (const event of ordered) {
    const status = await send(event, headersOf(world, clientSecret, event));
    done.push({ topic: topicName(event.subscription.topic), webhookId: event.webhookId, status });
    const isTaken = status !== null && status >= 200 && status < 300;
    event.subscription.failures = isTaken ? 0 : event.subscription.failures + 1;
    if (!isTaken && (event.tries += 1) <= failuresMax) world.queue.push(event);
    if (event.subscription.failures >= failuresMax && !event.subscription.isOfApp) remove(world, event.subscription);
  }
  return done;
}

function remove(world: World, gone: Subscription): void {
  world.subscriptions = world.subscriptions.filter((subscription) => subscription !== gone);
  world.queue = world.queue.filter(({ subscription }) => subscription !== gone);
}

async function send(event: HookEvent, headers: Record<string, string>): Promise<number | null> {
  try {
    const reply = await fetch(event.subscription.uri, { method: "POST", redirect: "manual", headers, body: event.body, signal: AbortSignal.timeout(deliveryTimeoutMs) });
    return reply.status;
  } catch {
    return null;
  }
}

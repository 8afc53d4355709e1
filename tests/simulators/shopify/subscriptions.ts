import type { Root } from "./root";
import { isGranted } from "../../fixtures/shopify/schema";
import type { Subscription, World } from "./world";

type Input = { uri?: string | null; format?: string | null; includeFields?: string[] | null; filter?: string | null };

const scopeOf: [RegExp, string | null][] = [
  [/^(ORDERS|ORDER_TRANSACTIONS|REFUNDS)_/, "read_orders"],
  [/^DRAFT_ORDERS_/, "read_draft_orders"],
  [/^PAYMENT_(SCHEDULES|TERMS)_/, "read_payment_terms"],
  [/^APP_/, null],
];

/** Public https only, and loopback here: a simulator has no other door to knock at. */
function isDeliverable(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return protocol === "https:" || (protocol === "http:" && ["127.0.0.1", "localhost"].includes(hostname));
}

const wrong = (message: string) => ({ webhookSubscription: null, userErrors: [{ field: ["webhookSubscription", "uri"], message }] });

export const hookMutations: Record<string, Root> = {
  webhookSubscriptionCreate: (world: World, { topic, webhookSubscription: input }: { topic: string; webhookSubscription: Input }) => {
    const scope = scopeOf.find(([pattern]) => pattern.test(topic))?.[1];
    if (scope === undefined) world.complaints.push(`topic not simulated: ${topic}`);
    if (scope && !isGranted(scope, world.scopes)) return wrong("You do not have permission to create a webhook with this topic.");
    if (!input.uri || !isDeliverable(input.uri)) return wrong("Address is invalid");
    if (world.subscriptions.some((one) => !one.isOfApp && one.topic === topic && one.uri === input.uri)) return wrong("Address for this topic has already been taken");
    const made: Subscription = {
      id: `gid://shopify/WebhookSubscription/${world.nextId()}`, topic, uri: input.uri, format: input.format ?? "JSON",
      includeFields: input.includeFields ?? [], filter: input.filter || null, failures: 0, isOfApp: false,
    };
    world.subscriptions.push(made);
    return { webhookSubscription: made, userErrors: [] };
  },
  webhookSubscriptionUpdate: (world: World, { id, webhookSubscription: input }: { id: string; webhookSubscription: Input }) => {
    const found = world.subscriptions.find((one) => one.id === id && !one.isOfApp);
    if (!found) return wrong("Webhook subscription does not exist");
    Object.assign(found, {
      ...(input.uri != null && { uri: input.uri }), ...(input.format != null && { format: input.format }),
      ...(input.includeFields !== undefined && { includeFields: input.includeFields ?? [] }), ...(input.filter !== undefined && { filter: input.filter || null }),
    });
    return { webhookSubscription: found, userErrors: [] };
  },
  webhookSubscriptionDelete: (world: World, { id }: { id: string }) => {
    const before = world.subscriptions.length;
    world.subscriptions = world.subscriptions.filter((one) => one.id !== id || one.isOfApp);
    if (world.subscriptions.length === before) return { deletedWebhookSubscriptionId: null, userErrors: [{ field: ["id"], message: "Webhook subscription does not exist" }] };
    return { deletedWebhookSubscriptionId: id, userErrors: [] };
  },
};

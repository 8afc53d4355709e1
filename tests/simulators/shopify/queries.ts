import { GraphQLError } from "graphql";
import type { Root } from "./root";
import { connection, draftView, orderView, termsView } from "./views";
import { customerIdOf, findOrder, isVisible, type SimOrder, type Subscription } from "./world";

const firstMax = 250;
type List = { first?: number | null; after?: string | null; query?: string | null; sortKey?: string | null };

const keyOf = (order: SimOrder) => `${order.updatedAt.toISOString()} ${order.ref.padStart(20, "0")}`;

/** Only the search we send; anything else would need Shopify's search, and is a complaint. */
function changedSince(query: string | null | undefined): number | null {
  const match = /^updated_at:>='(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z)'$/.exec(query ?? "");
  return match?.[1] === undefined ? null : Date.parse(match[1]);
}

const checkFirst = ({ first }: List) => {
  if (first == null || first < 1 || first > firstMax) throw new GraphQLError("you must provide one of first or last, from 1 to 250", { extensions: { code: "BAD_REQUEST" } });
};

export const queries: Record<string, Root> = {
  order: (world, { id }: { id: string }) => {
    if (!/^gid:\/\/shopify\/Order\/\d+$/.test(id)) throw new GraphQLError(`Invalid global id '${id}'`, { extensions: { code: "RESOURCE_NOT_FOUND" } });
    const order = findOrder(world, id);
    return order && orderView(world, order);
  },
  orders: (world, args: List) => {
    checkFirst(args);
    const since = changedSince(args.query);
    if (since === null || args.sortKey !== "UPDATED_AT") {
      world.complaints.push(`orders(query: ${args.query}, sortKey: ${args.sortKey}) is no search of ours`);
      throw new GraphQLError("not simulated");
    }
    const found = [...world.orders.values()].filter((order) => isVisible(world, order) && order.updatedAt.getTime() >= since);
    found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return connection(found, args, keyOf, (order) => orderView(world, order));
  },
  customer: (world, { id }: { id: string }) => {
    const own = [...world.orders.values()].filter((order) => order.customer !== null && customerIdOf(order.customer) === id && isVisible(world, order));
    if (own.length === 0) return null;
    own.sort((a, b) => (a.createdAt.getTime() - b.createdAt.getTime()) || Number(a.ref) - Number(b.ref));
    const orders = (args: List & { reverse?: boolean }) => {
      checkFirst(args);
      if (args.sortKey !== "PROCESSED_AT") world.complaints.push(`customer.orders(sortKey: ${args.sortKey}) is no search of ours`);
      return connection(args.reverse ? own.toReversed() : own, args, ({ ref }) => ref, (order) => orderView(world, order));
    };
    return { id, orders };
  },
  draftOrder: (world, { id }: { id: string }) => {
    const draft = world.drafts.get(/^gid:\/\/shopify\/DraftOrder\/(\d+)$/.exec(id)?.[1] ?? "");
    return draft ? draftView(world, draft) : null;
  },
  node: (world, { id }: { id: string }) => {
    const order = [...world.orders.values()].find(({ terms }) => terms?.id === id);
    return order ? termsView(world, order) : null;
  },
  shop: (world) => ({
    name: world.name, myshopifyDomain: world.domain, currencyCode: world.shopCurrency,
    ianaTimezone: "Europe/Brussels", url: `https://${world.domain}`, contactEmail: "bonjour@atelier-lumiere.example",
    plan: { publicDisplayName: world.isPlus ? "Shopify Plus" : "Basic", shopifyPlus: world.isPlus },
  }),
  currentAppInstallation: (world) => ({ accessScopes: world.scopes.map((handle) => ({ handle })) }),
  // Those of the app's own file are not listed here.
  webhookSubscriptions: (world, args: List) => {
    checkFirst(args);
    const key = ({ id }: Subscription) => id;
    const made = world.subscriptions.filter(({ isOfApp }) => !isOfApp).sort((a, b) => (key(a) < key(b) ? -1 : 1));
    return connection(made, args, key, (subscription) => subscription);
  },
};

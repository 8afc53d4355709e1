import { cleanText, type Order } from "../../app/core/order";
import type { Shop } from "./api.server";
import { allOrdersScope } from "./check.server";
import { changedOrdersQuery, orderBooksQuery, orderQuery } from "./documents/orders.graphql";
import { mapOrder } from "./map";
import { booksReply, orderReply, ordersReply, type VendorBooks, type VendorOrder } from "./replies";
import { ShopTrouble } from "./trouble";

/** With these a page costs less than the 1 000 points a query may cost; longer orders are read one by one. */
export const pageSize = 10;
const linesPerListed = 20;
const linesPerOrder = 100;
const transactionsMax = 50;
const refundsMax = 50;
/** Shopify's search learns of a change a little after the order has it. */
export const searchLagMs = 60_000;

/** Refs come back from our own database and from URLs: anything but an order's number is no order. */
export const isOrderRef = (orderRef: string) => /^[1-9]\d{0,19}$/.test(orderRef);
export const gidOf = (orderRef: string) => `gid://shopify/Order/${orderRef}`;

/** The vendor's order; null when it was deleted or never was. */
export async function findVendorOrder({ api, isNamed }: Shop, orderRef: string): Promise<VendorOrder | null> {
  if (!isOrderRef(orderRef)) return null;
  return (await api.run(orderQuery, { id: gidOf(orderRef), lines: linesPerOrder, named: isNamed }, orderReply)).order;
}

/** The same with its transactions, refunds and our own notes: what must be known around a write. */
export async function findBooks({ api, isNamed }: Shop, orderRef: string): Promise<{ order: VendorBooks; isPlus: boolean } | null> {
  if (!isOrderRef(orderRef)) return null;
  const variables = { id: gidOf(orderRef), lines: linesPerOrder, transactions: transactionsMax, refunds: refundsMax, named: isNamed };
  const { order, shop } = await api.run(orderBooksQuery, variables, booksReply);
  return order && { order, isPlus: shop.plan.shopifyPlus };
}

const deletedKind = "shopify-deleted";

/** Told by a hook. Believed only where Shopify then shows nothing. */
export async function rememberDeleted({ deps }: Shop, orderRef: string): Promise<void> {
  await deps.records.claim(deletedKind, orderRef, { at: deps.now().toISOString() });
}

/**
 * The order now. Shopify hides orders older than 60 days from apps without `read_all_orders`, and says then what it
 * says of a deleted one: nothing. An order must not end because we may not look, so without that scope nothing means
 * deleted only when a hook said so.
 */
export async function getOrder(shop: Shop, orderRef: string): Promise<Order | null> {
  const vendor = await findVendorOrder(shop, orderRef);
  if (vendor !== null) return toOrder(shop, vendor);
  if (!isOrderRef(orderRef) || (await shop.tokens.scopes()).includes(allOrdersScope)) return null;
  if ((await shop.deps.records.find(deletedKind, orderRef)) !== null) return null;
  throw new ShopTrouble("order-hidden", orderRef);
}

/** In our words. Throws on an order we cannot handle: its number says which. */
export function toOrder(shop: Shop, vendor: VendorOrder): Order {
  const mapped = mapOrder(vendor, shop.settings.shopDomain);
  if (!mapped.ok) throw new ShopTrouble("unexpected-reply", cleanText(`${mapped.reason}: ${mapped.detail}`, 100));
  return mapped.order;
}

/**
 * Orders changed since, oldest change first. The cursor holds the last order's date and id, so an order that changes
 * while we page moves behind it and comes again; none is jumped over. Those that make no sense, or are in a currency no
 * bank knows, are named and hold up none of the others.
 */
export async function listOrders(shop: Shop, input: { modifiedAfter: Date; page: string | null }): Promise<{ orders: Order[]; next: string | null; unreadable: string[] }> {
  const since = new Date(input.modifiedAfter.getTime() - searchLagMs).toISOString();
  const variables = { query: `updated_at:>='${since}'`, first: pageSize, after: input.page, lines: linesPerListed, named: shop.isNamed };
  const { nodes, pageInfo } = (await shop.api.run(changedOrdersQuery, variables, ordersReply)).orders;
  const orders: Order[] = [];
  const unreadable: string[] = [];
  for (const listed of nodes) {
    if ("spoiltRef" in listed) {
      unreadable.push(listed.spoiltRef);
      continue;
    }
    const vendor = listed.lineItems.pageInfo.hasNextPage ? await readWhole(shop, listed.legacyResourceId) : listed;
    if (vendor === null) continue;
    const mapped = vendor === "spoilt" ? null : mapOrder(vendor, shop.settings.shopDomain);
    // An order read once more keeps the date it was listed under: progress is counted in those, and it comes again.
    if (mapped?.ok) orders.push({ ...mapped.order, updatedAt: listed.updatedAt });
    else unreadable.push(listed.legacyResourceId);
  }
  return { orders, unreadable, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

async function readWhole(shop: Shop, orderRef: string): Promise<VendorOrder | "spoilt" | null> {
  try {
    return await findVendorOrder(shop, orderRef);
  } catch (error) {
    if (error instanceof ShopTrouble && error.kind === "unexpected-reply") return "spoilt";
    throw error;
  }
}

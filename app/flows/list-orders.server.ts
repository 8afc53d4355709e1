import { assertUnreachable } from "../core/assert";
import { moneyOf, type Money } from "../core/money";
import type { OrderState } from "../core/order";
import { linkState, noTotals, type LinkState, type PaymentLink } from "../core/payment-link";
import { listLinksOfOrders, readLinkTotals } from "../db/links.server";
import { listSavedOrders, type SavedOrder } from "../db/orders.server";
import type { Ctx } from "./ctx";

export const ordersPageSize = 25;
export const orderTabs = ["unpaid", "paid", "all"] as const;
export type OrderTab = (typeof orderTabs)[number];

/** An order as the list shows it, with the link that speaks for it: the newest. */
export type OrderRow = {
  platformId: string;
  ref: string;
  number: string;
  customerName: string;
  customerEmail: string;
  state: OrderState;
  createdAt: Date;
  open: Money;
  total: Money;
  link: (Pick<LinkState, "status" | "balance"> & { id: string }) | null;
};

export type OrdersPage = { orders: OrderRow[]; next: { createdAt: Date; ref: string } | null };

/** One page of orders as last read from their shops, newest first. Asks no shop. */
export async function listOrders(
  ctx: Ctx,
  input: { tab: OrderTab; search: string; before: { createdAt: Date; ref: string } | null },
): Promise<OrdersPage> {
  const found = await listSavedOrders(ctx.db, ctx.store.id, {
    filter: { states: statesOf(input.tab), search: input.search }, before: input.before, limit: ordersPageSize + 1,
  });
  const shown = found.slice(0, ordersPageSize);
  const links = await listLinksOfOrders(ctx.db, ctx.store.id, shown);
  const totals = await readLinkTotals(ctx.db, ctx.store.id, links.map((link) => link.id));
  const last = shown.at(-1);
  const stateOf = (link: PaymentLink) => linkState(link, totals.get(link.id) ?? noTotals, ctx.now());
  return {
    orders: shown.map((order) => rowOf(order, links.findLast((link) => link.platformId === order.platformId && link.orderRef === order.ref), stateOf)),
    next: found.length > ordersPageSize && last ? { createdAt: last.createdAt, ref: last.ref } : null,
  };
}

function rowOf(order: SavedOrder, link: PaymentLink | undefined, stateOf: (link: PaymentLink) => LinkState): OrderRow {
  const { platformId, ref, number, state, createdAt, currency, customer } = order;
  const shown = link && stateOf(link);
  return {
    platformId, ref, number, state, createdAt,
    customerName: customer.name,
    customerEmail: customer.email,
    open: moneyOf(order.openMinor, currency),
    total: moneyOf(order.totalMinor, currency),
    link: link && shown ? { id: link.id, status: shown.status, balance: shown.balance } : null,
  };
}

function statesOf(tab: OrderTab): OrderState[] {
  switch (tab) {
    case "unpaid": return ["unpaid"];
    case "paid": return ["paid"];
    case "all": return ["unpaid", "paid", "cancelled", "refunded", "gone"];
    default: return assertUnreachable(tab);
  }
}

import { assertUnreachable } from "../core/assert";
import type { OrderState } from "../core/order";
import type { OrderRow } from "../core/order-row";
import { listSavedOrders } from "../db/orders.server";
import type { Ctx } from "./ctx";
import { readOrderRows } from "./read-order-rows.server";

export const ordersPageSize = 25;
export const orderTabs = ["unpaid", "paid", "all"] as const;
export type OrderTab = (typeof orderTabs)[number];

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
  const last = shown.at(-1);
  return {
    orders: await readOrderRows(ctx, shown),
    next: found.length > ordersPageSize && last ? { createdAt: last.createdAt, ref: last.ref } : null,
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

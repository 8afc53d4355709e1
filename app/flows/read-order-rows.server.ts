import { moneyOf } from "../core/money";
import type { OrderRow } from "../core/order-row";
import { listLinksOfOrders } from "../db/links.server";
import type { SavedOrder } from "../db/orders.server";
import type { Ctx } from "./ctx";
import { readLinkStandings } from "./read-link-standings.server";
import { readOrderMoney } from "./read-order-money.server";

/** Orders as rows, in the order given, each with what it has open by its shop and by us; the questions asked do not grow with their number. */
export async function readOrderRows(ctx: Ctx, orders: readonly SavedOrder[]): Promise<OrderRow[]> {
  const links = await listLinksOfOrders(ctx.db, ctx.store.id, orders);
  const standings = await readLinkStandings(ctx, links);
  return orders.map((order) => {
    const { platformId, ref, number, state, createdAt, currency, customer, totalMinor } = order;
    const own = links.filter((link) => link.platformId === platformId && link.orderRef === ref);
    const openMinor = state === "unpaid" ? readOrderMoney(ctx, order, own, standings).openMinor : order.openMinor;
    const linkId = own.at(-1)?.id;
    const shown = linkId === undefined ? undefined : standings.get(linkId)?.state;
    return {
      platformId, ref, number, state, createdAt,
      customerName: customer.name,
      customerEmail: customer.email,
      open: moneyOf(openMinor, currency),
      total: moneyOf(totalMinor, currency),
      link: linkId !== undefined && shown ? { id: linkId, status: shown.status, balance: shown.balance, marks: shown.marks } : null,
    };
  });
}

import { moneyOf } from "../core/money";
import type { OrderRow } from "../core/order-row";
import { listLinksOfOrders } from "../db/links.server";
import type { SavedOrder } from "../db/orders.server";
import type { Ctx } from "./ctx";
import { readLinkStandings } from "./read-link-standings.server";

/** Orders as rows, in the order given; the questions asked do not grow with their number. */
export async function readOrderRows(ctx: Ctx, orders: readonly SavedOrder[]): Promise<OrderRow[]> {
  const links = await listLinksOfOrders(ctx.db, ctx.store.id, orders);
  const newest = new Map(links.map((link) => [`${link.platformId}/${link.orderRef}`, link]));
  const standings = await readLinkStandings(ctx, [...newest.values()]);
  return orders.map(({ platformId, ref, number, state, createdAt, currency, customer, openMinor, totalMinor }) => {
    const linkId = newest.get(`${platformId}/${ref}`)?.id;
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

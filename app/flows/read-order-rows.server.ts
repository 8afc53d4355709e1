import { moneyOf, type Money } from "../core/money";
import type { OrderState } from "../core/order";
import { listLinksOfOrders } from "../db/links.server";
import type { SavedOrder } from "../db/orders.server";
import type { Ctx } from "./ctx";
import { readLinkStandings, type LinkStanding } from "./read-link-standings.server";

/** An order as a list shows it, with the link that speaks for it: the newest. */
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
  link: (Pick<LinkStanding, "status" | "balance" | "marks"> & { id: string }) | null;
};

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

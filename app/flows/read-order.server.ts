import { basketLinksMax } from "../core/basket";
import type { Words } from "../core/locale";
import type { PaymentLink } from "../core/payment-link";
import { listLinksOfOrder } from "../db/links.server";
import { findOrder, listUnpaidOfCustomer, type SavedOrder } from "../db/orders.server";
import type { Ctx } from "./ctx";
import { readLinkStandings, type LinkStanding } from "./read-link-standings.server";
import { readOrderMoney, type OrderMoney } from "./read-order-money.server";
import { shopStatus } from "./shop-status.server";

export type LinkOfOrder = Pick<PaymentLink, "id" | "createdAt" | "amountMinor" | "currency" | "customer" | "plan"> & { state: LinkStanding };

/** An order as last read, what of it is paid and open (null where nothing is asked any more), its links newest first, the customer's other unpaid orders in its currency, and whether its shop can still be asked; null when the store has no such order. */
export type OrderView = { order: SavedOrder & { shopStatus: Words }; money: OrderMoney | null; links: LinkOfOrder[]; isConnected: boolean; others: SavedOrder[] };

/** In: the connection and the platform's own id. Asks no shop: a page that is read changes nothing. */
export async function readOrder(ctx: Ctx, input: { platformId: string; orderRef: string }): Promise<OrderView | null> {
  const order = await findOrder(ctx.db, ctx.store.id, input.platformId, input.orderRef);
  if (!order) return null;
  const links = await listLinksOfOrder(ctx.db, ctx.store.id, input.platformId, input.orderRef);
  const standings = await readLinkStandings(ctx, links);
  const unpaid = order.state === "unpaid" ? await listUnpaidOfCustomer(ctx.db, ctx.store.id, order.customer.email, basketLinksMax) : [];
  return {
    order: { ...order, shopStatus: shopStatus(ctx, order) },
    money: order.state === "unpaid" ? readOrderMoney(ctx, order, links, standings) : null,
    others: unpaid.filter((other) => other.currency === order.currency && !(other.platformId === order.platformId && other.ref === order.ref)),
    isConnected: ctx.platforms.some(({ connection }) => connection.id === input.platformId),
    links: links.reverse().flatMap(({ id, createdAt, amountMinor, currency, customer, plan }) => {
      const standing = standings.get(id);
      return standing ? [{ id, createdAt, amountMinor, currency, customer, plan, state: standing.state }] : [];
    }),
  };
}

import type { Order } from "../core/order";
import { linkState, type PaymentLink } from "../core/payment-link";
import { inTransaction, type Db } from "../db/client.server";
import { sumPartsByRef } from "../db/ledger.server";
import { addLinkEvent, findLastKind, listLinkEvents, type LinkEventKind } from "../db/link-events.server";
import { listLinksOfOrder, lockLinks, readLinkTotals, updateLink } from "../db/links.server";
import { findOrder, saveOrder, saveOrderGone } from "../db/orders.server";
import type { Ctx } from "./ctx";
import { freeOverpaid } from "./free-overpaid.server";
import { queueClosing } from "./queue-closing.server";

/**
 * Asks the platform for one order and lets its links follow. Out: the order now, null when the platform never had it.
 * Throws VendorError when the platform cannot be asked: then nothing has changed.
 */
export async function refreshOrder(ctx: Ctx, input: { platformId: string; orderRef: string }): Promise<Order | null> {
  const order = await ctx.platform(input.platformId).getOrder(input.orderRef);
  if (order) {
    await followOrder(ctx, { platformId: input.platformId, order });
    return order;
  }
  await saveOrderGone(ctx.db, { storeId: ctx.store.id, platformId: input.platformId, orderRef: input.orderRef, at: ctx.now() });
  const known = await findOrder(ctx.db, ctx.store.id, input.platformId, input.orderRef);
  if (known) await followOrder(ctx, { platformId: input.platformId, order: known });
  return known;
}

/** Saves an order as read, and changes the links that ask for it: same address, new amount; never a paid one. */
export async function followOrder(ctx: Ctx, input: { platformId: string; order: Order }): Promise<void> {
  const { platformId, order } = input;
  await inTransaction(ctx.db, async (tx) => {
    const isNews = await saveOrder(tx, { storeId: ctx.store.id, platformId, order, readAt: ctx.now() });
    if (!isNews) return;
    const found = await listLinksOfOrder(tx, ctx.store.id, platformId, order.ref);
    if (found.length === 0) return;
    const links = await lockLinks(tx, ctx.store.id, found.map((link) => link.id));
    const totals = await readLinkTotals(tx, ctx.store.id, links.map((link) => link.id));
    for (const link of links) {
      const total = totals.get(link.id);
      if (!total || linkState(link, total, ctx.now()).status === "paid") continue;
      if (order.state === "unpaid") await noteAsksAgain(ctx, tx, link);
      if (order.state !== "unpaid") await noteOrderEnd(ctx, tx, link, order);
      else if (order.currency !== link.currency) await withdraw(ctx, tx, link);
      else if (link.followsOrder && order.openMinor > 0) await followAmount(ctx, tx, link, order);
    }
  });
}

/**
 * A link asks what the order has open, and what of this link's own money the shop already counts: recorded parts made the
 * order smaller, not the link. While one is being written nobody knows which; the next reading does. An order edited down
 * to what came already is paid by the edit: the shop is told, and a person of what is more than it asks.
 */
async function followAmount(ctx: Ctx, tx: Db, link: PaymentLink, order: Order): Promise<void> {
  if (order.recorded?.isUnsettled) return;
  const amountMinor = await askedOf(ctx, tx, link, order);
  const isSame = link.amountMinor === amountMinor && JSON.stringify(link.lines) === JSON.stringify(order.lines);
  if (isSame) return;
  await updateLink(tx, ctx.store.id, link.id, { amountMinor, lines: order.lines });
  if (link.amountMinor === amountMinor) return;
  await addLinkEvent(tx, {
    id: ctx.newId("lev"), storeId: ctx.store.id, linkId: link.id, kind: "amount-changed", at: ctx.now(),
    detail: { fromMinor: link.amountMinor, toMinor: amountMinor, currency: link.currency },
  });
  await queueClosing(ctx, tx, link.id);
  await freeOverpaid(ctx, tx, { ...link, amountMinor });
}

/** What a link that follows its order asks in all, by one reading of the order. */
export async function askedOf(ctx: Ctx, tx: Db, link: Pick<PaymentLink, "id">, order: Order): Promise<number> {
  return order.openMinor + (await sumPartsByRef(tx, ctx.store.id, link.id, order.recorded?.parts ?? []));
}

/** A currency is frozen in its link, so an order that changed its own needs another link: nobody may pay this one. */
async function withdraw(ctx: Ctx, tx: Db, link: PaymentLink): Promise<void> {
  if (link.cancelledAt !== null) return;
  await updateLink(tx, ctx.store.id, link.id, { cancelledAt: ctx.now() });
  await addLinkEvent(tx, { id: ctx.newId("lev"), storeId: ctx.store.id, linkId: link.id, kind: "cancelled", at: ctx.now() });
  await queueClosing(ctx, tx, link.id);
}

/** The shop asks again for what was paid, here or elsewhere: our word that it is paid, or the shop's own, stands no longer. */
async function noteAsksAgain(ctx: Ctx, tx: Db, link: PaymentLink): Promise<void> {
  const last = await findLastKind(tx, ctx.store.id, link.id, ["order-marked-paid", "order-paid-elsewhere", "order-asks-again"]);
  if (last === null || last === "order-asks-again") return;
  await addLinkEvent(tx, { id: ctx.newId("lev"), storeId: ctx.store.id, linkId: link.id, kind: "order-asks-again", at: ctx.now() });
}

/** The order needs no money from this link any more: say so once, and let nobody pay through an open checkout. */
async function noteOrderEnd(ctx: Ctx, tx: Db, link: PaymentLink, order: Order): Promise<void> {
  const kind: LinkEventKind =
    order.state === "cancelled" ? "order-cancelled" : order.state === "gone" ? "order-gone" : "order-paid-elsewhere";
  // Said before or not: an order that was taken up again meanwhile may have been opened to be paid.
  await queueClosing(ctx, tx, link.id);
  const history = await listLinkEvents(tx, ctx.store.id, link.id);
  const since = history.slice(history.findLastIndex((event) => event.kind === "order-asks-again") + 1);
  if (since.some((event) => event.kind === kind)) return;
  // Called paid by us, with money that went away since: nobody paid elsewhere.
  if (order.state === "paid" && since.some((event) => event.kind === "order-marked-paid")) return;
  await addLinkEvent(tx, { id: ctx.newId("lev"), storeId: ctx.store.id, linkId: link.id, kind, at: ctx.now(), detail: { platformStatus: order.platformStatus } });
}

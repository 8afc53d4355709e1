import { basketLinksMax, wholeOnly } from "../core/basket";
import type { WhichOrder } from "../core/each-order";
import { shopperLocaleOf, type ShopperLocale } from "../core/locale";
import { moneyOf, type Money } from "../core/money";
import { previewHtml } from "../core/preview-html";
import { inTransaction, type Db } from "../db/client.server";
import { listBasketLinks } from "../db/baskets.server";
import { addJob } from "../db/jobs.server";
import { addLinkEvent } from "../db/link-events.server";
import { insertMessage } from "../db/messages.server";
import { findOrder, type SavedOrder } from "../db/orders.server";
import { askForOrder } from "./ask-for-order.server";
import { basketMessageOf, readBasketPayTo, type TogetherOrder } from "./compose-basket-message.server";
import type { Ctx } from "./ctx";
import { basketPath } from "./link-address.server";
import { openBasketIn, type OpenBasketProblem } from "./open-basket.server";
import { previewToken, type Preview } from "./preview-link.server";

/** `numbers`: the orders that stand in the way. */
export type TogetherProblem = "too-few-orders" | "too-many-orders" | "order-unknown" | "order-not-unpaid" | "customers-differ" | "currencies-differ" | "not-connected";
export type Together = { ok: true; orders: SavedOrder[]; open: Money; locale: ShopperLocale } | { ok: false; reason: TogetherProblem; numbers: string[]; orders: SavedOrder[] };

const emailOf = (order: SavedOrder) => order.customer.email.trim().toLowerCase();

/** Whether several orders may be asked for by one mail: unpaid, of one customer by their address, in one currency. Asks no shop. */
export async function readTogether(ctx: Ctx, wanted: readonly WhichOrder[]): Promise<Together> {
  const found = await Promise.all(wanted.map(({ platformId, orderRef }) => findOrder(ctx.db, ctx.store.id, platformId, orderRef)));
  const orders = found.filter((order): order is SavedOrder => order !== null).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const refused = (reason: TogetherProblem, some: readonly SavedOrder[] = []): Together => ({ ok: false, reason, numbers: some.map(({ number }) => number), orders });
  if (orders.length < wanted.length) return refused("order-unknown");
  if (wanted.length > basketLinksMax) return refused("too-many-orders");
  const [first, second] = orders;
  if (!first || !second) return refused("too-few-orders");
  const paid = orders.filter(({ state, openMinor }) => state !== "unpaid" || openMinor <= 0);
  if (paid.length > 0) return refused("order-not-unpaid", paid);
  if (emailOf(first) === "" || orders.some((order) => emailOf(order) !== emailOf(first))) return refused("customers-differ");
  if (orders.some(({ currency }) => currency !== first.currency)) return refused("currencies-differ");
  if (orders.some(({ platformId }) => !ctx.platforms.some(({ connection }) => connection.id === platformId))) return refused("not-connected");
  return {
    ok: true, orders,
    open: moneyOf(orders.reduce((sum, { openMinor }) => sum + openMinor, 0), first.currency),
    locale: shopperLocaleOf([first.customer.locale], ctx.store.locale),
  };
}

/** `messageId`: made when the form was drawn, so that pressing twice sends once; null only makes the page, to copy its address. */
export type SendBasketInput = { orders: readonly WhichOrder[]; email: string; locale: ShopperLocale; note: string; messageId: string | null };
export type SendBasketProblem = TogetherProblem | OpenBasketProblem | "no-messenger";

/**
 * "One link for everything": the orders that have no link are given one on the usual terms, those that have one keep
 * theirs, one page is made for all of them, and one mail queued in the same transaction. Throws VendorError when a shop
 * cannot be asked: the links made until then stand, and pressing again goes on with them.
 */
export async function sendBasket(ctx: Ctx, input: SendBasketInput): Promise<{ ok: true; basketId: string; linkIds: string[] } | { ok: false; reason: SendBasketProblem; numbers: string[] }> {
  if (input.messageId !== null && !ctx.messenger) return { ok: false, reason: "no-messenger", numbers: [] };
  const together = await readTogether(ctx, input.orders);
  if (!together.ok) return together;
  const linkIds: string[] = [];
  for (const order of together.orders) {
    const asked = await askForOrder({ ctx, connection: { id: order.platformId } }, { orderRef: order.ref, locale: input.locale, messageId: null });
    if (!asked.ok) return { ok: false, reason: asked.reason === "order-unknown" ? "order-unknown" : "order-not-unpaid", numbers: [order.number] };
    linkIds.push(asked.linkId);
  }
  const customer = { name: together.orders[0]?.customer.name ?? "", email: input.email };
  return inTransaction(ctx.db, async (tx) => {
    const opened = await openBasketIn(ctx, tx, { linkIds, locale: input.locale, customer });
    if (!opened.ok) return { ...opened, numbers: [] };
    if (input.messageId !== null) await queueBasketMessage(ctx, tx, { basketId: opened.basketId, email: input.email, note: input.note, messageId: input.messageId });
    return { ok: true, basketId: opened.basketId, linkIds: opened.linkIds };
  });
}

async function queueBasketMessage(ctx: Ctx, tx: Db, input: { basketId: string; email: string; note: string; messageId: string }): Promise<void> {
  const { basketId, messageId, email } = input;
  const isNew = await insertMessage(tx, {
    id: messageId, storeId: ctx.store.id, linkId: null, receiptId: null, basketId, kind: "payment-link", channel: "email", recipient: email, note: input.note, at: ctx.now(),
  });
  if (!isNew) return;
  await addJob(tx, "send-message", { storeId: ctx.store.id, messageId }, { key: `message:${messageId}` });
  for (const { linkId } of await listBasketLinks(tx, ctx.store.id, basketId)) {
    await addLinkEvent(tx, {
      id: ctx.newId("lev"), storeId: ctx.store.id, linkId, kind: "message-queued", memberId: ctx.actorId, at: ctx.now(), detail: { messageId, channel: "email", recipient: email, basketId },
    });
  }
}

/** What the customer would read, set by the code that will send it. Saves nothing. */
export async function previewBasket(ctx: Ctx, input: Omit<SendBasketInput, "messageId">): Promise<{ ok: true; preview: Preview } | { ok: false; reason: TogetherProblem | "no-messenger"; numbers: string[] }> {
  if (!ctx.messenger) return { ok: false, reason: "no-messenger", numbers: [] };
  const together = await readTogether(ctx, input.orders);
  if (!together.ok) return together;
  const orders: TogetherOrder[] = together.orders.map(({ number, openMinor }) => ({ number, description: "", openMinor, now: wholeOnly(openMinor) }));
  const composed = await ctx.messenger.port.compose(basketMessageOf(ctx, {
    orders, currency: together.open.currency, locale: input.locale, note: input.note, customerName: together.orders[0]?.customer.name ?? "",
    payUrl: ctx.appUrl + basketPath(previewToken), expiresAt: null,
    payTo: await readBasketPayTo(ctx, { basketId: null, currency: together.open.currency, nows: orders.map(({ now }) => now) }),
  }));
  const { subject, fromName, text } = composed;
  return { ok: true, preview: { subject, fromName, text, html: previewHtml(composed) } };
}

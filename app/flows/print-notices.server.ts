import { isSameText } from "../core/companion-signature";
import { shopperLocaleOf } from "../core/locale";
import { moneyOf } from "../core/money";
import { noticesMax, type NoticeFacts } from "../core/notice";
import { linkState, noTotals, type LinkTotals, type PaymentLink } from "../core/payment-link";
import { findConnectionById } from "../db/connections.server";
import { listLinksOfOrders, readLinkTotals } from "../db/links.server";
import { findOrder, type SavedOrder } from "../db/orders.server";
import { askForOrder } from "./ask-for-order.server";
import type { ScreenResult } from "./ask-from-screen.server";
import type { App, Ctx } from "./ctx";
import { linkAddress } from "./link-address.server";
import type { OpenedScreen } from "./open-screen.server";
import { readDue } from "./read-due.server";
import { readLinkPayTo } from "./read-pay-to.server";
import { refreshOrder } from "./refresh-order.server";

/** How long a printed file's address is good: the admin fetches it at once. */
const printSeconds = 300;
const atOnce = 5;

/** The address's own parts, as they travel. Orders by their refs, one after the other with a comma. */
export type PrintAddress = { connectionId: string; orders: string; until: string; mark: string };

const signedText = ({ connectionId, orders, until }: Omit<PrintAddress, "mark">) => `${connectionId}\n${until}\n${orders}`;

/**
 * Makes ready what will be printed: each order is read anew and given a link where it can be paid, for fetching the file
 * must change nothing. Out: an address of ours that is good for five minutes. One order nobody knows spoils the whole, for a
 * page that is silently missing would be found out in the parcel. Throws VendorError when the shop cannot be asked.
 */
export async function preparePrint(screen: OpenedScreen, input: { orderRefs: readonly string[]; locale: string | null }): Promise<ScreenResult<{ url: string }>> {
  const { ctx, connection } = screen;
  const refs = [...new Set(input.orderRefs.map((screenRef) => screen.findOrderRef(screenRef)))];
  const known = refs.filter((ref): ref is string => ref !== null);
  if (known.length < refs.length) return { ok: false, reason: "order-unknown" };
  for (let at = 0; at < known.length; at += atOnce) {
    const orders = await Promise.all(known.slice(at, at + atOnce).map((orderRef) => makeReady(screen, orderRef)));
    if (orders.includes(false)) return { ok: false, reason: "order-unknown" };
  }
  const until = String(Math.floor(ctx.now().getTime() / 1_000) + printSeconds);
  const address = { connectionId: connection.id, orders: known.join(","), until };
  const query = new URLSearchParams({ c: connection.id, o: address.orders, u: until, s: ctx.mark("print", signedText(address)) });
  return { ok: true, url: `${ctx.appUrl}/print/notices.pdf?${query}` };
}

/** False for an order the shop does not know. */
async function makeReady(screen: OpenedScreen, orderRef: string): Promise<boolean> {
  const order = await refreshOrder(screen.ctx, { platformId: screen.connection.id, orderRef });
  if (order === null) return false;
  if (order.state === "unpaid" && order.openMinor > 0) await askForOrder(screen, { orderRef, locale: null, messageId: null });
  return true;
}

/** The file behind such an address; null for one that is not ours, that is too old, or whose shop is gone. Changes nothing. */
export async function printNotices(app: App, address: PrintAddress): Promise<Uint8Array | null> {
  const { connectionId, orders, until, mark } = address;
  const isOurs = isSameText(mark, app.mark("print", signedText(address)));
  if (!isOurs || !/^\d{1,12}$/.test(until) || Number(until) * 1_000 < app.now().getTime()) return null;
  const connection = await findConnectionById(app.db, connectionId);
  if (!connection?.isEnabled) return null;
  const ctx = await app.openStore(connection.storeId);
  const refs = orders.split(",").slice(0, noticesMax);
  const found = await Promise.all(refs.map((ref) => findOrder(ctx.db, ctx.store.id, connectionId, ref)));
  const notices = await noticesOf(ctx, found.filter((order): order is SavedOrder => order !== null));
  if (notices.length === 0) return null;
  return ctx.noticePrinter.print(notices, { logoPng: ctx.store.logoPng, accentColor: ctx.store.accentColor });
}

/** The page and the account, while the link is open; the transfer asks what the page would. */
export async function waysToPay(ctx: Ctx, link: PaymentLink | null, totals: LinkTotals, openMinor: number): Promise<Pick<NoticeFacts, "payUrl" | "payTo">> {
  if (link === null || linkState(link, totals, ctx.now()).status !== "open") return { payUrl: null, payTo: null };
  const payUrl = await linkAddress(ctx, link.id);
  if (link.amountMinor !== null && openMinor <= 0) return { payUrl, payTo: null };
  const due = readDue(ctx, link, totals);
  return { payUrl, payTo: await readLinkPayTo(ctx, link, { linkId: link.id, openMinor: link.amountMinor === null ? null : openMinor, due }) };
}

async function noticesOf(ctx: Ctx, orders: readonly SavedOrder[]): Promise<NoticeFacts[]> {
  const links = await listLinksOfOrders(ctx.db, ctx.store.id, orders);
  const totals = await readLinkTotals(ctx.db, ctx.store.id, links.map((link) => link.id));
  const latest = (order: SavedOrder) => links.findLast((link) => link.orderRef === order.ref && link.platformId === order.platformId) ?? null;
  return Promise.all(orders.map((order) => {
    const link = latest(order);
    return noticeOf(ctx, { order, link, totals: (link && totals.get(link.id)) ?? noTotals });
  }));
}

/** One order's page, in its customer's language: the shop prints it, the customer reads it. */
export async function noticeOf(ctx: Ctx, { order, link, totals }: { order: SavedOrder; link: PaymentLink | null; totals: LinkTotals }): Promise<NoticeFacts> {
  const { name, legalLines, contactEmail, locale, timeZone } = ctx.store;
  const state = link && linkState(link, totals, ctx.now());
  // Where the link asks for the whole order our own books know of a payment before the shop does.
  const openMinor = link?.followsOrder && state ? Math.min(order.openMinor, state.openMinor) : order.openMinor;
  return {
    invoiceNumber: null,
    orderNumber: order.number,
    description: link?.description ?? "",
    issuedAt: ctx.now(),
    orderedAt: order.createdAt,
    locale: link?.locale ?? shopperLocaleOf([order.customer.locale], locale),
    timeZone,
    seller: { name, legalLines, contactEmail },
    payer: { name: order.customer.name, email: order.customer.email },
    lines: order.lines,
    total: moneyOf(order.totalMinor, order.currency),
    openMinor: order.state === "unpaid" ? openMinor : 0,
    isEnded: order.state === "cancelled" || order.state === "refunded" || order.state === "gone",
    dueAt: link?.expiresAt ?? null,
    ...(await waysToPay(ctx, link, totals, order.state === "unpaid" ? openMinor : 0)),
  };
}

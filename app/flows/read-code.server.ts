import { makeAttemptLimit } from "../core/attempt-limit";
import type { Order } from "../core/order";
import { findOrderCode, isSigned } from "../core/order-code";
import { linkState, noTotals } from "../core/payment-link";
import { pictureQr } from "../core/qr";
import { VendorError } from "../core/vendor-error";
import { findCodeKey } from "../db/code-keys.server";
import { findConnectionById, type Connection } from "../db/connections.server";
import { listLinksOfOrder, readLinkTotals } from "../db/links.server";
import { findOrder } from "../db/orders.server";
import { askForOrder } from "./ask-for-order.server";
import type { App, Ctx } from "./ctx";
import { linkAddress } from "./link-address.server";
import { codesUrl } from "./order-codes.server";

/** As in other pictures for mails. */
const scale = 6;
/** How often codes make us ask one shop; beyond it memory answers. */
const questions = makeAttemptLimit({ attemptsMax: 60, windowMs: 60_000, keysMax: 10_000 });

type Opened = { ctx: Ctx; connection: Connection; orderRef: string };

/** What a scanned code leads to now. `order-unknown`: rightly signed, but the shop has no such order. */
export type ReadCode =
  | { kind: "not-ours" }
  | { kind: "pay"; url: string }
  | { kind: "ask"; ctx: Ctx; order: Order }
  | { kind: "closed"; ctx: Ctx; reason: "order-paid" | "order-cancelled" | "order-gone"; order: Order }
  | { kind: "away"; ctx: Ctx };

/** Who signed it; null for a malformed, a forged and an ended code, and for a shop that is gone: the same for all. */
async function openCode(app: App, text: string): Promise<Opened | null> {
  const code = findOrderCode(text);
  const key = code && (await findCodeKey(app.db, code.keyId));
  if (!code || !key || key.revokedAt !== null || !isSigned(code, key.secret)) return null;
  const connection = await findConnectionById(app.db, key.connectionId);
  if (!connection?.isEnabled) return null;
  return { ctx: await app.openStore(key.storeId), connection, orderRef: code.orderRef };
}

/** Resolves a code at the moment it is scanned: a paper tells the truth of today. Changes nothing; mail scanners look too. */
export async function readCode(app: App, text: string): Promise<ReadCode> {
  const opened = await openCode(app, text);
  if (!opened) return { kind: "not-ours" };
  const { ctx, connection, orderRef } = opened;
  const order = await orderNow(opened);
  if (order === "away") return { kind: "away", ctx };
  if (order === null) return { kind: "not-ours" };
  const closed = closedBy(order);
  if (closed !== null) return { kind: "closed", ctx, reason: closed, order };
  const links = await listLinksOfOrder(ctx.db, ctx.store.id, connection.id, orderRef);
  const totals = await readLinkTotals(ctx.db, ctx.store.id, links.map((link) => link.id));
  const states = links.map((link) => ({ link, status: linkState(link, totals.get(link.id) ?? noTotals, ctx.now()).status }));
  const open = states.findLast(({ status }) => status === "open");
  if (open) return { kind: "pay", url: await linkAddress(ctx, open.link.id) };
  // Paid with us, and the shop's own books are a moment behind: nobody is asked twice.
  if (states.some(({ link, status }) => status === "paid" && link.followsOrder)) return { kind: "closed", ctx, reason: "order-paid", order };
  return { kind: "ask", ctx, order };
}

function closedBy(order: Order): "order-paid" | "order-cancelled" | "order-gone" | null {
  if (order.state === "gone") return "order-gone";
  if (order.state === "cancelled") return "order-cancelled";
  return order.state === "unpaid" && order.openMinor > 0 ? null : "order-paid";
}

/** The shop's own word, unsaved; memory's where the shop does not answer or was asked too often. */
async function orderNow({ ctx, connection, orderRef }: Opened): Promise<Order | null | "away"> {
  const known = await findOrder(ctx.db, ctx.store.id, connection.id, orderRef);
  if (questions.take(connection.id, ctx.now().getTime()) !== null) return known ?? "away";
  try {
    return (await ctx.platform(connection.id).getOrder(orderRef)) ?? known;
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return known ?? "away";
  }
}

/**
 * "Go to payment" on a code's page: the order's link, made by the ordinary way with no message. Out: the pay page's
 * address, or null where the page must be drawn again because something changed. Throws VendorError when the shop is away.
 */
export async function askByCode(app: App, text: string): Promise<string | null> {
  const [opened, found] = [await openCode(app, text), await readCode(app, text)];
  if (found.kind === "pay") return found.url;
  if (opened === null || found.kind !== "ask") return null;
  const asked = await askForOrder(opened, { orderRef: opened.orderRef, locale: null, messageId: null });
  return asked.ok ? linkAddress(opened.ctx, asked.linkId) : null;
}

/** The code as a picture for a template; null for what is not ours. Asks no shop: templates are drawn by the thousand. */
export async function drawCode(app: App, text: string): Promise<Uint8Array | null> {
  const opened = await openCode(app, text);
  return opened && pictureQr(`${codesUrl(opened.ctx)}/${text}`, { scale });
}

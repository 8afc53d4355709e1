import { shopperLocaleOf } from "../core/locale";
import type { OrderOwner } from "../core/platform-screens";
import { listLinksById } from "../db/links.server";
import { askForOrder } from "./ask-for-order.server";
import { refusalOf, type ScreenResult } from "./ask-from-screen.server";
import { openBasket } from "./open-basket.server";
import type { OpenedScreen } from "./open-screen.server";
import { findScreenLink, readScreenLinks, type ScreenLink } from "./read-screen-orders.server";
import { refreshOrder } from "./refresh-order.server";

/** A shopper who is not signed in, on the page after checkout: how young the order they name must be. */
export const thankYouMs = 30 * 60_000;

/** What such a shopper is told: the page to pay and where it stands; no name, no address, no lines. */
export type BareLink = Pick<ScreenLink, "orderRef" | "status" | "balance" | "payUrl" | "open" | "openText" | "currency">;

/**
 * Every open link of the customer's own orders. Which orders are theirs, the platform says now, by the customer's id: an
 * e-mail address would prove nothing. Throws VendorError when it cannot be asked.
 */
export async function listAccountLinks(screen: OpenedScreen, input: { locale: string | null }): Promise<ScreenResult<{ links: ScreenLink[] }>> {
  const { userRef } = screen.session;
  if (userRef === null) return { ok: false, reason: "not-yours" };
  const platform = screen.ctx.platform(screen.connection.id);
  if (!platform.listOrdersOf) return { ok: false, reason: "not-possible" };
  const refs = await platform.listOrdersOf(userRef);
  const links = await readScreenLinks(screen, refs.map((ref) => ({ ref, screenRef: screen.screenRefOf(ref) })), input.locale);
  return { ok: true, links: links.filter(({ status }) => status === "open") };
}

/**
 * One page to pay several of the customer's links together. Each must be of an order the platform says is theirs, now;
 * one that is not spoils the whole question, and is told apart from one that never was by nothing.
 */
export async function openAccountBasket(screen: OpenedScreen, input: { linkIds: readonly string[]; locale: string | null }): Promise<ScreenResult<{ url: string }>> {
  const { ctx, connection, session } = screen;
  if (session.userRef === null) return { ok: false, reason: "not-yours" };
  const platform = ctx.platform(connection.id);
  if (!platform.listOrdersOf) return { ok: false, reason: "not-possible" };
  const own = new Set(await platform.listOrdersOf(session.userRef));
  const links = await listLinksById(ctx.db, ctx.store.id, [...new Set(input.linkIds)]);
  const [first] = links;
  const areTheirs = links.every((link) => link.platformId === connection.id && link.orderRef !== null && own.has(link.orderRef));
  if (!first || !areTheirs || links.length < new Set(input.linkIds).size) return { ok: false, reason: "not-yours" };
  const { name, email } = first.customer;
  const opened = await openBasket(ctx, { linkIds: input.linkIds, locale: shopperLocaleOf([input.locale, first.locale], ctx.store.locale), customer: { name, email } });
  return opened.ok ? { ok: true, url: opened.url } : { ok: false, reason: opened.reason === "nothing-due" ? "nothing-due" : "not-yours" };
}

type Own = { ok: true; ref: string; isBare: boolean } | { ok: false; reason: "not-yours" | "not-possible" };

/**
 * Whether this shopper may be told of an order. Signed in: the platform says, now, that it is theirs; what their screen
 * says of itself is not asked. Not signed in: only an order younger than half an hour, of which nothing personal is told.
 * An order that does not exist and one of somebody else's are told apart by nothing.
 */
async function findOwnOrder(screen: OpenedScreen, screenRef: string): Promise<Own> {
  const platform = screen.ctx.platform(screen.connection.id);
  if (!platform.findOwner) return { ok: false, reason: "not-possible" };
  const ref = screen.findOrderRef(screenRef);
  const owner = ref === null ? null : await platform.findOwner(ref);
  if (ref === null || owner === null || !isTheirs(screen, owner)) return { ok: false, reason: "not-yours" };
  return { ok: true, ref, isBare: screen.session.userRef === null };
}

function isTheirs({ ctx, session }: OpenedScreen, owner: OrderOwner): boolean {
  if (session.userRef !== null) return owner.customerRef === session.userRef;
  const ageMs = ctx.now().getTime() - owner.createdAt.getTime();
  return ageMs < thankYouMs;
}

/** The page on which a customer pays an order, read anew: its link, made by the ordinary way when there is none, with no message. */
export async function payFromAccount(screen: OpenedScreen, input: { orderRef: string; locale: string | null }): Promise<ScreenResult<{ payUrl: string }>> {
  const own = await findOwnOrder(screen, input.orderRef);
  if (!own.ok) return own;
  const order = await refreshOrder(screen.ctx, { platformId: screen.connection.id, orderRef: own.ref });
  if (order?.state !== "unpaid") return { ok: false, reason: "nothing-due" };
  const asked = await askForOrder(screen, { orderRef: own.ref, locale: input.locale, messageId: null });
  if (!asked.ok) return { ok: false, reason: asked.reason === "order-unknown" ? "not-yours" : refusalOf(asked.reason) };
  const link = await findScreenLink(screen, { screenRef: input.orderRef, ref: own.ref }, input.locale);
  return link === null ? { ok: false, reason: "nothing-due" } : { ok: true, payUrl: link.payUrl };
}

/** The link of one order, for the block on its page; null when it has none. Asks for nothing and makes nothing. */
export async function readAccountOrder(screen: OpenedScreen, input: { orderRef: string; locale: string | null }): Promise<ScreenResult<{ link: ScreenLink | BareLink | null }>> {
  const own = await findOwnOrder(screen, input.orderRef);
  if (!own.ok) return own;
  const link = await findScreenLink(screen, { screenRef: input.orderRef, ref: own.ref }, input.locale);
  return { ok: true, link: link !== null && own.isBare ? bareOf(link) : link };
}

const bareOf = ({ orderRef, status, balance, payUrl, open, openText, currency }: ScreenLink): BareLink => ({ orderRef, status, balance, payUrl, open, openText, currency });

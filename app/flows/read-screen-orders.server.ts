import { formatMoney, moneyOf } from "../core/money";
import { shopperLocaleOf } from "../core/locale";
import { findOrder, type SavedOrder } from "../db/orders.server";
import type { OpenedScreen } from "./open-screen.server";
import { readCompanionLinks, type CompanionLink } from "./read-companion-links.server";
import { refreshOrder } from "./refresh-order.server";

/** How many are read anew at each question: a page of one order shows the truth, a list of fifty what is known. */
const askedAnewMax = 3;
const atOnce = 5;

/** A link as a platform's own screens show it: the order named as they name it. */
export type ScreenLink = CompanionLink & { dueAt: string | null; isLate: boolean; adminUrl: string };
export type ScreenOrder = {
  orderRef: string;
  number: string;
  openText: string;
  customerEmail: string | null;
  isPayable: boolean;
  reason: "order-unknown" | "nothing-due" | null;
};

/** What is open on each order and the link it has, for the shop's staff. Throws VendorError when the shop cannot be asked. */
export async function readScreenOrders(
  screen: OpenedScreen, input: { orderRefs: readonly string[]; locale: string | null },
): Promise<{ links: ScreenLink[]; orders: ScreenOrder[] }> {
  const named = input.orderRefs.map((screenRef) => ({ screenRef, ref: screen.findOrderRef(screenRef) }));
  const refs = [...new Set(named.flatMap(({ ref }) => ref ?? []))];
  await readAnew(screen, refs);
  const found = await Promise.all(refs.map((ref) => findOrder(screen.ctx.db, screen.ctx.store.id, screen.connection.id, ref)));
  const links = await readScreenLinks(screen, named.flatMap(({ screenRef, ref }) => (ref === null ? [] : [{ screenRef, ref }])), input.locale);
  const orders = named.map(({ screenRef, ref }) => toScreenOrder(screen, screenRef, found.find((order) => order?.ref === ref) ?? null, input.locale));
  return { links, orders };
}

/** The links of orders, each under the name its screen knows the order by, in the language of whoever looks at the screen. */
export async function readScreenLinks(screen: OpenedScreen, named: readonly { screenRef: string; ref: string }[], wish: string | null): Promise<ScreenLink[]> {
  const links = await readCompanionLinks(screen, named.map(({ ref }) => ref), shopperLocaleOf([wish], screen.ctx.store.locale));
  return links.map((link) => ({
    ...link,
    orderRef: named.find(({ ref }) => ref === link.orderRef)?.screenRef ?? link.orderRef,
    dueAt: link.expiresAt,
    isLate: link.status === "expired",
    adminUrl: `${screen.ctx.appUrl}/app/links/${link.linkId}`,
  }));
}

/** The link of one order; null when it has none. */
export async function findScreenLink(screen: OpenedScreen, order: { screenRef: string; ref: string }, wish: string | null): Promise<ScreenLink | null> {
  return (await readScreenLinks(screen, [order], wish))[0] ?? null;
}

/** Orders memory does not hold yet, and all of them where they are few. */
async function readAnew({ ctx, connection }: OpenedScreen, refs: readonly string[]): Promise<void> {
  const isKnown = await Promise.all(refs.map(async (ref) => (await findOrder(ctx.db, ctx.store.id, connection.id, ref)) !== null));
  const asked = refs.length <= askedAnewMax ? [...refs] : refs.filter((_, at) => !isKnown[at]);
  for (let at = 0; at < asked.length; at += atOnce) {
    await Promise.all(asked.slice(at, at + atOnce).map((orderRef) => refreshOrder(ctx, { platformId: connection.id, orderRef })));
  }
}

function toScreenOrder({ ctx }: OpenedScreen, orderRef: string, order: SavedOrder | null, wish: string | null): ScreenOrder {
  if (order === null) return { orderRef, number: "", openText: "", customerEmail: null, isPayable: false, reason: "order-unknown" };
  const isPayable = order.state === "unpaid" && order.openMinor > 0;
  return {
    orderRef,
    number: order.number,
    openText: formatMoney(moneyOf(order.openMinor, order.currency), shopperLocaleOf([wish], ctx.store.locale)),
    customerEmail: order.customer.email || null,
    isPayable,
    reason: isPayable ? null : "nothing-due",
  };
}

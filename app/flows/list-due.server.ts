import { isLate } from "../core/basket";
import { dayOf } from "../core/civil-day";
import { addMoney, formatMoney, moneyOf, toDecimal, type Money } from "../core/money";
import { shopperLocaleOf } from "../core/locale";
import { listLinksById } from "../db/links.server";
import { findOrder, type SavedOrder } from "../db/orders.server";
import type { OpenedCompanion } from "./open-companion.server";
import { readBasketItems, type BasketLinkFacts } from "./read-basket-items.server";
import { readCompanionLinks, type CompanionLink } from "./read-companion-links.server";

/**
 * One thing a customer has to pay. `open`: what its link still asks, else what the order has open. `isLate`: the date of
 * its link, or of a part of its plan, has passed. `link` is null when none was made yet.
 */
export type DueItem = { orderRef: string; number: string; since: string; open: string; openText: string; currency: string; isLate: boolean; link: CompanionLink | null };
export type Due = { items: DueItem[]; totals: { currency: string; open: string; openText: string }[]; unknown: string[] };

/**
 * What the customer behind these orders owes, by our own memory. In: orders the shop knows to be this person's (an
 * e-mail address would prove nothing: anyone can register with another's). Out: what is due, oldest first, its sum
 * per currency, and the orders we have not read yet.
 */
export async function listDue(companion: OpenedCompanion, input: { orderRefs: readonly string[]; locale: string | null }): Promise<Due> {
  const { ctx, connection } = companion;
  const found = await Promise.all(input.orderRefs.map((ref) => findOrder(ctx.db, ctx.store.id, connection.id, ref)));
  const orders = found.filter((order): order is SavedOrder => order !== null);
  const links = new Map((await readCompanionLinks(companion, orders.map((order) => order.ref))).map((link) => [link.orderRef, link]));
  const facts = await readFacts(companion, [...links.values()]);
  const today = dayOf(ctx.now(), ctx.store.timeZone);
  const locale = shopperLocaleOf([input.locale], ctx.store.locale);
  const totals = new Map<string, Money>();
  const items: DueItem[] = [];
  for (const order of orders.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())) {
    const link = links.get(order.ref) ?? null;
    if (order.state !== "unpaid" || order.openMinor <= 0 || link?.status === "paid") continue;
    const fact = link ? facts.get(link.linkId) : undefined;
    const isAskedByLink = fact?.link.currency === order.currency && (link?.status === "open" || link?.balance === "partial");
    const open = moneyOf(isAskedByLink ? fact.openMinor : order.openMinor, order.currency);
    const sum = totals.get(order.currency);
    totals.set(order.currency, sum ? addMoney(sum, open) : open);
    items.push({
      orderRef: order.ref, number: order.number, since: order.createdAt.toISOString(), open: toDecimal(open), openText: formatMoney(open, locale),
      currency: order.currency, isLate: link?.status === "expired" || (fact !== undefined && isLate(fact, today)), link,
    });
  }
  return {
    items,
    totals: [...totals.values()].map((sum) => ({ currency: sum.currency, open: toDecimal(sum), openText: formatMoney(sum, locale) })),
    unknown: input.orderRefs.filter((ref) => !orders.some((order) => order.ref === ref)),
  };
}

async function readFacts({ ctx }: OpenedCompanion, links: readonly CompanionLink[]): Promise<Map<string, BasketLinkFacts>> {
  const found = await listLinksById(ctx.db, ctx.store.id, links.map(({ linkId }) => linkId));
  return new Map((await readBasketItems(ctx, found)).map((fact) => [fact.linkId, fact]));
}

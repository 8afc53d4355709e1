import { findBasket } from "../../app/db/baskets.server";
import { openBasket } from "../../app/flows/open-basket.server";
import { readBasketPage } from "../../app/flows/read-basket-page.server";
import { startBasketPayment, type BasketStartInput } from "../../app/flows/start-basket-payment.server";
import type { PlanTerms } from "../../app/core/payment-plan";
import { openLink, type House, type Shop } from "./house";

export type Basketed = { basketId: string; url: string; linkIds: string[]; orderRefs: string[] };

/** Orders a minute apart, oldest first, each with its link, and the basket of them all. */
export async function openBasketOf(
  house: House, shop: Shop, orders: readonly { ref?: string; amountMinor: number; code?: string; plan?: PlanTerms }[],
): Promise<Basketed> {
  const links: { linkId: string; orderRef: string }[] = [];
  for (const order of orders) {
    links.push(await openLink(house, shop, order));
    house.clock.move(60_000);
  }
  const linkIds = links.map(({ linkId }) => linkId);
  const opened = await openBasket(await shop.ctx(), { linkIds, locale: "fr", customer: { name: "Zoë Peeters", email: "zoe@example.test" } });
  if (!opened.ok) throw new Error(opened.reason);
  return { basketId: opened.basketId, url: opened.url, linkIds, orderRefs: links.map(({ orderRef }) => orderRef) };
}

export async function basketOf(shop: Shop, basketId: string) {
  const ctx = await shop.ctx();
  const basket = await findBasket(ctx.db, ctx.store.id, basketId);
  if (!basket) throw new Error(`No basket ${basketId}`);
  return { ctx, basket };
}

export async function basketPage(shop: Shop, basketId: string) {
  const { ctx, basket } = await basketOf(shop, basketId);
  return readBasketPage(ctx, basket);
}

export async function payBasket(shop: Shop, basketId: string, linkIds: readonly string[], change: Partial<BasketStartInput> = {}) {
  const { ctx, basket } = await basketOf(shop, basketId);
  return startBasketPayment(ctx, { basket, linkIds, providerId: shop.providerId, shownMinor: null, typedMinor: null, ...change });
}

import { whyBasketClosed, type BasketClosed } from "../core/basket";
import type { Money } from "../core/money";
import { cancelBasketRow, listBasketLinks, listBasketsOfLink } from "../db/baskets.server";
import { listForeignOfBasket } from "../db/ledger.server";
import { listLinksById } from "../db/links.server";
import type { Ctx } from "./ctx";
import { basketAddress } from "./link-address.server";
import { readBasketItems } from "./read-basket-items.server";

/** A page for several links, as the merchant sees it from one of them. */
export type BasketOfLink = {
  id: string;
  url: string;
  createdAt: Date;
  closedBy: BasketClosed | null;
  links: { id: string; orderNumber: string | null; description: string; isOpen: boolean }[];
  /** What came for it in a currency that settles none of its orders, and on which of them it waits. */
  foreign: { linkId: string; amount: Money }[];
};

/** So many of a link's baskets are shown, the newest. */
const basketsShownMax = 5;

export async function readBasketsOfLink(ctx: Ctx, linkId: string): Promise<BasketOfLink[]> {
  const baskets = (await listBasketsOfLink(ctx.db, ctx.store.id, linkId)).slice(0, basketsShownMax);
  return Promise.all(baskets.map(async (basket) => {
    const held = await listBasketLinks(ctx.db, ctx.store.id, basket.id);
    const items = await readBasketItems(ctx, await listLinksById(ctx.db, ctx.store.id, held.map((one) => one.linkId)));
    return {
      id: basket.id, createdAt: basket.createdAt,
      url: await basketAddress(ctx, basket.id),
      closedBy: whyBasketClosed(basket, items.map(({ closedBy }) => closedBy), ctx.now()),
      links: items.map(({ link, closedBy }) => ({ id: link.id, orderNumber: link.orderNumber, description: link.description, isOpen: closedBy === null })),
      foreign: await listForeignOfBasket(ctx.db, ctx.store.id, basket.id),
    };
  }));
}

/** Withdraws the page; its links stay as they are. False when it is withdrawn already, or no basket of this link. */
export async function cancelBasket(ctx: Ctx, input: { basketId: string; linkId: string }): Promise<boolean> {
  const baskets = await listBasketsOfLink(ctx.db, ctx.store.id, input.linkId);
  return baskets.some(({ id }) => id === input.basketId) && cancelBasketRow(ctx.db, ctx.store.id, input.basketId, ctx.now());
}

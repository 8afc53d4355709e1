import { inBasketOrder } from "../core/basket";
import { dayOf } from "../core/civil-day";
import { listBasketLinks } from "../db/baskets.server";
import { listLinksById } from "../db/links.server";
import type { Ctx } from "./ctx";
import { noteMoney, type NoteProblem, type Stated } from "./note-received.server";
import { readBasketItems } from "./read-basket-items.server";

/**
 * Money that came by a basket's reference: one note, one movement, for all of its orders that are picked. In the payer's
 * order, as a card payment of the same picks: what is late first, then the oldest; too little pays the first ones, too much
 * stays on the last one. Out and throws: as in `noteMoney`.
 */
export async function noteForBasket(
  ctx: Ctx, input: Stated & { basketId: string; linkIds: readonly string[] },
): Promise<{ ok: true; noteId: string } | { ok: false; reason: NoteProblem | "nothing-picked" }> {
  const { basketId, linkIds, ...stated } = input;
  const held = await listBasketLinks(ctx.db, ctx.store.id, basketId);
  const picked = held.filter(({ linkId }) => linkIds.includes(linkId)).map(({ linkId }) => linkId);
  if (picked.length === 0) return { ok: false, reason: "nothing-picked" };
  const items = await readBasketItems(ctx, await listLinksById(ctx.db, ctx.store.id, picked));
  const inOrder = inBasketOrder(items, dayOf(ctx.now(), ctx.store.timeZone)).map(({ linkId }) => linkId);
  return noteMoney(ctx, stated, { linkIds: inOrder, basketId });
}

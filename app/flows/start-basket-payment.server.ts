import { inBasketOrder, whyBasketClosed, type BasketClosed } from "../core/basket";
import { dayOf } from "../core/civil-day";
import { listBasketLinks, type SavedBasket } from "../db/baskets.server";
import { listLinksById } from "../db/links.server";
import type { Refused } from "./begin-attempt.server";
import type { Ctx } from "./ctx";
import { readBasketItems } from "./read-basket-items.server";
import { startAttempt, type StartProblem, type StartResult } from "./start-attempt.server";

export type BasketStartProblem = StartProblem | BasketClosed | "nothing-picked" | "currencies-mixed";
export type BasketStartResult = Extract<StartResult, { ok: true }> | Refused<BasketStartProblem>;

export type BasketStartInput = {
  basket: SavedBasket;
  /** What the shopper ticked; links that are not the basket's are as good as not ticked. */
  linkIds: readonly string[];
  providerId: string;
  shownMinor: number | null;
  typedMinor: number | null;
};

/**
 * A shopper pressed "pay" on a basket's page: one attempt for all they ticked, in the payer's order. In: the sum they were
 * shown as open, and what they chose to pay of it (null: all), in minor units. Out: as in startAttempt.
 */
export async function startBasketPayment(ctx: Ctx, input: BasketStartInput): Promise<BasketStartResult> {
  const { basket } = input;
  const held = await listBasketLinks(ctx.db, ctx.store.id, basket.id);
  const picked = held.filter(({ linkId }) => input.linkIds.includes(linkId)).map(({ linkId }) => linkId);
  if (picked.length === 0) return { ok: false, reason: "nothing-picked" };
  const items = await readBasketItems(ctx, await listLinksById(ctx.db, ctx.store.id, picked));
  if (new Set(items.map(({ link }) => link.currency)).size > 1) return { ok: false, reason: "currencies-mixed" };
  const closed = whyBasketClosed(basket, [null], ctx.now());
  if (closed !== null) return { ok: false, reason: closed };
  return startAttempt(ctx, {
    linkIds: inBasketOrder(items, dayOf(ctx.now(), ctx.store.timeZone)).map(({ linkId }) => linkId),
    basketId: basket.id, providerId: input.providerId, shownMinor: input.shownMinor, typedMinor: input.typedMinor,
  });
}

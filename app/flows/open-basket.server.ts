import { basketLinksMax, inBasketOrder, type Basket } from "../core/basket";
import { dayOf } from "../core/civil-day";
import type { ShopperLocale } from "../core/locale";
import { inTransaction, type Db } from "../db/client.server";
import { openBasketOf } from "../db/baskets.server";
import { listLinksById } from "../db/links.server";
import type { Ctx } from "./ctx";
import { basketAddress } from "./link-address.server";
import { readBasketItems } from "./read-basket-items.server";

export type OpenBasketInput = { linkIds: readonly string[]; locale: ShopperLocale; customer: Basket["customer"]; expiresAt?: Date | null };
export type OpenBasketProblem = "link-unknown" | "nothing-due" | "too-many-links";
export type OpenBasketResult = { ok: true; basketId: string; url: string; linkIds: string[] } | { ok: false; reason: OpenBasketProblem };

/**
 * One page to pay several links of the store together. Those that cannot be paid now, and those whose payer chooses the
 * amount, are left out; the same links that are still open give the same page, however often it is asked for.
 * Out: the page's address (a bearer secret) and the links on it. Asks nobody outside; whether the links are one person's is the caller's to know.
 */
export async function openBasket(ctx: Ctx, input: OpenBasketInput): Promise<OpenBasketResult> {
  const opened = await inTransaction(ctx.db, (tx) => openBasketIn(ctx, tx, input));
  return opened.ok ? { ...opened, url: await basketAddress(ctx, opened.basketId) } : opened;
}

/** The same inside a transaction, without the address. */
export async function openBasketIn(
  ctx: Ctx, tx: Db, input: OpenBasketInput,
): Promise<{ ok: true; basketId: string; linkIds: string[]; isNew: boolean } | { ok: false; reason: OpenBasketProblem }> {
  const wanted = [...new Set(input.linkIds)];
  if (wanted.length > basketLinksMax) return { ok: false, reason: "too-many-links" };
  const links = await listLinksById(tx, ctx.store.id, wanted);
  if (links.length < wanted.length) return { ok: false, reason: "link-unknown" };
  const items = await readBasketItems({ ...ctx, db: tx }, links);
  const open = items.filter(({ closedBy, link }) => closedBy === null && link.kind !== "reusable" && link.amountMinor !== null);
  if (open.length === 0) return { ok: false, reason: "nothing-due" };
  const linkIds = inBasketOrder(open, dayOf(ctx.now(), ctx.store.timeZone)).map(({ linkId }) => linkId);
  const { basketId, isNew } = await openBasketOf(tx, {
    id: ctx.newId("bsk"), storeId: ctx.store.id, linkIds, locale: input.locale, customer: input.customer, expiresAt: input.expiresAt ?? null, at: ctx.now(),
  });
  return { ok: true, basketId, linkIds, isNew };
}

import { linkState, noTotals, type LinkState, type LinkStatus, type LinkTotals, type PaymentLink } from "../core/payment-link";
import { findStructuredReference } from "../core/structured-reference";
import { listLinks, readLinkTotals } from "../db/links.server";
import { findBasketByReference, listLinksByReference } from "../db/references.server";
import type { Ctx } from "./ctx";

export const linksPageSize = 25;

export type LinkRow = { link: PaymentLink; state: LinkState; totals: LinkTotals };
/** `basketId`: the reference searched for is that of several links together. */
export type LinksPage = { links: LinkRow[]; basketId: string | null; next: { createdAt: Date; id: string } | null };

/**
 * One page of the store's links, newest first; all of them, or those in one status now. Searched by words, or by the
 * reference of a transfer as a statement writes it.
 */
export async function listLinkRows(
  ctx: Ctx,
  input: { status: LinkStatus | null; search: string; before: { createdAt: Date; id: string } | null },
): Promise<LinksPage> {
  const reference = findStructuredReference(input.search);
  const foundIds = reference === null ? [] : await listLinksByReference(ctx.db, ctx.store.id, reference);
  const basketId = reference === null ? null : await findBasketByReference(ctx.db, ctx.store.id, reference);
  const found = await listLinks(ctx.db, ctx.store.id, { ...input, foundIds, limit: linksPageSize + 1, now: ctx.now() });
  const shown = found.slice(0, linksPageSize);
  const totals = await readLinkTotals(ctx.db, ctx.store.id, shown.map((link) => link.id));
  const last = shown.at(-1);
  return {
    basketId,
    links: shown.map((link) => {
      const total = totals.get(link.id) ?? noTotals;
      return { link, totals: total, state: linkState(link, total, ctx.now()) };
    }),
    next: found.length > linksPageSize && last ? { createdAt: last.createdAt, id: last.id } : null,
  };
}

import type { LinkTotals, PaymentLink } from "../core/payment-link";
import { findStructuredReference } from "../core/structured-reference";
import type { LinkFilter } from "../db/link-filters.server";
import { listLinks } from "../db/links.server";
import { findBasketByReference, listLinksByReference } from "../db/references.server";
import type { Ctx } from "./ctx";
import { readLinkStandings, type LinkStanding } from "./read-link-standings.server";

export const linksPageSize = 25;

export type LinkRow = { link: PaymentLink; state: LinkStanding; totals: LinkTotals };
/** `basketId`: the reference searched for is that of several links together. */
export type LinksPage = { links: LinkRow[]; basketId: string | null; next: { createdAt: Date; id: string } | null };

/**
 * One page of the store's links, newest first; all of them, or those of one filter now. Searched by words, or by the
 * reference of a transfer as a statement writes it.
 */
export async function listLinkRows(
  ctx: Ctx,
  input: { filter: LinkFilter | null; search: string; before: { createdAt: Date; id: string } | null },
): Promise<LinksPage> {
  const reference = findStructuredReference(input.search);
  const foundIds = reference === null ? [] : await listLinksByReference(ctx.db, ctx.store.id, reference);
  const basketId = reference === null ? null : await findBasketByReference(ctx.db, ctx.store.id, reference);
  const found = await listLinks(ctx.db, ctx.store.id, { ...input, foundIds, limit: linksPageSize + 1, now: ctx.now() });
  const shown = found.slice(0, linksPageSize);
  const standings = await readLinkStandings(ctx, shown);
  const last = shown.at(-1);
  return {
    basketId,
    links: shown.flatMap((link) => {
      const standing = standings.get(link.id);
      return standing ? [{ link, ...standing }] : [];
    }),
    next: found.length > linksPageSize && last ? { createdAt: last.createdAt, id: last.id } : null,
  };
}

import { moneyOf, type Money } from "../core/money";
import type { PaymentLink } from "../core/payment-link";
import { linkState, noTotals, type LinkTotals } from "../core/payment-link";
import { getEntry } from "../db/ledger.server";
import { findLink, readLinkTotals } from "../db/links.server";
import { listAskingLinkIds, listRebookingsOfLink } from "../db/rebookings.server";
import type { Ctx } from "./ctx";
import { findFreeMoney } from "./rebook-money.server";

/** Links offered as a place for free money. */
const targetsMax = 50;

export type RebookTarget = { linkId: string; orderNumber: string | null; description: string; customerName: string; open: Money };
export type FreeMoneyView = { paymentId: string; amount: Money; targets: RebookTarget[] };
export type RebookingView = { id: string; amount: Money; isOut: boolean; isUndone: boolean; other: { linkId: string; orderNumber: string | null; description: string } | null; createdAt: Date };

/** What a link holds and does not need, where it may go, and what went from or to it before. */
export async function readRebooking(ctx: Ctx, input: { link: PaymentLink; totals: LinkTotals; paymentIds: readonly string[] }): Promise<{ free: FreeMoneyView[]; done: RebookingView[] }> {
  const free: FreeMoneyView[] = [];
  for (const paymentId of input.paymentIds) {
    const found = await findFreeMoney(ctx, ctx.db, { paymentId, link: input.link, totals: input.totals });
    if (found) free.push({ paymentId, amount: moneyOf(found.amountMinor, found.currency), targets: await targetsOf(ctx, input.link.id, found.currency) });
  }
  const done = await listRebookingsOfLink(ctx.db, ctx.store.id, input.link.id);
  return { free, done: await Promise.all(done.filter(({ undoes }) => undoes === null).map(async ({ id, amountMinor, fromLinkId, toLinkId, isUndone, createdAt, entryId }) => {
    const isOut = fromLinkId === input.link.id;
    const other = await findLink(ctx.db, ctx.store.id, isOut ? toLinkId : fromLinkId);
    const { currency } = await getEntry(ctx.db, ctx.store.id, entryId);
    return { id, isOut, isUndone, createdAt, amount: moneyOf(amountMinor, currency), other: other && { linkId: other.id, orderNumber: other.orderNumber, description: other.description } };
  })) };
}

async function targetsOf(ctx: Ctx, linkId: string, currency: Money["currency"]): Promise<RebookTarget[]> {
  const ids = await listAskingLinkIds(ctx.db, ctx.store.id, { currency, exceptLinkId: linkId, limit: targetsMax });
  const totals = await readLinkTotals(ctx.db, ctx.store.id, ids);
  const links = await Promise.all(ids.map((id) => findLink(ctx.db, ctx.store.id, id)));
  return links.flatMap((link) => {
    if (!link) return [];
    const { openMinor } = linkState(link, totals.get(link.id) ?? noTotals, ctx.now());
    return openMinor > 0 ? [{ linkId: link.id, orderNumber: link.orderNumber, description: link.description, customerName: link.customer.name, open: moneyOf(openMinor, currency) }] : [];
  });
}

import { moneyOf } from "../core/money";
import type { NoticeFacts } from "../core/notice";
import { linkState, noTotals } from "../core/payment-link";
import { findLink, readLinkTotals } from "../db/links.server";
import { findOrder } from "../db/orders.server";
import type { Ctx } from "./ctx";
import { noticeOf, waysToPay } from "./print-notices.server";

/** A link's payment notice, to put in the parcel or attach: who asks, how much is open now, and the code to pay it. Null when there is no such link, or it asks for no one amount of one payer. */
export async function printLinkNotice(ctx: Ctx, linkId: string): Promise<{ fileName: string; bytes: Uint8Array } | null> {
  const link = await findLink(ctx.db, ctx.store.id, linkId);
  // A notice names one debt: an amount the payer chooses, or asks of many, is none.
  if (!link || link.amountMinor === null || link.kind === "reusable") return null;
  const totals = (await readLinkTotals(ctx.db, ctx.store.id, [linkId])).get(linkId) ?? noTotals;
  const order = link.platformId !== null && link.orderRef !== null ? await findOrder(ctx.db, ctx.store.id, link.platformId, link.orderRef) : null;
  const state = linkState(link, totals, ctx.now());
  const { name, legalLines, contactEmail, timeZone } = ctx.store;
  const facts: NoticeFacts = order ? await noticeOf(ctx, { order, link, totals }) : {
    invoiceNumber: null, orderNumber: link.orderNumber, description: link.description, issuedAt: ctx.now(), orderedAt: null, locale: link.locale, timeZone,
    seller: { name, legalLines, contactEmail }, payer: { name: link.customer.name, email: link.customer.email }, lines: link.lines,
    total: moneyOf(link.amountMinor ?? 0, link.currency), openMinor: state.openMinor, isEnded: state.status === "cancelled", dueAt: link.expiresAt,
    ...(await waysToPay(ctx, link, totals, state.openMinor)),
  };
  const bytes = await ctx.noticePrinter.print([facts], { logoPng: ctx.store.logoPng, accentColor: ctx.store.accentColor });
  return { fileName: `avis-de-paiement-${(link.orderNumber ?? link.id).replaceAll(/[^\w-]/g, "")}.pdf`, bytes };
}

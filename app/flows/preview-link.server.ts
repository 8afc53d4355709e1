import type { Composed } from "../core/message";
import { previewHtml } from "../core/preview-html";
import { draftLink, linkState, noTotals, type DraftProblem, type LinkTerms, type PaymentLink } from "../core/payment-link";
import type { PlanTerms } from "../core/payment-plan";
import { listLinksOfOrder, readLinkTotals } from "../db/links.server";
import { findOrder } from "../db/orders.server";
import { linkMessageOf } from "./compose-link-message.server";
import type { Ctx } from "./ctx";
import { linkAddress, payPath } from "./link-address.server";
import { readDue } from "./read-due.server";
import { readLinkPayTo } from "./read-pay-to.server";
import { termsFor } from "./send-payment-link.server";

/** Stands where the link's secret will: as long as one, so that the QR code is as dense, and nobody's. */
export const previewToken = "apercu-apercu-apercu-apercu";

export type Preview = Pick<Composed, "subject" | "fromName" | "html" | "text">;
export type PreviewResult = { ok: true; preview: Preview } | { ok: false; reason: DraftProblem | "order-unknown" | "no-messenger" };

/**
 * What the shopper would read, set by the code that will send it. In: the terms as typed. Out: the HTML with its
 * pictures inside, so that it can be shown in a frame that may load nothing. Saves nothing.
 */
export async function previewLink(
  ctx: Ctx,
  input: Omit<LinkTerms, "plan"> & { plan?: PlanTerms; platformId: string; orderRef: string; note: string },
): Promise<PreviewResult> {
  if (!ctx.messenger) return { ok: false, reason: "no-messenger" };
  const order = await findOrder(ctx.db, ctx.store.id, input.platformId, input.orderRef);
  if (!order) return { ok: false, reason: "order-unknown" };
  const drafted = draftLink(order, termsFor(ctx, order, input, null), ctx.now());
  if (!drafted.ok) return drafted;
  const kept = await findKept(ctx, input);
  const payUrl = kept ? await linkAddress(ctx, kept.id) : ctx.appUrl + payPath(previewToken);
  const due = readDue(ctx, drafted.draft, noTotals);
  const payTo = await readLinkPayTo(ctx, { ...drafted.draft, platformId: input.platformId }, { linkId: kept?.id ?? null, openMinor: drafted.draft.amountMinor, due });
  const composed = await ctx.messenger.port.compose(linkMessageOf(ctx, drafted.draft, { payUrl, note: input.note, due, payTo }));
  const { subject, fromName, text } = composed;
  return { ok: true, preview: { subject, fromName, text, html: previewHtml(composed) } };
}

/** An order keeps its link when it is asked again, so the preview shows its address and its reference. */
async function findKept(ctx: Ctx, input: { platformId: string; orderRef: string }): Promise<PaymentLink | null> {
  const links = await listLinksOfOrder(ctx.db, ctx.store.id, input.platformId, input.orderRef);
  const totals = await readLinkTotals(ctx.db, ctx.store.id, links.map((link) => link.id));
  return links.find((link) => ["open", "expired"].includes(linkState(link, totals.get(link.id) ?? noTotals, ctx.now()).status)) ?? null;
}

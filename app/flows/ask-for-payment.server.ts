import { draftAskedLink, type AskTerms } from "../core/ask-form";
import type { Currency } from "../core/currency";
import { currencyOf } from "../core/currency";
import { noTotals } from "../core/payment-link";
import { previewHtml } from "../core/preview-html";
import { inShortTransaction } from "../db/client.server";
import { addLinkEvent } from "../db/link-events.server";
import { findLink, insertLink, listLinks, lockNewLink } from "../db/links.server";
import { linkMessageOf } from "./compose-link-message.server";
import type { App, Ctx } from "./ctx";
import { payPath } from "./link-address.server";
import { previewToken, type Preview } from "./preview-link.server";
import { readDue } from "./read-due.server";
import { readLinkPayTo } from "./read-pay-to.server";
import { queueMessage } from "./send-payment-link.server";

type AskProblem = "expires-in-the-past" | "expires-too-far" | "no-messenger";
export type AskForPaymentResult = { ok: true; linkId: string } | { ok: false; reason: AskProblem };

/** Whether this build's links are paid through providers of the shop's own: without an order there is nothing a platform could collect. */
export const canAskWithoutOrder = (app: App): boolean => app.registry.provider.length > 0;

/** What the shop's ways to pay take, the currency it last asked for first; euros while it has none. */
export async function listAskCurrencies(ctx: Ctx): Promise<Currency[]> {
  const taken = new Set(ctx.providers.flatMap(({ port }) => port.currencies.map(({ currency }) => currency)));
  const [last] = await listLinks(ctx.db, ctx.store.id, { filter: null, search: "", before: null, limit: 1, now: ctx.now() });
  const euro = currencyOf("EUR");
  if (taken.size === 0) return [euro];
  const first = [last?.currency, euro].filter((currency) => currency !== undefined).filter((currency) => taken.has(currency));
  return [...new Set([...first, ...[...taken].sort()])];
}

/**
 * "Ask for a payment": a link without an order, and its mail queued in the same transaction. In: the ids that were made
 * when the form was drawn, so that pressing twice makes one link and sends one mail; `messageId` null only makes the link.
 */
export async function askForPayment(ctx: Ctx, input: { terms: AskTerms; linkId: string; messageId: string | null }): Promise<AskForPaymentResult> {
  const { terms, linkId, messageId } = input;
  if (messageId !== null && !ctx.messenger) return { ok: false, reason: "no-messenger" };
  const drafted = draftAskedLink(terms, { now: ctx.now(), timeZone: ctx.store.timeZone });
  if (!drafted.ok) return drafted;
  return inShortTransaction(ctx.db, async (tx) => {
    await lockNewLink(tx, linkId);
    if (!(await findLink(tx, ctx.store.id, linkId))) {
      const { link } = await insertLink(tx, { id: linkId, storeId: ctx.store.id, platformId: null, draft: drafted.draft });
      await addLinkEvent(tx, {
        id: ctx.newId("lev"), storeId: ctx.store.id, linkId, kind: "created", memberId: ctx.actorId, at: ctx.now(),
        detail: { amountMinor: link.amountMinor, currency: link.currency, expiresAt: link.expiresAt },
      });
      if (messageId !== null) await queueMessage(ctx, tx, { linkId, email: terms.email, note: terms.note, messageId });
    }
    return { ok: true, linkId };
  });
}

/** What the customer would read, set by the code that will send it. Saves nothing. */
export async function previewAsked(ctx: Ctx, terms: AskTerms): Promise<{ ok: true; preview: Preview } | { ok: false; reason: AskProblem }> {
  if (!ctx.messenger) return { ok: false, reason: "no-messenger" };
  const drafted = draftAskedLink(terms, { now: ctx.now(), timeZone: ctx.store.timeZone });
  if (!drafted.ok) return drafted;
  const due = readDue(ctx, drafted.draft, noTotals);
  const payTo = await readLinkPayTo(ctx, { ...drafted.draft, platformId: null }, { linkId: null, openMinor: drafted.draft.amountMinor, due });
  const composed = await ctx.messenger.port.compose(linkMessageOf(ctx, drafted.draft, { payUrl: ctx.appUrl + payPath(previewToken), note: terms.note, due, payTo }));
  const { subject, fromName, text } = composed;
  return { ok: true, preview: { subject, fromName, text, html: previewHtml(composed) } };
}

import { addDays, dayOf, findEndOfDay } from "../core/civil-day";
import { shopperLocaleOf } from "../core/locale";
import { payWords } from "../core/shopper-words-page";
import { findOrder } from "../db/orders.server";
import type { Ctx } from "./ctx";
import { noteReceived, type NoteProblem, type ReceivedInput } from "./note-received.server";
import { sendPaymentLink, type SendLinkResult } from "./send-payment-link.server";

type Refused = { ok: false; reason: NoteProblem | Extract<SendLinkResult, { ok: false }>["reason"] };

/**
 * Money for an order that nobody was ever sent a link for: its link is made, unmailed, under the order's lock (or the
 * one it has is taken), and the money noted on it. Of two presses one link, one attempt and one note come.
 * Throws VendorError when the shop cannot be asked or the account says no.
 */
export async function noteForOrder(
  ctx: Ctx, input: Omit<ReceivedInput, "linkId"> & { platformId: string; orderRef: string },
): Promise<{ ok: true; linkId: string; noteId: string } | Refused> {
  const { platformId, orderRef, ...received } = input;
  const order = await findOrder(ctx.db, ctx.store.id, platformId, orderRef);
  if (!order) return { ok: false, reason: "order-unknown" };
  const { store } = ctx;
  const locale = shopperLocaleOf([order.customer.locale], store.locale);
  const sent = await sendPaymentLink(ctx, {
    platformId, orderRef, amountMinor: null, email: order.customer.email, locale, description: payWords[locale].order(order.number), note: "", messageId: null,
    expiresAt: findEndOfDay(addDays(dayOf(ctx.now(), store.timeZone), store.linkDays), store.timeZone),
  });
  if (!sent.ok) return sent;
  const noted = await noteReceived(ctx, { ...received, linkId: sent.linkId });
  return noted.ok ? { ...noted, linkId: sent.linkId } : noted;
}

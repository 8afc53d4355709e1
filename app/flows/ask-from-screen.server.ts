import { createHash } from "node:crypto";
import { assertUnreachable } from "../core/assert";
import type { ScreenRefusal } from "../core/screen-refusals";
import { askForOrder, type AskResult } from "./ask-for-order.server";
import { mailByPlatform } from "./mail-by-platform.server";
import type { OpenedScreen } from "./open-screen.server";
import { findScreenLink, type ScreenLink } from "./read-screen-orders.server";

export type ScreenResult<T> = ({ ok: true } & T) | { ok: false; reason: ScreenRefusal };
type Press = { orderRef: string; requestId: string; locale: string | null };

/** The one refusal a screen shows for each reason of ours. */
export function refusalOf(reason: Extract<AskResult, { ok: false }>["reason"]): ScreenRefusal {
  switch (reason) {
    case "order-unknown":
    case "no-email":
      return reason;
    case "no-messenger":
      return "no-mailer";
    case "order-not-unpaid":
    case "nothing-open":
    case "amount-above-open":
    case "expires-in-the-past":
    case "expires-too-far":
      return "nothing-due";
    default:
      return assertUnreachable(reason);
  }
}

/** The same press is the same message, however often it arrives; another connection's press can never be it. */
export function messageIdOf(connectionId: string, requestId: string): string {
  return `msg_${createHash("sha256").update(`${connectionId}\n${requestId}`).digest("hex").slice(0, 40)}`;
}

/** "Send payment link" in the platform's admin. Throws VendorError when the shop cannot be asked. */
export async function sendFromScreen(screen: OpenedScreen, press: Press & { email?: string; note?: string }): Promise<ScreenResult<{ link: ScreenLink }>> {
  const ref = screen.findOrderRef(press.orderRef);
  if (ref === null) return { ok: false, reason: "order-unknown" };
  const { requestId, orderRef: screenRef, locale, ...words } = press;
  const asked = await askForOrder(screen, { orderRef: ref, locale, messageId: messageIdOf(screen.connection.id, requestId), ...words });
  const isUnaddressed = !asked.ok && (asked.reason === "no-email" || asked.reason === "no-messenger");
  if (isUnaddressed && screen.ctx.platform(screen.connection.id).collect) return sendByPlatform(screen, press, ref);
  if (!asked.ok) return { ok: false, reason: refusalOf(asked.reason) };
  return told(await findScreenLink(screen, { screenRef, ref }, locale));
}

/** Without an address, or a mail of ours: the link is made, and the platform writes to its customer. */
async function sendByPlatform(screen: OpenedScreen, press: Press & { note?: string }, ref: string): Promise<ScreenResult<{ link: ScreenLink }>> {
  const { ctx, connection } = screen;
  const asked = await askForOrder(screen, { orderRef: ref, locale: press.locale, messageId: null });
  if (!asked.ok) return { ok: false, reason: refusalOf(asked.reason) };
  const mailed = await mailByPlatform(ctx, { platformId: connection.id, orderRef: ref, linkId: asked.linkId, note: press.note ?? "", pressId: messageIdOf(connection.id, press.requestId) });
  if (!mailed.ok) return mailed;
  return told(await findScreenLink(screen, { screenRef: press.orderRef, ref }, press.locale));
}

/**
 * "Require payment": the order is asked for first, so that nothing is marked that asks for nothing; then the shop is told
 * at the order itself. A mail goes where there is an address and a mailer, as the same press in other shops does; without
 * them there is still a link to hand over. Again changes nothing.
 */
export async function requireFromScreen(screen: OpenedScreen, press: Press): Promise<ScreenResult<{ link: ScreenLink }>> {
  const ref = screen.findOrderRef(press.orderRef);
  if (ref === null) return { ok: false, reason: "order-unknown" };
  const platform = screen.ctx.platform(screen.connection.id);
  if (!platform.requirePayment) return { ok: false, reason: "not-possible" };
  const ask = { orderRef: ref, locale: press.locale };
  const mailed = await askForOrder(screen, { ...ask, messageId: messageIdOf(screen.connection.id, press.requestId) });
  const asked = !mailed.ok && (mailed.reason === "no-email" || mailed.reason === "no-messenger") ? await askForOrder(screen, { ...ask, messageId: null }) : mailed;
  if (!asked.ok) return { ok: false, reason: refusalOf(asked.reason) };
  await platform.requirePayment({ orderRef: ref, note: requiredNote[screen.ctx.store.locale === "fr" ? "fr" : "en"] });
  return told(await findScreenLink(screen, { screenRef: press.orderRef, ref }, press.locale));
}

const requiredNote = { fr: "Paiement exigé avant de continuer (Réglo).", en: "Payment required before going on (Réglo)." };

/** A link just made or just found, so its absence is a fault of ours. */
function told(link: ScreenLink | null): { ok: true; link: ScreenLink } {
  if (link === null) throw new Error("An order was asked for and has no link");
  return { ok: true, link };
}

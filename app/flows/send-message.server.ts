import { messageAttemptsMax, type ShopperMessage } from "../core/message";
import { linkState } from "../core/payment-link";
import { VendorError } from "../core/vendor-error";
import { inTransaction } from "../db/client.server";
import { addLinkEvent, type LinkEventKind } from "../db/link-events.server";
import { getLink, readLinkTotals, updateLink } from "../db/links.server";
import { findMessage, updateMessage, type Message } from "../db/messages.server";
import { raiseTask } from "../db/tasks.server";
import { basketMessage } from "./compose-basket-message.server";
import { receiptMessage } from "./compose-receipt-message.server";
import { paymentLinkMessage } from "./compose-link-message.server";
import type { Ctx } from "./ctx";
import { linksOfMessage } from "./links-of-message.server";

/**
 * Sends one saved message, under the same Message-ID however often it is tried: after a crash the shopper may get it
 * twice, never not at all. A refusal is kept with its reason and not tried again; an outage is thrown to be retried.
 */
export async function sendMessage(ctx: Ctx, messageId: string): Promise<void> {
  const message = await findMessage(ctx.db, ctx.store.id, messageId);
  if (!message || message.status === "sent" || message.status === "refused") return;
  if (!ctx.messenger) return endMessage(ctx, message, { status: "failed", problem: "no-messenger", subject: "" });
  const content = await contentOf(ctx, message);
  if (content === null) return endMessage(ctx, message, { status: "failed", problem: "no-longer-due", subject: "" });
  const { port } = ctx.messenger;
  const composed = await port.compose(content);
  try {
    const result = await port.send({ to: message.recipient, messageId: message.id, composed });
    if (result.ok) await endMessage(ctx, message, { status: "sent", problem: null, subject: composed.subject });
    else await endMessage(ctx, message, { status: "refused", problem: `${result.reason}: ${result.detail}`, subject: composed.subject });
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    const isLast = !error.isRetryable || message.attempts + 1 >= messageAttemptsMax;
    await endMessage(ctx, message, { status: isLast ? "failed" : "queued", problem: error.merchantWords[ctx.store.locale === "fr" ? "fr" : "en"], subject: composed.subject });
    if (!isLast) throw error;
  }
}

/** What to say now; null when there is nothing left to ask for. */
async function contentOf(ctx: Ctx, message: Message): Promise<ShopperMessage | null> {
  if (message.kind !== "payment-link") {
    return message.receiptId === null ? null : receiptMessage(ctx, { receiptId: message.receiptId, linkId: message.linkId });
  }
  if (message.basketId !== null) return basketMessage(ctx, { basketId: message.basketId, note: message.note });
  if (message.linkId === null) return null;
  const link = await getLink(ctx.db, ctx.store.id, message.linkId);
  const totals = (await readLinkTotals(ctx.db, ctx.store.id, [link.id])).get(link.id);
  if (!totals || linkState(link, totals, ctx.now()).status !== "open") return null;
  return paymentLinkMessage(ctx, link, message.note);
}

type MessageEnd = { status: Message["status"]; problem: string | null; subject: string };

async function endMessage(ctx: Ctx, message: Message, end: MessageEnd): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    await updateMessage(tx, message, { ...end, ...(end.status === "sent" && { sentAt: ctx.now() }) });
    const linkIds = await linksOfMessage(ctx, tx, message);
    if (linkIds[0] === undefined || end.status === "queued") return;
    const kind: LinkEventKind = end.status === "sent" ? "message-sent" : end.status === "refused" ? "message-refused" : "message-failed";
    for (const linkId of linkIds) {
      await addLinkEvent(tx, {
        id: ctx.newId("lev"), storeId: ctx.store.id, linkId, kind, at: ctx.now(),
        detail: { messageId: message.id, message: message.kind, channel: message.channel, problem: end.problem },
      });
      if (end.status === "sent" && message.kind === "payment-link") {
        const link = await getLink(tx, ctx.store.id, linkId);
        await updateLink(tx, ctx.store.id, link.id, { sentAmountMinor: link.amountMinor });
      }
    }
    if (end.status !== "sent" && end.problem !== "no-longer-due") {
      await raiseTask(tx, {
        id: ctx.newId("tsk"), storeId: ctx.store.id, kind: end.problem === "no-messenger" ? "no-messenger" : "message-refused",
        subject: message.id, linkId: linkIds[0], detail: { problem: end.problem }, isAgain: true, at: ctx.now(),
      });
    }
  });
}

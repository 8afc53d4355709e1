import { randomBytes } from "node:crypto";
import { z } from "zod";
import { strangerLocale, type ShopperLocale } from "../../core/locale";
import type { Money } from "../../core/money";
import { TextResponse } from "../../core/text-response";
import { VendorError } from "../../core/vendor-error";
import type { Ctx } from "../../flows/ctx";
import type { PaymentLink } from "../../core/payment-link";
import { findCollecting, findPageAtPlatform, mailFromPlatform } from "../../flows/pay-at-platform.server";
import { readPayPage, type PayFacts } from "../../flows/read-pay-page.server";
import { payPath } from "../../flows/link-address.server";
import { issuePaymentReceipts } from "../../flows/issue-receipt.server";
import { settlePayment } from "../../flows/settle-payment.server";
import { renderCollectPage } from "../../ui/pay/collect-page";
import { payPageHeaders } from "../../ui/pay/headers";
import { renderPayNotFound, renderPayPage } from "../../ui/pay/page";
import { askOf, shopOf, subjectOf, waysOf } from "../../ui/pay/view-of";
import type { PayNotice, PayPageState, PayPayable, PayReceiptLink, PaySubject } from "../../ui/pay/view";

const nonceBytes = 18;

/** A state of a link's page. */
export function answerPage(ctx: Ctx, input: { facts: PayFacts; token: string; state: PayPageState; status?: number }): Response {
  return answerState(ctx, { path: payPath(input.token), locale: input.facts.link.locale, state: input.state, status: input.status ?? 200 });
}

/** Sets a state of the page for the shopper: HTML with its own policy, never kept by a cache. `path`: the page's own. */
export function answerState(ctx: Ctx, input: { path: string; locale: ShopperLocale; state: PayPageState; status: number }): Response {
  const nonce = randomBytes(nonceBytes).toString("base64");
  const isOffered = input.state.kind === "payable" || input.state.kind === "basket";
  const view = {
    shop: shopOf(ctx.store),
    pageUrl: isOffered ? ctx.appUrl + input.path : null,
    isTest: ctx.providers.some(({ port }) => port.isTest === true),
    state: input.state,
  };
  const origins = isOffered ? ctx.providers.flatMap(({ port }) => port.checkoutOrigins) : [];
  return new TextResponse(renderPayPage(view, input.locale, nonce), {
    status: input.status,
    headers: payPageHeaders(nonce, origins),
  });
}

/** The same answer for a malformed, an unknown and an erased token. */
export function answerNotFound(request: Request): Response {
  const nonce = randomBytes(nonceBytes).toString("base64");
  return new TextResponse(renderPayNotFound(strangerLocale(request.headers.get("accept-language")), nonce), { status: 404, headers: payPageHeaders(nonce, []) });
}

/** A receipt's PDF, to read in the browser; for nobody's cache. */
export function answerReceipt(receipt: { number: string; pdf: Uint8Array }): Response {
  return new Response(new Uint8Array(receipt.pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="${receipt.number}.pdf"`,
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
      "Cache-Control": "private, no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex",
    },
  });
}

/**
 * The shopper is back: asks the provider, and has the receipt in hand with the thanks. Where the provider does not
 * answer, what we know already is shown; a receipt that cannot be printed now is its job's to try again.
 */
export async function followReturn(ctx: Ctx, paymentId: string): Promise<void> {
  try {
    await settlePayment(ctx, paymentId);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log("warn", "return-not-settled", { paymentId, vendor: error.vendor });
  }
  try {
    await issuePaymentReceipts(ctx, paymentId);
  } catch (error) {
    ctx.log("warn", "receipt-not-ready-at-return", { paymentId, error: String(error) });
  }
}

/** How often a waiting page asks again by itself, and how long it waits each time. */
const looksMax = 20;
const refreshSeconds = 4;
/** What the address of a return holds. */
export const returnQuery = z.object({
  payment: z.string().max(64),
  look: z.coerce.number().int().min(0).max(looksMax).catch(0),
});

/** The money is on its way. `path`: the page the payer came from. */
export function pendingState(input: { path: string; paymentId: string; look: number; subject: PaySubject; amount: Money }): PayPageState {
  const here = `${input.path}/done?payment=${input.paymentId}`;
  return {
    kind: "pending", subject: input.subject, amount: input.amount,
    refreshSeconds: input.look < looksMax ? refreshSeconds : null,
    refreshUrl: `${here}&look=${Math.min(input.look + 1, looksMax)}`,
    stillUrl: `${here}&look=${looksMax}`,
  };
}

/**
 * Where the platform takes the money itself: on to its page, or, where it has none, the button by which it writes to its
 * customer. Null where our providers take it.
 */
export async function answerAtPlatform(ctx: Ctx, link: PaymentLink, token: string, { isPress = false } = {}): Promise<Response | null> {
  const at = findCollecting(ctx, link);
  if (at === null) return null;
  const found = await findPageAtPlatform(ctx, at);
  if (found.kind === "page") return new Response(null, { status: 303, headers: { Location: found.url, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" } });
  if (found.kind === "over") return answerPage(ctx, { facts: { ...(await readPayPage(ctx, link)), closedBy: "order-paid" }, token, state: { kind: "closed", reason: "order-paid", subject: subjectOf(link), receipts: [] }, status: 409 });
  const state = found.kind === "down" ? "down" : isPress ? await mailFromPlatform(ctx, link, at) : "ask";
  const nonce = randomBytes(nonceBytes).toString("base64");
  const html = renderCollectPage({ shop: shopOf(ctx.store), action: payPath(token), state }, link.locale, nonce);
  return new Response(html, { status: state === "down" ? 503 : 200, headers: payPageHeaders(nonce, []) });
}

export type PayableTurn = {
  chosenWayId?: string | null;
  typed?: string;
  chosenMinor?: number | null;
  problem?: PayPayable["problem"];
  notice?: PayNotice | null;
};

/** The page as it stands: payable, or why not. */
export function stateOf(ctx: Ctx, facts: PayFacts, token: string, turn: PayableTurn = {}): PayPageState {
  const { link, totals, state, due } = facts;
  const subject = subjectOf(link);
  if (facts.closedBy !== null) return { kind: "closed", reason: facts.closedBy, subject, receipts: receiptLinks(facts, token) };
  const notice = turn.notice ?? null;
  const offered = ctx.providers.map(({ connection, port }) => ({
    id: connection.id, name: port.displayName ?? "", methods: port.methods, currencies: port.currencies,
  }));
  const openMinor = link.kind === "reusable" ? (link.amountMinor ?? 0) : state.openMinor;
  const ways = waysOf(link, due ?? { minMinor: openMinor, maxMinor: openMinor }, offered, notice?.kind === "way-down" ? notice.wayId : null);
  const limits = offered.flatMap(({ currencies }) => currencies).find((limit) => limit.currency === link.currency) ?? null;
  return {
    kind: "payable",
    subject,
    ask: askOf(link, totals, openMinor, { limits, due, typed: turn.typed ?? "", chosenMinor: turn.chosenMinor ?? null }),
    expiresAt: link.expiresAt,
    ways,
    chosenWayId: turn.chosenWayId ?? ways.find((way) => way.isAvailable)?.id ?? null,
    action: payPath(token),
    problem: turn.problem ?? null,
    notice,
  };
}

/** Where each receipt of the link's money is read. */
export function receiptLinks(facts: PayFacts, token: string): PayReceiptLink[] {
  return facts.receipts.map((receipt) => ({ number: receipt.number, url: `${payPath(token)}/receipt/${receipt.id}` }));
}

import { randomBytes } from "node:crypto";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { assertUnreachable } from "../core/assert";
import { callerOf, makeAttemptLimit } from "../core/attempt-limit";
import { shopperLocaleOf, type ShopperLocale } from "../core/locale";
import { moneyOf } from "../core/money";
import { VendorError } from "../core/vendor-error";
import type { App, Ctx } from "../flows/ctx";
import { askByCode, drawCode, readCode } from "../flows/read-code.server";
import { renderCodePage, type CodePageState } from "../ui/pay/code";
import { payPageHeaders } from "../ui/pay/headers";
import { answerNotFound } from "./p.$token/answer.server";

const nonceBytes = 18;

/** Looks by one caller: a code holds 128 bits of signature, so this only keeps guessing from costing us and the shop. */
const looks = makeAttemptLimit({ attemptsMax: 60, windowMs: 60_000, keysMax: 20_000 });
/** Pay pages made by one caller. */
const presses = makeAttemptLimit({ attemptsMax: 10, windowMs: 60_000, keysMax: 20_000 });

/** A scanned code: the pay page, or why there is nothing to pay, as it is now. With ".png": the code's picture. Changes nothing. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const text = params.code ?? "";
  if (text.endsWith(".png")) return answerPicture(context.app, text.slice(0, -".png".length));
  if (looks.take(callerOf(context.clientIp), context.app.now().getTime()) !== null) return answerTooMany();
  return answerCode(context.app, request, text);
}

/** "Go to payment". */
export async function action({ request, params, context }: ActionFunctionArgs): Promise<Response> {
  const text = params.code ?? "";
  if (presses.take(callerOf(context.clientIp), context.app.now().getTime()) !== null) return answerTooMany();
  try {
    const url = await askByCode(context.app, text);
    if (url !== null) return redirect(url, 303);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
  }
  return answerCode(context.app, request, text);
}

async function answerCode(app: App, request: Request, text: string): Promise<Response> {
  const found = await readCode(app, text);
  switch (found.kind) {
    case "not-ours":
      return answerNotFound(request);
    case "pay":
      return redirect(found.url, { headers: { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" } });
    case "ask": {
      const { number, openMinor, currency, customer } = found.order;
      const state = { kind: "ask", orderNumber: number, open: moneyOf(openMinor, currency), action: `/q/${text}` } as const;
      return answerPage(found.ctx, state, localeOf(request, found.ctx, customer.locale));
    }
    case "closed":
      return answerPage(found.ctx, { kind: "closed", reason: found.reason, orderNumber: found.order.number }, localeOf(request, found.ctx, found.order.customer.locale));
    case "away":
      return answerPage(found.ctx, { kind: "away" }, localeOf(request, found.ctx, null), 503);
    default:
      return assertUnreachable(found);
  }
}

/** The order's own language where it has one: a paper is read by whoever it was printed for. */
function localeOf(request: Request, { store }: Ctx, wish: string | null): ShopperLocale {
  return shopperLocaleOf([wish, ...(request.headers.get("accept-language") ?? "").split(",").map((one) => one.trim())], store.locale);
}

function answerPage({ store }: Ctx, state: CodePageState, locale: ShopperLocale, status = 200): Response {
  const nonce = randomBytes(nonceBytes).toString("base64");
  return new Response(renderCodePage(store, state, locale, nonce), { status, headers: payPageHeaders(nonce, []) });
}

function answerTooMany(): Response {
  return new Response("Too many requests. Please wait a minute.\n", { status: 429, headers: { "Retry-After": "60", "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" } });
}

/** Mail readers fetch it from their own servers, and keep it: what it says never changes, only what it leads to. */
async function answerPicture(app: App, text: string): Promise<Response> {
  const picture = await drawCode(app, text);
  if (picture === null) return new Response("Not found.\n", { status: 404, headers: { "Content-Type": "text/plain", "Cache-Control": "no-store" } });
  return new Response(new Uint8Array(picture), {
    headers: { "Content-Type": "image/png", "Cache-Control": "private, max-age=86400", "Cross-Origin-Resource-Policy": "cross-origin", "X-Robots-Tag": "noindex" },
  });
}

import { z } from "zod";
import { callerOf, makeAttemptLimit, type AttemptLimit } from "./core/attempt-limit";
import { findJson } from "./core/json-body";
import { shopperLocaleOf, type ShopperLocale } from "./core/locale";
import type { ScreenSurface } from "./core/platform-screens";
import { refusalStatus, refusalWords, type ScreenRefusal } from "./core/screen-refusals";
import { logError } from "./server/log.server";
import { VendorError } from "./core/vendor-error";
import type { App } from "./flows/ctx";
import { openScreen, type OpenedScreen } from "./flows/open-screen.server";

/** One question from inside a shop's own screens, its sender proved. Bodies are read, limits taken, languages known. */
export type ScreenVerb = (screen: OpenedScreen, body: unknown) => Promise<ScreenAnswer>;
export type ScreenAnswer = ({ ok: true } & Record<string, unknown>) | { ok: false; reason: ScreenRefusal };

/** A few orders' refs, a note and an address: far below this. */
const bodyBytesMax = 20_000;
const tokenLengthMax = 4_000;

export const orderRef = z.string().min(1).max(100);
export const screenLocale = z.string().max(20).nullish().transform((wish) => wish ?? null);
/** Made when the button was drawn: the same press, however often it arrives. */
export const requestId = z.string().regex(/^[A-Za-z0-9-]{16,64}$/);

/**
 * The workers these screens run in have no origin of their own ("null") and bring no cookie: what proves the sender is the
 * token, so any origin may read the answer, and none may bring credentials.
 */
const cors = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "POST, OPTIONS",
  "Access-Control-Allow-Headers": "Authorization, Content-Type",
  "Access-Control-Max-Age": "7200",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Cache-Control": "no-store",
};

/** Reads a body's shape before anything is done; what cannot be read is refused whole. */
export function screenVerb<T>(shape: z.ZodType<T>, answer: (screen: OpenedScreen, body: T) => Promise<ScreenAnswer>): ScreenVerb {
  return async (screen, body) => {
    const read = shape.safeParse(body);
    return read.success ? answer(screen, read.data) : { ok: false, reason: "unreadable" };
  };
}

export type ScreenDoor = {
  surface: ScreenSurface;
  verbs: Readonly<Record<string, ScreenVerb>>;
  /** For one person of one shop. */
  limit: AttemptLimit;
};

/** Tokens that are none, by caller: guessing one costs a signature's check each time. */
const refusedTries = makeAttemptLimit({ attemptsMax: 60, windowMs: 60_000, keysMax: 10_000 });

type Call = { request: Request; params: { verb?: string | undefined }; context: { app: App; clientIp: string } };

/** Who asks, how often, what, then one flow; every answer, errors too, can be read by the screen that asked. */
export async function answerScreen(door: ScreenDoor, { request, params, context }: Call): Promise<Response> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  const body = bytes.byteLength > bodyBytesMax ? undefined : findJson(bytes);
  const locale = localeOf(body, request);
  const nowMs = context.app.now().getTime();
  const caller = callerOf(context.clientIp);
  const token = /^Bearer ([\w.-]+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  const opened = token === "" || token.length > tokenLengthMax ? null : await openScreen(context.app, { token, surface: door.surface });
  if (!opened?.ok) {
    const waitMs = refusedTries.take(caller, nowMs);
    return waitMs === null ? refuse("signed-out", locale, opened?.retryHeaders ?? {}) : refuse("too-many", locale, retryAfter(waitMs));
  }
  const { screen } = opened;
  const spoken = shopperLocaleOf([localeWish(body)], locale ?? screen.ctx.store.locale);
  const waitMs = door.limit.take(`${screen.connection.id}/${screen.session.userRef ?? caller}`, nowMs);
  if (waitMs !== null) return refuse("too-many", spoken, retryAfter(waitMs));
  const verb = Object.hasOwn(door.verbs, params.verb ?? "") ? door.verbs[params.verb ?? ""] : undefined;
  if (!verb) return refuse("unknown-verb", spoken);
  return answerVerb(verb, screen, body, spoken);
}

async function answerVerb(verb: ScreenVerb, screen: OpenedScreen, body: unknown, locale: ShopperLocale): Promise<Response> {
  try {
    const answer = await verb(screen, body);
    return answer.ok ? say(200, answer) : refuse(answer.reason, locale);
  } catch (error) {
    if (!(error instanceof VendorError)) {
      // An answer without the headers below is none to a screen of another origin.
      logError(`screen of ${screen.connection.vendor}`, error);
      return refuse("our-fault", locale);
    }
    screen.ctx.log("warn", "screen-shop-not-read", { connectionId: screen.connection.id, vendor: error.vendor });
    return refuse("shop-not-read", locale);
  }
}

/** For a browser that asks first, and for whoever opens the address. */
export function answerScreenPreflight(request: Request): Response {
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: cors });
  return new Response("A shop’s own screens call here by POST.\n", { status: 405, headers: { ...cors, Allow: "POST, OPTIONS", "Content-Type": "text/plain; charset=utf-8" } });
}

const refuse = (reason: ScreenRefusal, locale: ShopperLocale | null, headers: Readonly<Record<string, string>> = {}) =>
  say(refusalStatus[reason], { ok: false, reason, message: refusalWords[locale ?? "fr"][reason] }, headers);

const say = (status: number, body: object, headers: Readonly<Record<string, string>> = {}) => Response.json(body, { status, headers: { ...cors, ...exposed(headers), ...headers } });

/** A script of another origin reads no header that is not named. */
const exposed = (headers: Readonly<Record<string, string>>) => ({ "Access-Control-Expose-Headers": [...new Set(["Retry-After", ...Object.keys(headers)])].join(", ") });

const retryAfter = (waitMs: number) => ({ "Retry-After": String(Math.ceil(waitMs / 1_000)) });

function localeWish(body: unknown): string | null {
  const wish = typeof body === "object" && body !== null && "locale" in body ? body.locale : null;
  return typeof wish === "string" ? wish.slice(0, 20) : null;
}

/** Before anybody is known: what the body asks for, else the browser; null when neither says. */
function localeOf(body: unknown, request: Request): ShopperLocale | null {
  const wishes = [localeWish(body), ...(request.headers.get("accept-language") ?? "").split(",")];
  const found = shopperLocaleOf(wishes, "fr");
  return wishes.some((wish) => wish?.toLowerCase().startsWith(found)) ? found : null;
}

import { isBodyTooLarge } from "./core/body-too-large";
import { enterEmbedded, findEmbedding } from "./flows/enter-embedded.server";
import { openFileKey } from "./flows/file-keys.server";
import { findSignedIn } from "./flows/find-signed-in.server";
import type { App, Ctx } from "./flows/ctx";
import type { Bridge } from "./core/embedding";
import { merchantLocaleOf, type MerchantLocale, type Words } from "./core/locale";
import { VendorError } from "./core/vendor-error";
import type { Member } from "./db/members.server";
import { findSignInToken } from "./sign-in-cookie.server";

/** What a route is called with; params are checked by each route. */
export type DoorArgs = { request: Request; context: { app: App; clientIp: string } };

/** A signed-in member in front of their own store; nothing of another store can be reached from here. `bridge`: inside the shop's own admin. */
export type Inside = { app: App; ctx: Ctx; member: Member; bridge: Bridge | null };

/** What a page gets when a vendor could not be asked: words that say what to do. */
export type Trouble = { trouble: Words };

export const signInPath = "/sign-in";

/** For loaders: who is there, then `show`. A vendor's failure becomes an answer the page's boundary can put in words. */
export async function showInside<T>(args: DoorArgs, show: (inside: Inside) => Promise<T>): Promise<T> {
  const inside = await enter(args);
  try {
    return await show(inside);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    throw Response.json({ trouble: error.merchantWords } satisfies Trouble, { status: 502 });
  }
}

/** For the pictures and downloads of a page inside a shop's admin, whose address holds a key; elsewhere as \`showInside\`. */
export async function showFile<T>(args: DoorArgs, show: (inside: { ctx: Ctx }) => Promise<T>): Promise<T> {
  const key = new URL(args.request.url).searchParams.get("key");
  if (key === null) return showInside(args, show);
  const ctx = (await openFileKey(args.context.app, key)) ?? notFound();
  return show({ ctx });
}

/** For actions: the same behind the guard against other sites' forms; a vendor's failure is returned, so that nothing typed is lost. */
export async function actInside<T>(
  args: DoorArgs,
  act: (inside: Inside) => Promise<T>,
): Promise<T | { ok: false; reason: "trouble"; words: Words }> {
  refuseOtherSites(args);
  const inside = await enter(args);
  try {
    return await act(inside);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    inside.app.log("warn", "action-met-trouble", { vendor: error.vendor });
    return { ok: false, reason: "trouble", words: error.merchantWords };
  }
}

/**
 * Throws 403 when a browser says that another site's page posted this form (OWASP CSRF, Fetch Metadata). A request with
 * neither header is no browser's cross-site post: every browser names the origin of those.
 */
export function refuseOtherSites({ request, context }: DoorArgs): void {
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const isOther = site === "cross-site" || site === "same-site" || (origin !== null && !isOwn(origin, request, context.app.appUrl, site));
  if (isOther) throw new Response("This form was posted from another site.", { status: 403 });
}

function isOwn(origin: string, request: Request, appUrl: string, site: string | null): boolean {
  if (origin === "null") return site === "same-origin";
  return origin === appUrl || (URL.canParse(origin) && new URL(origin).host === new URL(request.url).host);
}

/** Throws 404; what is absent and what is another store's are told apart by nothing. */
export function notFound(): never {
  throw new Response("Not found", { status: 404 });
}

/** The language of a page for somebody not signed in: what their browser asks for, French when it asks for neither. */
export function visitorLocale(request: Request): MerchantLocale {
  const wishes = (request.headers.get("accept-language") ?? "").split(",").map((wish) => wish.split(";")[0]?.trim());
  return merchantLocaleOf(wishes);
}

/** A form's text fields by name, the last of a name, trimmed of nothing but NUL, which no database takes; files are left out. Throws 400 on what is no form, 413 on too much. */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const form = await readUpload(request);
  if (form === "too-heavy") throw new Response("This is too large.", { status: 413 });
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value.replaceAll("\0", "")]] : [])));
}

/** A form that may bring a file; a page that asked for one says itself that it is too heavy. Throws 400 on what is no form. */
export async function readUpload(request: Request): Promise<FormData | "too-heavy"> {
  try {
    return await request.formData();
  } catch (error) {
    if (isBodyTooLarge(error)) return "too-heavy";
    throw new Response("This request cannot be read.", { status: 400 });
  }
}

/** The status of a refused form: the sender of a file learns by it too that less would pass. */
export const statusOfRefused = (reason: string): 413 | 422 => (reason === "too-heavy" ? 413 : 422);

/** A cookie signs in, or the shop's own admin vouches; both give the same. Throws the answer for whoever is nobody yet. */
async function enter({ request, context: { app } }: DoorArgs): Promise<Inside> {
  const embedding = findEmbedding(app, request);
  if (embedding !== null) {
    const entered = await enterEmbedded(app, embedding, request);
    if (!entered.ok) throw entered.answer;
    return { app, member: entered.member, ctx: { ...entered.ctx, actorId: entered.member.id }, bridge: entered.bridge };
  }
  const token = findSignInToken(request, app.appUrl);
  const signedIn = token === null ? null : await findSignedIn(app, token);
  if (!signedIn) throw toSignIn(request);
  const { member, ctx } = signedIn;
  return { app, member, ctx: { ...ctx, actorId: member.id }, bridge: null };
}

/** After signing in, the page asked for opens; a post is not repeated, its page opens. */
function toSignIn(request: Request): Response {
  const url = new URL(request.url);
  const path = url.pathname.replace(/\.data$/, "");
  const to = request.method === "GET" ? path + withoutRouting(url.searchParams) : path;
  return new Response(null, { status: 302, headers: { Location: `${signInPath}?to=${encodeURIComponent(to)}` } });
}

function withoutRouting(params: URLSearchParams): string {
  const kept = new URLSearchParams([...params].filter(([name]) => name !== "_routes" && name !== "index"));
  return kept.size === 0 ? "" : `?${kept}`;
}

/** Where to go after signing in: a page of ours, never an address a stranger put in the link. */
export function pathAfterSignIn(wished: string | null): string {
  return wished !== null && /^\/(app|connect\/shop)(\/[^\s\\]*)?(\?[^\s\\]*)?$/.test(wished) && !wished.includes("//") ? wished : "/app/orders";
}

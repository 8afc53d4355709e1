import { askApp, readTimeoutMs, writeTimeoutMs, type Answer, type Trouble } from "../ask-app";
import { readLink, readLinks, readOrders, type Link, type OrderView } from "../contract";
import { localeOf, type AdminSurface } from "./surface";

/** How many orders one call may be about. */
export const ordersPerCallMax = 50;

export type LinksAnswer = { ok: true; links: Link[]; orders: OrderView[] } | Trouble;
export type LinkAnswer = { ok: true; link: Link } | Trouble;

const broken: Trouble = { ok: false, kind: "broken", reason: null, message: null, retryAfterMs: 0 };

export async function askLinks(surface: AdminSurface, orderRefs: readonly string[]): Promise<LinksAnswer> {
  const answer = await post(surface, "links", { orderRefs }, readTimeoutMs);
  return answer.ok ? { ok: true, links: readLinks(answer.told["links"]), orders: readOrders(answer.told["orders"]) } : answer;
}

export type SendAsk = { orderRef: string; email?: string; note?: string };

/** Sends the link of an order. The same `requestId` is the same press: the app sends once. */
export async function askSend(surface: AdminSurface, ask: SendAsk, requestId: string): Promise<LinkAnswer> {
  return linkIn(await post(surface, "send", { ...ask, requestId }, writeTimeoutMs));
}

/** Marks an order as one that must be paid, and makes its link. */
export async function askRequire(surface: AdminSurface, orderRef: string, requestId: string): Promise<LinkAnswer> {
  return linkIn(await post(surface, "require", { orderRef, requestId }, writeTimeoutMs));
}

/** An address, good for five minutes, of one PDF that holds an invoice for each order. */
export async function askPrint(surface: AdminSurface, orderRefs: readonly string[]): Promise<{ ok: true; url: string } | Trouble> {
  const answer = await post(surface, "print", { orderRefs }, writeTimeoutMs);
  if (!answer.ok) return answer;
  const url = answer.told["url"];
  return typeof url === "string" && url !== "" ? { ok: true, url } : broken;
}

function post(surface: AdminSurface, verb: string, body: Record<string, unknown>, timeoutMs: number): Promise<Answer> {
  return askApp({ url: `/api/admin/${verb}`, body: { ...body, locale: localeOf(surface) }, timeoutMs });
}

function linkIn(answer: Answer): LinkAnswer {
  if (!answer.ok) return answer;
  const link = readLink(answer.told["link"]);
  return link === null ? broken : { ok: true, link };
}

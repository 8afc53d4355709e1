import type { HookSubject, RawHook } from "./ports";

/** Where companions bring their events; also how a stored one is told from a vendor's own hook. */
export const companionEventsPath = "/api/shop/events";
export const eventsPerCallMax = 100;
export const ordersPerCallMax = 100;

/** "Something happened to that order." The companion keeps it until we answered that it is stored. */
export type CompanionEvent = { id: string; kind: "order-changed"; orderRef: string };

const decoder = new TextDecoder();

/** How an event is kept in the inbox: our own words, for the signature was checked at the door. */
export function hookOfEvent(event: CompanionEvent, appUrl: string): RawHook {
  return { headers: {}, body: new TextEncoder().encode(JSON.stringify(event)), url: appUrl + companionEventsPath };
}

/** What a stored companion event hints at; null when the hook is a vendor's and its adapter must read it. */
export function readCompanionHook(hook: RawHook): HookSubject[] | null {
  if (!URL.canParse(hook.url) || new URL(hook.url).pathname !== companionEventsPath) return null;
  const event = JSON.parse(decoder.decode(hook.body)) as CompanionEvent;
  return [{ kind: "order", orderRef: event.orderRef }];
}

/** Answers that a site and its addresses belong together: same origin, and below the site's own path. */
export function isWithin(site: string, address: string): boolean {
  if (!URL.canParse(site) || !URL.canParse(address)) return false;
  const [outer, inner] = [new URL(site), new URL(address)];
  const folder = outer.pathname.replace(/\/*$/, "/");
  return inner.origin === outer.origin && `${inner.pathname}/`.startsWith(folder) && inner.username === "" && inner.password === "";
}

/** Secrets travel over TLS; loopback is where shops are developed. */
export function isSafeSite(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  const isLoopback = hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && isLoopback);
}

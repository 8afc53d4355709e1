import type { z } from "zod";
import type { AdapterDeps } from "../../app/core/ports";
import { cleanText } from "../../app/core/order";
import type { ApiPlace } from "./api-place.server";
import { addressWith, plainRoot, type ApiRoot } from "./api-root";
import { callTimeoutMs, findJson, htmlTrouble, networkTrouble } from "./api.server";
import { siteIndex } from "./replies";
import { ShopTrouble } from "./trouble";

const pageBytesMax = 1_000_000;
/** What is asked of the public index: without it WordPress lists every route it has. */
export const indexFields = "_fields=name,home,namespaces";

export type SiteIndex = z.infer<typeof siteIndex>;
export type Page = { status: number; contentType: string; location: string | null; link: string | null; text: string };

/**
 * The shop's public index, asked without a key: what stands at that address before any key is blamed.
 * Null where a security plugin hides the index; throws ShopTrouble for all that is no WordPress with WooCommerce.
 */
export async function readSite(storeUrl: string, place: ApiPlace, deps: AdapterDeps): Promise<SiteIndex | null> {
  const root = await place.root();
  const page = await fetchIndex(storeUrl, root, deps);
  const json = findJson(page.text);
  if (page.location === null && json !== undefined && page.status !== 404) return readIndex(storeUrl, page, json);
  const other = await place.lookAgain(root);
  if (other === null) return await explainNoIndex(storeUrl, page, deps);
  const moved = await fetchIndex(storeUrl, other, deps);
  return readIndex(storeUrl, moved, findJson(moved.text));
}

const fetchIndex = (storeUrl: string, root: ApiRoot, deps: AdapterDeps) => fetchPage(addressWith(storeUrl, root, "", indexFields), deps);

function readIndex(storeUrl: string, page: Page, json: unknown): SiteIndex | null {
  const index = siteIndex.safeParse(json);
  if (page.status === 401 || page.status === 403) return null;
  if (page.status >= 500) throw htmlTrouble(page.status, page.contentType, storeUrl);
  if (!index.success) throw new ShopTrouble("no-wordpress", storeUrl);
  if (!index.data.namespaces.includes("wc/v3")) throw new ShopTrouble("no-woocommerce", storeUrl);
  return index.data;
}

/** No other place was found where the API would answer: what stands there instead. */
async function explainNoIndex(storeUrl: string, page: Page, deps: AdapterDeps): Promise<null> {
  if (page.location !== null) throw new ShopTrouble("redirected", cleanText(page.location, 200));
  if (page.status === 503 || page.status >= 500) throw htmlTrouble(page.status, page.contentType, storeUrl);
  const plain = await fetchIndex(storeUrl, plainRoot, deps);
  const index = siteIndex.safeParse(findJson(plain.text));
  // WordPress takes that parameter at any path, also under a sub-folder that is not its own.
  if (plain.status === 200 && index.success && pathOf(index.data.home) !== pathOf(storeUrl)) throw new ShopTrouble("other-address", cleanText(index.data.home, 200));
  if (page.status === 401 || page.status === 403) throw htmlTrouble(page.status, page.contentType, storeUrl);
  const home = await fetchPage(`${storeUrl}/`, deps);
  // WordPress behind a waiting screen or a security plugin still shows where its files are.
  if (/\/wp-(content|includes)\//.test(home.text)) throw new ShopTrouble("not-json", cleanText(`${page.status} ${page.contentType}`, 100));
  throw new ShopTrouble("no-wordpress", storeUrl);
}

/** An address's path without the slash at its end; what is no address stays as it is. */
export const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname.replace(/\/+$/, "") : url);

/** A question without key or redirect, capped in time and bytes. Used for questions about the site, never for orders. */
export async function fetchPage(url: string, deps: AdapterDeps, method: "GET" | "HEAD" = "GET"): Promise<Page> {
  try {
    const reply = await deps.fetch(url, { method, redirect: "manual", signal: AbortSignal.timeout(callTimeoutMs), headers: { accept: "application/json" } });
    const isRedirect = reply.status >= 300 && reply.status < 400;
    return {
      status: reply.status,
      contentType: reply.headers.get("content-type") ?? "",
      location: isRedirect ? (reply.headers.get("location") ?? "?") : null,
      link: reply.headers.get("link"),
      text: await readCapped(reply),
    };
  } catch (error) {
    if (error instanceof ShopTrouble) throw error;
    const isTimeout = error instanceof DOMException && error.name === "TimeoutError";
    throw networkTrouble(isTimeout ? { code: "ETIMEDOUT" } : causeOf(error), new URL(url).host);
  }
}

async function readCapped(reply: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = reply.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > pageBytesMax) throw new ShopTrouble("too-large", `${pageBytesMax / 1_000_000} MB`);
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** fetch hides the system's error in `cause`, and several tries (IPv4, IPv6) in an AggregateError within. */
function causeOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof AggregateError ? (cause.errors[0] ?? cause) : cause;
}

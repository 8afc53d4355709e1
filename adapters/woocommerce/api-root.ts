/**
 * Where a shop's REST API begins below its home address, in WordPress's own words: "wp-json/" as a rule,
 * "index.php/wp-json/" without URL rewriting, "index.php?rest_route=/" with plain permalinks.
 */
export type ApiRoot = string;

export const usualRoot: ApiRoot = "wp-json/";
export const plainRoot: ApiRoot = "?rest_route=/";

/**
 * WooCommerce takes keys only where the requested address holds the words of a pretty one, wherever they stand
 * (WC_REST_Authentication::is_request_to_rest_api): a parameter that means nothing brings them.
 */
const keyDoor = "via=wp-json/wc/";

const rootShape = /^(?:[\w.~-]+\/)*(?:[\w.~-]+\.php)?(?:\?rest_route=\/)?$/;
const isPlain = (root: ApiRoot) => root.includes("?");

/**
 * Reads what WordPress says about itself on its home page: the header `Link: <…>; rel="https://api.w.org/"`, else the
 * element that says the same (developer.wordpress.org/rest-api/using-the-rest-api/discovery). Null when it does not say,
 * or names an address that is not below `storeUrl`. Scheme and host are never taken from there: the key goes where it is meant to.
 */
export function readApiRoot(page: { link: string | null; text: string }, storeUrl: string): ApiRoot | null {
  const said = /<([^>]*)>\s*;\s*rel="?https:\/\/api\.w\.org\/"?/i.exec(page.link ?? "")?.[1] ?? hrefOf(page.text);
  if (said === null || !URL.canParse(said, storeUrl)) return null;
  const address = new URL(said, storeUrl);
  const home = `${new URL(storeUrl).pathname.replace(/\/+$/, "")}/`;
  if (!address.pathname.startsWith(home)) return null;
  const path = address.pathname.slice(home.length);
  const root = address.searchParams.get("rest_route") === "/" ? `${path}${plainRoot}` : path;
  return rootShape.test(root) && /[/]$/.test(root) && !root.includes("..") ? root : null;
}

function hrefOf(html: string): string | null {
  const element = /<link\b[^>]*\brel=["']https:\/\/api\.w\.org\/["'][^>]*>/i.exec(html)?.[0] ?? "";
  return /\bhref=["']([^"']+)["']/i.exec(element)?.[1]?.replace(/&(?:amp|#0?38);/g, "&") ?? null;
}

/** A route's address ("wc/v3/orders", "reglo/v1/", "" for the index), without key or parameters. */
export const routeAddress = (storeUrl: string, root: ApiRoot, route: string): string => `${storeUrl}/${root}${route}`;

/** The same with parameters. */
export function addressWith(storeUrl: string, root: ApiRoot, route: string, query: string): string {
  return `${routeAddress(storeUrl, root, route)}${isPlain(root) ? "&" : "?"}${query}`;
}

/** What stands between home and "wc/v3" for the vendor's library. */
export const libraryPrefix = (root: ApiRoot): string => (isPlain(root) ? root.replace("?", `?${keyDoor}&`).slice(0, -1) : root.slice(0, -1));

/** Parameters that the route and the key's door add to a call, for whoever signs it by hand. */
export function doorParams(root: ApiRoot, route: string): Record<string, string> {
  const [name = "", value = ""] = keyDoor.split("=");
  return isPlain(root) ? { [name]: value, rest_route: `/${route}` } : {};
}

/** The path a signature is computed on, below home. */
export const signedPath = (root: ApiRoot, route: string): string => `/${isPlain(root) ? root.slice(0, root.indexOf("?")) : root + route}`;

/**
 * The vendor's library writes the slashes of a signed address as %2F, which WooCommerce does not recognise: the words
 * come once more, as they are. PHP keeps the last of two, so the signature stays true. '' where nothing is to be added.
 */
export const unescapedDoor = (root: ApiRoot): string => (isPlain(root) ? `&${keyDoor}` : "");

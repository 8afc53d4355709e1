import { htmlOf } from "./faults";
import type { Answer } from "./routes";

/**
 * What stands at the address: a shop, or one of the things people have there instead. `plain-permalinks`: its API only
 * answers at `?rest_route=`; `plain-unannounced`: the same, and a security plugin keeps the home page from saying so.
 */
export type Site = "shop" | "no-woocommerce" | "plain-permalinks" | "plain-unannounced" | "not-wordpress" | "maintenance" | "hidden-index" | "waiting-screen";
export type Html = { status: number; html: string; headers?: Record<string, string> };

const wordpressPage = (status: number): Html => ({ status, html: '<html><head><link rel="stylesheet" href="/wp-content/themes/x/style.css"></head><body>Bonjour</body></html>' });

/** As recorded: API calls are refused in JSON, pages in HTML. */
const maintenanceJson: Answer = {
  status: 503,
  body: { code: "wp_die", message: "Briefly unavailable for scheduled maintenance. Check back in a minute.", data: { status: 503 }, additional_errors: [] },
};

export const isPlain = (site: Site) => site === "plain-permalinks" || site === "plain-unannounced";

/** Where WordPress finds its route: with plain permalinks the path says nothing, and the parameter works everywhere. */
export function routeOf(site: Site, url: URL): string {
  const route = url.searchParams.get("rest_route") ?? (isPlain(site) ? null : /^\/wp-json(\/.*)$/.exec(url.pathname)?.[1]);
  return route ?? "";
}

/** The home page, with the header by which WordPress tells where its API is. */
function homePage(site: Site, homeUrl: string): Html {
  const api = isPlain(site) ? `${homeUrl}/index.php?rest_route=/` : `${homeUrl}/wp-json/`;
  const link = `<${api}>; rel="https://api.w.org/", <${homeUrl}/?p=2>; rel=shortlink`;
  return { ...wordpressPage(200), ...(site !== "plain-unannounced" && { headers: { link } }) };
}

/** As recorded: a question at a pretty address is led to the same with a slash, and there gets the home page. */
const notTheApi = (path: string, isQuestion: boolean): Html =>
  isQuestion && !path.endsWith("/") ? { status: 301, html: "", headers: { location: `${path}/` } } : wordpressPage(200);

/** The public pages a connection check asks for; null leaves the request to the API. */
export function answerSite(input: { site: Site; path: string; isQuestion: boolean; route: string; homeUrl: string }): Answer | Html | null {
  const { site, path, route, homeUrl } = input;
  const namespaces = ["oembed/1.0", "wp/v2", ...(site === "no-woocommerce" ? [] : ["wc/v3"])];
  const index: Answer = { status: 200, body: { name: "Boutique d’essai", home: homeUrl, namespaces } };
  if (site === "maintenance") return path.startsWith("/wp-json/wc/") ? maintenanceJson : (htmlOf.maintenance ?? null);
  if (site === "not-wordpress") return { status: 404, html: "<html><body>Not Found</body></html>" };
  if (site === "waiting-screen") return wordpressPage(200);
  if (route === "" && (path === "/" || path === "/index.php")) return homePage(site, homeUrl);
  if (route === "" && isPlain(site)) return notTheApi(path, input.isQuestion);
  if (route === "/") {
    return site === "hidden-index" ? { status: 401, body: { code: "rest_not_logged_in", message: "You are not currently logged in.", data: { status: 401 } } } : index;
  }
  if (site === "no-woocommerce") return { status: 404, body: { code: "rest_no_route", message: "No route was found matching the URL and request method.", data: { status: 404 } } };
  return null;
}

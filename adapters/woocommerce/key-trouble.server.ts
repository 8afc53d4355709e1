import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import type { AdapterDeps } from "../../app/core/ports";
import { addressWith, doorParams, signedPath, unescapedDoor } from "./api-root";
import { findJson, refusal, type ShopReply } from "./api.server";
import type { Shop } from "./orders.server";
import type { ShopSettings } from "./settings";
import { fetchPage, type SiteIndex } from "./site.server";
import { ShopTrouble } from "./trouble";

/** WooCommerce refuses OAuth timestamps more than 15 minutes off; near that edge the clock is to blame. */
const skewMinutesMax = 14;
const keyCode = "woocommerce_rest_authentication_error";

export type Refused = ShopReply & { ok: false };
type Asked = { shop: Shop; settings: ShopSettings; site: SiteIndex | null; deps: AdapterDeps };

/**
 * Which fault made WooCommerce refuse the key. Its words are translated and one code stands for several faults, so
 * other calls tell them apart, none of which can change anything nor shows the secret:
 * an empty batch proves the right to write; over https, where a key that did not arrive and a wrong one get the same
 * answer, a signed request does arrive, and is accepted only under the scheme WordPress believes it is served by.
 */
export async function explainRefusal(input: Asked & { refused: Refused }): Promise<ShopTrouble> {
  const { refused, shop, settings, deps } = input;
  const host = new URL(settings.storeUrl).host;
  if (refused.code === keyCode) {
    const minutes = skewMinutes(refused.date, deps.now());
    if (settings.storeUrl.startsWith("http:") && minutes > skewMinutesMax) return new ShopTrouble("clock", String(minutes));
    const write = await shop.api.post("orders/batch", {});
    return write.ok ? new ShopTrouble("key-write-only", "") : refusal(refused);
  }
  if (!refused.code.startsWith("woocommerce_rest_cannot_")) return refusal(refused);
  if (settings.storeUrl.startsWith("http:")) return new ShopTrouble("key-rights", "orders");
  const asHttps = await askSigned("https", input);
  if (asHttps === "accepted") return new ShopTrouble("header-dropped", host);
  if (asHttps === "no-rights") return new ShopTrouble("key-rights", "orders");
  const asHttp = await askSigned("http", input);
  return asHttp === "refused" ? refusal(refused) : new ShopTrouble("https-not-seen", host);
}

/** Whole minutes between the shop's clock, by its reply's Date, and ours. */
export function skewMinutes(shopDate: Date | null, now: Date): number {
  const ms = shopDate === null ? 0 : Math.abs(shopDate.getTime() - now.getTime());
  return Number.isNaN(ms) ? 0 : Math.round(ms / 60_000);
}

/** One order asked for with an OAuth 1.0a signature (RFC 5849), as WordPress would compute it under `scheme`. */
async function askSigned(scheme: "http" | "https", { shop, settings, site, deps }: Asked): Promise<"accepted" | "no-rights" | "refused"> {
  const route = "wc/v3/orders";
  const root = await shop.place.root();
  const home = site !== null && URL.canParse(site.home) ? site.home.replace(/\/+$/, "") : settings.storeUrl;
  const params: Record<string, string> = {
    _fields: "id",
    oauth_consumer_key: settings.consumerKey,
    oauth_nonce: randomBytes(16).toString("hex"),
    oauth_signature_method: "HMAC-SHA256",
    oauth_timestamp: String(Math.floor(Date.now() / 1_000)),
    per_page: "1",
  };
  const signed = Object.entries({ ...params, ...doorParams(root, route) }).sort(([a], [b]) => (a < b ? -1 : 1));
  const query = signed.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  const base = `GET&${encode(home.replace(/^https?/, scheme) + signedPath(root, route))}&${encode(query)}`;
  const signature = createHmac("sha256", `${settings.consumerSecret}&`).update(base).digest("base64");
  const asked = Object.entries({ ...params, oauth_signature: signature }).map(([name, value]) => `${name}=${encode(value)}`).join("&");
  const page = await fetchPage(addressWith(settings.storeUrl, root, route, asked + unescapedDoor(root)), deps);
  if (page.status === 200) return "accepted";
  const said = z.object({ code: z.string() }).safeParse(findJson(page.text));
  return said.success && said.data.code.startsWith("woocommerce_rest_cannot_") ? "no-rights" : "refused";
}

const encode = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

import { randomBytes } from "node:crypto";
import pg from "pg";
import { shopify } from "../../adapters/shopify/index.server";
import { openApp } from "../../app/context.server";
import { readEnv } from "../../app/env.server";
import { emptyPaper, paperMessenger, paperProvider } from "../road/paper";
import type { House } from "../road/house";
import { startShopifySimulator, type ShopifyOptions, type ShopifySimulator } from "../simulators/shopify";
import { createTestDatabase } from "../support/database";
import { call, origin, type Answer, type RouteModule } from "./merchant-house";

export const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";

export type EmbeddedHouse = Omit<House, "openShop" | "paper"> & {
  shops: ShopifySimulator[];
  /** Every call that left the app, as "host path". */
  calls: string[];
  /** Every line the house wrote, as it would stand in the log. */
  logged: string[];
  /** The app ends and starts again with something else in its environment, on the same database. */
  restart(env: Readonly<Record<string, string>>): Promise<void>;
};

/** The product on a real database with the real adapter, in front of one or several simulated shops of one app. */
export async function openEmbeddedHouse(shopOptions: readonly ShopifyOptions[] = [{}]): Promise<EmbeddedHouse> {
  const shops = await Promise.all(shopOptions.map((options, index) => startShopifySimulator({ domain: `shop-${index + 1}.myshopify.com`, ...options })));
  const [first] = shops;
  if (!first) throw new Error("A house without a shop");
  const database = await createTestDatabase();
  const paper = emptyPaper();
  const calls: string[] = [];
  const logged: string[] = [];
  const env = {
    DATABASE_URL: database.url, APP_URL: origin, SECRET_KEY: randomBytes(32).toString("base64"), NODE_ENV: "test",
    VENDOR_BASE_URLS: JSON.stringify({ shopify: first.url }), SHOPIFY_CLIENT_ID: first.door.clientId, SHOPIFY_CLIENT_SECRET: first.door.clientSecret,
  };
  // One address stands for the whole platform; the shop a call is for stands in its header.
  const reach: typeof fetch = (input, init) => {
    const host = new Headers(init?.headers).get("x-forwarded-host") ?? "";
    const target = shops.find(({ domain }) => domain === host) ?? first;
    const url = String(input instanceof Request ? input.url : input);
    calls.push(`${host} ${new URL(url).pathname}`);
    return fetch(url.replace(first.url, target.url), init);
  };
  const openWith = (more: Readonly<Record<string, string>>) => openApp(readEnv({ ...env, ...more }), {
    fetch: reach, log: (...line) => void logged.push(JSON.stringify(line)),
    registry: { platform: [shopify], provider: [paperProvider(paper)], messenger: [paperMessenger(paper)] },
  });
  const sql = new pg.Pool({ connectionString: database.url, max: 3 });
  sql.on("error", () => undefined);
  const house: EmbeddedHouse = {
    app: await openWith({}), sql, shops, calls, logged,
    // The vendor's library tells time by the machine's clock, so the house does.
    clock: { now: () => new Date(Date.now() + 1_000), move: () => undefined },
    async restart(more) {
      await house.app.close();
      house.app = await openWith(more);
    },
    async close() {
      await Promise.all(shops.map((shop) => shop.close()));
      await sql.end();
      await house.app.close();
      await database.drop();
    },
  };
  return house;
}

/** The address by which the admin loads a page of ours. */
export function embeddedPath(shop: ShopifySimulator, path: string, change: Record<string, string | null> = {}): string {
  const host = Buffer.from(`admin.shopify.com/store/${shop.domain.split(".")[0]}`).toString("base64").replace(/=+$/, "");
  const all: Record<string, string | null> = { embedded: "1", shop: shop.domain, host, locale: "fr-FR", id_token: shop.sessionToken(), ...change };
  const params = new URLSearchParams(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null));
  return `${path}?${params}`;
}

/** One of the shop's staff, inside the shop's admin. */
export function visitorOf(house: EmbeddedHouse, shop: ShopifySimulator) {
  const ask = (route: RouteModule, path: string, params: Record<string, string>, init: RequestInit): Promise<Answer> =>
    call(house as unknown as House, init.method === "POST" ? route.action : route.loader, new Request(origin + path, init), params);
  return {
    /** The admin loads the page into its frame. */
    load: (route: RouteModule, path: string, params: Record<string, string> = {}, change: Record<string, string | null> = {}) =>
      ask(route, embeddedPath(shop, path, change), params, { headers: { "user-agent": browser } }),
    /** A script of ours asks, and the admin's script adds the token. */
    get: (route: RouteModule, path: string, params: Record<string, string> = {}, token = shop.sessionToken()) =>
      ask(route, path, params, { headers: { "user-agent": browser, authorization: `Bearer ${token}` } }),
    post: (route: RouteModule, path: string, fields: Record<string, string>, params: Record<string, string> = {}, token = shop.sessionToken()) =>
      ask(route, path, params, { method: "POST", body: new URLSearchParams(fields), headers: { "user-agent": browser, authorization: `Bearer ${token}`, origin, "sec-fetch-site": "same-origin" } }),
  };
}

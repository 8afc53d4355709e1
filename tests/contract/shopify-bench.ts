import { openVisits } from "../../adapters/shopify/visits.server";
import { shopify } from "../../adapters/shopify/index.server";
import { currencyOf } from "../../app/core/currency";
import type { AdapterDeps, Platform } from "../../app/core/ports";
import { startShopifySimulator, type ShopifyOptions, type ShopifySimulator } from "../simulators/shopify";
import type { OrderInput } from "../simulators/shopify/orders";
import type { PlatformBench } from "./platform.contract";
import { memoryRecords } from "./sandbox-bench";

export function depsOf(shop: ShopifySimulator, change: Partial<AdapterDeps> = {}): AdapterDeps {
  return {
    connectionId: `con_${Math.random().toString(36).slice(2)}`,
    fetch: (input, init) => fetch(input, init),
    now: () => shop.now(),
    records: memoryRecords(),
    appUrl: "https://reglo.example",
    baseUrl: shop.url,
    hookSecret: null,
    ...change,
  };
}

/** Another process on the same shop: its own memory, its own token, its own turns. */
export const connectTo = (shop: ShopifySimulator, deps: Partial<AdapterDeps> = {}): Platform => shopify.connect(shop.settings, depsOf(shop, deps));

export async function openShopify(options: ShopifyOptions = {}, deps: Partial<AdapterDeps> = {}): Promise<{ shop: ShopifySimulator; platform: Platform }> {
  const shop = await startShopifySimulator(options);
  return { shop, platform: connectTo(shop, deps) };
}

/** A page's first visit, by which the app gets a token that it can renew. Its library knows no clock but the machine's. */
export async function admit(shop: ShopifySimulator, deps: AdapterDeps): Promise<void> {
  const { fetch: reach, now, appUrl, baseUrl, connectionId, records } = deps;
  const client = { id: shop.door.clientId, secret: shop.door.clientSecret, oldSecret: null };
  const enter = openVisits({ client, fetch: reach, now, appUrl, baseUrl, findShop: async () => ({ connectionId, records }) });
  const at = Math.floor(Date.now() / 1_000);
  const token = shop.sessionToken({ iat: at, nbf: at, exp: at + 60 });
  const admitted = await enter(new Request(`${appUrl}/app`, { headers: { authorization: `Bearer ${token}`, "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0" } }), client.secret);
  if (!admitted.ok) throw new Error(`Not admitted: ${admitted.answer.status}`);
}

/** A clock that a test moves by hand. */
export function clockAt(text: string): { ms: number; now(): Date } {
  const clock = { ms: Date.parse(text), now: () => new Date(clock.ms) };
  return clock;
}

export async function closeCleanly(shop: ShopifySimulator): Promise<void> {
  await shop.close();
  if (shop.complaints.length > 0) throw new Error(`Not simulated: ${shop.complaints.join(", ")}`);
  if (shop.movedMinor !== 0) throw new Error(`A refund of ours moved ${shop.movedMinor} of real money`);
}

const hookUrl = "https://reglo.example/hooks/con_1";

/** For the platform contract: orders in every state Shopify may ask for the whole total in. */
export async function shopifyBench(options: ShopifyOptions = {}): Promise<PlatformBench> {
  const { shop, platform } = await openShopify(options);
  const start = (status: string, input: OrderInput) => ({ status, make: async () => shop.addOrder({ currency: "EUR", ...input }).ref });
  return {
    platform,
    currency: currencyOf("EUR"),
    totalMinor: 12_100,
    starts: [
      start("PENDING, manual method", {}), start("PENDING, from a draft", { payment: "none" }), start("EXPIRED", { payment: "none", verdict: "EXPIRED" }),
      start("VOIDED", { payment: "none", verdict: "VOIDED" }),
    ],
    newOrder: async ({ name, email }) => shop.addOrder({ currency: "EUR", customer: { name, email, locale: "fr" }, billing: { name, company: null }, email }).ref,
    unknownRef: "4999999999",
    // A deleted order is answered like one that never was.
    trash: null,
    refundAll: async (ref) => shop.refundAll(ref),
    listNotes: async (ref) => shop.notes(ref),
    readTransaction: async (ref) => (JSON.parse(shop.metafield(ref, "payment_mark") ?? "{}") as { written?: string[] }).written?.at(-1) ?? "",
    readRefundedMinor: async (ref) => shop.refundedMinor(ref),
    hookAbout: async (ref) => ({ ...shop.signedHook("orders/updated", { id: Number(ref), updated_at: new Date().toISOString() }), url: hookUrl }),
    hookTarget: { url: hookUrl, secret: "a-secret-shopify-has-no-use-for" },
    spoilHook: async () => {
      const [hook] = shop.hooks();
      if (hook) hook.includeFields = ["email"];
    },
    close: () => closeCleanly(shop),
  };
}

import RestApi from "@woocommerce/woocommerce-rest-api";
import { libraryPrefix, readApiRoot, unescapedDoor, usualRoot } from "../../adapters/woocommerce/api-root";
import { woocommerce } from "../../adapters/woocommerce/index.server";
import { currencyOf } from "../../app/core/currency";
import type { AdapterDeps, Platform } from "../../app/core/ports";
import type { Site } from "../simulators/woocommerce/site";
import { startWooSimulator, type WooOptions, type WooSimulator } from "../simulators/woocommerce";
import type { PlatformBench } from "./platform.contract";
import { memoryRecords } from "./sandbox-bench";
import type { Raw, RawShop } from "./woocommerce-facts";

const rawTimeoutMs = 240_000;
const homeTimeoutMs = 180_000;
export const hookSecret = "whsec-of-this-store";

/** What the house gives an adapter, without the house: this one remembers nothing. */
export function depsOf(change: Partial<AdapterDeps> = {}): AdapterDeps {
  return {
    connectionId: `con_${Math.random().toString(36).slice(2)}`,
    fetch: (input, init) => fetch(input, init),
    now: () => new Date(),
    records: memoryRecords(),
    appUrl: "https://reglo.example",
    baseUrl: null,
    hookSecret,
    ...change,
  };
}

/** A simulated shop and the adapter connected to it. */
export async function openWoo(options: WooOptions = {}, deps: Partial<AdapterDeps> = {}): Promise<{ shop: WooSimulator; platform: Platform }> {
  const shop = await startWooSimulator(options);
  return { shop, platform: woocommerce.connect(shop.settings, depsOf(deps)) };
}

/** For the platform contract: orders in every status WooCommerce and its plugins leave unpaid. */
export async function wooBench(site: Site = "shop"): Promise<PlatformBench> {
  const { shop, platform } = await openWoo({ statuses: ["awaiting-transfer"] });
  shop.site = site;
  const total = "121.00";
  const start = (status: string, more: Record<string, unknown> = {}) => ({
    status,
    make: async () => String(shop.addOrder({ status, total, ...more }).id),
  });
  return {
    platform,
    currency: currencyOf("EUR"),
    totalMinor: 12_100,
    starts: [start("pending"), start("failed"), start("on-hold", { payment_method: "bacs" }), start("awaiting-transfer"), start("processing", { payment_method: "cod" })],
    newOrder: async ({ name, email }) => String(shop.addOrder({ total, billing: { first_name: name, last_name: "", company: "", email, country: "BE" } }).id),
    unknownRef: "999999",
    trash: async (orderRef) => shop.trash(orderRef),
    refundAll: async (orderRef) => shop.changeStatus(orderRef, "refunded"),
    listNotes: async (orderRef) => shop.notes(orderRef).map((note) => note.note),
    readTransaction: async (orderRef) => shop.order(orderRef).transaction_id,
    readRefundedMinor: async (orderRef) => shop.refunds(orderRef).reduce((sum, refund) => sum + Math.round(Number(refund.amount) * 100), 0),
    hookAbout: async (orderRef) => ({ ...shop.signedHook(orderRef, hookSecret), url: "https://reglo.example/hooks/con_1" }),
    hookTarget: { url: "https://reglo.example/hooks/con_1", secret: hookSecret },
    close: async () => {
      await shop.close();
      if (shop.complaints.length > 0) throw new Error(`Parameters WooCommerce does not know: ${shop.complaints.join(", ")}`);
    },
  };
}

/** wc/v3 by the vendor's library alone, errors returned as they come. Where the API stands is asked once. */
export function rawShop(settings: { url: string; key: string; secret: string }): RawShop {
  const open = async () => {
    const url = settings.url.replace(/\/+$/, "");
    // A home page that sends visitors elsewhere says nothing of its API; the usual place is tried then.
    const home = await fetch(`${url}/`, { redirect: "manual", signal: AbortSignal.timeout(homeTimeoutMs) });
    const root = readApiRoot({ link: home.headers.get("link"), text: await home.text() }, url) ?? usualRoot;
    const serialize = (params: Record<string, string>) => new URLSearchParams(params).toString() + unescapedDoor(root);
    const axiosConfig = { timeout: rawTimeoutMs, proxy: false, validateStatus: () => true, ...(url.startsWith("http:") && { paramsSerializer: { serialize } }) };
    return new RestApi({ url, consumerKey: settings.key, consumerSecret: settings.secret, version: "wc/v3", wpAPIPrefix: libraryPrefix(root), axiosConfig });
  };
  let opening: ReturnType<typeof open> | null = null;
  const call = async (what: string, fields: Record<string, unknown> = {}): Promise<Raw> => {
    const api = await (opening ??= open());
    const [method = "", path = ""] = what.split(" ");
    const query = fields as Record<string, string>;
    const sent: Promise<{ status: number; data: Record<string, unknown> }> =
      method === "GET" ? api.get(path, query) : method === "DELETE" ? api.delete(path, query) : method === "PUT" ? api.put(path, fields) : api.post(path, fields);
    const { status, data } = await sent;
    if (typeof data !== "object") throw new Error(`${what}: ${status}, and no JSON: ${String(data).slice(0, 200)}`);
    return { status, body: data };
  };
  return {
    call,
    newOrder: async (fields = {}) => (await call("POST orders", { line_items: [{ name: "Lampe", quantity: 1, total: "12.34" }], ...fields })).body,
  };
}

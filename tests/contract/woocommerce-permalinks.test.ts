import { afterEach, expect, it } from "vitest";
import { woocommerce } from "../../adapters/woocommerce/index.server";
import type { Platform, Records } from "../../app/core/ports";
import { makeCertificate, trustAnyCertificate } from "../simulators/woocommerce/certificate";
import { startWooSimulator, type WooOptions, type WooSimulator } from "../simulators/woocommerce";
import type { Site } from "../simulators/woocommerce/site";
import { memoryRecords } from "./sandbox-bench";
import { depsOf } from "./woocommerce-bench";

let shop: WooSimulator;
let records: Records;
const tls = makeCertificate();
trustAnyCertificate();
afterEach(() => shop.close());

/** A connection as another process would open it: only its records are shared. */
const connect = (): Platform => woocommerce.connect(shop.settings, depsOf({ records }));
async function open(site: Site, options: WooOptions = {}): Promise<Platform> {
  shop = await startWooSimulator(options);
  shop.site = site;
  records = memoryRecords();
  return connect();
}

it.each([["http", {}], ["https", { tls }]])("reads and writes where permalinks are plain, keys accepted over %s, and says where", async (_, options) => {
  const platform = await open("plain-permalinks", options);
  const ref = String(shop.addOrder().id);
  const health = await platform.check();
  expect(health.problems).toEqual([]);
  expect(health.facts).toContainEqual({ label: { fr: "Adresse de l’API", en: "API address" }, value: "/index.php?rest_route=/" });
  expect(await platform.getOrder(ref)).toMatchObject({ ref });
  await platform.addNote({ orderRef: ref, note: "Bonjour & merci" });
  expect(shop.notes(ref).map(({ note }) => note)).toEqual(["Bonjour &amp; merci"]);
  expect(shop.complaints).toEqual([]);
});

it("finds the place also where the home page does not tell it", async () => {
  const platform = await open("plain-unannounced");
  const ref = String(shop.addOrder().id);
  expect(await platform.getOrder(ref)).toMatchObject({ ref });
  expect((await platform.check()).facts.map(({ value }) => value)).toContain("/?rest_route=/");
});

it("looks once and remembers: another process asks there at once, also after the shop is pretty again", async () => {
  const platform = await open("plain-permalinks");
  const ref = String(shop.addOrder().id);
  await Promise.all([platform.getOrder(ref), platform.getOrder(ref), platform.getOrder(ref)]);
  expect(shop.requests.filter((request) => /^(GET|HEAD) \/ /.test(request))).toHaveLength(1);
  shop.requests.length = 0;
  await connect().getOrder(ref);
  expect(shop.requests).toEqual(["GET order 200"]);
  shop.site = "shop";
  await connect().getOrder(ref);
  expect(shop.requests).toEqual(["GET order 200", "GET order 200"]);
});

it("follows a shop whose permalinks become plain, and writes nothing twice on the way", async () => {
  const platform = await open("shop");
  const ref = String(shop.addOrder({ total: "121.00" }).id);
  await platform.getOrder(ref);
  shop.site = "plain-permalinks";
  const refund = { orderRef: ref, refundRef: "ref_1", amountMinor: 100, currency: "EUR", reason: "" } as Parameters<Platform["recordRefund"]>[0];
  expect(await platform.recordRefund(refund)).toMatchObject({ ok: true });
  expect(await platform.recordRefund(refund)).toMatchObject({ ok: true, outcome: "already-recorded" });
  expect(shop.refunds(ref)).toHaveLength(1);
});

it("never repeats a write whose answer was a page: it may have been done", async () => {
  const platform = await open("shop");
  await platform.ensureHooks({ url: "https://reglo.example/hooks/con_1", secret: "s" });
  shop.meanwhile("POST webhooks", () => void (shop.site = "plain-permalinks"));
  shop.requests.length = 0;
  await expect(platform.ensureHooks({ url: "https://reglo.example/hooks/con_2", secret: "s" })).rejects.toMatchObject({ isRetryable: true });
  expect(shop.requests.filter((request) => request.startsWith("POST"))).toEqual(["POST webhooks 201", "POST /wp-json/wc/v3/webhooks 200"]);
  expect(await platform.ensureHooks({ url: "https://reglo.example/hooks/con_2", secret: "s" })).toMatchObject({ created: 3 });
});

it("stays where it is when a page came in between: the shop names the same place", async () => {
  const platform = await open("shop");
  const ref = String(shop.addOrder().id);
  shop.fail({ on: "GET order", kind: "html-200", times: 1 });
  await expect(platform.getOrder(ref)).rejects.toMatchObject({ kind: "not-json" });
  expect(await records.list("woocommerce-api")).toEqual([]);
  expect(await platform.getOrder(ref)).toMatchObject({ ref });
});

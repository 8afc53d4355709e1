import { readFileSync } from "node:fs";
import RestApi from "@woocommerce/woocommerce-rest-api";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startWooSimulator, type WooSimulator } from "../simulators/woocommerce";
import { rawShop } from "./woocommerce-bench";
import { wooFacts, type RawShop } from "./woocommerce-facts";

let shop: WooSimulator;
let raw: RawShop;
beforeEach(async () => {
  shop = await startWooSimulator();
  raw = rawShop({ url: shop.url, key: shop.key.key, secret: shop.key.secret });
});
afterEach(() => shop.close());

const recorded = (name: string) => JSON.parse(readFileSync(new URL(`../fixtures/woocommerce/${name}.json`, import.meta.url), "utf8")) as { status: number; body: Record<string, unknown> };

wooFacts(() => raw);

it("answers errors as they were recorded, to the letter", async () => {
  const wrong = rawShop({ url: shop.url, key: `ck_${"0".repeat(40)}`, secret: shop.key.secret });
  const order = shop.addOrder();
  const refund = `POST orders/${order.id}/refunds`;
  expect(await wrong.call("GET orders")).toMatchObject({ status: recorded("error_bad_key").status, body: recorded("error_bad_key").body });
  expect(await raw.call("GET orders/1")).toMatchObject({ status: recorded("error_not_found").status, body: recorded("error_not_found").body });
  expect(await raw.call(refund, { amount: "1.00" })).toMatchObject({ status: recorded("error_refund_gateway").status, body: recorded("error_refund_gateway").body });
  expect(await raw.call(refund, { amount: "999.00", api_refund: false })).toMatchObject({ status: recorded("error_refund_too_much").status, body: recorded("error_refund_too_much").body });
});

it("gives an order every field a real shop gives, and no other", async () => {
  const { body } = await raw.call(`GET orders/${shop.addOrder().id}`);
  expect(Object.keys(body).sort()).toEqual(Object.keys(recorded("order_create_pending").body).sort());
});

it("does not hear Basic over plain http", async () => {
  const reply = await fetch(`${shop.url}/wp-json/wc/v3/orders`, { headers: { authorization: `Basic ${btoa(`${shop.key.key}:${shop.key.secret}`)}` } });
  expect([reply.status, (await reply.json() as { code: string }).code]).toEqual([401, "woocommerce_rest_cannot_view"]);
});

it("refuses a signature used twice, one made for another request, and none at all", async () => {
  const calls: string[] = [];
  const api = new RestApi({ url: shop.url, consumerKey: shop.key.key, consumerSecret: shop.key.secret, version: "wc/v3", axiosConfig: { transformRequest: [] } });
  const config = { adapter: (request: { url: string; params: Record<string, string> }) => {
    calls.push(`${request.url}${request.url.includes("?") ? "&" : "?"}${new URLSearchParams(request.params).toString()}`);
    return Promise.resolve({ status: 200, data: null, headers: {}, config: request });
  } };
  Object.assign(api, { axiosConfig: config });
  await api.get("orders", { per_page: "1" });
  const [signed = ""] = calls;
  const ask = async (url: string) => (await fetch(url)).status;
  expect(await ask(signed.replace("per_page=1", "per_page=2").replace("per_page=1", "per_page=2"))).toBe(401);
  expect(await ask(signed)).toBe(200);
  expect(await ask(signed)).toBe(401);
  expect(await ask(`${shop.url}/wp-json/wc/v3/orders`)).toBe(401);
});

it("keeps a note of parameters the real shop would drop without a word", async () => {
  await raw.call(`PUT orders/${shop.addOrder().id}`, { set_payed: true });
  expect(shop.complaints).toEqual(["PUT order: set_payed"]);
});

it("keeps a hook's failures over switching it on again", async () => {
  await raw.call("POST webhooks", { name: "x", topic: "order.created", delivery_url: "http://127.0.0.1:9/x", secret: "s" });
  for (let failure = 0; failure < 7; failure += 1) {
    shop.addOrder();
    await shop.visit();
  }
  const [hook] = shop.hooks();
  expect(hook?.status).toBe("disabled");
  await raw.call(`PUT webhooks/${hook?.id ?? 0}`, { status: "active" });
  shop.addOrder();
  await shop.visit();
  expect(shop.hooks()[0]?.status).toBe("disabled");
});

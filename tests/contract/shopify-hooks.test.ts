import { readFileSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { headerOf, hookTopics } from "../../adapters/shopify/topics";
import type { Platform, RawHook } from "../../app/core/ports";
import type { ShopifyOptions, ShopifySimulator } from "../simulators/shopify";
import { listenForHooks } from "./sandbox-bench";
import { closeCleanly, connectTo, openShopify } from "./shopify-bench";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
async function opened(options: ShopifyOptions = {}): Promise<{ shop: ShopifySimulator; platform: Platform }> {
  const made = await openShopify(options);
  open.push(() => closeCleanly(made.shop));
  return made;
}
async function withDoor() {
  const made = await opened();
  const door = await listenForHooks();
  open.push(door.close);
  const url = `${door.appUrl}/hooks/con_1`;
  await made.platform.ensureHooks({ url, secret: "" });
  return { ...made, ...door, url };
}
const hookOf = (shop: ShopifySimulator, topic: string, body: Record<string, unknown>): RawHook => ({ ...shop.signedHook(topic, body), url: "/hooks/con_1" });

it("gives a delivery and its retry one event id, and lets no name or address through", async () => {
  const { shop, platform, hooks } = await withDoor();
  const { ref } = shop.addOrder();
  await shop.deliver("duplicate");
  expect(hooks).toHaveLength(2);
  const verdicts = await Promise.all(hooks.map((hook) => platform.verifyHook(hook)));
  expect(verdicts[0]).toMatchObject({ outcome: "accepted" });
  expect(verdicts[1]).toEqual(verdicts[0]);
  expect(await platform.readHook(hooks[0] as RawHook)).toEqual([{ kind: "order", orderRef: ref }]);
  for (const hook of hooks) expect(new TextDecoder().decode(hook.body)).not.toMatch(/camille|Dubois|@/i);
});

it("points at the order for everything that can happen to it, in any order of arrival", async () => {
  const { shop, platform, hooks } = await withDoor();
  const { ref } = shop.addOrder();
  shop.editOrder(ref, { unitMinor: 9_900 });
  shop.payByCard(ref);
  shop.refundAll(ref);
  shop.cancel(ref);
  shop.remove(ref);
  await shop.deliver("reorder");
  const topics = new Set(hooks.map((hook) => hook.headers["x-shopify-topic"]));
  expect([...topics].sort()).toEqual([
    "order_transactions/create", "orders/cancelled", "orders/create", "orders/delete", "orders/edited", "orders/paid", "orders/updated", "refunds/create",
  ]);
  for (const hook of hooks) expect(await platform.readHook(hook), hook.headers["x-shopify-topic"]).toEqual([{ kind: "order", orderRef: ref }]);
});

it("finds the order behind payment terms that fall due, which name no order", async () => {
  const { shop, platform } = await opened();
  const { ref } = shop.addOrder();
  const termsId = shop.addTerms(ref).split("/").at(-1);
  expect(await platform.readHook(hookOf(shop, "payment_schedules/due", { id: 1, payment_terms_id: Number(termsId) }))).toEqual([{ kind: "order", orderRef: ref }]);
  expect(await platform.readHook(hookOf(shop, "payment_schedules/due", { id: 1, payment_terms_id: 99 }))).toEqual([]);
});

it("hears of drafts only once they are orders", async () => {
  const { shop, platform } = await opened();
  expect(await platform.readHook(hookOf(shop, "draft_orders/update", { id: 7, order_id: null }))).toEqual([]);
  expect(await platform.readHook(hookOf(shop, "draft_orders/update", { id: 7, order_id: 42 }))).toEqual([{ kind: "order", orderRef: "42" }]);
});

it("is told that it was uninstalled though its token is dead", async () => {
  const { shop, platform } = await opened();
  shop.door.isInstalled = false;
  const hook = hookOf(shop, "app/uninstalled", { id: 1 });
  expect(await platform.verifyHook(hook)).toMatchObject({ outcome: "accepted" });
  expect(await platform.readHook(hook)).toEqual([{ kind: "connection" }]);
});

it("passes on what the law asks, and no more than it names", async () => {
  const { shop, platform } = await opened();
  const customer = { id: 7, email: "camille@example.com", phone: "+33600000000" };
  const about = { shop_id: 1, shop_domain: shop.domain };
  const cases: [string, Record<string, unknown>, object[]][] = [
    ["customers/data_request", { ...about, customer, orders_requested: [1, 2], data_request: { id: 9 } },
      [{ kind: "compliance", request: "tell-customer-data", customerRef: "7", customerEmail: "camille@example.com", orderRefs: ["1", "2"] }]],
    ["customers/redact", { ...about, customer, orders_to_redact: [3] },
      [{ kind: "compliance", request: "forget-customer", customerRef: "7", customerEmail: "camille@example.com", orderRefs: ["3"] }]],
    ["shop/redact", about, [{ kind: "compliance", request: "forget-shop", customerRef: "", customerEmail: "", orderRefs: [] }]],
    // Topics stand in a header that no signature covers: a signed body is not turned into another request.
    ["shop/redact", { ...about, customer, orders_to_redact: [3] }, []],
    ["shop/redact", { id: 5, updated_at: "2026-11-21T10:00:00Z" }, []],
    ["customers/redact", about, []],
    ["shop/redact", { shop_domain: "rival.myshopify.com" }, []],
  ];
  for (const [topic, body, subjects] of cases) expect(await platform.readHook(hookOf(shop, topic, body)), `${topic} ${JSON.stringify(body)}`).toEqual(subjects);
});

it("refuses hooks with 401: another secret, another shop of the same app, no signature", async () => {
  const { shop, platform } = await opened();
  const hook = hookOf(shop, "orders/updated", { id: 1 });
  const changed = (headers: Record<string, string>): RawHook => ({ ...hook, headers: { ...hook.headers, ...headers } });
  const signature = hook.headers["x-shopify-hmac-sha256"] ?? "";
  for (const forged of [
    changed({ "x-shopify-hmac-sha256": "" }), changed({ "x-shopify-hmac-sha256": `${signature}=` }), changed({ "x-shopify-hmac-sha256": signature.toLowerCase() }),
    changed({ "x-shopify-shop-domain": "rival.myshopify.com" }), changed({ "x-shopify-shop-domain": "" }),
  ]) expect(await platform.verifyHook(forged)).toMatchObject({ outcome: "refused", status: 401 });
  expect(await platform.verifyHook(changed({ "x-shopify-webhook-id": "" }))).toMatchObject({ outcome: "refused", status: 400 });
  expect(await platform.verifyHook(changed({ "x-shopify-webhook-id": "a".repeat(101) }))).toMatchObject({ outcome: "refused", status: 400 });
});

it("makes nothing of bodies that are none of Shopify's", async () => {
  const { shop, platform } = await opened();
  for (const body of [{}, { id: "../webhooks" }, { id: -1 }, { id: { a: 1 } }, { order_edit: null }]) {
    for (const topic of ["orders/updated", "orders/edited", "refunds/create", "payment_schedules/due", "themes/publish", ""]) {
      expect(await platform.readHook(hookOf(shop, topic, body))).toEqual([]);
    }
  }
  expect(await platform.readHook({ headers: { "x-shopify-topic": "orders/updated" }, body: new Uint8Array([0xff, 0xfe]), url: "" })).toEqual([]);
});

it("makes anew what Shopify dropped after eight failed deliveries", async () => {
  const { shop, platform, url, close } = await withDoor();
  await close();
  shop.addOrder();
  for (let turn = 0; turn < 9; turn += 1) await shop.deliver();
  const before = shop.hooks().length;
  expect(before).toBeLessThan(hookTopics.length);
  expect(await platform.ensureHooks({ url, secret: "" })).toEqual({ created: hookTopics.length - before, repaired: 0, problems: [] });
});

it("removes doubles, leaves other addresses alone, and says which topic it may not hear", async () => {
  const { shop, platform } = await opened({ scopes: ["write_orders"] });
  const url = "https://reglo.example/hooks/con_1";
  expect(await connectTo(shop).ensureHooks({ url: "https://other.example/hooks", secret: "" })).toMatchObject({ created: hookTopics.length - 1 });
  const first = await platform.ensureHooks({ url, secret: "" });
  expect(first).toMatchObject({ created: hookTopics.length - 1, repaired: 0 });
  expect(first.problems[0]?.fr).toContain("payment_schedules/due");
  const [one] = shop.subscriptions.filter(({ uri }) => uri === url);
  if (one) shop.subscriptions.push({ ...one, id: "gid://shopify/WebhookSubscription/1" });
  expect(await platform.ensureHooks({ url, secret: "" })).toMatchObject({ created: 0, repaired: 1 });
  expect(shop.subscriptions.filter(({ uri }) => uri === "https://other.example/hooks")).toHaveLength(hookTopics.length - 1);
});

it("tells that a real shop cannot reach a private address, and asks nothing", async () => {
  const { shop } = await opened();
  const silent: typeof fetch = async () => { throw new Error("No call is needed"); };
  const platform = connectTo(shop, { baseUrl: null, fetch: silent });
  for (const url of ["http://shop.example/hooks", "https://localhost/hooks", "https://192.168.1.4/hooks", "https://[::1]/hooks"]) {
    const { problems } = await platform.ensureHooks({ url, secret: "" });
    expect(problems, url).toHaveLength(1);
  }
});

it("listens to the topics, with the fields, that the app's own file subscribes to", () => {
  const toml = readFileSync(new URL("../../shopify.app.toml", import.meta.url), "utf8");
  const inFile = new Map<string, string>();
  for (const block of toml.split("[[webhooks.subscriptions]]").slice(1)) {
    const fields = /include_fields = (\[.*\])/.exec(block)?.[1] ?? "[]";
    for (const topic of JSON.parse(/^ *topics = (\[.*\])$/m.exec(block)?.[1] ?? "[]") as string[]) inFile.set(topic, fields.replaceAll(" ", ""));
  }
  for (const { topic, includeFields } of hookTopics) expect(inFile.get(headerOf(topic)), topic).toBe(JSON.stringify(includeFields));
});

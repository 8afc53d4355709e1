import { afterEach, expect, it } from "vitest";
import { requiredScopes } from "../../adapters/shopify/check.server";
import { documents } from "../../adapters/shopify/documents/all";
import { shopify } from "../../adapters/shopify/index.server";
import type { Order } from "../../app/core/order";
import type { Platform } from "../../app/core/ports";
import { deniedBy } from "../fixtures/shopify/schema";
import type { ShopifyOptions, ShopifySimulator } from "../simulators/shopify";
import { clockAt, closeCleanly, connectTo, depsOf, openShopify } from "./shopify-bench";

const open: ShopifySimulator[] = [];
afterEach(async () => {
  for (const shop of open.splice(0)) await closeCleanly(shop);
});
async function opened(options: ShopifyOptions = {}): Promise<{ shop: ShopifySimulator; platform: Platform }> {
  const made = await openShopify(options);
  open.push(made.shop);
  return made;
}

it("waits as long as Shopify's bucket asks, and no longer than it may", async () => {
  const { shop, platform } = await opened({ bucket: { maximumAvailable: 1_000, restoreRate: 2_000 } });
  const { ref } = shop.addOrder();
  await platform.getOrder(ref);
  shop.fail({ on: "order", kind: "throttled" });
  expect((await platform.getOrder(ref))?.ref).toBe(ref);
  shop.fail({ on: "order", kind: "throttled", times: 20 });
  await expect(platform.getOrder(ref)).rejects.toMatchObject({ kind: "rate-limited", isRetryable: true });
});

it("works with level 1 of protected data: no name, no e-mail, everything else", async () => {
  const { shop, platform } = await opened({ protectedDataLevel: 1 });
  const { ref } = shop.addOrder();
  const order = await platform.getOrder(ref);
  expect(order).toMatchObject({ state: "unpaid", openMinor: 12_100, customer: { name: "", email: "", locale: "fr-BE" } });
  expect((await platform.listOrders({ modifiedAfter: new Date(0), page: null })).orders).toEqual([order]);
  expect(await platform.markPaid({ orderRef: ref, amountMinor: 12_100, currency: (order as Order).currency, transactionId: "t", methodTitle: "", paidAt: new Date(), note: "n" })).toMatchObject({ ok: true });
});

it("does without the customer where the app may not read customers", async () => {
  const { shop, platform } = await opened({ scopes: ["write_orders", "read_all_orders"] });
  const { ref } = shop.addOrder({ billing: null, email: null });
  expect(await platform.getOrder(ref)).toMatchObject({ state: "unpaid", customer: { name: "", email: "" } });
  expect((await platform.check()).problems[0]?.en).toContain("read_customers, read_payment_terms, write_draft_orders");
});

it("needs the scopes it says it needs, by Shopify's own data", () => {
  for (const text of Object.values(documents)) expect(deniedBy(text, requiredScopes)).toEqual([]);
  for (const scope of requiredScopes) {
    const rest = requiredScopes.filter((other) => other !== scope);
    expect(Object.values(documents).some((text) => deniedBy(text, rest).length > 0), scope).toBe(true);
  }
});

it("does not take an order it may not see for a deleted one", async () => {
  const clock = clockAt("2026-11-21T10:00:00Z");
  const { shop, platform } = await opened({ now: clock.now, scopes: requiredScopes });
  const { ref } = shop.addOrder();
  expect((await platform.getOrder(ref))?.ref).toBe(ref);
  clock.ms += 61 * 86_400_000;
  await expect(platform.getOrder(ref)).rejects.toMatchObject({ kind: "order-hidden", isRetryable: false });
  expect(await platform.check()).toMatchObject({ isWorking: true, problems: [], olderOrders: { shownDays: 60, permissions: ["read_all_orders"] } });
  shop.grant(["read_all_orders"]);
  expect(await platform.check()).not.toHaveProperty("olderOrders");
  expect((await platform.getOrder(ref))?.ref).toBe(ref);
});

it("takes an order for deleted when Shopify says so, and not when only a hook does", async () => {
  const { shop, platform } = await opened({ scopes: requiredScopes });
  const [deleted, living] = [shop.addOrder().ref, shop.addOrder().ref];
  shop.remove(deleted);
  await expect(platform.getOrder(deleted)).rejects.toMatchObject({ kind: "order-hidden" });
  for (const ref of [deleted, living]) {
    expect(await platform.readHook({ ...shop.signedHook("orders/delete", { id: Number(ref) }), url: "" })).toEqual([{ kind: "order", orderRef: ref }]);
  }
  expect(await platform.getOrder(deleted)).toBeNull();
  expect((await platform.getOrder(living))?.state).toBe("unpaid");
});

it("pages through many orders, each once, and reads long ones whole", async () => {
  const clock = clockAt("2026-11-21T10:00:00Z");
  const { shop, platform } = await opened({ now: clock.now });
  for (let made = 0; made < 34; made += 1) {
    shop.addOrder({ lines: Array.from({ length: made === 7 ? 45 : 2 }, (_, index) => ({ name: `Article ${index}`, quantity: 1, currentQuantity: 1, unitMinor: 100 })) });
    clock.ms += made % 3 === 0 ? 0 : 1_000;
  }
  const seen: Order[] = [];
  let page: string | null = null;
  do {
    const answer: Awaited<ReturnType<Platform["listOrders"]>> = await platform.listOrders({ modifiedAfter: new Date(0), page });
    seen.push(...answer.orders);
    page = answer.next;
  } while (page !== null);
  expect(seen.map(({ ref }) => ref)).toEqual([...shop.orders.keys()]);
  expect(seen[7]?.lines).toHaveLength(45);
  expect(seen[7]).toEqual(await platform.getOrder(seen[7]?.ref ?? ""));
});

it("passes over an order in a coin no bank knows, and names it when it is asked for", async () => {
  const { shop, platform } = await opened();
  const { ref } = shop.addOrder({ currency: "USDC" });
  const { ref: other } = shop.addOrder();
  const listed = await platform.listOrders({ modifiedAfter: new Date(0), page: null });
  expect([listed.orders.map((order) => order.ref), listed.unreadable]).toEqual([[other], [ref]]);
  await expect(platform.getOrder(ref)).rejects.toMatchObject({ kind: "unexpected-reply" });
});

it("names the orders that make no sense, short ones and long, and lets them hold up no others", async () => {
  const { shop } = await opened();
  const many = Array.from({ length: 25 }, (_, index) => ({ name: `Article ${index}`, quantity: 1, currentQuantity: 1, unitMinor: 100 }));
  const [shapeless, unsummed, long, good] = [shop.addOrder(), shop.addOrder(), shop.addOrder({ lines: many }), shop.addOrder()].map(({ ref }) => ref);
  const spoil = (order: Record<string, unknown> | null | undefined) => {
    if (!order) return;
    if (order["legacyResourceId"] === shapeless) order["createdAt"] = "hier";
    if (order["legacyResourceId"] === unsummed || order["legacyResourceId"] === long) order["totalOutstandingSet"] = { presentmentMoney: { amount: "douze" } };
  };
  const spoiling: typeof fetch = async (input, init) => {
    const reply = await fetch(input, init);
    const body = (await reply.json()) as { data?: { order?: Record<string, unknown>; orders?: { nodes: Record<string, unknown>[] } } };
    [body.data?.order, ...(body.data?.orders?.nodes ?? [])].forEach(spoil);
    return Response.json(body, { status: reply.status, headers: reply.headers });
  };
  const platform = connectTo(shop, { fetch: spoiling });
  const { orders, unreadable, next } = await platform.listOrders({ modifiedAfter: new Date(0), page: null });
  expect([orders.map(({ ref }) => ref), unreadable, next]).toEqual([[good], [shapeless, unsummed, long], null]);
  await expect(platform.getOrder(shapeless ?? "")).rejects.toMatchObject({ kind: "unexpected-reply" });
});

it("says what stands between it and the shop, and shows no secret", async () => {
  const { shop } = await opened();
  const cases: [() => void, RegExp][] = [
    [() => { shop.door.isSameOrganisation = false; }, /organisation/],
    [() => { shop.door.isInstalled = false; }, /installée/],
    [() => shop.fail({ on: "token", kind: "status", status: 404 }), /Aucune boutique/],
    [() => shop.fail({ on: "token", kind: "status", status: 402 }), /suspendue/],
    [() => shop.fail({ on: "token", kind: "status", status: 302 }), /Aucune boutique/],
    [() => shop.fail({ on: "token", kind: "status", status: 503 }), /erreur interne/],
    [() => shop.fail({ on: "shop", kind: "dies-before" }), /injoignable/],
    [() => { shop.apiVersion = "2027-01"; }, /2027-01/],
    [() => { shop.domain = "renamed.myshopify.com"; }, /Aucune boutique/],
  ];
  const domain = shop.domain;
  for (const [spoil, words] of cases) {
    spoil();
    const health = await connectTo(shop).check();
    expect(health.isWorking).toBe(false);
    expect(health.problems[0]?.fr).toMatch(words);
    expect(JSON.stringify(health)).not.toContain(shop.door.clientSecret);
    Object.assign(shop.door, { isInstalled: true, isSameOrganisation: true });
    Object.assign(shop, { apiVersion: "2026-07", domain });
  }
  const wrong = shopify.connect({ ...shop.settings, clientSecret: `shpss_${"0".repeat(32)}` }, depsOf(shop));
  expect((await wrong.check()).problems[0]?.fr).toMatch(/identifiant ou le secret/);
});

it("gives up a shop that never answers, within its time", async () => {
  const { shop } = await opened();
  const timeouts: (typeof fetch) = async (_input, init) => {
    expect(init?.signal).toBeInstanceOf(AbortSignal);
    throw new DOMException("The operation timed out", "TimeoutError");
  };
  await expect(connectTo(shop, { fetch: timeouts }).getOrder("1")).rejects.toMatchObject({ kind: "timeout", isRetryable: true });
});

it("calls *.myshopify.com over https and nothing else", async () => {
  const called: string[] = [];
  const spy: typeof fetch = async (input) => {
    called.push(String(input));
    return new Response("{}", { status: 404 });
  };
  const { shop } = await opened();
  await connectTo(shop, { fetch: spy, baseUrl: null }).check();
  expect(called).toEqual([`https://${shop.domain}/admin/oauth/access_token`]);
});

it("keeps the newest notes when they no longer all fit", async () => {
  const { shop, platform } = await opened();
  const { ref } = shop.addOrder();
  const long = "é".repeat(1_990);
  for (let count = 0; count < 20; count += 1) await platform.addNote({ orderRef: ref, note: `${count} ${long}` });
  await platform.addNote({ orderRef: ref, note: `19 ${long}` });
  const notes = shop.notes(ref);
  expect(notes.at(-1)).toMatch(/^19 é/);
  expect(notes.length).toBeGreaterThan(10);
  expect(notes.length).toBeLessThan(20);
  await expect(platform.addNote({ orderRef: "4999999999", note: "x" })).rejects.toMatchObject({ kind: "order-missing" });
});

it("loses none of the notes that several processes add at the same moment", async () => {
  const { shop } = await opened();
  const { ref } = shop.addOrder();
  await Promise.all([1, 2, 3].map((count) => connectTo(shop).addNote({ orderRef: ref, note: `Note ${count}` })));
  expect(shop.notes(ref).sort()).toEqual(["Note 1", "Note 2", "Note 3"]);
});

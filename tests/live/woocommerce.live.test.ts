import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect } from "../../adapters/woocommerce/index.server";
import { paymentOf, platformContract, type PlatformBench } from "../contract/platform.contract";
import { depsOf } from "../contract/woocommerce-bench";
import { wooFacts } from "../contract/woocommerce-facts";
import { startListener, type Listener } from "./woocommerce-listener";
import { greetShop, patienceMs, readLiveSettings } from "./woocommerce-settings";
import { liveBench, openLiveShop, removeHooks, type LiveShop } from "./woocommerce-shop";

const storyTimeoutMs = 1_200_000;

/**
 * Against a real shop: `npm run test:live -- woocommerce`.
 * WOO_URL               the shop's home address as the shop itself writes it: https, or plain http on loopback
 * WOO_KEY, WOO_SECRET   a REST key with read and write, of somebody who manages the shop
 * WOO_HOOK_URL          an address under which the shop reaches this machine. WordPress delivers to ports 80, 443 and
 *                       8080 only, and to no private address but the host its own home has: for a shop on
 *                       127.0.0.1 that is http://127.0.0.1:8080/hook
 * WOO_HOOK_PORT         the port listened at, plain http, where something in front of it answers to WOO_HOOK_URL
 * It makes its own orders, product and webhooks, and removes them. The shop mails its owner of orders as ever; the
 * customer is live@example.com, who has no mailbox. It ends by saying what it could not prove.
 */
const settings = readLiveSettings(process.env);
if (settings === null) console.log("WooCommerce, live: skipped: no key (WOO_URL, WOO_KEY, WOO_SECRET)");
else {
  const facts = (await greetShop(settings)).map(({ label, value }) => `${label.en}: ${value}`);
  console.log(`WooCommerce, live: ${settings.url}, ${facts.join(", ")}`);
}

describe.skipIf(settings === null)("WooCommerce, live", () => {
  let shop: LiveShop;
  let bench: PlatformBench;
  let isOpen = false;
  beforeAll(async () => {
    if (settings === null) return;
    shop = await openLiveShop(settings);
    isOpen = true;
    bench = await liveBench(shop);
  }, storyTimeoutMs);
  afterAll(async () => {
    if (!isOpen) return;
    await bench?.close().catch((error: unknown) => shop.unproved.push(`Its hooks could not be removed: ${String(error).slice(0, 120)}`));
    await shop.close();
    const unproved = shop.unproved.length === 0 ? ["nothing"] : shop.unproved;
    console.log(`WooCommerce, live: not proved here:\n${unproved.map((line) => `  - ${line}`).join("\n")}`);
  }, storyTimeoutMs);

  // The contract's own afterAll runs first; shop and product go last, above.
  platformContract({ name: "WooCommerce, live", make: async () => ({ ...bench, close: async () => undefined }), isSkipped: settings === null });

  wooFacts(() => ({ call: shop.call, newOrder: shop.newOrder }));
  statuses(() => ({ shop, bench }));
  polling(() => ({ shop, bench }));
  webhooks(() => ({ shop, bench }));
});

type Get = () => { shop: LiveShop; bench: PlatformBench };
/** An idle shop delivers about a minute after a visit. */
const waitLongMs = 240_000;
const waitShortMs = 90_000;

function statuses(get: Get): void {
  it("revives a cancelled order that was paid after all", async () => {
    const { shop, bench } = get();
    const order = await shop.newOrder({ status: "cancelled" });
    const payment = paymentOf(bench, String(order.id));
    expect(await bench.platform.markPaid(payment)).toMatchObject({ ok: true, outcome: "marked", order: { state: "paid" } });
    expect(await shop.order(order.id)).toMatchObject({ transaction_id: payment.transactionId, date_paid_gmt: expect.any(String) });
  });

  it("leaves a completed order completed, its transaction and date of payment as they were", async () => {
    const { shop, bench } = get();
    const order = await shop.newOrder({ set_paid: true, transaction_id: "from-elsewhere" });
    await shop.put(`orders/${order.id}`, { status: "completed" });
    const before = await shop.order(order.id);
    expect(await bench.platform.markPaid(paymentOf(bench, String(order.id)))).toMatchObject({ ok: true, outcome: "already-paid" });
    const after = await shop.order(order.id);
    expect(after).toMatchObject({ status: "completed", transaction_id: "from-elsewhere", date_paid_gmt: before.date_paid_gmt });
  });

  it("calls a write that does nothing by its name: an order of zero cannot be paid", async () => {
    const { shop, bench } = get();
    const order = await shop.newOrder({ line_items: [], fee_lines: [] });
    const result = await bench.platform.markPaid(paymentOf(bench, String(order.id), { amountMinor: 0 }));
    expect(result).toMatchObject({ ok: false, reason: "write-ignored", order: { totalMinor: 0, openMinor: 0 } });
  });

  it("does not pay an order edited in the shop meanwhile", async () => {
    const { shop, bench } = get();
    const order = await shop.newOrder();
    await shop.put(`orders/${order.id}`, { fee_lines: [{ name: "Emballage cadeau & carte <b>dorée</b>", total: "3.00" }] });
    const now = await bench.platform.getOrder(String(order.id));
    expect(now?.totalMinor).toBeGreaterThan(bench.totalMinor);
    expect(now?.lines.map((line) => line.description)).toContain("Emballage cadeau & carte dorée");
    expect(await bench.platform.markPaid(paymentOf(bench, String(order.id)))).toMatchObject({ ok: false, reason: "amount-differs" });
  });

  it("keeps the meta others wrote on the order", async () => {
    const { shop, bench } = get();
    const order = await shop.newOrder({ meta_data: [{ key: "_reglo_live", value: { kept: true } }, { key: "wpml_language", value: "nl" }] });
    await bench.platform.markPaid(paymentOf(bench, String(order.id)));
    const metas = (await shop.get(`orders/${order.id}`))["meta_data"] as { key: string; value: unknown }[];
    expect(metas.find((meta) => meta.key === "_reglo_live")?.value).toEqual({ kept: true });
    expect((await bench.platform.getOrder(String(order.id)))?.customer.locale).toBe("nl");
  });

  it("names its own faults of key and address", async () => {
    const { shop } = get();
    const values = { storeUrl: shop.settings.url, consumerKey: shop.settings.key, consumerSecret: shop.settings.secret };
    const check = (change: Partial<typeof values>) => connect({ ...values, ...change }, depsOf(), patienceMs).check();
    expect((await check({ consumerKey: `ck_${"0".repeat(40)}` })).problems[0]?.en).toMatch(/refuses the key/);
    expect((await check({ consumerSecret: `cs_${"0".repeat(40)}` })).problems[0]?.en).toMatch(/refuses the key/);
    expect((await check({ storeUrl: `${shop.settings.url}/no-such-folder` })).isWorking).toBe(false);
    shop.unproved.push("A read-only key, a broken certificate, a proxy without HTTPS: one key and one address were given.");
    shop.unproved.push("Statuses made by plugins: this suite adds none to the shop.");
  });
}

function polling(get: Get): void {
  it("misses no order while orders change under the reader's eyes, over several pages", async () => {
    const { shop, bench } = get();
    const since = new Date((await bench.platform.getOrder(String((await shop.newOrder()).id)))?.updatedAt ?? 0);
    const create = Array.from({ length: 60 }, () => ({ fee_lines: [{ name: "Essai", total: "1.00" }] }));
    const made = ((await shop.post("orders/batch", { create }))["create"] as { id: number }[]).map((order) => order.id);
    shop.remember(made);
    const seen = new Set<string>();
    let page: string | null = null;
    for (let asked = 0; asked < 50; asked += 1) {
      const answer: Awaited<ReturnType<typeof bench.platform.listOrders>> = await bench.platform.listOrders({ modifiedAfter: since, page });
      answer.orders.forEach((order) => seen.add(order.ref));
      page = answer.next;
      if (page === null) break;
      // The oldest ones move to the end: with numbered pages each would push one unseen order over the edge.
      if (asked === 0) await shop.post("orders/batch", { update: made.slice(0, 5).map((id) => ({ id, customer_note: "moved" })) });
    }
    expect(page).toBeNull();
    expect(made.filter((id) => !seen.has(String(id)))).toEqual([]);
  }, storyTimeoutMs);
}

function webhooks(get: Get): void {
  let listener: Listener | null = null;
  afterAll(() => listener?.close());

  it("replaces a hook the shop disabled, and only that one", async () => {
    const { shop, bench } = get();
    const target = { url: `https://reglo.invalid/hooks/repair-${shop.secret}`, secret: shop.secret };
    const ours = async () => (await shop.list("webhooks", { per_page: "100" })).filter((hook) => hook["delivery_url"] === target.url);
    expect(await bench.platform.ensureHooks(target)).toMatchObject({ created: 4, repaired: 0 });
    const [first, ...others] = await ours();
    await shop.put(`webhooks/${String(first?.["id"])}`, { status: "disabled" });
    expect(await bench.platform.ensureHooks(target)).toMatchObject({ created: 0, repaired: 1 });
    const now = await ours();
    expect(now.map((hook) => hook["status"])).toEqual(["active", "active", "active", "active"]);
    expect(now.map((hook) => hook["id"])).toEqual(expect.arrayContaining(others.map((hook) => hook["id"])));
    expect(now.map((hook) => hook["id"])).not.toContain(first?.["id"]);
    await removeHooks(shop, target.url);
  });

  it("receives the shop's own deliveries: ping ignored, signatures true, trashed order told", async (test) => {
    const { shop, bench } = get();
    const { hookUrl } = shop.settings;
    if (hookUrl === null) {
      shop.unproved.push("Real webhook deliveries: no WOO_HOOK_URL under which the shop could reach this machine.");
      return test.skip();
    }
    listener = await startListener(hookUrl, shop.settings.hookPort);
    const { problems } = await bench.platform.ensureHooks({ url: hookUrl, secret: shop.secret });
    // WordPress may have been told to deliver there all the same: it is given a shorter while to show it.
    const waitMs = problems.length === 0 ? waitLongMs : waitShortMs;
    console.log(`WooCommerce, live: waiting up to ${waitMs / 1_000} s for a delivery at ${hookUrl}. ${problems[0]?.en ?? ""}`);
    try {
      const order = await shop.newOrder();
      await bench.platform.markPaid(paymentOf(bench, String(order.id)));
      const update = await listener.wait({ shopUrl: shop.settings.url, waitMs }, (hook) => hook.headers["x-wc-webhook-topic"] === "order.updated" && read(hook.body)["id"] === order.id);
      if (update === null) {
        shop.unproved.push(`Real webhook deliveries: none reached ${hookUrl} within ${waitMs / 1_000} s (pings: ${listener.received.length}). ${problems[0]?.en ?? ""}`);
        return test.skip();
      }
      const ping = listener.received.find((hook) => hook.headers["x-wc-webhook-signature"] === undefined);
      expect(ping && (await bench.platform.verifyHook(ping))).toEqual({ outcome: "ignored", why: "ping" });
      expect(await bench.platform.verifyHook(update)).toMatchObject({ outcome: "accepted" });
      expect(await bench.platform.readHook(update)).toEqual([{ kind: "order", orderRef: String(order.id) }]);
      for (let at = 0; at < update.body.byteLength; at += 50) {
        const body = Uint8Array.from(update.body);
        body[at] = (body[at] ?? 0) ^ 1;
        expect(await bench.platform.verifyHook({ ...update, body })).toMatchObject({ outcome: "refused", status: 401 });
      }
      await shop.trash(String(order.id));
      const trashed = await listener.wait({ shopUrl: shop.settings.url, waitMs }, (hook) => hook.headers["x-wc-webhook-topic"] === "order.deleted" && read(hook.body)["id"] === order.id);
      if (trashed === null) shop.unproved.push("The hook of a trashed order did not arrive in time.");
      else expect(await bench.platform.readHook(trashed)).toEqual([{ kind: "order", orderRef: String(order.id) }]);
    } finally {
      await removeHooks(shop, hookUrl);
    }
  }, storyTimeoutMs);
}

function read(body: Uint8Array): Record<string, unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

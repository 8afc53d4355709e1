import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findSignedRequest, signatureProblem } from "../../app/core/companion-signature";
import { currencyOf } from "../../app/core/currency";
import type { Companion, MarkPaidInput } from "../../app/core/ports";
import { openPlugin, type Plugin } from "../../adapters/woocommerce/plugin.server";
import { openApiPlace, type ApiPlace } from "../../adapters/woocommerce/api-place.server";
import type { Shop } from "../../adapters/woocommerce/orders.server";
import { depsOf } from "./woocommerce-bench";

const secret = "shared-secret";
const connectionId = "con_0123456789abcdef";
let server: Server;
let plugin: Plugin;
let companion: Companion;
let place: ApiPlace;
/** What the plugin answers next, and what it was asked. */
let answer: { status: number; body: string } = { status: 200, body: "{}" };
let asked: { path: string; body: unknown }[] = [];
/** Whether the shop's permalinks are plain: pretty addresses then lead to its home page. */
let isPlain = false;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const isHome = request.method !== "POST" || (isPlain && request.url?.startsWith("/wp-json/"));
      if (isHome) return response.writeHead(200, { link: `<${companion.site}${isPlain ? "index.php?rest_route=/" : "wp-json/"}>; rel="https://api.w.org/"` }).end("<html>");
      const signed = findSignedRequest(request.headers as Record<string, string>, { method: request.method ?? "", target: request.url ?? "", body });
      const isOurs = signed?.connectionId === connectionId && signatureProblem(secret, signed, new Date()) === null;
      asked.push({ path: request.url ?? "", body: JSON.parse(body.toString()) });
      response.writeHead(isOurs ? answer.status : 418, { "content-type": "application/json" }).end(isOurs ? answer.body : "{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  companion = { url: `${site}wp-json/reglo/v1/`, secret, site };
  place = openApiPlace(`${site.slice(0, -1)}`, depsOf());
  plugin = openPlugin({ companion, shop: shopAt(place), deps: { ...depsOf({}), connectionId } });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const order = {
  id: 7, number: "7", status: "processing", currency: "EUR", total: "24.20", date_created_gmt: "2026-11-21T10:00:00", date_modified_gmt: "2026-11-21T10:00:00",
  date_paid_gmt: "2026-11-21T10:05:00", transaction_id: "tx_1", payment_method: "reglo", needs_payment: false, billing: [], meta_data: [],
  line_items: [], shipping_lines: [], fee_lines: [], coupon_lines: [], refunds: [],
};
const shopAt = (at: ApiPlace) => ({ storeUrl: companion.site.slice(0, -1), place: at, api: { get: async () => ({ ok: true, status: 200, body: order, date: null }) } }) as unknown as Shop;
const payment: MarkPaidInput = {
  orderRef: "7", amountMinor: 2_420, currency: currencyOf("EUR"), transactionId: "tx_1", methodTitle: "Carte", paidAt: new Date("2026-11-21T10:05:00Z"), note: "Payé",
};
const told = async (status: number, body: object | string) => {
  answer = { status, body: typeof body === "string" ? body : JSON.stringify(body) };
  asked = [];
  return plugin.markPaid(payment);
};

test("tells the plugin what was paid, signed, with the transaction as the key", async () => {
  await told(200, { outcome: "marked" });
  expect(asked).toEqual([{
    path: "/wp-json/reglo/v1/mark-paid",
    body: { order: 7, amountMinor: 2_420, exponent: 2, currency: "EUR", transactionId: "tx_1", methodTitle: "Carte", paidAt: "2026-11-21T10:05:00.000Z", note: "Payé", key: "tx_1" },
  }]);
});

test.each([
  ["marked", { ok: true, outcome: "marked" }], ["done", { ok: true, outcome: "already-paid" }], ["paid", { ok: true, outcome: "already-paid" }],
  ["order-gone", { ok: false, reason: "order-gone" }], ["order-refunded", { ok: false, reason: "order-refunded" }],
  ["amount-differs", { ok: false, reason: "amount-differs" }], ["write-ignored", { ok: false, reason: "write-ignored" }],
])("takes %s for what it means, with the order read again", async (outcome, expected) => {
  expect(await told(200, { outcome })).toMatchObject({ ...expected, order: { ref: "7", state: "paid" } });
});

test.each([401, 403, 404])("leaves the order to the API when the plugin answers %i: it is gone, or something stands in front", async (status) => {
  expect(await told(status, { code: "rest_no_route" })).toBeNull();
});

test.each([[409, { outcome: "busy" }], [500, {}], [503, "<html>"], [200, "<html>"], [200, { outcome: "perhaps" }]])("comes back later after %i %j", async (status, body) => {
  await expect(told(status, body)).rejects.toMatchObject({ isRetryable: true });
});

test("never puts a stranger's text into the address", async () => {
  asked = [];
  expect(await plugin.markPaid({ ...payment, orderRef: "7/../9" })).toMatchObject({ ok: false, reason: "order-gone" });
  expect(asked).toEqual([]);
});

test("says in the connection's health whether it is there, and ends with it even where it is gone", async () => {
  const health = { isWorking: true, checkedAt: new Date(), facts: [], problems: [] };
  answer = { status: 200, body: JSON.stringify({ plugin: "0.1.0", skewSeconds: -3, outbox: { waiting: 0 } }) };
  expect((await plugin.addHealth(health)).facts).toEqual([{ label: expect.anything(), value: "0.1.0 · 3 s" }]);
  answer = { status: 404, body: "{}" };
  expect((await plugin.addHealth(health)).problems).toHaveLength(1);
  await plugin.dismiss();
  answer = { status: 500, body: "{}" };
  await expect(plugin.dismiss()).rejects.toMatchObject({ isRetryable: true });
});

test("says since when it was switched off in the shop and what to do, and nothing once it answers again", async () => {
  const resting = openPlugin({ companion: { ...companion, restingSince: "2026-11-21T14:05:00.000Z" }, shop: shopAt(place), deps: { ...depsOf({}), connectionId } });
  const health = { isWorking: true, checkedAt: new Date(), facts: [], problems: [] };
  answer = { status: 404, body: '{"code":"rest_no_route"}' };
  const { problems } = await resting.addHealth(health);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.en).toMatch(/switched off in the shop.*2026-11-21 14:05 UTC.*Plugins/);
  expect(problems[0]?.fr).toMatch(/désactivée dans la boutique.*2026-11-21 14:05 UTC.*Extensions/);
  answer = { status: 200, body: JSON.stringify({ plugin: "0.1.0", skewSeconds: 0, outbox: { waiting: 0 } }) };
  expect((await resting.addHealth(health)).problems).toEqual([]);
});

test("follows the plugin to where the shop's plain permalinks put it, and goes there at once from then on", async () => {
  isPlain = true;
  expect(await told(200, { outcome: "marked" })).toMatchObject({ ok: true, outcome: "marked" });
  await told(200, { outcome: "done" });
  expect(asked.map(({ path }) => path)).toEqual(["/index.php?rest_route=/reglo/v1/mark-paid"]);
});

import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as doneLoader } from "../../app/routes/b.$token_.done";
import { loader as receiptLoader } from "../../app/routes/b.$token_.receipt.$receiptId";
import { action, loader } from "../../app/routes/b.$token/route";
import { loader as linkLoader } from "../../app/routes/p.$token/route";
import { basketPage, openBasketOf } from "../road/basket-walk";
import { openHouse, payOnPaper, runDueJobs, type House, type Shop } from "../road/house";
import { outage, paperOrder } from "../road/paper";

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

type Door = (args: never) => Promise<Response>;
type Fields = [string, string][];
const origin = "http://127.0.0.1:3000";

function knock(door: Door, path: string, params: Record<string, string>, init: RequestInit = {}): Promise<Response> {
  return door({ request: new Request(origin + path, init), params, context: { app: house.app, clientIp: "127.0.0.1" } } as never);
}

const look = (token: string, query = "") => knock(loader as Door, `/b/${token}${query}`, { token });
const press = (token: string, fields: Fields) => knock(action as Door, `/b/${token}`, { token }, { method: "POST", body: new URLSearchParams(fields) });
const comeBack = (token: string, paymentId: string) => knock(doneLoader as Door, `/b/${token}/done?payment=${paymentId}`, { token });
const textOf = (html: string) => html.replace(/<style.*?<\/style>/s, "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const read = async (answer: Response) => textOf(await answer.text());

async function newBasket(amounts: Parameters<typeof openBasketOf>[2] = [{ amountMinor: 3_000 }, { amountMinor: 4_500 }, { amountMinor: 2_000 }]) {
  const basket = await openBasketOf(house, shop, amounts);
  return { ...basket, token: basket.url.split("/").at(-1) ?? "" };
}

/** What the browser sends of a page whose ticks made `shown`. */
const ticks = (pick: readonly number[], shown: number, picked = pick): Fields => [
  ["in", "EUR"], ["shown", String(shown)], ["picked", picked.join(" ")], ...pick.map((one): [string, string] => ["pick", String(one)]), ["way", shop.providerId],
];

async function lastPayment(): Promise<{ id: string; amount_minor: string }> {
  const { rows } = await house.sql.query<{ id: string; amount_minor: string }>("SELECT id, amount_minor FROM payment WHERE store_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1", [shop.storeId]);
  return rows[0]!;
}

test("the page lists what is owed, all ticked, and its sum, in one answer without script", async () => {
  const { token } = await newBasket();
  const answer = await look(token);
  const html = await answer.text();
  expect(answer.status).toBe(200);
  for (const said of ["Maison Thé", "95,00", "30,00", "45,00", "20,00", "Commande du 21 novembre 2030"]) expect(textOf(html)).toContain(said);
  expect(html.match(/type="checkbox"[^>]*checked=""|checked=""[^>]*type="checkbox"/g)).toHaveLength(3);
  expect(html).not.toMatch(/<script|javascript:|\son[a-z]+=|<link[^>]+href="(?!data:)|<img[^>]+src="(?!data:)/i);
  expect(gzipSync(html).length).toBeLessThan(14_000);
  expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'none';.*form-action 'self' https:\/\/paper\.test;.*frame-ancestors 'none'/);
  expect([answer.headers.get("cache-control"), answer.headers.get("referrer-policy")]).toEqual(["no-store", "no-referrer"]);
});

test("a look changes nothing, counting again neither, and it counts what is ticked", async () => {
  const { token } = await newBasket();
  const tables = ["basket", "basket_link", "payment", "payment_link", "link_event", "message"];
  const snapshot = async () => Promise.all(tables.map(async (table) => (await house.sql.query(`SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${table} t`)).rows[0].sum));
  const before = await snapshot();
  await look(token);
  const counted = await (await look(token, "?in=EUR&pick=0&pick=2")).text();
  expect(textOf(counted)).toContain("Payer 50,00");
  expect(counted).toContain('name="picked" value="0 2"');
  expect(counted.match(/<input[^>]*type="checkbox"[^>]*>/g)?.map((box) => / checked/.test(box))).toEqual([true, false, true]);
  expect(await read(await look(token, "?in=EUR"))).toContain("Cochez au moins une commande");
  expect(await snapshot()).toEqual(before);
});

test("pays what is ticked once the button said so: other ticks are counted and shown first", async () => {
  const { token } = await newBasket();
  const changed = await press(token, ticks([0, 2], 9_500, [0, 1, 2]));
  expect(changed.status).toBe(409);
  const text = await read(changed);
  expect(text).toContain("Votre choix a changé");
  expect(text).toContain("Payer 50,00");
  const paid = await press(token, ticks([0, 2], 5_000));
  expect([paid.status, paid.headers.get("location")?.startsWith("https://paper.test/")]).toEqual([303, true]);
  expect((await lastPayment()).amount_minor).toBe("5000");
});

test("an amount that changed since the page was shown is shown before it is paid", async () => {
  const { token, orderRefs } = await newBasket();
  house.clock.move(1_000);
  house.paper.orders.set(orderRefs[0]!, paperOrder(orderRefs[0]!, 3_300, house.clock.now()));
  const changed = await press(token, ticks([0, 1, 2], 9_500));
  expect(changed.status).toBe(409);
  expect(await read(changed)).toMatch(/il était de 95,00.€, il est maintenant de 98,00.€/);
});

test("paid: each order with its part and its own receipt, what is left, and receipts for nobody else", async () => {
  const { token, basketId, linkIds } = await newBasket();
  await press(token, ticks([0, 1], 7_500));
  const { id } = await lastPayment();
  expect(await read(await comeBack(token, id))).toContain("Votre paiement est en cours");
  payOnPaper(house, id);
  await comeBack(token, id);
  await runDueJobs(house);
  const text = await read(await comeBack(token, id));
  for (const said of ["75,00", "30,00", "45,00", "Il reste 20,00", "Reçu R-2030-"]) expect(text).toContain(said);
  const { receipts } = await basketPage(shop, basketId);
  const read1 = (tokenOf: string, receiptId: string) => knock(receiptLoader as Door, "/", { token: tokenOf, receiptId });
  expect((await read1(token, receipts[0]!.id)).headers.get("content-type")).toBe("application/pdf");
  const other = await newBasket();
  expect((await read1(other.token, receipts[0]!.id)).status).toBe(404);
  expect((await comeBack(other.token, id)).status).toBe(404);
  expect(await read(await look(token))).toContain("Payée");
  expect((await basketPage(shop, basketId)).rows.find(({ closedBy }) => closedBy === null)?.linkId).toBe(linkIds[2]);
});

test("all paid, withdrawn, expired: each its own page; a token of nobody's, of a link, of another page: the same 404", async () => {
  const all = await newBasket([{ amountMinor: 700 }]);
  await press(all.token, ticks([0], 700));
  payOnPaper(house, (await lastPayment()).id);
  await comeBack(all.token, (await lastPayment()).id);
  expect(await read(await look(all.token))).toContain("Tout est payé");
  expect((await press(all.token, ticks([0], 700))).status).toBe(409);
  const gone = await newBasket();
  await house.sql.query("UPDATE basket SET cancelled_at = now() WHERE id = $1", [gone.basketId]);
  expect(await read(await look(gone.token))).toContain("a été annulée");
  await house.sql.query("UPDATE basket SET cancelled_at = null, expires_at = $2 WHERE id = $1", [gone.basketId, house.clock.now()]);
  expect(await read(await look(gone.token))).toContain("a expiré");
  const pages = await Promise.all(["x", "A".repeat(27), "../p", all.token.slice(0, 26)].map(async (token) => (await look(encodeURIComponent(token))).status));
  expect(pages).toEqual([404, 404, 404, 404]);
  expect((await knock(linkLoader as Door, `/p/${all.token}`, { token: all.token })).status).toBe(404);
});

test("two currencies are two forms, each paid on its own", async () => {
  const { token } = await newBasket([{ amountMinor: 3_000 }, { amountMinor: 9_000, code: "JPY" }, { amountMinor: 1_000 }]);
  const html = await (await look(token)).text();
  expect(html.match(/<form/g)).toHaveLength(2);
  expect(textOf(html)).toMatch(/Payer 40,00.€/);
  expect(textOf(html)).toMatch(/Payer 9\s?000/);
  expect((await press(token, [["in", "JPY"], ["shown", "9000"], ["picked", "1"], ["pick", "1"], ["way", shop.providerId]])).status).toBe(303);
  // Ticks of another group are not this one's.
  expect((await press(token, [["in", "JPY"], ["shown", "9000"], ["picked", "0"], ["pick", "0"], ["way", shop.providerId]])).status).toBe(422);
});

test("a provider that is down, a way nobody offers, a novel: the page again, and nothing is charged", async () => {
  const { token } = await newBasket();
  house.paper.fault = (vendor, call) => { if (call === "openCheckout") throw outage(vendor); };
  expect((await press(token, ticks([0, 1, 2], 9_500))).status).toBe(503);
  house.paper.fault = () => undefined;
  const posts: RequestInit[] = [{}, { body: "{}" }, { body: new URLSearchParams({ in: "€€€", pick: "9".repeat(5_000) }) }, { body: new URLSearchParams({ in: "EUR", pick: "-1" }) }];
  for (const post of posts) expect([409, 422]).toContain((await knock(action as Door, `/b/${token}`, { token }, { method: "POST", ...post })).status);
});

import { afterEach, expect, test } from "vitest";
import * as hooks from "../../app/routes/hooks.$connectionId";
import * as frame from "../../app/routes/app";
import * as orderPage from "../../app/routes/app.orders.$platformId.$ref";
import * as customerFile from "../../app/routes/app.tasks_.$taskId.customer-data[.]json";
import { jobHandlers } from "../../app/flows/run-jobs.server";
import { insertConnection } from "../../app/db/connections.server";
import { insertMember } from "../../app/db/members.server";
import { sendPaymentLink } from "../../app/flows/send-payment-link.server";
import { runDueJobs, type House } from "../road/house";
import type { ShopifySimulator } from "../simulators/shopify";
import { openEmbeddedHouse, visitorOf, type EmbeddedHouse } from "./embedded-house";
import { call, origin, type Answer } from "./merchant-house";

const open: EmbeddedHouse[] = [];
afterEach(async () => {
  for (const house of open.splice(0)) await house.close();
});

const canary = { name: "Zoé Canari-Volant", email: "zoe.canari@example.test" };
const other = { name: "Basile Merle", email: "basile.merle@example.test" };

/** A shop that installed us, with an asked order of the canary's and one of somebody else's. */
async function openShop(): Promise<{ house: EmbeddedHouse; shop: ShopifySimulator; storeId: string; connectionId: string; ref: string }> {
  const house = await openEmbeddedHouse([{}]);
  open.push(house);
  const [shop] = house.shops;
  if (!shop) throw new Error();
  const [ref = "", otherRef = ""] = [canary, other].map((person) => shop.addOrder({ customer: { ...person, locale: "fr" }, email: person.email, billing: { name: person.name, company: null } }).ref);
  await visitorOf(house, shop).load(frame, "/app/orders");
  await run(house);
  const { rows: [connection] } = await house.sql.query<{ id: string; store_id: string }>("SELECT id, store_id FROM connection WHERE shop_ref = $1", [shop.domain]);
  const { id: connectionId, store_id: storeId } = connection ?? { id: "", store_id: "" };
  const at = house.clock.now();
  await insertConnection(house.app.db, { id: house.app.newId("con"), storeId, port: "messenger", vendor: "paper-mail", settings: {}, hookSecret: null, at });
  await insertConnection(house.app.db, { id: house.app.newId("con"), storeId, port: "provider", vendor: "paper-pay", settings: {}, hookSecret: null, at });
  for (const [orderRef, { name, email }] of [[ref, canary], [otherRef, other]] as const) {
    const sent = await sendPaymentLink(await house.app.openStore(storeId), {
      platformId: connectionId, orderRef, amountMinor: null, email, locale: "fr", expiresAt: new Date(at.getTime() + 86_400_000), description: "Commande", note: `Bonjour ${name}`, messageId: house.app.newId("msg"),
    });
    expect(sent.ok).toBe(true);
  }
  await run(house);
  return { house, shop, storeId, connectionId, ref };
}

const run = (house: EmbeddedHouse) => runDueJobs(house as unknown as House);

function deliver(house: EmbeddedHouse, shop: ShopifySimulator, topic: string, payload: Record<string, unknown>, spoil = (body: Uint8Array) => body): Promise<Answer> {
  const { headers, body } = shop.signedHook(topic, payload);
  return call(house as unknown as House, hooks.action as never, new Request(`${origin}/hooks/shopify`, { method: "POST", headers, body: Buffer.from(spoil(body)) }), { connectionId: "shopify" });
}

const aboutCanary = (shop: ShopifySimulator, ref: string) => ({
  shop_id: 1, shop_domain: shop.domain, customer: { id: 77, email: canary.email, phone: "+33600000000" }, orders_requested: [Number(ref)], orders_to_redact: [Number(ref)],
});

/** Every table in which a text stands, looked for in every column as bytes and as words. */
async function tablesHolding(house: EmbeddedHouse, text: string): Promise<string[]> {
  const { rows } = await house.sql.query<{ name: string }>("SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema IN ('public', 'graphile_worker')");
  const holding: string[] = [];
  for (const { name } of rows) {
    const found = await house.sql.query(`SELECT 1 FROM ${name} AS t WHERE to_jsonb(t)::text ILIKE $1 OR to_jsonb(t)::text ILIKE $2 LIMIT 1`, [`%${text}%`, `%${Buffer.from(text).toString("hex")}%`]);
    if (found.rows.length > 0) holding.push(name);
  }
  return holding.sort();
}

test("a customer to be forgotten is in no table any more, and everybody else is as before", async () => {
  const { house, shop, ref } = await openShop();
  expect(await tablesHolding(house, canary.email)).toEqual(["public.link_event", "public.message", "public.order_snapshot", "public.payment_link"]);
  await deliver(house, shop, "customers/data_request", aboutCanary(shop, ref));
  await run(house);
  const before = await tablesHolding(house, other.email);
  expect(await tablesHolding(house, canary.email)).toContain("public.task");
  expect((await deliver(house, shop, "customers/redact", aboutCanary(shop, ref))).status).toBe(200);
  expect(await run(house)).toEqual([]);
  expect(await house.sql.query("SELECT 1 FROM inbox_event").then(({ rows }) => rows.length)).toBeGreaterThan(1);
  for (const text of [canary.email, "canari", "+33600000000"]) expect(await tablesHolding(house, text), text).toEqual([]);
  expect(await tablesHolding(house, other.email)).toEqual(before);
  expect(house.logged.length).toBeGreaterThan(0);
  expect(house.logged.filter((line) => /canari|\+33600000000|merle/i.test(line))).toEqual([]);
  const { rows } = await house.sql.query("SELECT order_ref, amount_minor FROM payment_link WHERE order_ref = $1", [ref]);
  expect(rows).toHaveLength(1);
});

test("who was forgotten stays forgotten, though the shop still knows them when the order is read again", async () => {
  const { house, shop, ref, storeId, connectionId } = await openShop();
  await deliver(house, shop, "customers/redact", aboutCanary(shop, ref));
  await run(house);
  shop.editOrder(ref, { unitMinor: 9_900 });
  await deliver(house, shop, "orders/updated", { id: Number(ref) });
  await run(house);
  await jobHandlers(house.app)["sync-orders"]({ storeId, connectionId });
  const { rows } = await house.sql.query("SELECT total_minor::int AS total, customer_name, customer_email FROM order_snapshot WHERE ref = $1", [ref]);
  expect(rows).toEqual([{ total: 9_900, customer_name: "", customer_email: "" }]);
  for (const text of [canary.email, "canari"]) expect(await tablesHolding(house, text), text).toEqual([]);
});

test("a customer who asks what is kept becomes a task with a file, for the next thirty days and for that shop alone", async () => {
  const { house, shop, ref } = await openShop();
  await deliver(house, shop, "customers/data_request", aboutCanary(shop, ref));
  await run(house);
  const { rows: [task] } = await house.sql.query<{ id: string; detail: { dueAt: string } }>("SELECT id, detail FROM task WHERE kind = 'customer-data-asked'");
  const days = (Date.parse(task?.detail.dueAt ?? "") - Date.now()) / 86_400_000;
  expect(days > 29 && days < 31).toBe(true);
  const file = await visitorOf(house, shop).get(customerFile, `/app/tasks/${task?.id}/customer-data.json`, { taskId: task?.id ?? "" });
  expect(file.status).toBe(200);
  const data = JSON.parse(String(file.body)) as Record<string, unknown[]>;
  expect([data.orders?.length, data.links?.length, data.messages?.length]).toEqual([1, 1, 1]);
  expect(String(file.body)).toContain(canary.email);
  expect(String(file.body)).not.toContain(other.email);
});

test("a shop that left is switched off at once, keeps its rows until the law's time, then is nowhere", async () => {
  const { house, shop, storeId } = await openShop();
  shop.door.isInstalled = false;
  await deliver(house, shop, "app/uninstalled", { id: 1 });
  expect(await run(house)).toEqual([]);
  const { rows: [gone] } = await house.sql.query("SELECT is_enabled, uninstalled_at IS NOT NULL AS left FROM connection WHERE shop_ref = $1", [shop.domain]);
  expect(gone).toEqual({ is_enabled: false, left: true });
  expect(await tablesHolding(house, canary.email)).not.toEqual([]);
  expect((await deliver(house, shop, "shop/redact", { shop_id: 1, shop_domain: shop.domain })).status).toBe(200);
  expect(await run(house)).toEqual([]);
  for (const text of [canary.email, other.email, shop.domain, storeId]) expect(await tablesHolding(house, text), text).toEqual([]);
  expect(await deliver(house, shop, "orders/updated", { id: 1 })).toMatchObject({ status: 200, body: "ignored\n" });
});

test("a goodbye that arrives after the shop came back changes nothing, nor does its order to erase", async () => {
  const { house, shop } = await openShop();
  await deliver(house, shop, "app/uninstalled", { id: 1 });
  await deliver(house, shop, "shop/redact", { shop_id: 1, shop_domain: shop.domain });
  await run(house);
  const { rows: [connection] } = await house.sql.query("SELECT is_enabled, uninstalled_at FROM connection WHERE shop_ref = $1", [shop.domain]);
  expect(connection).toEqual({ is_enabled: true, uninstalled_at: null });
  expect(await tablesHolding(house, canary.email)).not.toEqual([]);
});

test("a store that also has people with passwords lives on without that shop's customers", async () => {
  const { house, shop, storeId } = await openShop();
  await insertMember(house.app.db, { id: house.app.newId("usr"), storeId, email: "boss@example.test", password: "une phrase assez longue", locale: "fr", at: house.clock.now() });
  shop.door.isInstalled = false;
  await deliver(house, shop, "app/uninstalled", { id: 1 });
  await deliver(house, shop, "shop/redact", { shop_id: 1, shop_domain: shop.domain });
  await run(house);
  for (const { email } of [canary, other]) expect(await tablesHolding(house, email)).toEqual([]);
  expect((await house.sql.query("SELECT 1 FROM store WHERE id = $1", [storeId])).rows).toHaveLength(1);
});

test("a hook whose bytes were touched is refused, a second delivery is known, an unknown shop is answered and forgotten", async () => {
  const { house, shop, ref } = await openShop();
  const spoilt = await deliver(house, shop, "customers/redact", aboutCanary(shop, ref), (body) => Uint8Array.from([...body, 32]));
  expect(spoilt.status).toBe(401);
  const { headers, body } = shop.signedHook("orders/updated", { id: Number(ref) });
  const send = (change: Record<string, string> = {}) =>
    call(house as unknown as House, hooks.action as never, new Request(`${origin}/hooks/shopify`, { method: "POST", headers: { ...headers, ...change }, body: Buffer.from(body) }), { connectionId: "shopify" });
  expect([(await send()).body, (await send()).body]).toEqual(["stored\n", "known\n"]);
  expect(await send({ "x-shopify-shop-domain": "nobody.myshopify.com" })).toMatchObject({ status: 200, body: "ignored\n" });
});

test("what was never delivered is found by the sweep over changed orders", async () => {
  const { house, shop, ref, connectionId, storeId } = await openShop();
  shop.payByCard(ref);
  await shop.deliver("drop");
  await jobHandlers(house.app)["sync-orders"]({ storeId, connectionId });
  const page = await visitorOf(house, shop).get(orderPage, `/app/orders/${connectionId}/${ref}`, { platformId: connectionId, ref });
  expect(JSON.stringify(page.body)).toContain('"state":"paid"');
});

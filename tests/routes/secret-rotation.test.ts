import { afterEach, expect, test } from "vitest";
import { findConnectionOfShop, insertConnection } from "../../app/db/connections.server";
import { insertStore } from "../../app/db/stores.server";
import * as frame from "../../app/routes/app";
import * as hooks from "../../app/routes/hooks.$connectionId";
import type { House } from "../road/house";
import { openEmbeddedHouse, visitorOf, type EmbeddedHouse } from "./embedded-house";
import { call, origin } from "./merchant-house";
import { askScreen, gid } from "./screens-shop";

type Sim = EmbeddedHouse["shops"][number];

const open: EmbeddedHouse[] = [];
afterEach(async () => {
  for (const house of open.splice(0)) await house.close();
});
async function openedWith(shops: number): Promise<{ house: EmbeddedHouse; first: Sim; shops: Sim[] }> {
  const house = await openEmbeddedHouse(Array.from({ length: shops }, () => ({})));
  open.push(house);
  const [first] = house.shops;
  if (!first) throw new Error("A house without a shop");
  return { house, first, shops: house.shops };
}

const third = `shpss_${"3".repeat(32)}`;
const ordersHook = { id: 1 };
const asHouse = (house: EmbeddedHouse) => house as unknown as House;

async function knock(house: EmbeddedHouse, shop: Sim, secret: string, where = "shopify"): Promise<number> {
  const { headers, body } = shop.signedHook("orders/updated", ordersHook, secret);
  return (await call(asHouse(house), hooks.action, new Request(`${origin}/hooks/${where}`, { method: "POST", headers, body: body as BodyInit }), { connectionId: where })).status;
}

/** What each door answers to what this secret signed: the hook, the shop's own one, the admin's screens, the customer's, the page by header and by address. */
async function doorsFor(house: EmbeddedHouse, shop: Sim, secret: string): Promise<Record<string, number>> {
  const { ref } = shop.addOrder();
  const connection = await findConnectionOfShop(house.app.db, "shopify", shop.domain);
  const staff = shop.sessionToken({}, secret);
  const shopper = shop.sessionToken({ iss: undefined, dest: shop.domain, sub: undefined }, secret);
  const visitor = visitorOf(house, shop);
  return {
    hook: await knock(house, shop, secret),
    ownHook: await knock(house, shop, secret, connection?.id ?? ""),
    admin: (await askScreen(asHouse(house), "admin", "links", { token: staff, body: { orderRefs: [gid(ref)], locale: "fr" } })).status,
    account: (await askScreen(asHouse(house), "account", "order", { token: shopper, body: { orderRef: gid(ref), locale: "fr" } })).status,
    header: (await visitor.get(frame, "/app/orders", {}, shop.sessionToken({}, secret))).status,
    address: (await visitor.load(frame, "/app/orders", {}, { id_token: shop.sessionToken({}, secret) })).status,
  };
}

const all = (status: number) => ({ hook: status, ownHook: status, admin: status, account: status, header: status, address: status });

test("while the app's secret is changed, everything signed with the old or the new one is believed before anybody visits, and nothing signed with a third", async () => {
  const { house, first } = await openedWith(1);
  await visitorOf(house, first).load(frame, "/app/orders");
  const old = first.door.clientSecret;
  const next = first.renewSecret();
  await house.restart({ SHOPIFY_CLIENT_SECRET: next, SHOPIFY_CLIENT_SECRET_OLD: old });
  expect(await doorsFor(house, first, old)).toEqual(all(200));
  expect(await doorsFor(house, first, next)).toEqual(all(200));
  expect(await doorsFor(house, first, third)).toEqual(all(401));
  expect(first.complaints).toEqual([]);
});

test("once the old secret is gone from the environment it opens no door, nor does the one a shop was connected with long ago", async () => {
  const { house, first } = await openedWith(1);
  await visitorOf(house, first).load(frame, "/app/orders");
  const oldest = first.door.clientSecret;
  const [second, newest] = [first.renewSecret(), `shpss_${"7".repeat(32)}`];
  await house.restart({ SHOPIFY_CLIENT_SECRET: newest, SHOPIFY_CLIENT_SECRET_OLD: second });
  expect((await findConnectionOfShop(house.app.db, "shopify", first.domain))?.settings["clientSecret"]).toBe(oldest);
  expect(await doorsFor(house, first, oldest)).toEqual(all(401));
  await house.restart({ SHOPIFY_CLIENT_SECRET: second });
  expect(await doorsFor(house, first, oldest)).toEqual(all(401));
});

test("tokens are asked for with the new secret, by a visit and by a renewal, so that revoking the old one cuts nobody off", async () => {
  const { house, first, shops } = await openedWith(2);
  for (const shop of shops) await visitorOf(house, shop).load(frame, "/app/orders");
  const old = first.door.clientSecret;
  const next = first.renewSecret();
  const other = shops[1] ?? first;
  other.door.nextSecret = next;
  await house.restart({ SHOPIFY_CLIENT_SECRET: next, SHOPIFY_CLIENT_SECRET_OLD: old });
  for (const shop of shops) shop.expireTokens();
  // One is visited, with a page signed by the old secret; the other only read by a job.
  expect((await visitorOf(house, first).load(frame, "/app/orders", {}, { id_token: first.sessionToken({}, old) })).status).toBe(200);
  const { ref } = other.addOrder();
  const connection = await findConnectionOfShop(house.app.db, "shopify", other.domain);
  const read = async () => (await house.app.openStore(connection?.storeId ?? "")).platform(connection?.id ?? "").getOrder(ref);
  expect((await read())?.ref).toBe(ref);
  for (const shop of shops) shop.revokeOldSecret();
  expect(shops.map((shop) => [...shop.door.access.values()].every(({ secret }) => secret === next))).toEqual([true, true]);
  await house.restart({ SHOPIFY_CLIENT_SECRET: next });
  expect((await read())?.ref).toBe(ref);
  expect(other.door.grants).toEqual(["token-exchange", "refresh_token"]);
});

test("a secret changed at once, without the two side by side, loses no token: the connection's own one still opens what it sealed", async () => {
  const { house, first } = await openedWith(1);
  await visitorOf(house, first).load(frame, "/app/orders");
  first.door.isSameOrganisation = false;
  const next = first.renewSecret();
  await house.restart({ SHOPIFY_CLIENT_SECRET: next });
  const { ref } = first.addOrder();
  const connection = await findConnectionOfShop(house.app.db, "shopify", first.domain);
  expect((await (await house.app.openStore(connection?.storeId ?? "")).platform(connection?.id ?? "").getOrder(ref))?.ref).toBe(ref);
});

test("a connection typed with the old secret is taken up at the first visit after the change, not doubled; one with a third is not", async () => {
  const { house, first, shops } = await openedWith(2);
  const at = house.clock.now();
  const type = async (shop: Sim, clientSecret: string) => {
    const storeId = house.app.newId("sto");
    await insertStore(house.app.db, { id: storeId, name: "Typed", locale: "fr", timeZone: "Europe/Paris", at });
    await insertConnection(house.app.db, { id: house.app.newId("con"), storeId, port: "platform", vendor: "shopify", settings: { ...shop.settings, clientSecret }, hookSecret: null, at });
    return storeId;
  };
  const old = first.door.clientSecret;
  const typed = await type(first, old);
  const liar = shops[1] ?? first;
  const lied = await type(liar, third);
  const next = first.renewSecret();
  liar.door.nextSecret = next;
  await house.restart({ SHOPIFY_CLIENT_SECRET: next, SHOPIFY_CLIENT_SECRET_OLD: old });
  for (const shop of shops) await visitorOf(house, shop).load(frame, "/app/orders");
  expect((await findConnectionOfShop(house.app.db, "shopify", first.domain))?.storeId).toBe(typed);
  expect((await findConnectionOfShop(house.app.db, "shopify", liar.domain))?.storeId).not.toBe(lied);
});

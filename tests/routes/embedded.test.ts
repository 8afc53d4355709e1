import { afterAll, beforeAll, expect, test } from "vitest";
import { changeLogo } from "../../app/flows/change-shop.server";
import { openFileKey } from "../../app/flows/file-keys.server";
import { followInstallation } from "../../app/flows/follow-installation.server";
import { jobHandlers } from "../../app/flows/run-jobs.server";
import * as logo from "../../app/routes/app.settings.logo[.]png";
import * as frame from "../../app/routes/app";
import * as orderPage from "../../app/routes/app.orders.$platformId.$ref";
import * as orders from "../../app/routes/app.orders._index";
import * as language from "../../app/routes/app.language";
import { runDueJobs, type House } from "../road/house";
import { openEmbeddedHouse, visitorOf, type EmbeddedHouse } from "./embedded-house";
import { call, origin } from "./merchant-house";

let house: EmbeddedHouse;
beforeAll(async () => {
  house = await openEmbeddedHouse([{}, {}, {}, {}]);
});
afterAll(() => house.close());

const count = async (table: string) => (await house.sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`)).rows[0]?.count;
const journalOf = async (storeId: string | undefined) => (await house.sql.query<{ kind: string; by: string }>(
  "SELECT kind, coalesce(v.user_ref, 'nobody') AS by FROM settings_change c LEFT JOIN visitor v ON v.id = c.member_id WHERE c.store_id = $1", [storeId])).rows;
const connectionOf = async (shopRef: string) => (await house.sql.query<{ id: string; store_id: string; is_enabled: boolean; uninstalled_at: Date | null }>("SELECT * FROM connection WHERE shop_ref = $1", [shopRef])).rows[0];

test("the first page of a shop, whose loaders run at once, makes one store and one connection and reads its orders", async () => {
  const [shop] = house.shops;
  if (!shop) throw new Error();
  shop.addOrder({ totalMinor: 4_200 });
  const visitor = visitorOf(house, shop);
  const answers = await Promise.all([visitor.load(frame, "/app/orders"), visitor.load(orders, "/app/orders"), visitor.load(frame, "/app/orders")]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answers[0]?.body).toMatchObject({ storeName: "Atelier Lumière", locale: "fr", timeZone: "Europe/Brussels", bridge: { clientId: shop.door.clientId } });
  expect([await count("store"), await count("connection"), await count("visitor")]).toEqual([1, 1, 1]);
  expect(await journalOf((await connectionOf(shop.domain))?.store_id)).toEqual([{ kind: "installed", by: expect.stringMatching(/^\d+$/) }]);
  expect(await runDueJobs(house as unknown as House)).toEqual([]);
  const listed = await visitor.get(orders, "/app/orders");
  expect(JSON.stringify(listed.body)).toContain("4200");
});

test("an order's page says in words what the shop's own admin says of it", async () => {
  const [shop] = house.shops;
  if (!shop) throw new Error();
  const { ref } = shop.addOrder();
  const visitor = visitorOf(house, shop);
  await jobHandlers(house.app)["sync-orders"]({ storeId: (await connectionOf(shop.domain))?.store_id ?? "", connectionId: (await connectionOf(shop.domain))?.id ?? "" });
  const params = { platformId: (await connectionOf(shop.domain))?.id ?? "", ref };
  const page = await visitor.get(orderPage, "/app/orders/x", params);
  expect(page.body).toMatchObject({ order: { platformStatus: "PENDING", shopStatus: { fr: "Paiement en attente", en: "Payment pending" } } });
});

test("one exchange serves the hours that follow, and what is kept of it is sealed", async () => {
  const [shop] = house.shops;
  if (!shop) throw new Error();
  const before = shop.door.grants.length;
  for (let turn = 0; turn < 3; turn += 1) await visitorOf(house, shop).get(frame, "/app/orders");
  expect(shop.door.grants.length).toBe(before);
  const records = JSON.stringify((await house.sql.query("SELECT * FROM record")).rows);
  expect(records).toContain("sealed");
  for (const token of [...shop.door.access.keys(), ...shop.door.refresh.keys()]) expect(records).not.toContain(token);
});

const at = () => Math.floor(Date.now() / 1_000);
test.each([
  ["of another app", () => ({ aud: "another-app" })],
  ["of a stranger's site", () => ({ dest: "https://evil.example", iss: "https://evil.example/admin" })],
  ["whose issuer is another shop", () => ({ iss: "https://shop-2.myshopify.com/admin" })],
  ["that ended", () => ({ exp: at() - 60, nbf: at() - 120, iat: at() - 120 })],
  ["that begins tomorrow", () => ({ nbf: at() + 86_400, iat: at() + 86_400, exp: at() + 86_460 })],
  ["of a shopper", () => ({ sub: "gid://shopify/Customer/1" })],
])("a session token %s opens nothing, by address nor by header", async (_name, change) => {
  const [shop] = house.shops;
  if (!shop) throw new Error();
  const token = shop.sessionToken(change());
  const visitor = visitorOf(house, shop);
  expect((await visitor.get(orders, "/app/orders", {}, token)).status).toBe(401);
  const loaded = await visitor.load(orders, "/app/orders", {}, { id_token: token });
  expect([302, 401]).toContain(loaded.status);
  expect(loaded.location ?? "/embed/shopify/session-token").toContain("/embed/shopify/session-token");
  expect((await visitor.post(language, "/app/language", { locale: "en" }, {}, token)).status).toBe(401);
});

test("a token without signature, with a foreign one, or with another shop's address beside it opens nothing", async () => {
  const [shop, other] = house.shops;
  if (!shop || !other) throw new Error();
  const [, payload = "", signature = ""] = shop.sessionToken().split(".");
  const none = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
  const visitor = visitorOf(house, shop);
  for (const token of [`${none}.${payload}.`, `${none}.${payload}.${signature}`, `${shop.sessionToken().slice(0, -4)}AAAA`]) {
    expect((await visitor.get(orders, "/app/orders", {}, token)).status, token).toBe(401);
  }
  expect((await visitor.load(orders, "/app/orders", {}, { id_token: other.sessionToken() })).status).toBe(401);
  expect(await count("store")).toBe(1);
});

test("a page opened outside of the admin, or without a token, is sent where it can be told who looks", async () => {
  const [shop] = house.shops;
  if (!shop) throw new Error();
  const visitor = visitorOf(house, shop);
  const outside = await visitor.load(frame, "/app/links", {}, { embedded: null, id_token: null });
  expect([outside.status, outside.location]).toEqual([302, `${shop.url}/store/shop-1/apps/${shop.door.clientId}/app/links`]);
  const tokenless = await visitor.load(frame, "/app/links", {}, { id_token: null });
  expect(tokenless.location).toContain(`/embed/shopify/session-token?embedded=1&shop=${shop.domain}`);
  expect(new URL(tokenless.location ?? "", origin).searchParams.get("shopify-reload")).toContain(`${origin}/app/links?embedded=1`);
  expect((await visitor.load(frame, "/app/links", {}, { shop: "evil.example" })).status).toBe(401);
});

test("without a shop in the address the ordinary sign-in decides, and knows nothing of the admin", async () => {
  const answer = await call(house as unknown as House, frame.loader as never, new Request(`${origin}/app/orders`));
  expect([answer.status, answer.location]).toEqual([302, "/sign-in?to=%2Fapp%2Forders"]);
});

test("a person inside the admin keeps the language they choose, whatever the admin speaks", async () => {
  const shop = house.shops[1];
  if (!shop) throw new Error();
  const visitor = visitorOf(house, shop);
  expect((await visitor.load(frame, "/app/orders")).body).toMatchObject({ locale: "fr" });
  expect((await visitor.post(language, "/app/language", { locale: "en" })).status).toBe(303);
  expect((await visitor.load(frame, "/app/orders")).body).toMatchObject({ locale: "en" });
});

test("a shop that threw us out and takes us back finds its store as it was", async () => {
  const shop = house.shops[2];
  if (!shop) throw new Error();
  const visitor = visitorOf(house, shop);
  await visitor.load(frame, "/app/orders");
  const before = await connectionOf(shop.domain);
  const ctx = await house.app.openStore(before?.store_id ?? "");
  const isInstalled = async () => false;
  await followInstallation(ctx, { connectionId: before?.id ?? "", isInstalled });
  await followInstallation(ctx, { connectionId: before?.id ?? "", isInstalled });
  await visitor.load(frame, "/app/orders");
  const after = await connectionOf(shop.domain);
  expect(after).toMatchObject({ id: before?.id, store_id: before?.store_id, is_enabled: true, uninstalled_at: null });
  expect(shop.door.grants.filter((grant) => grant === "token-exchange")).toHaveLength(2);
  expect((await journalOf(before?.store_id)).map(({ kind }) => kind).sort()).toEqual(["installed", "installed", "uninstalled"]);
});

test("a connection the merchant switched off stays off through a visit", async () => {
  const shop = house.shops[2];
  if (!shop) throw new Error();
  await house.sql.query("UPDATE connection SET is_enabled = false WHERE shop_ref = $1", [shop.domain]);
  await visitorOf(house, shop).load(frame, "/app/orders");
  expect((await connectionOf(shop.domain))?.is_enabled).toBe(false);
});

test("a shop that does not answer while it is installed shows words, not a blank page, and leaves no half store", async () => {
  const shop = house.shops[3];
  if (!shop) throw new Error();
  const stores = await count("store");
  shop.fail({ on: "token", kind: "status", status: 500 });
  const down = await visitorOf(house, shop).load(frame, "/app/orders");
  expect([down.status, String(down.body)]).toEqual([503, expect.stringContaining("ne répond pas")]);
  expect(down.headers.get("content-security-policy")).toContain(`frame-ancestors https://${shop.domain}`);
  expect(await count("store")).toBe(stores);
  expect((await visitorOf(house, shop).load(frame, "/app/orders")).status).toBe(200);
});

test("a page inside the admin opens its store's files by a key, for an hour, and no other store's", async () => {
  const [shop, other] = house.shops;
  if (!shop || !other) throw new Error();
  const keyOf = async (of: typeof shop) => ((await visitorOf(house, of).load(frame, "/app/orders")).body as { fileKey: string }).fileKey;
  const storeOf = async (of: typeof shop) => (await connectionOf(of.domain))?.store_id ?? "";
  await changeLogo(await house.app.openStore(await storeOf(shop)), { png: new Uint8Array([1]), webp: new Uint8Array([1]) });
  const open = async (key: string) => (await call(house as unknown as House, logo.loader as never, new Request(`${origin}/app/settings/logo.png?key=${encodeURIComponent(key)}`))).status;
  const key = await keyOf(shop);
  expect([await open(key), await open(await keyOf(other)), await open(`${key.slice(0, -3)}AAA`), await open("")]).toEqual([200, 404, 404, 404]);
  const late = { ...house.app, now: () => new Date(Date.now() + 61 * 60_000) };
  expect(await openFileKey(late, key)).toBeNull();
});

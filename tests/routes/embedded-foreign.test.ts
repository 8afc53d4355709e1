import { afterAll, beforeAll, expect, test } from "vitest";
import { insertConnection } from "../../app/db/connections.server";
import { raiseTask } from "../../app/db/tasks.server";
import { sendPaymentLink } from "../../app/flows/send-payment-link.server";
import { runDueJobs, type House } from "../road/house";
import type { ShopifySimulator } from "../simulators/shopify";
import { browser, embeddedPath, openEmbeddedHouse, visitorOf, type EmbeddedHouse } from "./embedded-house";
import { call, origin, type Answer, type RouteModule } from "./merchant-house";
import { withHead } from "./screens-shop";

/** Files and folders: a route that is made tomorrow is asked tomorrow. */
const files = import.meta.glob<RouteModule>(["../../app/routes/app*.{ts,tsx}", "../../app/routes/app*/route.{ts,tsx}"], { eager: true });
const routes = Object.entries(files).map(([file, module]) => ({ name: file.replace(/^.*\/routes\/|(\/route)?\.tsx?$/g, ""), module }));
/** What an address may name without naming anybody's: a file's kind, a vendor of this build. */
const nobodys = new Set(["format", "port", "vendor"]);
/** Every intent that a form of ours sends, by the routes' own texts. */
const texts = import.meta.glob<string>(["../../app/routes/app*.{ts,tsx}", "../../app/routes/app*/*.{ts,tsx}"], { eager: true, query: "?raw", import: "default" });
const intents = [...new Set(Object.values(texts).flatMap((text) => [...text.matchAll(/\bintent\b[^;\n]*|const intents = [^;]*/g)].flatMap(([line]) => [...line.matchAll(/"([a-z-]+)"/g)].map(([, word = ""]) => word))))];
const signposts = new Set(["app._index"]);

type Tenant = { shop: ShopifySimulator; word: string; ids: Record<string, string> };
let house: EmbeddedHouse;
let one: Tenant;
let other: Tenant;

beforeAll(async () => {
  house = await openEmbeddedHouse([{}, {}]);
  const [first, second] = house.shops;
  if (!first || !second) throw new Error();
  one = await openTenant(first, "Premiere");
  other = await openTenant(second, "Seconde");
});
afterAll(() => house.close());

/** A shop with an order, a link, a way to pay and a task, all under a word of its own. */
async function openTenant(shop: ShopifySimulator, word: string): Promise<Tenant> {
  const { ref } = shop.addOrder({ billing: { name: `${word} Personne`, company: null }, customer: { name: `${word} Personne`, email: `${word.toLowerCase()}@example.test`, locale: "fr" }, lines: [{ name: `${word} lampe`, quantity: 1, currentQuantity: 1, unitMinor: 5_000 }] });
  await visitorOf(house, shop).load(files["../../app/routes/app.tsx"] ?? {}, "/app/orders");
  await runDueJobs(house as unknown as House);
  const { rows: [connection] } = await house.sql.query<{ id: string; store_id: string }>("SELECT id, store_id FROM connection WHERE shop_ref = $1", [shop.domain]);
  const [platformId = "", storeId = ""] = [connection?.id, connection?.store_id];
  const at = house.clock.now();
  const { id: connectionId } = await insertConnection(house.app.db, { id: house.app.newId("con"), storeId, port: "provider", vendor: "paper-pay", settings: {}, hookSecret: null, at });
  const sent = await sendPaymentLink(await house.app.openStore(storeId), { platformId, orderRef: ref, amountMinor: null, email: `${word.toLowerCase()}@example.test`, locale: "fr", expiresAt: new Date(at.getTime() + 86_400_000), description: `${word} lampe`, note: "", messageId: null });
  if (!sent.ok) throw new Error(sent.reason);
  const taskId = house.app.newId("tsk");
  await raiseTask(house.app.db, { id: taskId, storeId, kind: "customer-data-asked", subject: taskId, detail: { connectionId: platformId, email: "", orderRefs: [ref], word }, at });
  return { shop, word, ids: { platformId, ref, linkId: sent.linkId, connectionId, taskId, receiptId: "rcp_none", format: "svg", port: "platform", vendor: "shopify", splat: "x" } };
}

function paramsOf(name: string, { ids }: Tenant): Record<string, string> {
  return Object.fromEntries([...name.matchAll(/\$(\w+)/g)].flatMap(([, param = ""]) => (param === "" ? [] : [[param, ids[param] ?? ""]])));
}

/** Ids of the two shops' orders are the same numbers: only the connection tells them apart, as in reality. */
function everyReading(name: string, module: RouteModule, of: Tenant): Promise<Answer>[] {
  const visitor = visitorOf(house, one.shop);
  const params = paramsOf(name, of);
  const named = { taskId: of.ids["taskId"] ?? "", paymentId: "pay_none", linkId: of.ids["linkId"] ?? "", connection: of.ids["connectionId"] ?? "", order: `${of.ids["platformId"]}/${of.ids["ref"]}` };
  const readings = module.loader ? [visitor.get(module, "/app/x", params), visitor.load(module, "/app/x", params)] : [];
  const actions = module.action ? intents.map((intent) => visitor.post(module, "/app/x", { ...named, intent }, params)) : [];
  return [...readings, ...actions];
}

test("no address under /app, asked from inside one shop with another's ids, shows or changes anything of the other", async () => {
  expect([routes.length > 15, intents.length > 10]).toEqual([true, true]);
  const before = await snapshot();
  for (const { name, module } of routes.filter((route) => !signposts.has(route.name))) {
    const isOwned = [...name.matchAll(/\$(\w+)/g)].some(([, param = ""]) => !nobodys.has(param));
    for (const answer of await Promise.all(everyReading(name, module, other))) {
      const told = JSON.stringify([answer.body, answer.location]);
      expect([name, told.includes("Seconde"), told.includes("seconde@")]).toEqual([name, false, false]);
      if (isOwned) expect([name, answer.status]).toEqual([name, 404]);
    }
  }
  expect(await snapshot()).toEqual(before);
});

/** Everything of the other store that a write could touch. */
async function snapshot(): Promise<unknown> {
  const { rows: [store] } = await house.sql.query<{ store_id: string }>("SELECT store_id FROM connection WHERE shop_ref = $1", [other.shop.domain]);
  const { rows: owned } = await house.sql.query<{ name: string }>("SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'store_id'");
  const tables = ["store", ...owned.map(({ name }) => name)];
  expect(tables.length).toBeGreaterThan(10);
  return Promise.all(tables.map(async (table) => (await house.sql.query(`SELECT * FROM ${table} WHERE ${table === "store" ? "id" : "store_id"} = $1 ORDER BY 1`, [store?.store_id])).rows));
}

test("the same addresses with the shop's own ids show its own, so that the test above looked at what is there", async () => {
  const shown = await Promise.all(routes.filter(({ name }) => /^app\.(links\.\$linkId|orders\.\$platformId\.\$ref|orders\._index)$/.test(name)).map(({ name, module }) => visitorOf(house, one.shop).get(module, "/app/x", paramsOf(name, one))));
  expect(shown).toHaveLength(3);
  for (const { status, body } of shown) expect([status, JSON.stringify(body).includes("Premiere")]).toEqual([200, true]);
});

test("every address under /app refuses a forged token, in the header and in the address, at a look and at a form", async () => {
  const { shop } = one;
  const forged = [shop.sessionToken({ aud: "other" }), shop.sessionToken({ dest: "https://evil.example" }), shop.sessionToken({ exp: 1, nbf: 1, iat: 1 }), `${shop.sessionToken().split(".").slice(0, 2).join(".")}.`, withHead(shop.sessionToken(), { alg: "none", typ: "JWT" }, null), withHead(shop.sessionToken(), { alg: "HS256" }, "shpss_another")];
  const before = await snapshot();
  for (const { name, module } of routes.filter((route) => !signposts.has(route.name))) {
    for (const token of forged) {
      if (module.action) expect([name, (await visitorOf(house, shop).post(module, "/app/x", { intent: "save" }, paramsOf(name, one), token)).status]).toEqual([name, 401]);
      if (!module.loader || name === "app.language") continue;
      const asked = await call(house as unknown as House, module.loader, new Request(`${origin}/app/x`, { headers: { authorization: `Bearer ${token}`, "user-agent": browser } }), paramsOf(name, one));
      const loaded = await call(house as unknown as House, module.loader, new Request(origin + embeddedPath(shop, "/app/x", { id_token: token }), { headers: { "user-agent": browser } }), paramsOf(name, one));
      expect([name, asked.status, [302, 401].includes(loaded.status)]).toEqual([name, 401, true]);
    }
  }
  expect(await snapshot()).toEqual(before);
});

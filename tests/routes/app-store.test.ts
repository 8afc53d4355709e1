import { afterAll, beforeAll, expect, test } from "vitest";
import { shopifyOfAppStore } from "../../adapters/shopify/app-store.server";
import { insertConnection } from "../../app/db/connections.server";
import * as pay from "../../app/routes/p.$token/route";
import { getLinkToken } from "../../app/db/links.server";
import { refreshOrder } from "../../app/flows/refresh-order.server";
import { makeClock, openHouse, type House, type Shop } from "../road/house";
import { sendPaymentLink } from "../../app/flows/send-payment-link.server";
import { startShopifySimulator, type ShopifySimulator } from "../simulators/shopify";
import { call, origin } from "./merchant-house";

let house: House;
let shop: Shop;
let sim: ShopifySimulator;
let platformId = "";
beforeAll(async () => {
  const clock = makeClock();
  sim = await startShopifySimulator({ now: clock.now, protectedDataLevel: 1 });
  house = await openHouse({ clock, extraPlatforms: [shopifyOfAppStore], env: { VENDOR_BASE_URLS: JSON.stringify({ shopify: sim.url }) } });
  shop = await house.openShop();
  platformId = (await insertConnection(house.app.db, { id: house.app.newId("con"), storeId: shop.storeId, port: "platform", vendor: "shopify", settings: sim.settings, hookSecret: null, at: clock.now() })).id;
});
afterAll(async () => {
  await house.close();
  await sim.close();
  expect(sim.complaints).toEqual([]);
});

/** An order asked for by a link of ours; out: its address. */
async function ask(collectionUrl: string | null): Promise<{ ref: string; path: string; token: string }> {
  const { ref } = sim.addOrder({ currency: "EUR", collectionUrl });
  const sent = await sendPaymentLink(await shop.ctx(), {
    platformId, orderRef: ref, amountMinor: null, email: "zoe@example.test", locale: "fr", expiresAt: new Date(house.clock.now().getTime() + 86_400_000), description: "Commande", note: "", messageId: null,
  });
  if (!sent.ok) throw new Error(sent.reason);
  const token = await getLinkToken(house.app.db, shop.storeId, sent.linkId);
  return { ref, path: `${origin}/p/${token}`, token };
}

const look = (at: { path: string; token: string }) => call(house, pay.loader as never, new Request(at.path), { token: at.token });
const press = (at: { path: string; token: string }) => call(house, pay.action as never, new Request(at.path, { method: "POST", body: new URLSearchParams() }), { token: at.token });

test("the link leads to Shopify's own page, as it is at this moment, and a look changes nothing", async () => {
  const at = await ask("https://pay.example/first");
  const before = sim.requests.length;
  expect([(await look(at)).location, (await look(at)).location]).toEqual(["https://pay.example/first", "https://pay.example/first"]);
  sim.order(at.ref).collectionUrl = "https://pay.example/second";
  expect((await look(at)).location).toBe("https://pay.example/second");
  expect(sim.requests.slice(before).every((request) => request === "order 200")).toBe(true);
  const kept = await house.sql.query("SELECT 1 FROM link_event WHERE detail::text LIKE '%pay.example%'");
  expect(kept.rows).toEqual([]);
});

test("without a page Shopify writes to its customer, at a press and not at a look", async () => {
  const at = await ask(null);
  const shown = await look(at);
  expect([shown.status, String(shown.body).includes("Recevoir la facture")]).toEqual([200, true]);
  expect(sim.mails).toEqual([]);
  expect(String((await press(at)).body)).toContain("La facture est en route");
  expect(sim.mails.map(({ kind }) => kind)).toEqual(["order-invoice"]);
  for (let more = 0; more < 5; more += 1) await press(at);
  expect(sim.mails.length).toBeLessThanOrEqual(3);
});

test("paid at Shopify in between, the link says so; a shop that is down loses nothing", async () => {
  const at = await ask("https://pay.example/third");
  sim.fail({ on: "order", kind: "status", status: 503 });
  expect((await look(at)).status).toBe(503);
  sim.payByCard(at.ref);
  expect(String((await look(at)).body)).toContain("déjà");
  await refreshOrder(await shop.ctx(), { platformId, orderRef: at.ref });
  expect((await look(at)).status).toBe(200);
});

test("the App Store edition asks for no name and no address, and lives without them", async () => {
  const { ref } = sim.addOrder({ currency: "EUR" });
  const order = await refreshOrder(await shop.ctx(), { platformId, orderRef: ref });
  expect(order).toMatchObject({ customer: { name: "", email: "" }, openMinor: 12_100 });
  expect(sim.requests.length).toBeGreaterThan(0);
});

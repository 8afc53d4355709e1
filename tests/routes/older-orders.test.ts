import { afterAll, beforeAll, expect, test } from "vitest";
import { requiredScopes } from "../../adapters/shopify/check.server";
import { jobHandlers } from "../../app/flows/run-jobs.server";
import * as hooks from "../../app/routes/hooks.$connectionId";
import * as connection from "../../app/routes/app.settings.connections.$connectionId";
import * as orders from "../../app/routes/app.orders._index";
import { runDueJobs, type House } from "../road/house";
import { openEmbeddedHouse, visitorOf, type EmbeddedHouse } from "./embedded-house";
import { call, origin } from "./merchant-house";

let house: EmbeddedHouse;
beforeAll(async () => {
  house = await openEmbeddedHouse([{ scopes: requiredScopes }, { scopes: requiredScopes }, {}]);
});
afterAll(() => house.close());

const day = 86_400_000;
const run = () => runDueJobs(house as unknown as House);

/** A shop that installed the app, with an order of this week and one of seventy days ago that changed yesterday. */
async function installed(index: number) {
  const shop = house.shops[index];
  if (!shop) throw new Error("no such shop");
  const now = house.clock.now().getTime();
  shop.addOrder({ name: "#old", createdAt: new Date(now - 70 * day), updatedAt: new Date(now - day) });
  shop.addOrder({ name: "#new", createdAt: new Date(now - 2 * day), updatedAt: new Date(now - 2 * day) });
  const visitor = visitorOf(house, shop);
  await visitor.load(orders, "/app/orders");
  await run();
  const { rows: [row] } = await house.sql.query<{ id: string; store_id: string }>("SELECT id, store_id FROM connection WHERE shop_ref = $1", [shop.domain]);
  const list = async () => (await visitor.get(orders, "/app/orders")).body as { orders: { number: string }[]; platforms: { shownDays: number | null }[] };
  return {
    shop, visitor, connectionId: row?.id ?? "", storeId: row?.store_id ?? "",
    numbers: async () => (await list()).orders.map(({ number }) => number).sort(),
    shownDays: async () => (await list()).platforms.map((one) => one.shownDays),
    page: async () => (await visitor.get(connection, "/x", { connectionId: row?.id ?? "" })).body,
  };
}

test("where the shop shows its latest orders only, the list and the connection's page say so and which permission lifts it", async () => {
  const at = await installed(0);
  expect(await at.numbers()).toEqual(["#new"]);
  expect(await at.shownDays()).toEqual([60]);
  expect(await at.page()).toMatchObject({ isInstalled: true, health: { isWorking: true, problems: [], olderOrders: { shownDays: 60, permissions: ["read_all_orders"] } } });
});

test("a permission given in the shop's admin shows the older orders, at the button's press or when only the shop's hook tells", async () => {
  const doors = [
    (at: Awaited<ReturnType<typeof installed>>) => at.visitor.post(connection, "/x", { intent: "check" }, { connectionId: at.connectionId }),
    (at: Awaited<ReturnType<typeof installed>>) => {
      const { headers, body } = at.shop.signedHook("app/scopes_update", { current: at.shop.scopes });
      return call(house as unknown as House, hooks.action as never, new Request(`${origin}/hooks/shopify`, { method: "POST", headers, body: Buffer.from(body) }), { connectionId: "shopify" });
    },
  ];
  for (const [index, come] of doors.entries()) {
    const at = await installed(index);
    // A look that finds nothing new leaves the reading where it stands.
    await jobHandlers(house.app)["tend-connection"]({ storeId: at.storeId, connectionId: at.connectionId });
    await run();
    expect(await at.numbers()).not.toContain("#old");
    at.shop.grant(["read_all_orders"]);
    expect((await come(at)).status).toBeLessThan(400);
    expect(await run()).toEqual([]);
    expect(await at.numbers()).toContain("#old");
    expect(await at.shownDays()).toEqual([null]);
    expect(await at.page()).not.toMatchObject({ health: { olderOrders: expect.anything() } });
  }
});

test("a shop that shows everything is told nothing", async () => {
  const at = await installed(2);
  expect(await at.numbers()).toEqual(["#new", "#old"]);
  expect(await at.shownDays()).toEqual([null]);
});

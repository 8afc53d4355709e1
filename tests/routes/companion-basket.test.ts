import { afterAll, beforeAll, expect, test } from "vitest";
import { outage, paperOrder } from "../road/paper";
import { ask, openCompanionShop, type Companion } from "./companion-shop";
import { openHouse, type House } from "./merchant-house";

let house: House;
let shop: Companion;
beforeAll(async () => {
  house = await openHouse();
  shop = await openCompanionShop(house, "panier@example.test");
});
afterAll(() => house.close());

const order = (ref: string, amountMinor: number) => void house.paper.orders.set(ref, paperOrder(ref, amountMinor, house.clock.now()));

test("gives one address for several orders, makes the links that are missing, and names what cannot be paid there", async () => {
  order("301", 2_000);
  order("302", 3_000);
  house.paper.orders.set("303", { ...paperOrder("303", 500, house.clock.now()), state: "paid", openMinor: 0 });
  const first = await ask(house, shop, "basket", { orderRefs: ["302", "301", "303", "404"], locale: "nl_BE" });
  expect(first).toMatchObject({ status: 200, said: { missing: ["303", "404"] } });
  expect(first.said.url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/b\/[\w-]{27}$/);
  // However often it is asked, and in whatever order.
  const again = await Promise.all([["301", "302"], ["302", "301", "301"]].map((orderRefs) => ask(house, shop, "basket", { orderRefs })));
  expect(again.map(({ said }) => said.url)).toEqual([first.said.url, first.said.url]);
  expect((await house.sql.query("SELECT 1 FROM payment_link WHERE order_ref IN ('301', '302')")).rowCount).toBe(2);
});

test("nothing due, an empty list, too many orders: refused, and no page is made", async () => {
  const before = (await house.sql.query("SELECT 1 FROM basket")).rowCount;
  expect(await ask(house, shop, "basket", { orderRefs: ["404"] })).toEqual({ status: 409, said: { error: "nothing-due", missing: ["404"] } });
  expect((await ask(house, shop, "basket", { orderRefs: [] })).status).toBe(422);
  expect((await ask(house, shop, "basket", { orderRefs: Array.from({ length: 51 }, (_, at) => String(at)) })).status).toBe(422);
  expect((await house.sql.query("SELECT 1 FROM basket")).rowCount).toBe(before);
});

test("fifty orders of a slow shop: some at a time, never many at once, and each answer tells how far it came", async () => {
  const refs = Array.from({ length: 50 }, (_, at) => String(1_000 + at));
  for (const ref of refs) order(ref, 1_000);
  let running = 0;
  let most = 0;
  house.paper.pause = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    house.clock.move(600);
    running -= 1;
  };
  const answers: Record<string, unknown>[] = [];
  for (let tries = 0; tries < 10 && typeof answers.at(-1)?.url !== "string"; tries += 1) {
    const { status, said } = await ask(house, shop, "basket", { orderRefs: refs });
    expect(status).toBe(200);
    answers.push(said);
  }
  house.paper.pause = async () => undefined;
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(4);
  expect(answers.length).toBeGreaterThan(1);
  for (const { ready, left, missing } of answers.slice(0, -1)) expect([Number(ready) + (left as string[]).length, missing]).toEqual([50, []]);
  const counts = answers.slice(0, -1).map(({ ready }) => Number(ready));
  expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
  expect(answers.at(-1)).toEqual({ url: expect.stringMatching(/\/b\//), missing: [] });
});

test("the shop goes away in the middle: what was made stays, the rest is named; from the start it is the shop that is not read", async () => {
  const refs = Array.from({ length: 12 }, (_, at) => String(2_000 + at));
  for (const ref of refs) order(ref, 1_000);
  let readings = 0;
  house.paper.fault = (_, call, moment) => {
    if (call === "getOrder" && moment === "do" && (readings += 1) > 9) throw outage("paper-shop");
  };
  const { status, said } = await ask(house, shop, "basket", { orderRefs: refs });
  expect([status, said.url, Number(said.ready) + (said.left as string[]).length]).toEqual([200, null, 12]);
  expect(Number(said.ready)).toBeGreaterThan(0);
  expect((await ask(house, shop, "basket", { orderRefs: refs })).status).toBe(503);
  house.paper.fault = () => undefined;
  expect((await ask(house, shop, "basket", { orderRefs: refs })).said).toMatchObject({ url: expect.any(String), missing: [] });
});

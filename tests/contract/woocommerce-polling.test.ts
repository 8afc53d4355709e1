import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import type { Order } from "../../app/core/order";
import type { Platform } from "../../app/core/ports";
import type { WooSimulator } from "../simulators/woocommerce";
import { openWoo } from "./woocommerce-bench";

let shop: WooSimulator;
afterEach(() => shop.close());

const start = Date.parse("2026-11-21T10:00:00Z");
const pagesMax = 200;

async function listAll(platform: Platform, since: Date, between: (asked: number) => void = () => undefined): Promise<Order[]> {
  const all: Order[] = [];
  let page: string | null = null;
  for (let asked = 0; asked < pagesMax; asked += 1) {
    const answer: { orders: Order[]; next: string | null } = await platform.listOrders({ modifiedAfter: since, page });
    all.push(...answer.orders);
    if (answer.next === null) return all;
    page = answer.next;
    between(asked);
  }
  throw new Error("The list has no end");
}

it("misses no order, however the shop changes between two pages", async () => {
  const step = fc.record({ pick: fc.nat(), what: fc.constantFrom("edit", "trash", "add"), seconds: fc.nat({ max: 2 }), count: fc.integer({ min: 1, max: 30 }) });
  const bursts = fc.array(fc.tuple(fc.nat({ max: 2 }), fc.integer({ min: 1, max: 70 })), { minLength: 1, maxLength: 4 });
  await fc.assert(fc.asyncProperty(bursts, fc.array(step, { maxLength: 4 }), async (made, steps) => {
    let now = start;
    const opened = await openWoo({ now: () => new Date(now) });
    shop = opened.shop;
    const ids: number[] = [];
    for (const [seconds, count] of made) {
      now += seconds * 1_000;
      for (let each = 0; each < count; each += 1) ids.push(shop.addOrder().id);
    }
    const seen = await listAll(opened.platform, new Date(start - 60_000), (asked) => {
      const change = steps[asked];
      if (change === undefined) return;
      now += 1_000 + change.seconds * 1_000;
      for (let each = 0; each < change.count; each += 1) {
        const id = ids[(change.pick + each) % ids.length] ?? 0;
        if (change.what === "edit") shop.editTotal(id, "99.00");
        else if (change.what === "trash") shop.trash(id);
        else ids.push(shop.addOrder().id);
      }
    });
    const refs = new Set(seen.map((order) => order.ref));
    expect(ids.filter((id) => !refs.has(String(id)))).toEqual([]);
    await shop.close();
  }), { numRuns: 40 });
});

it("gets through a second in which a bulk edit touched hundreds of orders", async () => {
  const opened = await openWoo({ now: () => new Date(start) });
  shop = opened.shop;
  const ids = Array.from({ length: 260 }, () => shop.addOrder().id);
  shop.trash(ids[3] ?? 0);
  const seen = await listAll(opened.platform, new Date(start - 1_000));
  expect(new Set(seen.map((order) => order.ref)).size).toBe(260);
  expect(seen.find((order) => order.ref === String(ids[3]))?.state).toBe("gone");
  expect(shop.complaints).toEqual([]);
});

it("asks again for what was saved just before, since a slow save shows late", async () => {
  const opened = await openWoo({ now: () => new Date(start) });
  shop = opened.shop;
  const order = shop.addOrder();
  expect((await listAll(opened.platform, new Date(start + 20_000))).map(({ ref }) => ref)).toEqual([String(order.id)]);
  expect(await listAll(opened.platform, new Date(start + 40_000))).toEqual([]);
});

it("stops all others neither for an order in points nor for one that cannot be read: that one is named", async () => {
  const opened = await openWoo();
  shop = opened.shop;
  const good = shop.addOrder();
  shop.addOrder({ currency: "PTS" });
  expect((await listAll(opened.platform, new Date(start - 1e10))).map(({ ref }) => ref)).toEqual([String(good.id)]);
  const broken = shop.addOrder({ date_created_gmt: "soon" });
  broken.total = "douze";
  expect((await listAll(opened.platform, new Date(start - 1e10))).map(({ ref }) => ref)).toEqual([String(good.id)]);
  const named: string[] = [];
  for (let page: string | null = null, next: string | null | undefined; next !== null; page = next) {
    const listed = await opened.platform.listOrders({ modifiedAfter: new Date(start - 1e10), page });
    named.push(...(listed.unreadable ?? []));
    next = listed.next;
  }
  expect([...new Set(named)]).toContain(String(broken.id));
  await expect(opened.platform.getOrder(String(broken.id))).rejects.toMatchObject({ kind: "unexpected-reply" });
});

it("refuses a page that is not its own", async () => {
  const opened = await openWoo();
  shop = opened.shop;
  for (const page of ["2", "", "after-x", "sweep-1", "sweep-1-draft-0-0", "after-1-any-0-0", "after-1&status=any"]) {
    await expect(opened.platform.listOrders({ modifiedAfter: new Date(), page })).rejects.toThrow(/Not a page of ours/);
  }
});

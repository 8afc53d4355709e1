import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { currencyOf } from "../app/core/currency";
import { isWatched, linkGroup } from "../app/core/link-marks";
import type { OrderState } from "../app/core/order";
import { draftLink } from "../app/core/payment-link";
import { inTransaction } from "../app/db/client.server";
import { insertEntry } from "../app/db/ledger.server";
import { addLinkEvent } from "../app/db/link-events.server";
import type { LinkFilter } from "../app/db/link-filters.server";
import { insertLink, updateLink } from "../app/db/links.server";
import { saveOrder } from "../app/db/orders.server";
import { insertPayment } from "../app/db/payments.server";
import { listLinkRows } from "../app/flows/list-link-rows.server";
import { listOrders } from "../app/flows/list-orders.server";
import { openHouse, openLink, type House, type Shop } from "./road/house";
import { paperOrder } from "./road/paper";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const dayMs = 86_400_000;
const filters: LinkFilter[] = ["open", "paid", "expired", "cancelled", "refunded", "watched"];
const states: OrderState[] = ["unpaid", "paid", "cancelled", "refunded", "gone"];

const someMove = fc.record({
  kind: fc.constantFrom("capture", "refund", "refund-reversal", "dispute", "dispute-reversal"),
  part: fc.constantFrom("due", "due", "surplus"),
  amountMinor: fc.constantFrom(40, 60, 100),
});
const someLink = fc.record({
  orderState: fc.option(fc.constantFrom(...states), { nil: null }),
  isCancelled: fc.boolean(),
  isMarkedByUs: fc.boolean(),
  expiresInDays: fc.constantFrom(null, -1, 2),
  isDisputeOpen: fc.boolean(),
  moves: fc.array(someMove, { maxLength: 4 }),
});
type SomeLink = typeof someLink extends fc.Arbitrary<infer T> ? T : never;

async function save(shop: Shop, some: SomeLink, ref: string): Promise<void> {
  const { app, clock } = house;
  const { storeId, platformId } = shop;
  const at = clock.now();
  const order = paperOrder(ref, 100, at);
  const drafted = draftLink(order, { locale: "fr", email: "a@example.test", amountMinor: null, description: "x", expiresAt: null }, at);
  if (!drafted.ok) throw new Error(drafted.reason);
  const hasOrder = some.orderState !== null;
  const expiresAt = some.expiresInDays === null ? null : new Date(at.getTime() + some.expiresInDays * dayMs);
  const draft = { ...drafted.draft, kind: hasOrder ? ("order" as const) : ("single" as const), orderRef: hasOrder ? ref : null, expiresAt };
  const { link } = await insertLink(app.db, { id: app.newId("lnk"), storeId, platformId: hasOrder ? platformId : null, draft });
  if (some.isCancelled) await updateLink(app.db, storeId, link.id, { cancelledAt: at });
  if (some.orderState !== null) await saveOrder(app.db, { storeId, platformId, order: { ...order, state: some.orderState }, readAt: at });
  if (some.isMarkedByUs) await addLinkEvent(app.db, { id: app.newId("lev"), storeId, linkId: link.id, kind: "order-marked-paid", at });
  if (some.moves.length === 0) return;
  const payment = await insertPayment(app.db, { id: app.newId("pay"), storeId, providerId: shop.providerId, currency: currencyOf("EUR"), targets: [{ linkId: link.id, amountMinor: 100 }], at });
  for (const [index, { kind, part, amountMinor }] of some.moves.entries()) {
    const signed = kind === "refund" || kind === "dispute" ? -amountMinor : amountMinor;
    await inTransaction(app.db, (tx) => insertEntry(tx, {
      id: app.newId("ent"), storeId, paymentId: payment.id, at, newId: app.newId,
      entry: { kind: kind as never, ref: `r${index}`, amountMinor: signed, currency: currencyOf("EUR"), occurredAt: at }, parts: [{ linkId: link.id, kind: part as never, amountMinor: signed }],
    }));
  }
  if (some.isDisputeOpen) await house.sql.query(`UPDATE payment SET dispute = '{"ref":"dp"}' WHERE id = $1`, [payment.id]);
}

test("a list's filter finds the very links whose badges say so, whatever became of the money and of the order", async () => {
  await fc.assert(fc.asyncProperty(fc.array(someLink, { minLength: 1, maxLength: 5 }), async (some) => {
    const shop = await house.openShop();
    const ctx = await shop.ctx();
    for (const [index, one] of some.entries()) await save(shop, one, `m${index}`);
    const list = async (filter: LinkFilter | null) => (await listLinkRows(ctx, { filter, search: "", before: null })).links;
    const all = await list(null);
    expect(all).toHaveLength(some.length);
    for (const filter of filters) {
      const wanted = all.filter(({ state, totals }) => filter === "watched" ? isWatched(state.balance, totals, state.marks)
        : filter === "refunded" ? state.marks.includes("refunded") || state.marks.includes("partly-refunded")
        : linkGroup(state.status, state.marks) === filter);
      expect([filter, (await list(filter)).map(({ link }) => link.id)]).toEqual([filter, wanted.map(({ link }) => link.id)]);
    }
  }), { numRuns: 40 });
});

test("a page asks as many questions for many links as for one", async () => {
  const shop = await house.openShop();
  const ctx = await shop.ctx();
  let count = 0;
  house.app.db.pool.on("acquire", () => { count += 1; });
  const questionsOf = async (read: () => Promise<unknown>) => {
    count = 0;
    await read();
    return count;
  };
  const readBoth = async () => [await questionsOf(() => listLinkRows(ctx, { filter: null, search: "", before: null })), await questionsOf(() => listOrders(ctx, { tab: "all", search: "", before: null }))];
  await openLink(house, shop);
  const forOne = await readBoth();
  for (let index = 0; index < 4; index += 1) await openLink(house, shop);
  expect(forOne.every((questions) => questions > 0 && questions <= 5)).toBe(true);
  expect(await readBoth()).toEqual(forOne);
});

test("the orders' list says of each order what became of its link", async () => {
  const shop = await house.openShop();
  const [cancelled, elsewhere] = [await openLink(house, shop), await openLink(house, shop)];
  for (const [{ orderRef }, state] of [[cancelled, "cancelled"], [elsewhere, "paid"]] as const) {
    const order = house.paper.orders.get(orderRef);
    if (order) await saveOrder(house.app.db, { storeId: shop.storeId, platformId: shop.platformId, order: { ...order, state, openMinor: 0 }, readAt: house.clock.now() });
  }
  const { orders } = await listOrders(await shop.ctx(), { tab: "all", search: "", before: null });
  const marks = new Map(orders.map(({ ref, link }) => [ref, link?.marks]));
  expect([marks.get(cancelled.orderRef), marks.get(elsewhere.orderRef)]).toEqual([["order-cancelled"], ["paid-elsewhere"]]);
});

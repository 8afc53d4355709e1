import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { currencyOf } from "../app/core/currency";
import { draftLink, linkState, type LinkKind, type LinkTerms } from "../app/core/payment-link";
import { insertEntry } from "../app/db/ledger.server";
import { insertLink, listLinks, readLinkTotals, updateLink } from "../app/db/links.server";
import { insertPayment } from "../app/db/payments.server";
import { inTransaction } from "../app/db/client.server";
import { readFigures } from "../app/flows/read-figures.server";
import { listOrders } from "../app/flows/list-orders.server";
import { openHouse, type House, type Shop } from "./road/house";
import { paperOrder } from "./road/paper";
import { addOrder } from "./routes/merchant-house";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const dayMs = 86_400_000;
const agoOrAhead = fc.option(fc.integer({ min: -3, max: 3 }), { nil: null });
const someLink = fc.record({
  kind: fc.constantFrom("single", "order", "reusable"),
  amountMinor: fc.option(fc.integer({ min: 1, max: 300 }), { nil: null }),
  expiresInDays: agoOrAhead,
  isCancelled: fc.boolean(),
  captured: fc.array(fc.record({ amountMinor: fc.integer({ min: 1, max: 200 }), part: fc.constantFrom("due", "surplus", "foreign") }), { maxLength: 3 }),
  refundedMinor: fc.option(fc.integer({ min: 1, max: 100 }), { nil: null }),
});
type SomeLink = typeof someLink extends fc.Arbitrary<infer T> ? T : never;

async function save(shop: Shop, some: SomeLink): Promise<string> {
  const { app, clock } = house;
  const terms: LinkTerms = { locale: "fr", email: "a@example.test", amountMinor: null, description: "x", expiresAt: null };
  const drafted = draftLink(paperOrder("1", 1_000, clock.now()), terms, clock.now());
  if (!drafted.ok) throw new Error(drafted.reason);
  const draft = {
    ...drafted.draft, kind: some.kind as LinkKind, orderRef: null, amountMinor: some.amountMinor, followsOrder: false,
    expiresAt: some.expiresInDays === null ? null : new Date(clock.now().getTime() + some.expiresInDays * dayMs),
  };
  const { link } = await insertLink(app.db, { id: app.newId("lnk"), storeId: shop.storeId, platformId: null, draft });
  if (some.isCancelled) await updateLink(app.db, shop.storeId, link.id, { cancelledAt: clock.now() });
  const moves = [
    ...some.captured.map(({ amountMinor, part }) => ({ kind: "capture" as const, amountMinor, part })),
    ...(some.refundedMinor === null ? [] : [{ kind: "refund" as const, amountMinor: -some.refundedMinor, part: "due" as const }]),
  ];
  for (const [index, { kind, amountMinor, part }] of moves.entries()) {
    const payment = await insertPayment(app.db, { id: app.newId("pay"), storeId: shop.storeId, providerId: shop.providerId, currency: currencyOf("EUR"), targets: [{ linkId: link.id, amountMinor: Math.abs(amountMinor) }], at: clock.now() });
    await inTransaction(app.db, (tx) => insertEntry(tx, {
      id: app.newId("ent"), storeId: shop.storeId, paymentId: payment.id, at: clock.now(), newId: app.newId,
      entry: { kind, ref: `r${index}`, amountMinor, currency: currencyOf("EUR"), occurredAt: clock.now() }, parts: [{ linkId: link.id, kind: part, amountMinor }],
    }));
  }
  return link.id;
}

test("the status a list filters by is the status a link's page shows, whatever the link and its money", async () => {
  await fc.assert(fc.asyncProperty(fc.array(someLink, { minLength: 1, maxLength: 4 }), async (links) => {
    const shop = await house.openShop();
    for (const some of links) await save(shop, some);
    const filter = { search: "", before: null, limit: 50, now: house.clock.now() };
    const all = await listLinks(house.app.db, shop.storeId, { ...filter, filter: null });
    const totals = await readLinkTotals(house.app.db, shop.storeId, all.map(({ id }) => id));
    for (const status of ["open", "paid", "expired", "cancelled"] as const) {
      const listed = await listLinks(house.app.db, shop.storeId, { ...filter, filter: status });
      const shown = all.filter((link) => linkState(link, totals.get(link.id) as never, filter.now).status === status);
      expect(listed.map(({ id }) => id)).toEqual(shown.map(({ id }) => id));
    }
  }), { numRuns: 25 });
});

test("the home page's figures are per currency, net of what went back, and of this store only", async () => {
  const [shop, other] = [await house.openShop(), await house.openShop()];
  await addOrder(house, shop, { ref: "f1", amountMinor: 1_000 });
  await addOrder(house, shop, { ref: "f2", amountMinor: 500 });
  await addOrder(house, shop, { ref: "f3", amountMinor: 70, code: "JPY" });
  await addOrder(house, other, { ref: "f4", amountMinor: 99_000 });
  await save(shop, { kind: "single", amountMinor: 300, expiresInDays: 3, isCancelled: false, captured: [{ amountMinor: 200, part: "due" }], refundedMinor: 50 });
  await save(shop, { kind: "single", amountMinor: 800, expiresInDays: -1, isCancelled: false, captured: [{ amountMinor: 100, part: "due" }], refundedMinor: null });
  await save(shop, { kind: "single", amountMinor: 900, expiresInDays: -1, isCancelled: true, captured: [], refundedMinor: null });
  const figures = await readFigures(await shop.ctx());
  expect(figures).toMatchObject({
    toCollect: [{ currency: "EUR", amountMinor: 1_500, count: 2 }, { currency: "JPY", amountMinor: 70, count: 1 }],
    late: [{ currency: "EUR", amountMinor: 700, count: 1 }],
    received: [{ currency: "EUR", amountMinor: 250, count: 2 }],
  });
  const [chart] = figures.charts;
  expect([chart?.days.length, chart?.days.at(-1)]).toEqual([30, { day: "2030-11-21", askedMinor: 2_000, receivedMinor: 250 }]);
  expect((await listOrders(await other.ctx(), { tab: "all", search: "", before: null })).orders.map(({ ref }) => ref)).toEqual(["f4"]);
});

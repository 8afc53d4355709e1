import { afterAll, beforeEach, expect, test } from "vitest";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { currencyOf } from "../../app/core/currency";
import { moneyOf } from "../../app/core/money";
import { insertConnection } from "../../app/db/connections.server";
import { noteForBasket } from "../../app/flows/note-for-basket.server";
import { noteReturned, reverseNote } from "../../app/flows/note-about.server";
import { readBasketCounter } from "../../app/flows/read-basket-counter.server";
import { readCounter } from "../../app/flows/read-counter.server";
import { refreshOrder } from "../../app/flows/refresh-order.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { basketPage, openBasketOf, payBasket, type Basketed } from "./basket-walk";
import { openHouse, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import { killAt, type KillStep } from "./kill";
import { paperOrder } from "./paper";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeEach(async () => {
  house ??= await openHouse({ extraProviders: [bankTransfer] });
  await openShop();
});
afterAll(() => house.close());

const { payId, tasksOf, factsOf } = walkIn(() => ({ house, shop }));
const three = [{ amountMinor: 3_000 }, { amountMinor: 4_500 }, { amountMinor: 2_000 }];

async function openShop(at = house): Promise<string> {
  shop = await at.openShop();
  return (await insertConnection(at.app.db, {
    id: at.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: bankTransfer.vendor, hookSecret: null, at: at.clock.now(),
    settings: { holder: "Maison Verhaegen SRL", iban: "BE72000000001616", bic: "", referenceKind: "auto", ogmLine: "11" },
  })).id;
}

type Change = Partial<Parameters<typeof noteForBasket>[1]>;
const note = async ({ basketId, linkIds }: Basketed, amountMinor: number, change: Change = {}) => noteForBasket(await shop.ctx(), {
  basketId, linkIds, noteId: house.app.newId("hnd"), method: "bank-transfer", amount: moneyOf(amountMinor, currencyOf("EUR")), happenedAt: house.clock.now(), mayExceed: false, cheque: null, memberId: "mem_zoe", ...change,
});
const paidOf = (linkIds: readonly string[]) => Promise.all(linkIds.map(async (id) => (await factsOf(id)).totals.paidMinor));
const entries = async () => (await house.sql.query<{ kind: string; amount: number }>("SELECT kind, amount_minor::int AS amount FROM entry WHERE store_id = $1 ORDER BY recorded_at, id", [shop.storeId])).rows.map(({ kind, amount }) => [kind, amount]);
const settled = async (basket: Basketed) => {
  expect(await runDueJobs(house)).toEqual([]);
  await expectInvariants(house, shop);
  return paidOf(basket.linkIds);
};

test("one note settles the whole basket: one movement, each order receipted and marked on its own, however often it is pressed", async () => {
  const basket = await openBasketOf(house, shop, three);
  const noteId = house.app.newId("hnd");
  const presses = await Promise.all([1, 2, 3].map(() => note(basket, 9_500, { noteId })));
  expect(presses).toEqual([1, 2, 3].map(() => ({ ok: true, noteId })));
  expect(await settled(basket)).toEqual([3_000, 4_500, 2_000]);
  expect(await entries()).toEqual([["capture", 9_500]]);
  const page = await basketPage(shop, basket.basketId);
  expect([page.closedBy, page.receipts.map(({ facts }) => facts.amount.amountMinor).sort()]).toEqual(["all-paid", [2_000, 3_000, 4_500]]);
  expect(basket.orderRefs.map((ref) => house.paper.markedPaid.filter(({ orderRef }) => orderRef === ref).length)).toEqual([1, 1, 1]);
  expect((await house.sql.query("SELECT reference FROM till_entry WHERE store_id = $1", [shop.storeId])).rows).toEqual([{ reference: basket.orderRefs.map((ref) => `10${ref}`).join(", ") }]);
  expect(await note(basket, 9_400, { noteId })).toEqual({ ok: false, reason: "noted-otherwise" });
});

test("too little pays the oldest first, a second note the rest; too much is said first, then kept on the last one and told", async () => {
  const basket = await openBasketOf(house, shop, three);
  await note(basket, 4_000);
  expect(await settled(basket)).toEqual([3_000, 1_000, 0]);
  expect(await note(basket, 6_000)).toEqual({ ok: false, reason: "more-than-open" });
  expect(await note(basket, 6_000, { mayExceed: true })).toMatchObject({ ok: true });
  expect(await settled(basket)).toEqual([3_000, 4_500, 2_000]);
  expect(await Promise.all(basket.linkIds.map(tasksOf))).toEqual([[], [], ["surplus"]]);
});

test("what the payer chose on the page is what is offered, and the note is made on their own attempt", async () => {
  const basket = await openBasketOf(house, shop, three);
  const ctx = await shop.ctx();
  const account = ctx.providers.find(({ port }) => port.isCheckoutLasting)?.connection.id ?? "";
  const chosen = await payBasket(shop, basket.basketId, basket.linkIds.slice(1), { providerId: account });
  const counter = await readBasketCounter(ctx, basket.basketId);
  expect([counter?.picks.map(({ isPicked }) => isPicked), counter?.open.amountMinor]).toEqual([[false, true, true], 6_500]);
  expect(counter?.reference).toMatch(/^\+\+\+\d{3}\/\d{4}\/\d{5}\+\+\+$/);
  await note(basket, 6_500, { linkIds: basket.linkIds.slice(1) });
  expect(await settled(basket)).toEqual([0, 4_500, 2_000]);
  expect((await house.sql.query("SELECT id FROM payment WHERE store_id = $1", [shop.storeId])).rows).toEqual([{ id: chosen.ok && chosen.paymentId }]);
});

test("one order edited and one paid by card meanwhile: the transfer pays what is still asked, and what is too much is told where it was meant", async () => {
  const basket = await openBasketOf(house, shop, three);
  const [first, second] = basket.orderRefs;
  const cardId = await payId(basket.linkIds[0]!);
  const step: KillStep = { at: 0, seen: [] };
  // The process dies when the note is made and no money yet; the card is paid before the job that ends it comes.
  const restart = killAt(house, { ...step, at: 2 });
  await expect(note(basket, 9_500)).rejects.toThrow();
  restart();
  payOnPaper(house, cardId);
  await settlePayment(await shop.ctx(), cardId);
  house.clock.move(1_000);
  house.paper.orders.set(second!, paperOrder(second!, 5_000, house.clock.now()));
  await refreshOrder(await shop.ctx(), { platformId: shop.platformId, orderRef: second! });
  expect(await paidOf(basket.linkIds)).toEqual([3_000, 0, 0]);
  house.clock.move(31_000);
  expect(await settled(basket)).toEqual([3_000, 5_000, 2_000]);
  expect(await Promise.all(basket.linkIds.map(tasksOf))).toEqual([["surplus"], [], []]);
  expect(house.paper.markedPaid.filter(({ orderRef }) => orderRef === first)).toHaveLength(1);
});

test("a transfer that comes again when all is paid is seen as paid twice on each order", async () => {
  const basket = await openBasketOf(house, shop, three);
  await note(basket, 9_500);
  await runDueJobs(house);
  expect(await note(basket, 9_500, { mayExceed: true })).toMatchObject({ ok: true });
  expect(await settled(basket)).toEqual([3_000, 4_500, 2_000]);
  expect(await Promise.all(basket.linkIds.map(tasksOf))).toEqual([["paid-twice"], ["paid-twice"], ["paid-twice"]]);
});

test("a slip is taken back once from any of the orders' pages: all of them ask again, each receipt is cancelled by its own amount", async () => {
  const basket = await openBasketOf(house, shop, three);
  await note(basket, 5_000);
  house.clock.move(60_000);
  await note(basket, 4_500, { linkIds: basket.linkIds.slice(1) });
  await runDueJobs(house);
  const ctx = await shop.ctx();
  const seen = await Promise.all(basket.linkIds.map(async (linkId) => (await readCounter(ctx, linkId))?.notes.map(({ amount, sharedBy }) => [amount.amountMinor, sharedBy.length])));
  expect(seen).toEqual([[[5_000, 2]], [[4_500, 2], [5_000, 2]], [[4_500, 2]]]);
  const slip = (await readCounter(ctx, basket.linkIds[1]!))?.notes.find(({ amount }) => amount.amountMinor === 5_000)?.id ?? "";
  const reverse = (id: string) => reverseNote(ctx, { id, noteId: slip, happenedAt: house.clock.now(), reason: "mauvais client", memberId: "mem_zoe" });
  const results = await Promise.all([house.app.newId("hnd"), house.app.newId("hnd")].map(reverse));
  expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(await settled(basket)).toEqual([0, 2_500, 2_000]);
  const { rows } = await house.sql.query("SELECT link_id, (facts #>> '{amount,amountMinor}')::int AS minor FROM receipt WHERE store_id = $1 AND facts ->> 'kind' = 'cancelled-receipt'", [shop.storeId]);
  expect(rows).toHaveLength(2);
  expect(rows).toEqual(expect.arrayContaining([{ link_id: basket.linkIds[0], minor: 3_000 }, { link_id: basket.linkIds[1], minor: 2_000 }]));
});

test("money given back by hand comes off the order it is said for", async () => {
  const basket = await openBasketOf(house, shop, three);
  await note(basket, 9_500);
  await runDueJobs(house);
  const ctx = await shop.ctx();
  const [back] = (await readCounter(ctx, basket.linkIds[1]!))?.returnables ?? [];
  expect([back?.held.amountMinor, back?.own.amountMinor]).toEqual([9_500, 4_500]);
  const given = { id: house.app.newId("hnd"), linkId: basket.linkIds[1]!, paymentId: back?.paymentId ?? "", amount: moneyOf(4_500, currencyOf("EUR")), method: "bank-transfer" as const, happenedAt: house.clock.now(), reason: "", memberId: "mem_zoe" };
  expect(await noteReturned(ctx, given)).toMatchObject({ ok: true });
  await settled(basket);
  expect(await Promise.all(basket.linkIds.map(async (id) => (await factsOf(id)).totals.refundedMinor))).toEqual([0, 4_500, 0]);
});

test("nothing ticked, a stranger's order or basket: refused, and nothing is made", async () => {
  const basket = await openBasketOf(house, shop, three);
  const other = await openBasketOf(house, shop, three);
  expect(await note(basket, 9_500, { linkIds: [] })).toEqual({ ok: false, reason: "nothing-picked" });
  expect(await note(basket, 9_500, { linkIds: other.linkIds })).toEqual({ ok: false, reason: "nothing-picked" });
  await openShop();
  expect(await note(basket, 9_500)).toEqual({ ok: false, reason: "nothing-picked" });
  expect((await house.sql.query("SELECT 1 FROM hand_note WHERE payment_id IN (SELECT payment_id FROM payment_target WHERE link_id = ANY($1))", [[...basket.linkIds, ...other.linkIds]])).rows).toEqual([]);
});

test("killed at any durable step of noting a transfer for three orders, each ends settled, receipted once and marked once", { timeout: 1_200_000 }, async () => {
  const steps = await live(0);
  expect(steps.length).toBeGreaterThan(30);
  for (let at = 1; at <= steps.length; at += 1) expect(await live(at)).toHaveLength(at);
});

/** Notes, dies at a step, comes back: the merchant presses the same form again where they were left without an answer. */
async function live(at: number): Promise<string[]> {
  await openShop();
  const basket = await openBasketOf(house, shop, three);
  const noteId = house.app.newId("hnd");
  const step: KillStep = { at, seen: [] };
  const restart = killAt(house, step);
  const isWhole = await note(basket, 9_500, { noteId }).then(async () => (await runDueJobs(house)).length === 0, () => false);
  restart();
  expect(isWhole).toBe(at === 0);
  const seen = step.seen.slice(0, at || undefined);
  house.clock.move(31_000);
  expect(await runDueJobs(house)).toEqual([]);
  expect(await note(basket, 9_500, { noteId })).toEqual({ ok: true, noteId });
  const where = `killed at step ${at}, ${seen.at(-1)}`;
  expect({ where, paid: await settled(basket) }).toEqual({ where, paid: [3_000, 4_500, 2_000] });
  const { rows: [made] } = await house.sql.query("SELECT (SELECT count(*)::int FROM entry WHERE store_id = $1) AS entries, (SELECT count(*)::int FROM receipt WHERE store_id = $1) AS receipts, (SELECT count(*)::int FROM payment WHERE store_id = $1) AS payments", [shop.storeId]);
  expect({ where, ...made }).toEqual({ where, entries: 1, receipts: 3, payments: 1 });
  expect(basket.orderRefs.map((ref) => house.paper.markedPaid.filter(({ orderRef }) => orderRef === ref).length), where).toEqual([1, 1, 1]);
  return seen;
}

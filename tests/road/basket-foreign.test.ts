import { afterAll, beforeAll, expect, test } from "vitest";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { currencyOf } from "../../app/core/currency";
import { moneyOf } from "../../app/core/money";
import { insertConnection } from "../../app/db/connections.server";
import { noteForBasket } from "../../app/flows/note-for-basket.server";
import { readBasketCounter } from "../../app/flows/read-basket-counter.server";
import { readLink } from "../../app/flows/read-link.server";
import { refundPayment } from "../../app/flows/refund-payment.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { basketPage, openBasketOf, payBasket } from "./basket-walk";
import { openHouse, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse({ extraProviders: [bankTransfer] });
  shop = await house.openShop();
});
afterAll(() => house.close());

const { tasksOf, factsOf } = walkIn(() => ({ house, shop }));
const view = async (linkId: string) => (await readLink(await shop.ctx(), linkId))!;
const paidOf = (linkIds: readonly string[]) => Promise.all(linkIds.map(async (id) => (await factsOf(id)).totals.paidMinor));
const foreignOf = async (basketId: string, linkIds: readonly string[]) => [
  ...(await Promise.all(linkIds.map(async (id) => (await view(id)).baskets.map(({ foreign }) => foreign)))).flat(),
  (await readBasketCounter(await shop.ctx(), basketId))?.foreign,
];

test("a basket paid in another currency settles none of its orders: told on each of them, given back in one press, then paid as it was asked", async () => {
  const { basketId, linkIds } = await openBasketOf(house, shop, [{ amountMinor: 3_000 }, { amountMinor: 4_500 }, { amountMinor: 2_000 }]);
  const last = linkIds[2] ?? "";
  const started = await payBasket(shop, basketId, linkIds);
  if (!started.ok) throw new Error(started.reason);
  const { paymentId } = started;
  payOnPaper(house, paymentId, { amountMinor: 9_500, code: "USD" });
  await settlePayment(await shop.ctx(), paymentId);
  expect(await runDueJobs(house)).toEqual([]);
  await expectInvariants(house, shop);

  expect(await paidOf(linkIds)).toEqual([0, 0, 0]);
  expect((await basketPage(shop, basketId)).rows.map(({ closedBy, underWay }) => [closedBy, underWay])).toEqual([[null, null], [null, null], [null, null]]);
  expect(house.paper.markedPaid).toEqual([]);
  expect(await Promise.all(linkIds.map(tasksOf))).toEqual([[], [], ["foreign-money"]]);
  const dollars = { amountMinor: 9_500, currency: "USD" };
  const told = [{ linkId: last, amount: dollars }];
  expect(await foreignOf(basketId, linkIds)).toEqual([told, told, told, told]);

  const [payment] = (await view(last)).payments;
  expect([payment?.extra, payment?.own, payment?.canRefund]).toEqual([dollars, dollars, true]);
  const giveBack = async () => refundPayment(await shop.ctx(), { paymentId, linkId: last, refundId: "rfd_dollars", amountMinor: 9_500, shownMinor: 9_500, reason: "" });
  expect(await Promise.all([giveBack(), giveBack()])).toMatchObject([{ ok: true }, { ok: true }]);
  expect(await runDueJobs(house)).toEqual([]);
  const checkout = house.paper.checkouts.get(`cs_${paymentId}`);
  expect(checkout?.facts.filter(({ kind }) => kind === "refund").map(({ amountMinor }) => amountMinor)).toEqual([9_500]);
  expect(await foreignOf(basketId, linkIds)).toEqual([[], [], [], []]);
  expect((await view(last)).receipts.map(({ kind, amount }) => [kind, amount])).toEqual([["receipt", dollars], ["credit-receipt", dollars]]);
  expect(house.paper.mirrored).toEqual([]);

  house.clock.move(60_000);
  const again = await payBasket(shop, basketId, linkIds);
  if (!again.ok) throw new Error(again.reason);
  payOnPaper(house, again.paymentId);
  await settlePayment(await shop.ctx(), again.paymentId);
  expect(await runDueJobs(house)).toEqual([]);
  expect(await paidOf(linkIds)).toEqual([3_000, 4_500, 2_000]);
  await expectInvariants(house, shop);
});

test("a transfer in another currency than the basket's cannot be noted for it", async () => {
  await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: bankTransfer.vendor, hookSecret: null, at: house.clock.now(),
    settings: { holder: "Maison Verhaegen SRL", iban: "BE72000000001616", bic: "", referenceKind: "auto", ogmLine: "11" },
  });
  const euros = await openBasketOf(house, shop, [{ amountMinor: 3_000 }, { amountMinor: 4_500 }]);
  const dollars = await openBasketOf(house, shop, [{ amountMinor: 3_000, code: "USD" }, { amountMinor: 4_500, code: "USD" }]);
  const note = async ({ basketId, linkIds }: typeof euros, code: string) => noteForBasket(await shop.ctx(), {
    basketId, linkIds, noteId: house.app.newId("hnd"), method: "bank-transfer", amount: moneyOf(7_500, currencyOf(code)), happenedAt: house.clock.now(), mayExceed: true, cheque: null, memberId: "mem_zoe",
  });
  expect(await note(euros, "USD")).toEqual({ ok: false, reason: "currency-not-offered" });
  expect(await note(dollars, "EUR")).toEqual({ ok: false, reason: "link-unknown" });
  expect(await paidOf([...euros.linkIds, ...dollars.linkIds])).toEqual([0, 0, 0, 0]);
});

import { afterAll, beforeEach, expect, test } from "vitest";
import { currencyOf } from "../../app/core/currency";
import { insertPayment } from "../../app/db/payments.server";
import { listTasks } from "../../app/flows/list-tasks.server";
import { openCheckout } from "../../app/flows/open-checkout.server";
import { refundPayment } from "../../app/flows/refund-payment.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { openBasketOf } from "./basket-walk";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeEach(async () => {
  house ??= await openHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

const { factsOf, tasksOf, eventsOf } = walkIn(() => ({ house, shop }));

/** A checkout that somebody holds, whatever else is open: a tab that was never closed, a transfer begun on paper. */
async function openPayment(targets: { linkId: string; amountMinor: number }[]): Promise<string> {
  const ctx = await shop.ctx();
  const payment = await insertPayment(ctx.db, { id: house.app.newId("pay"), storeId: shop.storeId, providerId: shop.providerId, currency: currencyOf("EUR"), at: house.clock.now(), targets });
  await openCheckout(ctx, payment);
  return payment.id;
}

async function settled(paymentId: string, amountMinor?: number): Promise<void> {
  payOnPaper(house, paymentId, amountMinor === undefined ? {} : { amountMinor });
  await settlePayment(await shop.ctx(), paymentId);
  expect(await runDueJobs(house)).toEqual([]);
}

const openTasks = async () => (await listTasks(await shop.ctx())).tasks;

test("a second payment of the same order is called that, with both days, and one click gives exactly it back", async () => {
  const { linkId, orderRef } = await openLink(house, shop, { amountMinor: 12_100 });
  const [first, second] = [await openPayment([{ linkId, amountMinor: 12_100 }]), await openPayment([{ linkId, amountMinor: 12_100 }])];
  const firstAt = house.clock.now();
  await settled(first);
  house.clock.move(2 * 86_400_000);
  await settled(second);
  const [row] = await openTasks();
  expect(row?.task).toMatchObject({ kind: "paid-twice", linkId, paymentId: second, detail: { amountMinor: 12_100, paidAt: [firstAt, house.clock.now()].map((at) => at.toISOString()) } });
  expect(row?.extra).toMatchObject({ amount: { amountMinor: 12_100 }, payment: { id: second, canRefund: true } });
  expect(await eventsOf(linkId)).toContain("paid-twice-noticed");
  await refundPayment(await shop.ctx(), { paymentId: second, linkId, refundId: "rfd_second", amountMinor: 12_100, shownMinor: 12_100, reason: "" });
  expect(await runDueJobs(house)).toEqual([]);
  expect((await factsOf(linkId)).state).toEqual({ status: "paid", balance: "none", openMinor: 0 });
  expect(house.paper.mirrored.filter((one) => one.orderRef === orderRef)).toEqual([]);
  await expectInvariants(house, shop);
});

test("the later payment is seen first: the days are still told in their order", async () => {
  const { linkId } = await openLink(house, shop, { amountMinor: 12_100 });
  const [first, second] = [await openPayment([{ linkId, amountMinor: 12_100 }]), await openPayment([{ linkId, amountMinor: 12_100 }])];
  const firstAt = house.clock.now();
  payOnPaper(house, first);
  house.clock.move(86_400_000);
  await settled(second);
  await settlePayment(await shop.ctx(), first);
  expect((await openTasks())[0]?.task).toMatchObject({ kind: "paid-twice", paymentId: first, detail: { paidAt: [firstAt, house.clock.now()].map((at) => at.toISOString()) } });
});

test("a little too much is no second payment, nor is money after the first was given back", async () => {
  const { linkId } = await openLink(house, shop, { amountMinor: 10_000 });
  await settled(await openPayment([{ linkId, amountMinor: 10_000 }]), 14_000);
  expect(await tasksOf(linkId)).toEqual(["surplus"]);
  const { linkId: other } = await openLink(house, shop, { amountMinor: 10_000 });
  const [first, second] = [await openPayment([{ linkId: other, amountMinor: 10_000 }]), await openPayment([{ linkId: other, amountMinor: 10_000 }])];
  await settled(first);
  await refundPayment(await shop.ctx(), { paymentId: first, linkId: other, refundId: "rfd_first", amountMinor: 10_000, shownMinor: 10_000, reason: "" });
  await settled(second);
  expect(await tasksOf(other)).toEqual(["surplus"]);
});

test("of several orders paid at once the one that was paid meanwhile is told, and holds what came twice", async () => {
  const { linkIds } = await openBasketOf(house, shop, [{ amountMinor: 3_000 }, { amountMinor: 4_500 }, { amountMinor: 2_000 }]);
  const [one, two, three] = linkIds.map((linkId, at) => ({ linkId, amountMinor: [3_000, 4_500, 2_000][at] ?? 0 }));
  if (!one || !two || !three) throw new Error("three orders");
  const [alone, together] = [await openPayment([one]), await openPayment([one, two, three])];
  await settled(alone);
  await settled(together);
  expect(await Promise.all(linkIds.map(tasksOf))).toEqual([["paid-twice"], [], []]);
  expect(await Promise.all(linkIds.map(async (id) => (await factsOf(id)).totals.surplusMinor))).toEqual([3_000, 0, 0]);
  // Once more, by a tab that was left open: each of the three was paid twice, and each is told.
  const again = await openPayment([one, two, three]);
  await settled(again);
  expect(await Promise.all(linkIds.map(tasksOf))).toEqual([["paid-twice", "paid-twice"], ["paid-twice"], ["paid-twice"]]);
  await expectInvariants(house, shop);
});

test("money that came too late for two cancelled orders at once is told on each of them", async () => {
  const { linkIds } = await openBasketOf(house, shop, [{ amountMinor: 3_000 }, { amountMinor: 4_500 }]);
  const both = await openPayment(linkIds.map((linkId, at) => ({ linkId, amountMinor: [3_000, 4_500][at] ?? 0 })));
  house.clock.move(40 * 86_400_000);
  await settled(both);
  expect(await Promise.all(linkIds.map(tasksOf))).toEqual([["late-money"], ["late-money"]]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { currencyOf } from "../../app/core/currency";
import { insertPayment } from "../../app/db/payments.server";
import { openCheckout } from "../../app/flows/open-checkout.server";
import { refundPayment } from "../../app/flows/refund-payment.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { expectInvariants } from "./invariants";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

const { factsOf, tasksOf } = walkIn(() => ({ house, shop }));

/** One payment that means to pay two orders, the older first. */
async function payTwo(paidMinor: number): Promise<{ first: string; second: string; orderRefs: string[]; paymentId: string }> {
  const first = await openLink(house, shop, { amountMinor: 3_000 });
  house.clock.move(1_000);
  const second = await openLink(house, shop, { amountMinor: 4_500 });
  const ctx = await shop.ctx();
  const payment = await insertPayment(ctx.db, {
    id: house.app.newId("pay"), storeId: shop.storeId, providerId: shop.providerId, currency: currencyOf("EUR"), at: house.clock.now(),
    targets: [{ linkId: first.linkId, amountMinor: 3_000 }, { linkId: second.linkId, amountMinor: 4_500 }],
  });
  await openCheckout(ctx, payment);
  payOnPaper(house, payment.id, { amountMinor: paidMinor });
  await settlePayment(ctx, payment.id);
  expect(await runDueJobs(house)).toEqual([]);
  return { first: first.linkId, second: second.linkId, orderRefs: [first.orderRef, second.orderRef], paymentId: payment.id };
}

const receiptsOf = async (linkId: string) =>
  (await factsOf(linkId)).receipts.map(({ facts }) => [facts.kind, facts.amount.amountMinor, facts.items.length, facts.items[0]?.openAfterMinor, facts.refersTo]);

test("one payment of two orders: each is settled, receipted and marked on its own", async () => {
  const { first, second, orderRefs } = await payTwo(7_500);
  expect([await receiptsOf(first), await receiptsOf(second)]).toEqual([[["receipt", 3_000, 1, 0, null]], [["receipt", 4_500, 1, 0, null]]]);
  expect(orderRefs.map((ref) => house.paper.markedPaid.filter((mark) => mark.orderRef === ref).length)).toEqual([1, 1]);
  await expectInvariants(house, shop);
});

test("less than both: the older is paid, the younger keeps its rest and is noted as paid in part", async () => {
  const { first, second, orderRefs } = await payTwo(5_000);
  expect([(await factsOf(first)).state.status, (await factsOf(second)).state.openMinor]).toEqual(["paid", 2_500]);
  expect(await receiptsOf(second)).toEqual([["receipt", 2_000, 1, 2_500, null]]);
  expect(orderRefs.map((ref) => house.paper.notes.filter((note) => note.orderRef === ref).length)).toEqual([0, 1]);
  await expectInvariants(house, shop);
});

test("a refund is taken from the younger first, with a credit receipt for each that names its own receipt", async () => {
  const { first, second, paymentId } = await payTwo(7_500);
  await refundPayment(await shop.ctx(), { paymentId, linkId: null, refundId: "re_two", amountMinor: 5_500, shownMinor: null, reason: "" });
  await runDueJobs(house);
  const [own, other] = [(await factsOf(first)).receipts, (await factsOf(second)).receipts];
  expect(own.map(({ facts }) => [facts.amount.amountMinor, facts.refersTo])).toEqual([[3_000, null], [1_000, own[0]?.number]]);
  expect(other.map(({ facts }) => [facts.amount.amountMinor, facts.refersTo])).toEqual([[4_500, null], [4_500, other[0]?.number]]);
  expect(await tasksOf(first)).toEqual([]);
  await expectInvariants(house, shop);
});

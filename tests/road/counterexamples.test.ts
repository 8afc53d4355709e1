import { afterAll, beforeEach, expect, test } from "vitest";
import { readLink } from "../../app/flows/read-link.server";
import { refundPayment } from "../../app/flows/refund-payment.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { comeToRest } from "./history";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import { paperOrder } from "./paper";
import { walkIn } from "./walk";

/** What random histories found, each in its shortest form. */
let house: House;
let shop: Shop;
beforeEach(async () => {
  house ??= await openHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

const { payId, tasksOf } = walkIn(() => ({ house, shop }));

test("an order edited down to less than was already paid of it is paid: it is marked, and what is too much is told", async () => {
  const { linkId, orderRef } = await openLink(house, shop, { amountMinor: 2_000, plan: { kind: "any", share: "10%" } });
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId, { amountMinor: 800 });
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  house.clock.move(60_000);
  house.paper.orders.set(orderRef, paperOrder(orderRef, 200, house.clock.now()));
  await comeToRest(house);
  expect(house.paper.markedPaid.filter((mark) => mark.orderRef === orderRef)).toHaveLength(1);
  const view = await readLink(await shop.ctx(), linkId);
  expect(view?.state).toEqual({ status: "paid", balance: "over", openMinor: 0, marks: [] });
  expect([await tasksOf(linkId), view?.payments[0]?.extra.amountMinor]).toEqual([["surplus"], 600]);
  await expectInvariants(house, shop);
  // The extra goes back: it was never the order's, so the shop hears of no refund.
  await refundPayment(await shop.ctx(), { paymentId, linkId, refundId: "rfd_extra", amountMinor: 600, shownMinor: 800, reason: "" });
  await comeToRest(house);
  expect((await readLink(await shop.ctx(), linkId))?.state).toEqual({ status: "paid", balance: "none", openMinor: 0, marks: [] });
  expect(house.paper.mirrored).toEqual([]);
});

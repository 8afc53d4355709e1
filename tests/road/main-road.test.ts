import { afterAll, beforeAll, expect, test } from "vitest";
import { listMessagesOfLink } from "../../app/db/messages.server";
import { cancelLink } from "../../app/flows/change-link.server";
import { refundPayment } from "../../app/flows/refund-payment.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { sweep } from "../../app/flows/sweep.server";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { outage, paperOrder } from "./paper";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

const { pay, payId, factsOf, eventsOf, tasksOf } = walkIn(() => ({ house, shop }));

test("a link is mailed, paid, receipted and its order marked, each exactly once", async () => {
  const { linkId, orderRef } = await openLink(house, shop, { isMailed: true });
  await runDueJobs(house);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  const { state, receipts } = await factsOf(linkId);
  expect(state).toEqual({ status: "paid", balance: "none", openMinor: 0 });
  expect(house.paper.markedPaid.filter((one) => one.orderRef === orderRef)).toMatchObject([{ orderRef, transactionId: `pi_${paymentId}` }]);
  expect(receipts).toHaveLength(1);
  expect(receipts[0]?.facts).toMatchObject({ kind: "receipt", methodDetail: "Visa •••• 4242", transactionId: `pi_${paymentId}`, amount: { amountMinor: 12_100 } });
  expect((await listMessagesOfLink(house.app.db, shop.storeId, linkId)).map((one) => [one.kind, one.status])).toEqual([["receipt", "sent"], ["payment-link", "sent"]]);
  expect(await eventsOf(linkId)).toEqual([
    "created", "message-queued", "message-sent", "payment-started", "captured", "receipt-issued", "order-marked-paid", "message-sent",
  ]);
});

test("every door twice and at once changes nothing more", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  const ctx = await shop.ctx();
  await Promise.all(Array.from({ length: 8 }, () => settlePayment(ctx, paymentId)));
  await runDueJobs(house);
  await settlePayment(ctx, paymentId);
  await sweep(house.app);
  await runDueJobs(house);
  const { receipts, totals } = await factsOf(linkId);
  expect(totals.paidMinor).toBe(12_100);
  expect(receipts).toHaveLength(1);
  expect(house.paper.markedPaid.filter((one) => one.orderRef === orderRef)).toHaveLength(1);
});

test("a double click gets one checkout", async () => {
  const { linkId } = await openLink(house, shop);
  const results = await Promise.all([pay(linkId), pay(linkId), pay(linkId)]);
  expect(new Set(results.map((result) => result.ok && result.checkoutUrl)).size).toBe(1);
  expect((await factsOf(linkId)).payments).toHaveLength(1);
});

test("a second tab minutes later closes the first one's checkout, so that only one can be paid", async () => {
  const { linkId } = await openLink(house, shop);
  const first = await payId(linkId);
  house.clock.move(120_000);
  const second = await payId(linkId);
  expect(house.paper.checkouts.get(`cs_${first}`)?.progress).toBe("expired");
  expect(house.paper.checkouts.get(`cs_${second}`)?.progress).toBe("open");
});

test("the first tab paid while the second was opened: the second hears it is paid", async () => {
  const { linkId } = await openLink(house, shop);
  payOnPaper(house, await payId(linkId));
  house.clock.move(120_000);
  expect(await pay(linkId)).toEqual({ ok: false, reason: "already-paid" });
  expect((await factsOf(linkId)).totals.paidMinor).toBe(12_100);
});

test("money on its way (a debit takes days) blocks a second payment and becomes paid when it comes", async () => {
  const { linkId } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  const checkout = house.paper.checkouts.get(`cs_${paymentId}`);
  if (checkout) checkout.progress = "processing";
  await settlePayment(await shop.ctx(), paymentId);
  house.clock.move(120_000);
  expect(await pay(linkId)).toEqual({ ok: false, reason: "payment-in-progress" });
  house.clock.move(3 * 86_400_000);
  payOnPaper(house, paymentId);
  await sweep(house.app);
  await runDueJobs(house);
  expect((await factsOf(linkId)).state.status).toBe("paid");
});

test("both tabs paid at the provider: both are kept, and somebody is told that the order was paid twice", async () => {
  const { linkId } = await openLink(house, shop);
  const first = await payId(linkId);
  house.clock.move(120_000);
  const second = await payId(linkId);
  payOnPaper(house, first);
  payOnPaper(house, second);
  const ctx = await shop.ctx();
  await settlePayment(ctx, second);
  await settlePayment(ctx, first);
  await runDueJobs(house);
  const { state, totals, receipts } = await factsOf(linkId);
  expect(state).toEqual({ status: "paid", balance: "over", openMinor: 0 });
  expect(totals.surplusMinor).toBe(12_100);
  expect(receipts).toHaveLength(2);
  expect(await tasksOf(linkId)).toEqual(["paid-twice"]);
  expect(await refundPayment(ctx, { paymentId: first, linkId: null, refundId: "re_extra", amountMinor: 12_100, shownMinor: null, reason: "paid twice" })).toEqual({ ok: true, isPending: false });
  expect((await factsOf(linkId)).state).toEqual({ status: "paid", balance: "none", openMinor: 0 });
});

test("an order edited after the mail: the old checkout dies, the page asks the new amount, the shopper sees it first", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const old = await payId(linkId);
  house.clock.move(60_000);
  house.paper.orders.set(orderRef, { ...paperOrder(orderRef, 9_900, house.clock.now()), updatedAt: house.clock.now() });
  expect(await pay(linkId, 12_100)).toEqual({ ok: false, reason: "amount-changed" });
  await runDueJobs(house);
  expect(house.paper.checkouts.get(`cs_${old}`)?.progress).toBe("expired");
  const started = await pay(linkId, 9_900);
  expect(started.ok).toBe(true);
  expect(await eventsOf(linkId)).toContain("amount-changed");
});

test.each([
  ["cancelled", "order-cancelled"],
  ["paid", "order-paid"],
  ["gone", "order-gone"],
] as const)("an order %s between mail and payment is not paid again", async (state, reason) => {
  const { linkId, orderRef } = await openLink(house, shop);
  house.clock.move(60_000);
  house.paper.orders.set(orderRef, { ...paperOrder(orderRef, 12_100, house.clock.now()), state, updatedAt: house.clock.now() });
  expect(await pay(linkId)).toEqual({ ok: false, reason });
});

test("a shop that does not answer still gets paid, by the last we heard", async () => {
  const { linkId } = await openLink(house, shop);
  house.paper.fault = (vendor, call) => {
    if (vendor === "platform" && call === "getOrder") throw outage("paper-shop");
  };
  const started = await pay(linkId);
  house.paper.fault = () => undefined;
  expect(started.ok).toBe(true);
});

test("money after expiry is kept, marks the order, and is flagged as late", async () => {
  const { linkId } = await openLink(house, shop, { expiresInMs: 60_000 });
  const paymentId = await payId(linkId);
  house.clock.move(120_000);
  expect(await pay(linkId)).toEqual({ ok: false, reason: "link-expired" });
  const checkout = house.paper.checkouts.get(`cs_${paymentId}`);
  if (checkout) payOnPaper(house, paymentId);
  await sweep(house.app);
  house.clock.move(15 * 60_000);
  await sweep(house.app);
  await runDueJobs(house);
  expect((await factsOf(linkId)).state).toEqual({ status: "paid", balance: "late", openMinor: 0 });
  expect(await tasksOf(linkId)).toEqual(["late-money"]);
});

test("a cancelled link's checkout is closed; money that was faster is kept and flagged", async () => {
  const { linkId } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  house.clock.move(1000);
  await cancelLink(await shop.ctx(), linkId);
  payOnPaper(house, paymentId);
  await runDueJobs(house);
  expect((await factsOf(linkId)).state).toEqual({ status: "paid", balance: "late", openMinor: 0 });
  expect(await tasksOf(linkId)).toEqual(["money-on-cancelled"]);
});

test("a part in the wrong currency settles nothing and is never hidden", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  const checkout = house.paper.checkouts.get(`cs_${paymentId}`);
  if (checkout) checkout.currency = "USD" as never;
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  expect((await factsOf(linkId)).state.status).toBe("open");
  expect(await tasksOf(linkId)).toEqual(["foreign-money"]);
  expect(house.paper.markedPaid.some((one) => one.orderRef === orderRef)).toBe(false);
});

test("giving up and pressing again at once opens a fresh checkout, not the dead one", async () => {
  const { linkId } = await openLink(house, shop);
  const first = await payId(linkId);
  const checkout = house.paper.checkouts.get(`cs_${first}`);
  if (checkout) checkout.progress = "expired";
  const second = await payId(linkId);
  expect(second).not.toBe(first);
  expect(house.paper.checkouts.get(`cs_${second}`)?.progress).toBe("open");
});

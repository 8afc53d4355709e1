import { afterAll, beforeEach, expect, test } from "vitest";
import { cancelLink, reopenLink } from "../../app/flows/change-link.server";
import { markOrderPaid } from "../../app/flows/mark-order-paid.server";
import { followOrder } from "../../app/flows/refresh-order.server";
import { sendPaymentLink } from "../../app/flows/send-payment-link.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { outage, paperOrder } from "./paper";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeEach(async () => {
  house ??= await openHouse();
  house.paper.fault = () => undefined;
  shop = await house.openShop();
});
afterAll(() => house.close());

const { pay, payId, factsOf, eventsOf, tasksOf } = walkIn(() => ({ house, shop }));

test("an answer that was overtaken by a later one takes nothing back: method and transaction stay", async () => {
  const { linkId } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  const ctx = await shop.ctx();
  const port = ctx.provider(shop.providerId);
  // The first question is answered by the provider before the payer pays, and arrives here after the second.
  let deliver = (): void => undefined;
  const held = new Promise<void>((resolve) => (deliver = resolve));
  const stale = await port.readPayment({ paymentId, providerRef: `cs_${paymentId}` });
  const slow = settlePayment(
    { ...ctx, provider: () => ({ ...port, readPayment: async () => held.then(() => stale && { ...stale, method: null, methodDetail: null, transactionId: null }) }) },
    paymentId,
  );
  while ((await house.sql.query("SELECT 1 FROM payment WHERE id = $1 AND asked_count > 0", [paymentId])).rowCount === 0) await new Promise((done) => setTimeout(done, 5));
  payOnPaper(house, paymentId);
  await settlePayment(ctx, paymentId);
  deliver();
  expect(await slow).toMatchObject({ state: "succeeded", progress: "succeeded" });
  expect((await factsOf(linkId)).payments[0]).toMatchObject({ state: "succeeded", progress: "succeeded", transactionId: `pi_${paymentId}`, method: "card" });
});

test("an order read before it was changed and written after it changes neither the order nor its link back", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const old = paperOrder(orderRef, 12_100, house.clock.now());
  const later = new Date(house.clock.now().getTime() + 60_000);
  const platformId = shop.platformId;
  await followOrder(await shop.ctx(), { platformId, order: { ...paperOrder(orderRef, 15_000, house.clock.now()), updatedAt: later } });
  await followOrder(await shop.ctx(), { platformId, order: old });
  expect((await factsOf(linkId)).link.amountMinor).toBe(15_000);
});

test("an order that now asks in another currency is never asked for in the old one, nor with the new number", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  house.paper.orders.set(orderRef, { ...paperOrder(orderRef, 900_000, house.clock.now(), "JPY") });
  expect(await pay(linkId)).toMatchObject({ ok: false });
  const sent = await sendPaymentLink(await shop.ctx(), {
    platformId: shop.platformId, orderRef, amountMinor: null, email: "zoe@example.test", locale: "fr",
    expiresAt: new Date(house.clock.now().getTime() + 86_400_000), description: "Commande", note: "", messageId: null,
  });
  if (!sent.ok) throw new Error(sent.reason);
  expect((await factsOf(sent.linkId)).link).toMatchObject({ currency: "JPY", amountMinor: 900_000 });
  expect((await factsOf(linkId)).link.currency).toBe("EUR");
  expect((await factsOf(linkId)).state.status).toBe("cancelled");
  expect(await pay(sent.linkId)).toMatchObject({ ok: true });
});

test("an order cancelled, revived and cancelled again: the checkout opened in between is closed too", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const order = paperOrder(orderRef, 12_100, house.clock.now());
  const put = async (state: "unpaid" | "cancelled") => {
    house.clock.move(60_000);
    const changed = { ...order, state, updatedAt: house.clock.now() };
    house.paper.orders.set(orderRef, changed);
    await followOrder(await shop.ctx(), { platformId: shop.platformId, order: changed });
    await runDueJobs(house);
  };
  await put("cancelled");
  await put("unpaid");
  const paymentId = await payId(linkId);
  await put("cancelled");
  expect(house.paper.checkouts.get(`cs_${paymentId}`)?.progress).toBe("expired");
});

test("a cancelled link does not come back beside the one that took its place: no order has two open links", async () => {
  const first = await openLink(house, shop);
  await cancelLink(await shop.ctx(), first.linkId);
  const second = await openLink(house, shop, { ref: first.orderRef });
  expect(second.linkId).not.toBe(first.linkId);
  expect(await reopenLink(await shop.ctx(), first.linkId)).toMatchObject({ ok: false });
  await cancelLink(await shop.ctx(), second.linkId);
  expect(await reopenLink(await shop.ctx(), first.linkId)).toEqual({ ok: true });
});

test("two presses at once while earlier money is on its way: no checkout stays open behind the refusal", async () => {
  const { linkId } = await openLink(house, shop);
  const firstId = await payId(linkId);
  house.clock.move(60_000);
  const secondId = await payId(linkId);
  // The first, thought closed, turns out to be on its way after all.
  const first = house.paper.checkouts.get(`cs_${firstId}`);
  if (first) first.progress = "processing";
  await settlePayment(await shop.ctx(), firstId);
  expect(await pay(linkId)).toEqual({ ok: false, reason: "payment-in-progress" });
  await runDueJobs(house);
  expect(house.paper.checkouts.get(`cs_${secondId}`)?.progress).toBe("expired");
  expect(await eventsOf(linkId)).toContain("payment-pending");
});

test("an older checkout that its provider would not close just then is closed when the provider is back", async () => {
  const { linkId } = await openLink(house, shop);
  const firstId = await payId(linkId);
  house.clock.move(60_000);
  house.paper.fault = (_, call) => {
    if (call === "closeCheckout") throw outage("paper-pay");
  };
  const secondId = await payId(linkId);
  expect(await runDueJobs(house), "still down: the job stays").toEqual(["close-checkout"]);
  house.paper.fault = () => undefined;
  expect(await runDueJobs(house)).toEqual([]);
  const progressOf = (paymentId: string) => house.paper.checkouts.get(`cs_${paymentId}`)?.progress;
  expect([progressOf(firstId), progressOf(secondId)]).toEqual(["expired", "open"]);
});

test("a refund that fails after it left is told to a person: the shopper holds a credit note for money that came back", async () => {
  const { linkId } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  const fact = { ref: "re_1", amountMinor: 2_100, occurredAt: house.clock.now() };
  house.paper.checkouts.get(`cs_${paymentId}`)?.facts.push({ kind: "refund", ...fact }, { kind: "refund-reversal", ...fact });
  await settlePayment(await shop.ctx(), paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  expect(await tasksOf(linkId)).toEqual(["refund-failed"]);
  expect((await factsOf(linkId)).payments[0]?.state).toBe("succeeded");
});

test("the job that marks an order comes twice: the shop is asked once, and the history says it once", async () => {
  const { linkId } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  let calls = 0;
  house.paper.fault = (_, call) => void (call === "markPaid" && (calls += 1));
  await markOrderPaid(await shop.ctx(), linkId);
  expect(calls).toBe(0);
  expect((await eventsOf(linkId)).filter((kind) => kind === "order-marked-paid")).toHaveLength(1);
});

test("no hook comes, nobody returns, no sweep runs: the attempt's own question finds the money", async () => {
  const { linkId } = await openLink(house, shop);
  payOnPaper(house, await payId(linkId));
  house.clock.move(61_000);
  await runDueJobs(house);
  expect((await factsOf(linkId)).state.status).toBe("paid");
});

test("a link for an amount of its own keeps it when its order grows", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  await house.sql.query("UPDATE payment_link SET follows_order = false, amount_minor = 5000 WHERE id = $1", [linkId]);
  const order = { ...paperOrder(orderRef, 15_000, house.clock.now()), updatedAt: new Date(house.clock.now().getTime() + 1) };
  await followOrder(await shop.ctx(), { platformId: shop.platformId, order });
  expect((await factsOf(linkId)).link.amountMinor).toBe(5_000);
});

test("an order edited while the provider opens its checkout: nobody is sent to pay the old amount", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const ctx = await shop.ctx();
  const port = ctx.provider(shop.providerId);
  const open = port.openCheckout;
  port.openCheckout = async (input) => {
    house.clock.move(1);
    const order = { ...paperOrder(orderRef, 9_900, house.clock.now()), updatedAt: house.clock.now() };
    house.paper.orders.set(orderRef, order);
    await followOrder(ctx, { platformId: shop.platformId, order });
    return open(input);
  };
  const started = await pay(linkId);
  port.openCheckout = open;
  expect(started).toEqual({ ok: false, reason: "amount-changed" });
  const { payments } = await factsOf(linkId);
  expect(payments.map((payment) => house.paper.checkouts.get(`cs_${payment.id}`)?.progress)).toEqual(["expired"]);
  house.clock.move(30_000);
  const again = await pay(linkId);
  expect(again.ok && house.paper.checkouts.get(`cs_${again.paymentId}`)?.amountMinor).toBe(9_900);
});

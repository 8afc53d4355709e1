import { afterAll, beforeAll, expect, test } from "vitest";
import { currencyOf } from "../../app/core/currency";
import { formatMoment } from "../../app/core/shopper-words";
import { VendorError } from "../../app/core/vendor-error";
import { listMessagesOfLink } from "../../app/db/messages.server";
import { insertPayment } from "../../app/db/payments.server";
import { openCheckout } from "../../app/flows/open-checkout.server";
import { refundPayment } from "../../app/flows/refund-payment.server";
import { sendPaymentLink } from "../../app/flows/send-payment-link.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { sweep } from "../../app/flows/sweep.server";
import { syncOrders } from "../../app/flows/sync-orders.server";
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

test("a refund made on the provider's site is mirrored to the order with its own credit receipt", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  house.clock.move(15 * 60_000);
  house.paper.checkouts.get(`cs_${paymentId}`)?.facts.push({ kind: "refund", ref: "re_1", amountMinor: 2_100, occurredAt: house.clock.now() });
  await sweep(house.app);
  await runDueJobs(house);
  await runDueJobs(house);
  const { receipts, payments, state } = await factsOf(linkId);
  expect(payments[0]?.state).toBe("partly-refunded");
  expect(state.status).toBe("paid");
  expect(receipts.map((receipt) => [receipt.facts.kind, receipt.facts.amount.amountMinor, receipt.facts.refersTo])).toEqual([
    ["receipt", 12_100, null],
    ["credit-receipt", 2_100, receipts[0]?.number],
  ]);
  expect(house.paper.mirrored.filter((one) => one.orderRef === orderRef)).toMatchObject([{ refundRef: "re_1", amountMinor: 2_100 }]);
});

test("a refund pressed twice, or retried after a lost answer, gives back once", async () => {
  const { linkId } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  const ctx = await shop.ctx();
  await settlePayment(ctx, paymentId);
  const refund = { paymentId, linkId: null, refundId: "re_once", amountMinor: 5_000, shownMinor: null, reason: "" };
  house.paper.fault = (_, call, moment) => {
    if (call === "refund" && moment === "done") throw outage("paper-pay");
  };
  await expect(refundPayment(ctx, refund)).rejects.toThrow(VendorError);
  house.paper.fault = () => undefined;
  expect(await refundPayment(ctx, refund)).toEqual({ ok: true, isPending: false });
  expect((await factsOf(linkId)).totals.refundedMinor).toBe(5_000);
});

test("the shop is down when the order should be marked: it waits and is marked once, also when only the answer was lost", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  for (const moment of ["do", "done"] as const) {
    house.paper.fault = (_, call, when) => {
      if (call === "markPaid" && when === moment) throw outage("paper-shop");
    };
    expect(await runDueJobs(house)).toContain("mark-order-paid");
  }
  house.paper.fault = () => undefined;
  await runDueJobs(house);
  expect(house.paper.markedPaid.filter((one) => one.orderRef === orderRef)).toHaveLength(1);
});

test("an order that grew while it was being paid is not marked paid behind anyone's back", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  house.paper.orders.set(orderRef, { ...paperOrder(orderRef, 15_000, house.clock.now()) });
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  expect(await tasksOf(linkId)).toEqual(["order-differs"]);
  expect(await eventsOf(linkId)).toContain("order-not-marked");
});

test("a refused address is shown on the link, and mail that is down is tried again under the same Message-ID", async () => {
  house.paper.answer = () => ({ ok: false, reason: "recipient-refused", detail: "550 no such user" });
  const refused = await openLink(house, shop, { isMailed: true });
  await runDueJobs(house);
  expect(await eventsOf(refused.linkId)).toContain("message-refused");
  expect(await tasksOf(refused.linkId)).toEqual(["message-refused"]);
  house.paper.answer = () => outage("paper-mail");
  const late = await openLink(house, shop, { isMailed: true });
  expect(await runDueJobs(house)).toContain("send-message");
  house.paper.answer = () => ({ ok: true, detail: "250" });
  house.paper.fault = (_, call, moment) => {
    if (call === "send" && moment === "done") throw new Error("killed after SMTP said yes");
  };
  await runDueJobs(house);
  house.paper.fault = () => undefined;
  await runDueJobs(house);
  const [message] = await listMessagesOfLink(house.app.db, shop.storeId, late.linkId);
  expect(message?.status).toBe("sent");
  const copies = house.paper.mails.filter((mail) => mail.messageId === message?.id);
  expect(copies.length).toBeGreaterThanOrEqual(1);
  expect(copies.length).toBeLessThanOrEqual(2);
});

test("sending twice from two windows makes one link and one mail each press", async () => {
  const orderRef = house.app.newId("evt");
  house.paper.orders.set(orderRef, paperOrder(orderRef, 4_200, house.clock.now()));
  const ctx = await shop.ctx();
  const messageId = house.app.newId("msg");
  const press = () =>
    sendPaymentLink(ctx, {
      platformId: shop.platformId, orderRef, amountMinor: null, email: "zoe@example.test", locale: "fr", expiresAt: null,
      description: "Commande", note: "", messageId,
    });
  const results = await Promise.all([press(), press(), press()]);
  expect(new Set(results.map((result) => result.ok && result.linkId)).size).toBe(1);
  expect(results.filter((result) => result.ok && result.isNewMessage)).toHaveLength(1);
});

test("orders nobody told us about are found by the poll, and one that was deleted closes its link", async () => {
  const orderRef = house.app.newId("evt");
  house.paper.orders.set(orderRef, paperOrder(orderRef, 4_200, house.clock.now()));
  expect(await syncOrders(await shop.ctx(), shop.platformId)).toBeGreaterThan(0);
  const { linkId } = await openLink(house, shop, { ref: orderRef });
  house.paper.orders.delete(orderRef);
  expect(await pay(linkId)).toEqual({ ok: false, reason: "order-gone" });
});

test("connections are looked after by the sweep, not only when a person looks", async () => {
  const health = async () => (await house.sql.query("SELECT health FROM connection WHERE id = $1", [shop.platformId])).rows[0].health;
  house.clock.move(31 * 60_000);
  await sweep(house.app);
  await runDueJobs(house);
  expect((await health())?.isWorking).toBe(true);
});

test("the shop is told when the money came, of the payment that brought it: not when it was begun, nor of a later one", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  // Begun at noon, debited three hours later; another tab's checkout pays once more before the shop is told.
  house.clock.move(3 * 3_600_000);
  const paidAt = house.clock.now();
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  house.clock.move(60_000);
  const second = await insertPayment(house.app.db, {
    id: house.app.newId("pay"), storeId: shop.storeId, providerId: shop.providerId, currency: currencyOf("EUR"), at: house.clock.now(), targets: [{ linkId, amountMinor: 12_100 }],
  });
  await openCheckout(await shop.ctx(), second);
  payOnPaper(house, second.id);
  await settlePayment(await shop.ctx(), second.id);
  house.clock.move(86_400_000);
  await runDueJobs(house);
  const [mark] = house.paper.markedPaid.filter((one) => one.orderRef === orderRef);
  expect(mark).toMatchObject({ transactionId: `pi_${paymentId}`, paidAt });
  expect(mark?.note).toContain(formatMoment(paidAt, "fr", "Europe/Paris"));
  expect(mark?.note, "a way to pay by its name, not by our code").toContain("(Carte bancaire, ");
});

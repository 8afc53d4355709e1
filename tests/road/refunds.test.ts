import { afterAll, beforeAll, expect, test } from "vitest";
import { readLink, type PaymentOfLink } from "../../app/flows/read-link.server";
import { refundPayment } from "../../app/flows/refund-payment.server";
import { sweepEveryMinutes } from "../../app/flows/run-jobs.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { sweep } from "../../app/flows/sweep.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import { endSlowRefund, type PaperCheckout } from "./paper";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const { payId, tasksOf, eventsOf } = walkIn(() => ({ house, shop }));

/** 121 € paid, and everything that follows done. */
async function paidLink(): Promise<{ linkId: string; paymentId: string; checkout: PaperCheckout }> {
  shop = await house.openShop();
  const { linkId } = await openLink(house, shop, { amountMinor: 12_100 });
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  expect(await runDueJobs(house)).toEqual([]);
  const checkout = house.paper.checkouts.get(`cs_${paymentId}`);
  if (!checkout) throw new Error("no checkout");
  return { linkId, paymentId, checkout };
}

async function shown(linkId: string): Promise<PaymentOfLink> {
  const payment = (await readLink(await shop.ctx(), linkId))?.payments[0];
  if (!payment) throw new Error("no payment");
  return payment;
}

const offered = async (linkId: string) => {
  const { refundable, pendingRefund, canRefund } = await shown(linkId);
  return [refundable.amountMinor, pendingRefund.amountMinor, canRefund];
};

const giveBack = async (linkId: string, amountMinor: number) => {
  const payment = await shown(linkId);
  return refundPayment(await shop.ctx(), { paymentId: payment.id, linkId: null, refundId: payment.refundId, amountMinor, shownMinor: payment.refundable.amountMinor, reason: "" });
};

test("a refund the provider calls pending is not offered again, and is money only when it is made", async () => {
  const { linkId, paymentId, checkout } = await paidLink();
  house.paper.isRefundSlow = true;
  expect(await giveBack(linkId, 10_000)).toEqual({ ok: true, isPending: true });
  expect(await offered(linkId)).toEqual([2_100, 10_000, true]);
  expect(await eventsOf(linkId)).toContain("refund-pending");
  // A form drawn before, sent after: exactly its refund is under way, so nothing more happens.
  const stale = { paymentId, linkId: null, refundId: "rfd_other", amountMinor: 10_000, shownMinor: 12_100, reason: "" };
  expect(await refundPayment(await shop.ctx(), stale)).toEqual({ ok: true, isPending: true });
  expect(await refundPayment(await shop.ctx(), { ...stale, amountMinor: 500 })).toMatchObject({ ok: false, reason: "payment-changed" });
  expect(checkout.unsettledRefunds).toHaveLength(1);
  await runDueJobs(house);
  expect((await readLink(await shop.ctx(), linkId))?.receipts.map(({ kind }) => kind)).toEqual(["receipt"]);
  endSlowRefund(checkout, "made", house.clock.now());
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  expect(await offered(linkId)).toEqual([2_100, 0, true]);
  expect((await readLink(await shop.ctx(), linkId))?.receipts.map(({ kind, amount }) => [kind, amount.amountMinor])).toEqual([["receipt", 12_100], ["credit-receipt", 10_000]]);
  house.paper.isRefundSlow = false;
  await expectInvariants(house, shop);
});

test("the answer was lost and the provider says nothing more for now: what it promised is remembered all the same", async () => {
  const { linkId, checkout } = await paidLink();
  house.paper.isRefundSlow = true;
  expect(await giveBack(linkId, 12_100)).toMatchObject({ ok: true });
  const promised = checkout.unsettledRefunds;
  checkout.unsettledRefunds = [];
  await settlePayment(await shop.ctx(), checkout.paymentId);
  expect(await offered(linkId)).toEqual([0, 12_100, false]);
  checkout.unsettledRefunds = promised;
  house.paper.isRefundSlow = false;
});

test("a pending refund that fails is offered again, no credit receipt was issued, and a person is told once", async () => {
  const { linkId, paymentId, checkout } = await paidLink();
  house.paper.isRefundSlow = true;
  await giveBack(linkId, 10_000);
  endSlowRefund(checkout, "failed", house.clock.now());
  await settlePayment(await shop.ctx(), paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  house.paper.isRefundSlow = false;
  expect(await offered(linkId)).toEqual([12_100, 0, true]);
  expect(await tasksOf(linkId)).toEqual(["refund-not-made"]);
  expect((await eventsOf(linkId)).filter((kind) => kind.startsWith("refund"))).toEqual(["refund-pending", "refund-not-made"]);
  expect((await readLink(await shop.ctx(), linkId))?.receipts.map(({ kind }) => kind)).toEqual(["receipt"]);
  expect(await giveBack(linkId, 12_100)).toEqual({ ok: true, isPending: false });
  await runDueJobs(house);
  expect(await offered(linkId)).toEqual([0, 0, false]);
  await expectInvariants(house, shop);
});

test("an older answer that overtakes a newer one does not reopen what was made", async () => {
  const { linkId, paymentId, checkout } = await paidLink();
  checkout.unsettledRefunds = [{ ref: "re_slow", amountMinor: 5_000, state: "pending" }];
  await settlePayment(await shop.ctx(), paymentId);
  const before = structuredClone(checkout.unsettledRefunds);
  endSlowRefund(checkout, "made", house.clock.now());
  await settlePayment(await shop.ctx(), paymentId);
  checkout.unsettledRefunds = before;
  await settlePayment(await shop.ctx(), paymentId);
  expect(await offered(linkId)).toEqual([7_100, 0, true]);
});

test("money in another currency than was asked is given back in its own", async () => {
  shop = await house.openShop();
  const { linkId } = await openLink(house, shop, { amountMinor: 12_100 });
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId, { code: "USD", amountMinor: 9_900 });
  await settlePayment(await shop.ctx(), paymentId);
  expect(await tasksOf(linkId)).toEqual(["foreign-money"]);
  expect((await shown(linkId)).refundable).toEqual({ amountMinor: 9_900, currency: "USD" });
  expect((await shown(linkId)).extra).toEqual({ amountMinor: 9_900, currency: "USD" });
  expect(await giveBack(linkId, 9_900)).toEqual({ ok: true, isPending: false });
  await runDueJobs(house);
  await expectInvariants(house, shop);
});

test("a refund at the provider's dashboard is mirrored within 15 minutes with every hook lost, whenever it happens", { timeout: 120_000 }, async () => {
  const minuteMs = 60_000;
  const tickMs = sweepEveryMinutes * minuteMs;
  const own = await openHouse();
  try {
    shop = await own.openShop();
    const paid: { orderRef: string; paymentId: string }[] = [];
    for (let count = 0; count < 7; count += 1) {
      const { linkId, orderRef } = await openLink(own, shop, { amountMinor: 12_100 });
      const started = await startPayment(await shop.ctx(), { linkId, providerId: shop.providerId, shownMinor: null, typedMinor: null });
      if (!started.ok) throw new Error(started.reason);
      payOnPaper(own, started.paymentId);
      await settlePayment(await shop.ctx(), started.paymentId);
      paid.push({ orderRef, paymentId: started.paymentId });
    }
    // What each attempt asks by itself is over: from here on there is the sweep alone.
    own.clock.move(3_600_000);
    expect(await runDueJobs(own)).toEqual([]);
    own.clock.move(tickMs - (own.clock.now().getTime() % tickMs));
    const startMs = own.clock.now().getTime();
    const refunds: { orderRef: string; atMs: number }[] = [];
    // Asked, and refunded a second later, at every kind of moment between two sweeps.
    for (const [index, second] of [1, 59, 119, 179, 181, 239, 298].entries()) {
      const { orderRef, paymentId } = paid[index] ?? { orderRef: "", paymentId: "" };
      own.clock.move(startMs + second * 1_000 - own.clock.now().getTime());
      await settlePayment(await shop.ctx(), paymentId);
      const atMs = own.clock.now().getTime() + 1_000;
      own.paper.checkouts.get(`cs_${paymentId}`)?.facts.push({ kind: "refund", ref: `re_${second}`, amountMinor: 2_100, occurredAt: new Date(atMs) });
      refunds.push({ orderRef, atMs });
    }
    const mirroredAtMs = new Map<string, number>();
    for (let tick = 1; tick <= 5; tick += 1) {
      own.clock.move(startMs + tick * tickMs - own.clock.now().getTime());
      await sweep(own.app);
      expect(await runDueJobs(own)).toEqual([]);
      for (const { orderRef } of own.paper.mirrored) if (!mirroredAtMs.has(orderRef)) mirroredAtMs.set(orderRef, own.clock.now().getTime());
    }
    const minutes = refunds.map(({ orderRef, atMs }) => ((mirroredAtMs.get(orderRef) ?? Infinity) - atMs) / minuteMs);
    for (const taken of minutes) expect(taken, minutes.join(" ")).toBeLessThanOrEqual(15);
    await expectInvariants(own, shop);
  } finally {
    await own.close();
  }
});

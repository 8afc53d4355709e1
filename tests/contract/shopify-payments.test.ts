import { afterEach, expect, it } from "vitest";
import { shopify } from "../../adapters/shopify/index.server";
import { currencyOf } from "../../app/core/currency";
import type { MarkPaidInput, Platform } from "../../app/core/ports";
import type { ShopifyOptions, ShopifySimulator } from "../simulators/shopify";
import { closeCleanly, connectTo, depsOf, openShopify } from "./shopify-bench";

const open: ShopifySimulator[] = [];
afterEach(async () => {
  for (const shop of open.splice(0)) await closeCleanly(shop);
});
async function opened(options: ShopifyOptions = {}): Promise<{ shop: ShopifySimulator; platform: Platform }> {
  const made = await openShopify(options);
  open.push(made.shop);
  return made;
}

const eur = currencyOf("EUR");
const part = (platform: Platform, input: MarkPaidInput) => platform.recordPart?.(input);
const payment = (orderRef: string, change: Partial<MarkPaidInput> = {}): MarkPaidInput => ({
  orderRef, amountMinor: 12_100, currency: eur, transactionId: "pi_1", methodTitle: "Bancontact", paidAt: new Date(), note: "Payé par lien : pi_1", ...change,
});
/** Money in the shop's books that did not come through Shopify. */
const booked = (shop: ShopifySimulator, ref: string) => shop.order(ref).transactions.filter(({ status, isManual, kind }) => status === "SUCCESS" && isManual && kind !== "REFUND");

/** As a job does: told that another process is still at it (on a slow machine it may be), it asks again. */
async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Error && "kind" in error && error.kind === "busy")) throw error;
    }
  }
}

it("writes a payment once, though five processes try at the same moment", async () => {
  const { shop } = await opened();
  const { ref } = shop.addOrder();
  const processes = Array.from({ length: 5 }, () => connectTo(shop));
  const results = await Promise.all(processes.map((process) => patiently(() => process.markPaid(payment(ref)))));
  expect(results.map((result) => result.ok && result.outcome).sort()).toEqual(["already-paid", "already-paid", "already-paid", "already-paid", "marked"]);
  expect(booked(shop, ref)).toHaveLength(1);
  expect(shop.notes(ref)).toEqual(["Payé par lien : pi_1"]);
});

it("writes one of two different payments that race for the whole order, and notes both", async () => {
  const { shop } = await opened();
  const { ref } = shop.addOrder();
  const [one, other] = [connectTo(shop), connectTo(shop)];
  const results = await Promise.all([
    patiently(() => one.markPaid(payment(ref))),
    patiently(() => other.markPaid(payment(ref, { transactionId: "pi_2", note: "Payé par lien : pi_2" }))),
  ]);
  expect(results.map((result) => result.ok && result.outcome).sort()).toEqual(["already-paid", "marked"]);
  expect(booked(shop, ref)).toHaveLength(1);
  expect(shop.notes(ref).sort()).toEqual(["Payé par lien : pi_1", "Payé par lien : pi_2"]);
});

it("keeps the method's name and the order's own text untouched", async () => {
  const { shop, platform } = await opened();
  const { ref } = shop.addOrder();
  await platform.markPaid(payment(ref));
  expect(booked(shop, ref)[0]).toMatchObject({ gateway: "Bancontact", amountMinor: 12_100 });
});

it("finds its payment in the books after an answer that was lost, and writes no other", async () => {
  let at = Date.parse("2026-11-21T10:00:00Z");
  const { shop, platform } = await opened({ now: () => new Date(at) });
  const { ref } = shop.addOrder();
  shop.fail({ on: "orderCreateManualPayment", kind: "dies-after" });
  const input = payment(ref, { paidAt: shop.now() });
  await expect(platform.markPaid(input)).rejects.toMatchObject({ vendor: "shopify", isRetryable: true });
  at += 61_000;
  expect(await platform.markPaid(input)).toMatchObject({ ok: true, outcome: "already-paid", order: { state: "paid" } });
  expect(booked(shop, ref)).toHaveLength(1);
  expect(shop.notes(ref)).toEqual([input.note]);
  expect(JSON.parse(shop.metafield(ref, "payment_mark") ?? "")).toEqual({ lease: null, written: ["pi_1"] });
});

it("writes again, once, after a call that never arrived, but not before the lease has lapsed", async () => {
  let at = Date.parse("2026-11-21T10:00:00Z");
  const { shop, platform } = await opened({ now: () => new Date(at) });
  const { ref } = shop.addOrder();
  shop.fail({ on: "orderCreateManualPayment", kind: "dies-before" });
  const input = payment(ref, { paidAt: shop.now() });
  await expect(platform.markPaid(input)).rejects.toMatchObject({ isRetryable: true });
  await expect(platform.markPaid(input)).rejects.toMatchObject({ kind: "busy" });
  expect(booked(shop, ref)).toHaveLength(0);
  at += 61_000;
  expect(await platform.markPaid(input)).toMatchObject({ ok: true, outcome: "marked" });
  expect(booked(shop, ref)).toHaveLength(1);
});

it("loses no note when Shopify forgets to answer at any step, and books the money once", async () => {
  for (const on of ["order", "metafieldsSet", "orderCreateManualPayment"]) {
    for (const kind of ["dies-before", "dies-after"] as const) {
      for (const skipped of [0, 1, 2]) {
        let at = Date.parse("2026-11-21T10:00:00Z");
        const { shop, platform } = await opened({ now: () => new Date(at) });
        const { ref } = shop.addOrder();
        const input = payment(ref, { paidAt: shop.now() });
        // The fault strikes the call number `skipped + 1` of its kind.
        for (let count = 0; count < skipped; count += 1) shop.fail({ on, kind: "slow", delayMs: 1 });
        shop.fail({ on, kind });
        await platform.markPaid(input).catch(() => null);
        at += 61_000;
        const last = await platform.markPaid(input);
        const what = `${on} ${kind} after ${skipped}`;
        expect(last, what).toMatchObject({ ok: true });
        expect(booked(shop, ref), what).toHaveLength(1);
        expect(shop.notes(ref), what).toEqual([input.note]);
      }
    }
  }
});

it("tells a person when the order is edited between the last look and the write", async () => {
  const { shop, platform } = await opened();
  const { ref } = shop.addOrder();
  shop.fail({ on: "orderCreateManualPayment", kind: "slow", delayMs: 150 });
  const marking = platform.markPaid(payment(ref));
  await expect.poll(() => shop.metafield(ref, "payment_mark")).not.toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 60));
  shop.editOrder(ref, { unitMinor: 15_000 });
  expect(await marking).toMatchObject({ ok: false, reason: "amount-differs" });
});

it("on Plus an order edited at that moment is refused instead of being paid more", async () => {
  const { shop, platform } = await opened({ isPlus: true });
  const { ref } = shop.addOrder();
  shop.fail({ on: "orderCreateManualPayment", kind: "slow", delayMs: 150 });
  const marking = platform.markPaid(payment(ref));
  await expect.poll(() => shop.metafield(ref, "payment_mark")).not.toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 60));
  shop.editOrder(ref, { unitMinor: 9_000 });
  expect(await marking).toMatchObject({ ok: false, reason: "amount-differs" });
  expect(booked(shop, ref)).toHaveLength(0);
});

it("does not touch an order that Shopify would not mark paid", async () => {
  const { shop, platform } = await opened();
  const { ref: onItsWay } = shop.addOrder({ payment: "on-its-way" });
  const { ref: cancelled } = shop.addOrder();
  shop.cancel(cancelled);
  for (const ref of [onItsWay, cancelled]) {
    expect(await platform.markPaid(payment(ref))).toMatchObject({ ok: false, reason: "write-ignored" });
    expect(booked(shop, ref)).toHaveLength(0);
    expect(shop.metafield(ref, "payment_mark")).toBeNull();
  }
  expect(shop.requests.filter((request) => request.startsWith("orderCreateManualPayment"))).toEqual([]);
});

it("waits its turn while Shopify is busy with the order, and asks to be tried again", async () => {
  const { shop, platform } = await opened();
  const { ref } = shop.addOrder({ isBusy: true });
  await expect(platform.markPaid(payment(ref))).rejects.toMatchObject({ kind: "busy", isRetryable: true });
  shop.order(ref).isBusy = false;
  expect(await platform.markPaid(payment(ref))).toMatchObject({ ok: true, outcome: "marked" });
});

it("records parts as amounts on Plus, each once, and the rest as the whole", async () => {
  const { shop, platform } = await opened({ isPlus: true });
  const { ref } = shop.addOrder();
  const first = payment(ref, { amountMinor: 5_000 });
  expect(await part(platform, first)).toMatchObject({ ok: true, outcome: "recorded", order: { state: "unpaid", openMinor: 7_100, platformStatus: "PARTIALLY_PAID" } });
  expect(await part(platform, first)).toMatchObject({ ok: true, outcome: "already-recorded" });
  expect(await part(platform, payment(ref, { transactionId: "pi_2", amountMinor: 7_101 }))).toMatchObject({ ok: false, reason: "too-much" });
  expect(await platform.markPaid(payment(ref, { transactionId: "pi_3", amountMinor: 7_100 }))).toMatchObject({ ok: true, outcome: "marked" });
  expect(booked(shop, ref).map(({ amountMinor }) => amountMinor)).toEqual([5_000, 7_100]);
});

it("records a part elsewhere by capturing from the pending manual sale, and says where it cannot", async () => {
  const { shop, platform } = await opened();
  const { ref } = shop.addOrder();
  expect(await part(platform, payment(ref, { amountMinor: 5_000 }))).toMatchObject({ ok: true, outcome: "recorded", order: { openMinor: 7_100 } });
  expect(booked(shop, ref)).toMatchObject([{ kind: "CAPTURE", amountMinor: 5_000 }]);
  // Without Plus a second part of the same sale is Shopify's to refuse; the last one closes the balance.
  expect(await part(platform, payment(ref, { transactionId: "pi_2", amountMinor: 100 }))).toMatchObject({ ok: false, reason: "not-possible" });
  expect(await part(platform, payment(ref, { transactionId: "pi_3", amountMinor: 7_100 }))).toMatchObject({ ok: true, outcome: "recorded", order: { state: "paid" } });
  const { ref: bare } = shop.addOrder({ payment: "none" });
  expect(await part(platform, payment(bare, { amountMinor: 5_000 }))).toMatchObject({ ok: false, reason: "not-possible" });
  expect(shop.receivedMinor(bare)).toBe(0);
});

it("records one part once over lost answers and racing processes", async () => {
  let at = Date.parse("2026-11-21T10:00:00Z");
  const { shop } = await opened({ now: () => new Date(at) });
  const { ref } = shop.addOrder();
  const input = payment(ref, { amountMinor: 5_000, paidAt: shop.now() });
  shop.fail({ on: "orderCapture", kind: "dies-after" });
  await expect(part(connectTo(shop), input)).rejects.toMatchObject({ isRetryable: true });
  at += 61_000;
  const results = await Promise.all([connectTo(shop), connectTo(shop)].map((process) => part(process, input)));
  expect(results.map((result) => result?.ok && result.outcome)).toEqual(["already-recorded", "already-recorded"]);
  expect(shop.receivedMinor(ref)).toBe(5_000);
});

it("mirrors a refund against manual payments only, never against money Shopify can send back", async () => {
  const { shop, platform } = await opened();
  const { ref } = shop.addOrder({ payment: "card" });
  const refund = { orderRef: ref, refundRef: "re_1", amountMinor: 100, currency: eur, reason: "Geste" };
  expect(await platform.recordRefund(refund)).toEqual({ ok: false, reason: "too-much" });
  expect(shop.refundedMinor(ref)).toBe(0);
});

it("spreads a refund over the payments it came from, and finds one whose answer was lost", async () => {
  const { shop, platform } = await opened({ isPlus: true });
  const { ref } = shop.addOrder();
  await part(platform, payment(ref, { amountMinor: 5_000 }));
  await platform.markPaid(payment(ref, { transactionId: "pi_2", amountMinor: 7_100 }));
  const refund = { orderRef: ref, refundRef: "re_1", amountMinor: 6_000, currency: eur, reason: "Retour" };
  shop.fail({ on: "refundCreate", kind: "dies-after" });
  await expect(platform.recordRefund(refund)).rejects.toMatchObject({ isRetryable: true });
  expect(await platform.recordRefund(refund)).toEqual({ ok: true, outcome: "already-recorded" });
  const refunds = shop.order(ref).transactions.filter(({ kind }) => kind === "REFUND");
  expect(refunds.map(({ amountMinor }) => amountMinor)).toEqual([5_000, 1_000]);
  expect(await platform.getOrder(ref)).toMatchObject({ state: "paid", openMinor: 0, totalMinor: 6_100 });
});

it("pays in the shopper's currency, whatever the shop's own", async () => {
  const { shop, platform } = await opened({ currency: "USD" });
  for (const [code, minor] of [["EUR", 12_100], ["JPY", 1_200], ["KWD", 12_345]] as const) {
    const { ref } = shop.addOrder({ currency: code, totalMinor: minor });
    expect(await platform.getOrder(ref)).toMatchObject({ currency: code, openMinor: minor });
    expect(await platform.markPaid(payment(ref, { amountMinor: minor, currency: currencyOf("USD") }))).toMatchObject({ ok: false, reason: "amount-differs" });
    expect(await platform.markPaid(payment(ref, { amountMinor: minor, currency: currencyOf(code) }))).toMatchObject({ ok: true, outcome: "marked" });
    expect(await platform.recordRefund({ orderRef: ref, refundRef: `re_${code}`, amountMinor: minor, currency: currencyOf(code), reason: "" })).toEqual({ ok: true, outcome: "recorded" });
    expect((await platform.getOrder(ref))?.state).toBe("refunded");
  }
});

it("writes a payment dated ahead of Shopify's clock", async () => {
  const { shop, platform } = await opened();
  const { ref } = shop.addOrder();
  expect(await platform.markPaid(payment(ref, { paidAt: new Date(Date.now() + 3_600_000) }))).toMatchObject({ ok: true, outcome: "marked" });
  expect(booked(shop, ref)[0]?.gateway).toBe("Bancontact");
  const late = shopify.connect(shop.settings, depsOf(shop, { now: () => new Date(Date.now() + 600_000) }));
  const { ref: other } = shop.addOrder();
  expect(await late.markPaid(payment(other, { paidAt: new Date(Date.now() + 600_000) }))).toMatchObject({ ok: true, outcome: "marked" });
});

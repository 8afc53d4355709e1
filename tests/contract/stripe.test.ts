import { afterEach, beforeEach, expect, it } from "vitest";
import { currencyOf } from "../../app/core/currency";
import { paymentState, settle } from "../../app/core/payment";
import { VendorError } from "../../app/core/vendor-error";
import { checkoutInput, providerContract } from "./provider.contract";
import { atOf, hookOf, stripeBench, type StripeBench } from "./stripe-bench";

providerContract({
  name: "stripe against its simulator",
  async make() {
    const bench = await stripeBench();
    const { account, clock, provider } = bench;
    const wrongKey = "sk_test_wrongwrongwrong";
    account.setLatency(30); // long enough for requests of the same moment to meet
    return {
      provider,
      calls: () => account.asked.length,
      pay: async ({ providerRef }) => void account.pay(providerRef),
      hookAbout: async () => hookOf(bench, "checkout.session.completed"),
      moveClock: clock.move,
      loseAnswer: (to) => account.failNext(to === "refund" ? /POST .*\/refunds$/ : /POST .*\/sessions$/, "cut-after"),
      withWrongKey: bench.connect({ secretKey: wrongKey }),
      secrets: [account.secretKey, wrongKey, bench.hookSecret],
      close: account.close,
    };
  },
});

let bench: StripeBench;
beforeEach(async () => {
  bench = await stripeBench();
});
afterEach(() => bench.account.close());

async function opened(change: Parameters<typeof checkoutInput>[0] = {}) {
  const input = checkoutInput(change);
  const checkout = await bench.provider.openCheckout(input);
  return { input, at: atOf(input.paymentId, checkout), ref: checkout.providerRef };
}

async function read(at: { paymentId: string; providerRef: string }) {
  const seen = await bench.provider.readPayment(at);
  if (!seen) throw new Error("lost");
  return seen;
}

it("asks for a hosted page that converts nothing and carries our payment id everywhere", async () => {
  const { input, ref } = await opened();
  const [call] = bench.account.asked;
  expect(call).toMatchObject({
    idempotencyKey: input.paymentId,
    params: { client_reference_id: input.paymentId, adaptive_pricing: { enabled: "false" }, locale: "fr", metadata: { reglo_payment: input.paymentId } },
  });
  expect(call?.params).not.toHaveProperty("payment_method_types");
  const charge = bench.account.pay(ref);
  expect(charge.metadata).toMatchObject({ reglo_payment: input.paymentId });
});

it("keeps a slow method in processing until the bank speaks, then takes the money once", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref, { method: "sepa_debit" });
  const waiting = await read(at);
  expect(waiting).toMatchObject({ progress: "processing", facts: [], failure: null, method: "sepa-debit", methodDetail: "IBAN •••• 3000" });
  expect(paymentState([], waiting)).toBe("pending");
  bench.account.settle(ref, "succeed");
  const seen = await read(at);
  expect(seen.progress).toBe("succeeded");
  expect(settle([], seen)).toHaveLength(1);
});

it("says failed with the bank's reason when a slow method comes back days later", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref, { method: "sepa_debit" });
  bench.clock.move(5 * 86_400_000);
  bench.account.settle(ref, "fail");
  expect(await read(at)).toMatchObject({ progress: "failed", facts: [], failure: "insufficient-funds" });
});

it.each([
  ["generic_decline", "declined"], ["insufficient_funds", "insufficient-funds"], ["expired_card", "expired-card"],
  ["authentication_required", "authentication-failed"], ["processing_error", "processing-error"], ["stolen_card", "declined"],
])("stays open after a decline (%s), and only the attempt that succeeds is money", async (declineCode, failure) => {
  const { at, ref } = await opened();
  bench.account.pay(ref, { outcome: "decline", declineCode });
  expect(await read(at)).toMatchObject({ progress: "open", facts: [], failure });
  const charge = bench.account.pay(ref);
  const seen = await read(at);
  expect(seen).toMatchObject({ progress: "succeeded", failure: null, methodDetail: "Visa •••• 4242" });
  expect(seen.facts.map(({ ref: fact }) => fact)).toEqual([charge.id]);
});

it("expires by itself after a day and keeps the reason of the last attempt", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref, { outcome: "decline", declineCode: "insufficient_funds" });
  bench.clock.move(24 * 3_600_000 + 1_000);
  expect(await read(at)).toMatchObject({ progress: "expired", failure: "insufficient-funds" });
});

it("mirrors a refund made in the dashboard, and its failure later as money that came back", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref);
  const refund = bench.account.refundAtDashboard(ref, { amount: 2_000 });
  const before = settle([], await read(at));
  expect(before.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([["capture", 12_100], ["refund", -2_000]]);
  bench.clock.move(86_400_000);
  bench.account.finishRefund(refund.id, "fail");
  const [back, ...more] = settle(before, await read(at));
  expect(more).toEqual([]);
  expect(back).toMatchObject({ kind: "refund-reversal", ref: refund.id, amountMinor: 2_000, occurredAt: bench.clock.now() });
});

it("waits for a pending refund to succeed before it counts", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref);
  const refund = bench.account.refundAtDashboard(ref, { amount: 2_000, status: "pending" });
  expect(await read(at)).toMatchObject({ facts: [{ kind: "capture" }], unsettledRefunds: [{ ref: refund.id, amountMinor: 2_000, state: "pending" }] });
  bench.account.finishRefund(refund.id, "succeed");
  expect(await read(at)).toMatchObject({ facts: [{ kind: "capture" }, { kind: "refund", ref: refund.id }], unsettledRefunds: [] });
});

it("does not repeat a refund whose idempotency key Stripe has forgotten", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref);
  const request = { ...at, refundId: "rfd_late", amountMinor: 2_000, currency: currencyOf("EUR"), reason: "" };
  const first = await bench.provider.refund(request);
  const posts = () => bench.account.asked.filter(({ method, path }) => method === "POST" && path === "/v1/refunds").length;
  expect(posts()).toBe(1);
  expect(await bench.provider.refund(request)).toEqual(first);
  expect(posts()).toBe(1);
});

it("counts what is left itself, and does not ask Stripe for more", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref);
  bench.account.refundAtDashboard(ref, { amount: 12_000 });
  const request = { ...at, refundId: "rfd_1", amountMinor: 101, currency: currencyOf("EUR"), reason: "" };
  expect(await bench.provider.refund(request)).toMatchObject({ ok: false, reason: "too-much" });
  expect(bench.account.asked.filter(({ method, path }) => method === "POST" && path === "/v1/refunds")).toEqual([]);
});

it("says when the balance cannot pay a refund, and when a dispute forbids one", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref);
  bench.account.world.balance.set("eur", 0);
  const request = { ...at, refundId: "rfd_1", amountMinor: 2_000, currency: currencyOf("EUR"), reason: "" };
  expect(await bench.provider.refund(request)).toMatchObject({ ok: false, reason: "insufficient-balance" });
  bench.account.world.balance.clear();
  bench.account.openDispute(ref);
  expect(await bench.provider.refund({ ...request, refundId: "rfd_2" })).toMatchObject({ ok: false, reason: "not-refundable" });
});

it("follows a dispute: withdrawn, answered, won, and the money back", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref);
  const dispute = bench.account.openDispute(ref, { reason: "product_not_received" });
  const disputed = await read(at);
  expect(disputed.openDispute).toEqual({ ref: dispute.id, reason: "product-not-received", evidenceDueAt: new Date("2026-11-28T10:00:00Z"), url: `https://dashboard.stripe.com/disputes/${dispute.id}` });
  const written = settle([], disputed);
  expect(paymentState(written, disputed)).toBe("disputed");
  bench.account.moveDispute(dispute.id, "under_review");
  expect((await read(at)).openDispute).toMatchObject({ ref: dispute.id, evidenceDueAt: null });
  bench.account.moveDispute(dispute.id, "won");
  const won = await read(at);
  const all = [...written, ...settle(written, won)];
  expect(all.map(({ kind }) => kind)).toEqual(["capture", "dispute", "dispute-reversal"]);
  expect(won.openDispute).toBeNull();
  expect(paymentState(all, won)).toBe("succeeded");
});

it("moves no money for an inquiry", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref);
  const inquiry = bench.account.openDispute(ref, { isInquiry: true });
  expect(await read(at)).toMatchObject({ facts: [{ kind: "capture" }], openDispute: { ref: inquiry.id } });
  bench.account.moveDispute(inquiry.id, "warning_closed");
  expect((await read(at)).openDispute).toBeNull();
});

it("asks again at once under a second key when Stripe breaks, since it repeats its own failure for a day", async () => {
  bench.account.failNext(/POST .*\/sessions$/, 500);
  const { input, ref } = await opened();
  expect((await bench.provider.openCheckout(input)).providerRef).toBe(ref);
});

it.each([[429, true], ["cut-before", true]] as const)("lets a passing fault (%s) be retried", async (fault, isRetryable) => {
  const { at } = await opened();
  bench.account.failNext(/GET .*\/sessions\//, fault);
  await expect(read(at)).rejects.toMatchObject({ name: "VendorError", isRetryable });
  expect((await read(at)).progress).toBe("open");
});

it("refuses other data under a payment id it knows", async () => {
  const { input } = await opened();
  const error = await bench.provider.openCheckout({ ...input, amountMinor: 500 }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(VendorError);
  expect((error as VendorError).isRetryable).toBe(false);
});

it("refuses a fourth digit of dinar before any call, and charges the amount that ends in 0", async () => {
  const kwd = { currency: currencyOf("KWD") };
  await expect(opened({ ...kwd, amountMinor: 5_124 })).rejects.toMatchObject({ isRetryable: false });
  expect(bench.account.asked).toEqual([]);
  await opened({ ...kwd, amountMinor: 5_120 });
  await opened({ currency: currencyOf("ISK"), amountMinor: 1_500 });
  const amounts = bench.account.asked.map(({ params }) => JSON.stringify(params).match(/"unit_amount":"(\d+)"/)?.[1]);
  expect(amounts).toEqual(["5120", "150000"]);
});

import { afterEach, beforeEach, expect, it } from "vitest";
import { currencyOf } from "../../app/core/currency";
import { paymentState, settle } from "../../app/core/payment";
import { hookOf, paypalBench, type PaypalBench } from "./paypal-bench";
import { checkoutInput, providerContract } from "./provider.contract";

providerContract({
  name: "paypal against its simulator",
  async make() {
    const { account, connect, pay, provider, webhookId } = await paypalBench();
    const wrongSecret = "EwrongwrongwrongwrongwrongwrongE";
    account.setLatency(30); // long enough for requests of the same moment to meet
    const paymentIdOf = (ref: string) => account.world.orders.get(ref)?.unit.custom_id ?? "";
    return {
      provider,
      calls: () => account.asked.length,
      pay: async (checkout) => pay(paymentIdOf(checkout.providerRef), checkout),
      hookAbout: async () => {
        account.setLatency(0);
        return hookOf({ account, webhookId }, "PAYMENT.CAPTURE.COMPLETED");
      },
      moveClock: null, // PayPal's own verification judges the time
      loseAnswer: (to) => account.failNext(to === "refund" ? /POST .*\/refund$/ : /POST .*\/orders$/, "cut-after"),
      withWrongKey: connect({ clientSecret: wrongSecret }),
      secrets: [account.clientSecret, wrongSecret],
      close: account.close,
    };
  },
});

let bench: PaypalBench;
beforeEach(async () => {
  bench = await paypalBench();
});
afterEach(() => bench.account.close());

async function opened(change: Parameters<typeof checkoutInput>[0] = {}) {
  const input = checkoutInput(change);
  const { providerRef } = await bench.provider.openCheckout(input);
  return { input, ref: providerRef, at: { paymentId: input.paymentId, providerRef } };
}

async function read(at: { paymentId: string; providerRef: string }) {
  const seen = await bench.provider.readPayment(at);
  if (!seen) throw new Error("lost");
  return seen;
}

const eur = (value: string) => ({ currency_code: "EUR", value });
const capturesAsked = () => bench.account.asked.filter(({ path }) => path.endsWith("/capture"));

it("asks for an order the payer pays at once, with our id as request id and custom id", async () => {
  const { input } = await opened({ locale: "fr-BE" });
  const call = bench.account.asked.find(({ path }) => path === "/v2/checkout/orders");
  expect(call?.requestId).toBe(input.paymentId);
  expect(JSON.parse(call?.body ?? "")).toMatchObject({
    intent: "CAPTURE",
    purchase_units: [{ custom_id: input.paymentId, amount: eur("121.00") }],
    payment_source: { paypal: { experience_context: { user_action: "PAY_NOW", shipping_preference: "NO_SHIPPING", locale: "fr-BE", return_url: input.doneUrl } } },
  });
  await opened({ amountMinor: 1_250, currency: currencyOf("JPY") });
  expect(bench.account.asked.at(-1)?.body).toContain(`"value":"1250"`);
});

it("takes the money after the payer's yes, once, however many readings come at the same moment", async () => {
  const { at, ref } = await opened();
  expect((await read(at)).progress).toBe("open");
  expect(capturesAsked()).toEqual([]);
  bench.account.approve(ref);
  bench.account.setLatency(30);
  const seen = await Promise.all([read(at), read(at), read(at)]);
  for (const one of seen) expect(one).toMatchObject({ progress: "succeeded", method: "paypal", methodDetail: "c…@example.com", facts: [{ amountMinor: 12_100 }] });
  expect(bench.account.world.captures.size).toBe(1);
  expect(new Set(capturesAsked().map(({ requestId }) => requestId))).toEqual(new Set([`${at.paymentId}-capture`]));
});

it.each(["cut-after", "cut-before", 503] as const)("asks again under the same id when a capture's answer is lost (%s)", async (fault) => {
  const { at, ref } = await opened();
  bench.account.approve(ref);
  bench.account.failNext(/POST .*\/capture$/, fault);
  await expect(read(at)).rejects.toMatchObject({ name: "VendorError", isRetryable: true });
  const seen = await read(at);
  expect(settle([], seen)).toHaveLength(1);
  expect(bench.account.world.captures.size).toBe(1);
});

it("never takes money for an order closed before the payer's yes", async () => {
  const { at, ref } = await opened();
  expect(await bench.provider.closeCheckout(at)).toBe("closed");
  bench.account.approve(ref);
  expect(await read(at)).toMatchObject({ progress: "expired", facts: [], failure: "checkout-expired" });
  expect(await bench.provider.closeCheckout(at)).toBe("already-closed");
  expect(capturesAsked()).toEqual([]);
});

it("lets capture or closing win, never both, when they come at the same moment", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { at, ref } = await opened();
    bench.account.approve(ref);
    bench.account.setLatency(round % 3);
    const [seen, closed] = await Promise.all([bench.provider.readPayment(at), bench.provider.closeCheckout(at)]);
    const isTaken = bench.account.captureOf(ref) !== undefined;
    expect(closed).toBe(isTaken ? "money-seen" : "closed");
    expect(seen?.progress).toBe(isTaken ? "succeeded" : "expired");
  }
});

it.each([
  ["INSTRUMENT_DECLINED", "declined"], ["PAYER_ACCOUNT_RESTRICTED", "declined"], ["REDIRECT_PAYER_FOR_ALTERNATE_FUNDING", "insufficient-funds"], ["PAYER_ACTION_REQUIRED", "authentication-failed"],
])("says failed after a refused capture (%s), and does not try it again", async (issue, failure) => {
  const { at, ref } = await opened();
  bench.account.approve(ref, { issue });
  for (let time = 0; time < 3; time += 1) expect(await read(at)).toMatchObject({ progress: "failed", failure, facts: [] });
  expect(capturesAsked()).toHaveLength(1);
  expect(await bench.provider.closeCheckout(at)).toBe("already-closed");
});

it("does not take a refusal it does not know for a failure", async () => {
  const { at, ref } = await opened();
  bench.account.approve(ref, { issue: "SOMETHING_NEW" });
  await expect(read(at)).rejects.toMatchObject({ name: "VendorError", isRetryable: false });
});

it("keeps an eCheck in processing until it is paid, or refused", async () => {
  const paid = await opened();
  bench.account.approve(paid.ref, { status: "PENDING" });
  expect(await read(paid.at)).toMatchObject({ progress: "processing", facts: [], failure: null });
  expect(await bench.provider.closeCheckout(paid.at)).toBe("money-seen");
  bench.clock.move(3 * 86_400_000);
  bench.account.settle(paid.ref, "COMPLETED");
  expect(await read(paid.at)).toMatchObject({ progress: "succeeded", facts: [{ kind: "capture", amountMinor: 12_100 }] });
  const refused = await opened();
  bench.account.approve(refused.ref, { status: "PENDING" });
  await read(refused.at);
  bench.account.settle(refused.ref, "DECLINED");
  expect(await read(refused.at)).toMatchObject({ progress: "failed", failure: "declined", facts: [] });
});

it("calls an order expired once PayPal has forgotten it, and not before", async () => {
  const { at } = await opened();
  bench.account.world.orders.clear();
  expect(await bench.provider.readPayment(at)).toBeNull();
  bench.clock.move(3 * 3_600_000);
  expect(await read(at)).toMatchObject({ progress: "expired", failure: "checkout-expired" });
});

it("mirrors a refund made in PayPal, when its money left", async () => {
  const { at, ref } = await opened();
  await bench.pay(at.paymentId, at);
  const refund = bench.account.refundAtDashboard(ref, eur("20.00"), "PENDING");
  expect(await read(at)).toMatchObject({ facts: [{ kind: "capture" }], unsettledRefunds: [{ ref: refund.id, amountMinor: 2_000, state: "pending" }] });
  bench.account.moveRefund(refund.id, "COMPLETED");
  expect((await read(at)).facts.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([["capture", 12_100], ["refund", 2_000]]);
  const other = bench.account.refundAtDashboard(ref, eur("10.00"), "PENDING");
  bench.account.moveRefund(other.id, "FAILED");
  expect((await read(at)).unsettledRefunds).toEqual([{ ref: other.id, amountMinor: 1_000, state: "failed" }]);
});

it("does not repeat a refund whose request id PayPal has forgotten", async () => {
  const { at } = await opened();
  await bench.pay(at.paymentId, at);
  const request = { ...at, refundId: "rfd_late", amountMinor: 2_000, currency: currencyOf("EUR"), reason: "" };
  const first = await bench.provider.refund(request);
  bench.clock.move(60 * 86_400_000);
  expect(await bench.provider.refund(request)).toEqual(first);
  expect(bench.account.world.refunds.size).toBe(1);
});

it("follows a dispute: money taken, answered, won and back", async () => {
  const { at, ref } = await opened();
  await bench.pay(at.paymentId, at);
  const dispute = bench.account.openDispute(ref);
  const disputed = await read(at);
  expect(disputed.openDispute).toMatchObject({ ref: dispute.dispute_id, reason: "merchandise-or-service-not-received", evidenceDueAt: new Date("2026-12-01T10:00:00Z") });
  const written = settle([], disputed);
  expect(paymentState(written, disputed)).toBe("disputed");
  expect(await bench.provider.refund({ ...at, refundId: "rfd_1", amountMinor: 100, currency: currencyOf("EUR"), reason: "" })).toMatchObject({ ok: false, reason: "not-refundable" });
  bench.clock.move(86_400_000);
  bench.account.resolveDispute(dispute.dispute_id, "seller");
  const won = await read(at);
  const all = [...written, ...settle(written, won)];
  expect(all.map(({ kind }) => kind)).toEqual(["capture", "dispute", "dispute-reversal"]);
  expect(paymentState(all, won)).toBe("succeeded");
});

it("still states the money when the credentials may not read disputes", async () => {
  bench.account.world.canReadDisputes = false;
  const { at } = await opened();
  await bench.pay(at.paymentId, at);
  expect(await read(at)).toMatchObject({ progress: "succeeded", openDispute: null });
});

it("fetches one token for many calls, and another when it was revoked", async () => {
  await Promise.all([opened(), opened(), opened()]);
  const tokens = () => bench.account.asked.filter(({ path }) => path === "/v1/oauth2/token").length;
  expect(tokens()).toBe(1);
  bench.account.revokeTokens();
  await opened();
  expect(tokens()).toBe(2);
  bench.clock.move(9 * 3_600_000);
  await opened();
  expect(tokens()).toBe(3);
});

it("leaves out currencies PayPal counts in whole units against ISO 4217", () => {
  const codes = bench.provider.currencies.map(({ currency }) => currency as string);
  expect(codes).not.toContain("HUF");
  expect(codes).not.toContain("TWD");
  expect(codes).toContain("JPY");
});

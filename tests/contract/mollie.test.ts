import { afterEach, beforeEach, expect, it } from "vitest";
import { currencyOf } from "../../app/core/currency";
import { paymentState, settle } from "../../app/core/payment";
import { VendorError } from "../../app/core/vendor-error";
import { mollieBench, signingSecret, type MollieBench } from "./mollie-bench";
import { checkoutInput, providerContract } from "./provider.contract";

providerContract({
  name: "mollie against its simulator",
  async make() {
    const { account, deps, provider, connect } = await mollieBench();
    const wrongKey = "test_wrongwrongwrongwrongwrong";
    account.world.isOpenCancelable = true;
    account.world.refundStatus = "refunded";
    account.setLatency(30); // long enough for requests of the same moment to meet
    return {
      provider,
      calls: () => account.asked.length,
      pay: async ({ providerRef }) => account.pay(providerRef),
      hookAbout: async ({ providerRef }) => {
        const { body, headers } = account.signedEvent(providerRef, signingSecret);
        return { headers, body: new TextEncoder().encode(body), url: "https://app.example/hooks/con_1" };
      },
      moveClock: null, // Mollie signs no time
      loseAnswer: (to) => account.failNext(to === "refund" ? /POST .*\/refunds$/ : /POST .*\/payments$/, "cut-after"),
      withWrongKey: connect({ apiKey: wrongKey }),
      secrets: [account.apiKey, wrongKey, signingSecret, deps.hookSecret ?? ""],
      close: account.close,
    };
  },
});

let bench: MollieBench;
beforeEach(async () => {
  bench = await mollieBench();
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

const eur = (value: string) => ({ currency: "EUR", value });

it("asks with two decimals, our id as key and metadata, and the shopper's language", async () => {
  const { input } = await opened({ locale: "nl-BE" });
  expect(bench.account.asked[0]).toMatchObject({
    idempotencyKey: input.paymentId,
    body: { amount: eur("121.00"), locale: "nl_BE", redirectUrl: input.doneUrl, cancelUrl: input.backUrl, metadata: { reglo_payment: input.paymentId } },
  });
  await opened({ amountMinor: 1_500, currency: currencyOf("ISK"), locale: "pt" });
  expect(bench.account.asked[1]?.body).toMatchObject({ amount: { currency: "ISK", value: "1500" } });
  expect(bench.account.asked[1]?.body).not.toHaveProperty("locale");
});

it("gives Mollie an address to call only when it is public", async () => {
  await opened();
  expect(bench.account.asked[0]?.body).toHaveProperty("webhookUrl", expect.stringMatching(/^https:\/\/app\.example\/hooks\/con_1\?payment=pay_/));
  for (const appUrl of ["http://127.0.0.1:3000", "https://localhost", "https://shop.localhost", "https://192.168.1.2"]) {
    await bench.connect({}, { appUrl }).openCheckout(checkoutInput());
    expect(bench.account.asked.at(-1)?.body).not.toHaveProperty("webhookUrl");
  }
});

it("keeps a slow method in processing until the bank speaks, then takes the money once", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref, { method: "directdebit", outcome: "pending" });
  expect(await read(at)).toMatchObject({ progress: "processing", facts: [], method: "sepa-debit", methodDetail: "IBAN •••• 1616" });
  expect(await bench.provider.closeCheckout(at)).toBe("money-seen");
  bench.account.settle(ref, "paid");
  expect((await read(at)).facts).toEqual([{ kind: "capture", ref, amountMinor: 12_100, occurredAt: bench.clock.now() }]);
});

it.each([
  [{ outcome: "failed", failureReason: "insufficient_funds" }, "failed", "insufficient-funds"],
  [{ outcome: "failed", failureReason: "card_expired" }, "failed", "expired-card"],
  [{ outcome: "failed", failureReason: "possible_fraud" }, "failed", "declined"],
  [{ outcome: "failed", method: "ideal" }, "failed", "unknown"],
  [{ outcome: "canceled" }, "failed", "cancelled-by-payer"],
] as const)("says why there is no money after %j", async (choice, progress, failure) => {
  const { at, ref } = await opened();
  bench.account.pay(ref, choice);
  expect(await read(at)).toMatchObject({ progress, failure, facts: [] });
});

it("expires by itself", async () => {
  const { at } = await opened();
  bench.clock.move(15 * 60_000);
  expect(await read(at)).toMatchObject({ progress: "expired", failure: "checkout-expired" });
  expect(await bench.provider.closeCheckout(at)).toBe("already-closed");
});

it("does not call closed what Mollie leaves payable", async () => {
  const { at, ref } = await opened();
  await expect(bench.provider.closeCheckout(at)).rejects.toMatchObject({ name: "VendorError", isRetryable: false });
  bench.account.pay(ref);
  expect((await read(at)).progress).toBe("succeeded");
});

it("counts a refund when it left, not while it may be taken back, and its return as money back", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref);
  const refund = bench.account.refundAtDashboard(ref, eur("20.00"), "queued");
  expect(await read(at)).toMatchObject({ facts: [{ kind: "capture" }], unsettledRefunds: [{ ref: refund.id, amountMinor: 2_000, state: "pending" }] });
  bench.account.moveRefund(refund.id, "pending");
  expect((await read(at)).facts).toHaveLength(1);
  bench.account.moveRefund(refund.id, "processing");
  const before = settle([], await read(at));
  expect((await read(at)).unsettledRefunds).toEqual([]);
  expect(before.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([["capture", 12_100], ["refund", -2_000]]);
  bench.account.moveRefund(refund.id, "refunded");
  expect(settle(before, await read(at))).toEqual([]);
  bench.account.moveRefund(refund.id, "failed");
  expect(settle(before, await read(at)).map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([["refund-reversal", 2_000]]);
});

it("forgets a refund that was taken back before it left", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref);
  bench.account.moveRefund(bench.account.refundAtDashboard(ref, eur("20.00"), "pending").id, "canceled");
  expect(await read(at)).toMatchObject({ facts: [{ kind: "capture" }], unsettledRefunds: [{ amountMinor: 2_000, state: "failed" }] });
  const request = { ...at, refundId: "rfd_1", amountMinor: 12_100, currency: currencyOf("EUR"), reason: "" };
  expect(await bench.provider.refund(request)).toMatchObject({ ok: true, isPending: true });
});

it("does not repeat a refund whose key Mollie has forgotten", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref);
  const request = { ...at, refundId: "rfd_late", amountMinor: 2_000, currency: currencyOf("EUR"), reason: "" };
  const first = await bench.provider.refund(request);
  bench.clock.move(2 * 3_600_000);
  expect(await bench.provider.refund(request)).toEqual(first);
  expect(bench.account.refundsOf(ref)).toHaveLength(1);
});

it("follows a chargeback, and its reversal", async () => {
  const { at, ref } = await opened();
  bench.account.pay(ref);
  bench.clock.move(86_400_000);
  const chargeback = bench.account.chargeBack(ref, eur("121.00"));
  const disputed = await read(at);
  const written = settle([], disputed);
  expect(disputed.openDispute).toMatchObject({ ref: chargeback.id, reason: "am04", evidenceDueAt: null, url: expect.stringContaining("mollie.com") as string });
  expect(paymentState(written, disputed)).toBe("disputed");
  const request = { ...at, refundId: "rfd_1", amountMinor: 100, currency: currencyOf("EUR"), reason: "" };
  expect(await bench.provider.refund(request)).toMatchObject({ ok: false, reason: "too-much" });
  bench.account.reverseChargeback(chargeback.id);
  const won = await read(at);
  const all = [...written, ...settle(written, won)];
  expect(all.map(({ kind }) => kind)).toEqual(["capture", "dispute", "dispute-reversal"]);
  expect(paymentState(all, won)).toBe("succeeded");
});

it.each([[503, true], [429, true], ["cut-before", true]] as const)("lets a passing fault (%s) be retried", async (fault, isRetryable) => {
  const { at } = await opened();
  bench.account.failNext(/GET .*payments/, fault);
  await expect(read(at)).rejects.toMatchObject({ name: "VendorError", isRetryable });
  expect((await read(at)).progress).toBe("open");
});

it("refuses other data under a payment id it knows, and a reference of another payment", async () => {
  const { input, at } = await opened();
  const error = await bench.provider.openCheckout({ ...input, amountMinor: 500 }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(VendorError);
  expect((error as VendorError).isRetryable).toBe(false);
  await expect(bench.provider.readPayment({ ...at, paymentId: "pay_of_another" })).rejects.toThrow("does not belong");
});

it("says in its health that nothing can be paid, and that Mollie cannot reach us", async () => {
  expect(await bench.provider.check()).toMatchObject({ isWorking: true, problems: [] });
  expect((await bench.connect({}, { appUrl: "http://127.0.0.1" }).check()).problems).toHaveLength(1);
  bench.account.world.methods = [];
  expect(await bench.provider.check()).toMatchObject({ isWorking: false });
});

it("leaves out currencies where what is paid may differ from what is asked", () => {
  const codes = bench.provider.currencies.map(({ currency }) => currency as string);
  expect(codes).not.toContain("HUF");
  expect(codes).not.toContain("TWD");
});

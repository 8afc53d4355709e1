import { expect, it } from "vitest";
import { currencyOf } from "../../app/core/currency";
import { paymentState, settle } from "../../app/core/payment";
import { checkoutInput, mustRead, paid, refundOf, type ProviderBench } from "./provider-hands";

export function money(get: () => ProviderBench): void {
  it("states the money once it is paid, the same at every reading", async ({ skip }) => {
    const { provider } = get();
    const input = checkoutInput();
    const at = await paid(get(), input, skip);
    const seen = await mustRead(provider, at);
    expect(seen).toMatchObject({ progress: "succeeded", currency: "EUR", failure: null });
    expect(seen.transactionId).toBeTruthy();
    expect(seen.method).toBeTruthy();
    const entries = settle([], seen);
    expect(entries.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([["capture", input.amountMinor]]);
    expect(settle(entries, await mustRead(provider, at))).toEqual([]);
    expect(paymentState(entries, seen)).toBe("succeeded");
  });

  it.for<[string, number]>([["JPY", 1_250], ["KWD", 12_340], ["ISK", 1_500], ["HUF", 123_450]])("takes %s exactly", async ([code, amountMinor], { skip }) => {
    const { provider } = get();
    const currency = currencyOf(code);
    if (!provider.currencies.some((known) => known.currency === currency)) skip("not among its currencies");
    const at = await paid(get(), checkoutInput({ amountMinor, currency }), skip);
    const seen = await mustRead(provider, at);
    expect(seen.currency).toBe(code);
    expect(seen.facts.map((fact) => fact.amountMinor)).toEqual([amountMinor]);
  });

  it("says the money was seen when a paid checkout is closed", async ({ skip }) => {
    const { provider } = get();
    const at = await paid(get(), checkoutInput(), skip);
    expect(await provider.closeCheckout(at)).toBe("money-seen");
    expect((await mustRead(provider, at)).progress).toBe("succeeded");
  });
}

function needRefunds({ provider }: ProviderBench, skip: (why: string) => never): void {
  if (!provider.can.refund) skip("this provider moves no money back");
}

export function refunds(get: () => ProviderBench): void {
  it("does not pretend to give back what it cannot", async ({ skip }) => {
    const { provider } = get();
    if (provider.can.refund) skip("this provider gives money back");
    const at = await paid(get(), checkoutInput(), skip);
    expect(await provider.refund(refundOf(at, "rfd_1", 2_000))).toMatchObject({ ok: false, reason: "not-refundable" });
    expect(settle([], await mustRead(provider, at)).map(({ kind }) => kind)).toEqual(["capture"]);
  });

  it("gives a part back once per refund id, repeated or at the same moment", async ({ skip }) => {
    needRefunds(get(), skip);
    const { provider } = get();
    const at = await paid(get(), checkoutInput(), skip);
    const [first, twin] = await Promise.all([provider.refund(refundOf(at, "rfd_1", 2_000)), provider.refund(refundOf(at, "rfd_1", 2_000))]);
    const again = await provider.refund(refundOf(at, "rfd_1", 2_000));
    expect(first).toMatchObject({ ok: true });
    expect(twin).toEqual(first);
    expect(again).toEqual(first);
    const seen = await mustRead(provider, at);
    const entries = settle([], seen);
    expect(entries.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([["capture", 12_100], ["refund", -2_000]]);
    // Whoever reads it first must know for which order it was asked.
    expect(seen.facts.filter(({ kind }) => kind === "refund").map(({ ref, refundId }) => refundId ?? ref)).toEqual(["rfd_1"]);
    expect(paymentState(entries, null)).toBe("partly-refunded");
  });

  it("gives the rest back under another id, and then nothing more", async ({ skip }) => {
    needRefunds(get(), skip);
    const { provider } = get();
    const at = await paid(get(), checkoutInput(), skip);
    expect(await provider.refund(refundOf(at, "rfd_1", 2_000))).toMatchObject({ ok: true });
    expect(await provider.refund(refundOf(at, "rfd_2", 10_101))).toMatchObject({ ok: false, reason: "too-much" });
    expect(await provider.refund(refundOf(at, "rfd_3", 10_100))).toMatchObject({ ok: true });
    expect(await provider.refund(refundOf(at, "rfd_4", 1))).toMatchObject({ ok: false, reason: "too-much" });
    const entries = settle([], await mustRead(provider, at));
    expect(entries.reduce((sum, entry) => sum + entry.amountMinor, 0)).toBe(0);
    expect(paymentState(entries, null)).toBe("refunded");
  });

  it("has nothing to give back before anybody paid", async () => {
    const { provider } = get();
    const input = checkoutInput();
    const { providerRef } = await provider.openCheckout(input);
    expect(await provider.refund(refundOf({ paymentId: input.paymentId, providerRef }, "rfd_1", 100))).toMatchObject({ ok: false, reason: "not-refundable" });
  });

  it("does not give back in another currency", async ({ skip }) => {
    needRefunds(get(), skip);
    const { provider } = get();
    const at = await paid(get(), checkoutInput(), skip);
    expect(await provider.refund({ ...refundOf(at, "rfd_1", 2_000), currency: currencyOf("USD") })).toMatchObject({ ok: false, reason: "refused" });
  });
}

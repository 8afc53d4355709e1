import { expect, it } from "vitest";
import { currencyOf, type Currency } from "../../app/core/currency";
import { paymentState } from "../../app/core/payment";
import { VendorError } from "../../app/core/vendor-error";
import { checkoutInput, type ProviderBench } from "./provider-hands";

export function limits(get: () => ProviderBench): void {
  it("names each currency once, with whole limits in the right order", () => {
    const { currencies } = get().provider;
    expect(new Set(currencies.map(({ currency }) => currency)).size).toBe(currencies.length);
    expect(currencies.length).toBeGreaterThan(0);
    for (const { amountMinorMin, amountMinorMax } of currencies) {
      expect(Number.isSafeInteger(amountMinorMin) && Number.isSafeInteger(amountMinorMax)).toBe(true);
      expect(amountMinorMin).toBeGreaterThan(0);
      expect(amountMinorMax).toBeGreaterThan(amountMinorMin);
    }
  });

  it("refuses an amount out of its limits before any call", async () => {
    const { provider } = get();
    const before = get().calls();
    for (const { currency, amountMinorMin, amountMinorMax } of provider.currencies) {
      for (const amountMinor of [0, -1, amountMinorMin - 1, amountMinorMax + 1]) {
        await expectRefusal(provider.openCheckout(checkoutInput({ amountMinor, currency })));
      }
    }
    expect(get().calls()).toBe(before);
  });

  it("refuses a currency that is not on its list before any call", async () => {
    const { provider } = get();
    const before = get().calls();
    const listed = new Set<Currency>(provider.currencies.map(({ currency }) => currency));
    const absent = ["CLF", "XAF", "IRR"].map(currencyOf).filter((currency) => !listed.has(currency));
    expect(absent.length).toBeGreaterThan(0);
    for (const currency of absent) await expectRefusal(provider.openCheckout(checkoutInput({ currency, amountMinor: 100_000 })));
    expect(get().calls()).toBe(before);
  });
}

async function expectRefusal(opening: Promise<unknown>): Promise<void> {
  const error = await opening.then(() => null, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(VendorError);
  expect((error as VendorError).isRetryable).toBe(false);
  expect((error as VendorError).merchantMessage).not.toBe("");
}

export function checkouts(get: () => ProviderBench): void {
  it("opens one checkout per payment id, however often it is asked", async () => {
    const { provider } = get();
    const input = checkoutInput();
    const first = await provider.openCheckout(input);
    const second = await provider.openCheckout(input);
    expect(second).toEqual(first);
    expect((await provider.openCheckout(checkoutInput())).providerRef).not.toBe(first.providerRef);
  });

  it("opens one checkout for requests at the same moment", async () => {
    const input = checkoutInput();
    const opened = await Promise.all([1, 2, 3].map(() => get().provider.openCheckout(input)));
    expect(new Set(opened.map(({ providerRef }) => providerRef)).size).toBe(1);
  });

  it("opens a page on one of its named origins", async () => {
    const { provider } = get();
    const opened = await provider.openCheckout(checkoutInput());
    expect(provider.checkoutOrigins).toContain(new URL(opened.checkoutUrl).origin);
    expect(Number.isNaN(opened.expiresAt.getTime())).toBe(false);
  });

  it("opens with names from the whole world, line breaks and an address nobody can write to", async () => {
    const { provider } = get();
    const odd = { description: `مرحبا\u202e <b>"Zoë"</b>\r\nBcc: x\u0000 ${"🫖".repeat(900)}`, reference: "", customerEmail: "not an address", locale: "xx-YY" };
    const opened = await provider.openCheckout(checkoutInput(odd));
    expect(opened.providerRef).not.toBe("");
  });

  it("says open, without money, before anybody paid", async () => {
    const { provider } = get();
    const input = checkoutInput();
    const { providerRef } = await provider.openCheckout(input);
    const seen = await provider.readPayment({ paymentId: input.paymentId, providerRef });
    expect(seen).toMatchObject({ providerRef, currency: "EUR", progress: "open", facts: [], openDispute: null, failure: null });
  });

  it("closes an open checkout, says so again, and lets nobody pay it", async ({ skip }) => {
    const { provider, pay, cannotClose } = get();
    if (cannotClose) skip("this account leaves open checkouts payable");
    const input = checkoutInput();
    const opened = await provider.openCheckout(input);
    const at = { paymentId: input.paymentId, providerRef: opened.providerRef };
    expect(await provider.closeCheckout(at)).toBe("closed");
    expect(await provider.closeCheckout(at)).toBe("already-closed");
    const seen = await provider.readPayment(at);
    expect(seen).toMatchObject({ progress: "expired", facts: [], failure: "checkout-expired" });
    expect(paymentState([], seen)).toBe("failed");
    if (pay) await expect(pay(opened)).rejects.toThrow();
  });

  it("knows nothing of a reference that never was", async () => {
    const { provider } = get();
    const { providerRef } = await provider.openCheckout(checkoutInput());
    const unknown = `${providerRef.slice(0, -4)}0000`;
    expect(await provider.readPayment({ paymentId: "pay_never", providerRef: unknown })).toBeNull();
  });
}

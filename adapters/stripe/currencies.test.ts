import fc from "fast-check";
import { expect, it } from "vitest";
import { currencyOf, exponentOf } from "../../app/core/currency";
import { moneyOf } from "../../app/core/money";
import { exactStripeAmount, fromStripeAmount, stripeCurrencies, toStripeAmount } from "./currencies";

const offered = fc.constantFrom(...stripeCurrencies);

it("comes back from Stripe's units to the very amount that left", () => {
  fc.assert(fc.property(offered, fc.nat(), ({ currency, amountMinorMin, amountMinorMax }, seed) => {
    const amountMinor = amountMinorMin + (seed % (amountMinorMax - amountMinorMin + 1));
    const charged = toStripeAmount(moneyOf(amountMinor, currency));
    if (!charged.ok) {
      expect(charged.reason).toBe("last-digit-not-zero");
      expect(exponentOf(currency) === 3 && amountMinor % 10 !== 0).toBe(true);
      return;
    }
    expect(charged.amount).toBeLessThanOrEqual(99_999_999);
    expect(fromStripeAmount(charged.amount, currency)).toEqual(moneyOf(amountMinor, currency));
  }));
});

it.each([
  ["EUR", 1_250, 1_250], ["JPY", 500, 500], ["KRW", 12_000, 12_000], ["ISK", 500, 50_000], ["UGX", 5_000, 500_000],
  ["KWD", 5_120, 5_120], ["HUF", 123_456, 123_456], ["TWD", 80_045, 80_045],
])("charges %s %i as %i", (code, amountMinor, amount) => {
  expect(toStripeAmount(moneyOf(amountMinor, currencyOf(code)))).toEqual({ ok: true, amount });
});

it.each([
  ["EUR", 49, "below-minimum"], ["EUR", 100_000_000, "above-maximum"], ["ISK", 1_000_000, "above-maximum"],
  ["KWD", 5_124, "last-digit-not-zero"], ["MGA", 100_000, "currency-not-offered"], ["CLF", 100_000, "currency-not-offered"],
])("refuses %s %i: %s", (code, amountMinor, reason) => {
  expect(toStripeAmount(moneyOf(amountMinor, currencyOf(code)))).toEqual({ ok: false, reason });
});

it("lets a refund be smaller than the smallest charge", () => {
  expect(exactStripeAmount(moneyOf(1, currencyOf("EUR")))).toEqual({ ok: true, amount: 1 });
});

it("never rounds what Stripe says", () => {
  expect(() => fromStripeAmount(50_050, currencyOf("ISK"))).toThrow();
});

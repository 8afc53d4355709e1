import fc from "fast-check";
import { expect, it } from "vitest";
import { currencyCodes, exponentOf as appExponentOf } from "../../../app/core/currency";
import { formatMoney, moneyOf, toDecimal } from "../../../app/core/money";
import { exponentOf, formatMinor, minorOf } from "./money";

const currency = fc.constantFrom(...currencyCodes);

it("knows the digits of every currency the app knows", () => {
  for (const code of currencyCodes) expect(exponentOf(code), code).toBe(appExponentOf(code));
});

it("reads what the app and Shopify write, and writes what the app writes, to the last digit", () => {
  fc.assert(fc.property(currency, fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), fc.constantFrom("fr", "nl-BE", "en", "de"), (code, amountMinor, locale) => {
    const money = moneyOf(amountMinor, code);
    const minor = minorOf(toDecimal(money), code);
    expect(minor).toBe(BigInt(amountMinor));
    expect(formatMinor(minor ?? 0n, code, locale)).toBe(formatMoney(money, locale));
  }));
});

it("reads fewer or more zeros as the same amount", () => {
  expect(["50", "50.0", "50.00", "50.0000"].map((text) => minorOf(text, "EUR"))).toEqual([5000n, 5000n, 5000n, 5000n]);
  expect([minorOf("1000", "JPY"), minorOf("1000.0", "JPY"), minorOf("-0.05", "EUR"), minorOf("1.5", "KWD")]).toEqual([1000n, 1000n, -5n, 1500n]);
});

it("reads nothing that is no amount of that currency", () => {
  for (const text of ["", "abc", "1,50", "1e3", "0.001", " 1", "1.", ".5", "--1", "9".repeat(16)]) expect(minorOf(text, "EUR"), text).toBeNull();
  expect(minorOf("1.5", "JPY")).toBeNull();
});

it("never goes through a float", () => {
  expect(formatMinor(90_071_992_547_409_93n, "EUR", "en")).toBe("€90,071,992,547,409.93");
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { currencyOf } from "../../app/core/currency";
import { toDecimal } from "../../app/core/money";
import { sumMinor } from "./amounts";

const [eur, jpy, kwd] = [currencyOf("EUR"), currencyOf("JPY"), currencyOf("KWD")];

it("reads totals whatever number of decimals the shop shows", () => {
  expect(sumMinor(["121.00"], eur)).toBe(12_100);
  expect(sumMinor(["121"], eur)).toBe(12_100);
  expect(sumMinor(["121.0000"], eur)).toBe(12_100);
  expect(sumMinor(["-21.00"], eur)).toBe(-2_100);
  expect(sumMinor([""], eur)).toBe(0);
  expect(sumMinor(["1200.00"], jpy)).toBe(1_200);
  expect(sumMinor(["12.345"], kwd)).toBe(12_345);
});

it("rounds the sum once, half away from zero, as gateways charge it", () => {
  expect(sumMinor(["0.005"], eur)).toBe(1);
  expect(sumMinor(["-0.005"], eur)).toBe(-1);
  expect(sumMinor(["0.0049"], eur)).toBe(0);
  expect(sumMinor(["0.004", "0.004"], eur)).toBe(1);
  expect(sumMinor(["100.826446", "21.173554"], eur)).toBe(12_200);
  expect(sumMinor(["1200.50"], jpy)).toBe(1_201);
});

it("refuses what is no plain decimal", () => {
  for (const text of ["abc", "1,5", "1e3", "NaN", "--1", "1.", "0x10", "9".repeat(16)]) expect(sumMinor([text], eur), text).toBeNull();
});

it("gives back every amount it is given, and adds without a float", () => {
  const amount = fc.integer({ min: -1e11, max: 1e11 });
  fc.assert(fc.property(fc.array(amount, { maxLength: 20 }), fc.constantFrom(eur, jpy, kwd), (amounts, currency) => {
    const decimals = amounts.map((amountMinor) => toDecimal({ amountMinor, currency }));
    expect(sumMinor(decimals, currency)).toBe(amounts.reduce((sum, part) => sum + part, 0));
  }));
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { currencyCodes, currencyOf, exponentOf, findCurrency } from "./currency";
import { amountMinorMax, addMoney, formatMoney, moneyOf, parseDecimal, parseTypedAmount, shareMinor, subtractMoney, toDecimal } from "./money";

const eur = currencyOf("EUR");
const anyCurrency = fc.constantFrom(...currencyCodes);
const anyMinor = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
const readable = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test("what is written as a decimal is read back to the same minor unit, in every currency", () => {
  fc.assert(
    fc.property(anyCurrency, fc.integer({ min: -1e14, max: 1e14 }), (currency, amountMinor) => {
      const money = moneyOf(amountMinor, currency);
      expect(parseDecimal(toDecimal(money), currency)).toEqual({ ok: true, money });
    }),
  );
});

test("a decimal has exactly the digits ISO 4217 gives its currency", () => {
  fc.assert(
    fc.property(anyCurrency, anyMinor, (currency, amountMinor) => {
      const fraction = toDecimal(moneyOf(amountMinor, currency)).split(".")[1] ?? "";
      expect(fraction.length).toBe(exponentOf(currency));
    }),
  );
});

test("exponents are ISO's where Intl says otherwise", () => {
  expect(exponentOf(currencyOf("HUF"))).toBe(2);
  expect(exponentOf(currencyOf("JPY"))).toBe(0);
  expect(exponentOf(currencyOf("KWD"))).toBe(3);
  expect(exponentOf(currencyOf("UGX"))).toBe(0);
  expect(findCurrency("BGN")).toBeNull();
  expect(findCurrency("EURO")).toBeNull();
  expect(findCurrency(" eur ")).toBe("EUR");
});

test.each([
  ["12,50", 1250],
  ["12.50", 1250],
  ["12,5", 1250],
  ["12", 1200],
  ["0,01", 1],
  ["1 234,50", 123450],
  ["1\u202f234,50", 123450],
  ["1.234,50", 123450],
  ["1,234.50", 123450],
  ["1'234.50", 123450],
  ["1.234.567,89", 123456789],
  ["1.234.567", 123456700],
  ["１２,５０", 1250],
  [" 12,50 ", 1250],
])("a person who types %j means %d cents", (text, amountMinor) => {
  expect(parseTypedAmount(text, eur)).toEqual({ ok: true, money: moneyOf(amountMinor, eur) });
});

test.each([
  ["0", "not-positive"],
  ["0,00", "not-positive"],
  ["-1", "not-positive"],
  ["-12,50", "not-positive"],
  ["-0", "not-positive"],
  ["\u22121", "not-positive"],
  ["\u20131", "not-positive"],
  ["1000000000000", "too-large"],
  ["1e12", "not-a-number"],
  ["12.345", "too-many-decimals"],
  ["12,345", "too-many-decimals"],
  ["12.000", "too-many-decimals"],
  ["12,50,1", "not-a-number"],
  ["1.23.456", "not-a-number"],
  ["1.234.567.", "not-a-number"],
  ["douze", "not-a-number"],
  ["12 €", "not-a-number"],
  ["", "not-a-number"],
  [".", "not-a-number"],
  ["0x10", "not-a-number"],
  ["Infinity", "not-a-number"],
  ["١٢", "not-a-number"],
])("%j is refused: %s", (text, reason) => {
  expect(parseTypedAmount(text, eur)).toEqual({ ok: false, reason });
});

test("a currency without decimals takes none", () => {
  const jpy = currencyOf("JPY");
  expect(parseTypedAmount("1500", jpy)).toEqual({ ok: true, money: moneyOf(1500, jpy) });
  expect(parseTypedAmount("1500,5", jpy)).toEqual({ ok: false, reason: "too-many-decimals" });
});

test("a typed amount is never anything but a positive integer within the limit, whatever is typed", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[-0-9., ']{0,20}$/)), anyCurrency, (text, currency) => {
      const parsed = parseTypedAmount(text, currency);
      if (parsed.ok) {
        expect(Number.isSafeInteger(parsed.money.amountMinor)).toBe(true);
        expect(parsed.money.amountMinor).toBeGreaterThan(0);
        expect(parsed.money.amountMinor).toBeLessThanOrEqual(amountMinorMax);
      }
    }),
    { numRuns: 2000 },
  );
});

test("an amount printed for a French, Dutch, German or Swiss reader can be typed back without its sign", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: amountMinorMax }), fc.constantFrom("fr", "nl", "de", "en", "de-CH"), (amountMinor, locale) => {
      const typed = readable(formatMoney(moneyOf(amountMinor, eur), locale)).replace(/[^\d.,' ’]/g, "").replace("’", "'").trim();
      const parsed = parseTypedAmount(typed.replaceAll("’", "'"), eur);
      expect(parsed).toEqual({ ok: true, money: moneyOf(amountMinor, eur) });
    }),
  );
});

test("money prints as its reader expects", () => {
  expect(readable(formatMoney(moneyOf(123456750, eur), "fr"))).toBe("1 234 567,50 €");
  expect(readable(formatMoney(moneyOf(1250, eur), "nl"))).toBe("€ 12,50");
  expect(readable(formatMoney(moneyOf(1500, currencyOf("JPY")), "fr"))).toContain("1 500");
  expect(readable(formatMoney(moneyOf(100050, currencyOf("HUF")), "fr"))).toContain("1 000,50");
});

test("large amounts print every digit", () => {
  expect(readable(formatMoney(moneyOf(9007199254740991, eur), "en"))).toBe("€90,071,992,547,409.91");
});

test("sums refuse to mix currencies, floats and unsafe integers", () => {
  const usd = currencyOf("USD");
  expect(() => addMoney(moneyOf(1, eur), moneyOf(1, usd))).toThrow("EUR");
  expect(() => subtractMoney(moneyOf(1, eur), moneyOf(1, usd))).toThrow("USD");
  expect(() => moneyOf(0.5, eur)).toThrow();
  expect(() => moneyOf(Number.NaN, eur)).toThrow();
  expect(() => addMoney(moneyOf(Number.MAX_SAFE_INTEGER, eur), moneyOf(1, eur))).toThrow();
});

test("shares lose no minor unit and differ from exact proportion by less than one", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: amountMinorMax }),
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 }).filter((weights) => weights.some((w) => w > 0)),
      (amountMinor, weights) => {
        const shares = shareMinor(amountMinor, weights);
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amountMinor);
        shares.forEach((share, index) => {
          expect(Math.abs(share - (amountMinor * (weights[index] ?? 0)) / total)).toBeLessThanOrEqual(1);
          if (weights[index] === 0) expect(share).toBe(0);
        });
      },
    ),
  );
});

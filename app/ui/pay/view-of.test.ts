import fc from "fast-check";
import { expect, test } from "vitest";
import { currencyOf } from "../../core/currency";
import { waysOf } from "./view-of";

const eur = currencyOf("EUR");
const way = (id: string, amountMinorMin: number, amountMinorMax: number, code = "EUR") => ({ id, name: id, methods: ["card"], currencies: [{ currency: currencyOf(code), amountMinorMin, amountMinorMax }] });
const all = (amountMinor: number) => ({ minMinor: amountMinor, maxMinor: amountMinor });
const link = { currency: eur, amountMinor: 12_100 };

test("a way that cannot take the amount stays in sight, off, and says from or up to how much it would", () => {
  const ways = waysOf(link, all(12_100), [way("small", 50, 10_000), way("big", 50_000, 900_000), way("fits", 50, 900_000), way("dollars", 1, 900_000, "USD")], null);
  expect(ways.map(({ id, isAvailable, limit }) => [id, isAvailable, limit?.kind, limit?.money.amountMinor])).toEqual([
    ["small", false, "most", 10_000], ["big", false, "least", 50_000], ["fits", true, undefined, undefined],
  ]);
});

test("its limits are taken at the limit itself, and a part of what is open is enough", () => {
  expect(waysOf(link, all(10_000), [way("a", 50, 10_000)], null)[0]?.isAvailable).toBe(true);
  expect(waysOf(link, all(10_001), [way("a", 50, 10_000)], null)[0]?.isAvailable).toBe(false);
  expect(waysOf(link, { minMinor: 2_000, maxMinor: 12_100 }, [way("a", 50, 10_000)], null)[0]?.isAvailable).toBe(true);
  expect(waysOf(link, all(0), [way("a", 50, 10_000)], null)).toEqual([]);
});

test("one that is down stays down, whatever its limits; the others remain", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 20_000 }), (amountMinor) => {
    const ways = waysOf(link, all(amountMinor), [way("down", 50, 10_000), way("up", 1, 999_999)], "down");
    expect(ways.map(({ isAvailable }) => isAvailable)).toEqual([false, true]);
  }));
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { inOrderOfNeed, totalsOf, type Due } from "./due";

const due = fc.record<Due>({
  ref: fc.uuid(), name: fc.string(), kind: fc.constantFrom("order", "draft"), amountMinor: fc.bigInt({ min: 1n, max: 10n ** 12n }), currency: fc.constantFrom("EUR", "USD", "JPY"),
  isLater: fc.boolean(), dueAt: fc.option(fc.constantFrom("2026-10-01", "2026-11-01", "2026-12-01")), isLate: fc.boolean(), payUrl: fc.constant(null),
});

it("sums by currency and loses nothing", () => {
  fc.assert(fc.property(fc.array(due), (dues) => {
    for (const { currency, amountMinor } of totalsOf(dues)) {
      expect(amountMinor).toBe(dues.filter((one) => one.currency === currency).reduce((sum, one) => sum + one.amountMinor, 0n));
    }
    expect(new Set(totalsOf(dues).map(({ currency }) => currency)).size).toBe(new Set(dues.map(({ currency }) => currency)).size);
  }));
});

it("puts no one in time before one who is late, no later day before an earlier one, and drops none", () => {
  fc.assert(fc.property(fc.array(due), (dues) => {
    const sorted = inOrderOfNeed(dues, (one) => one);
    expect(new Set(sorted)).toEqual(new Set(dues));
    for (const [index, one] of sorted.entries()) {
      const next = sorted[index + 1];
      if (!next) continue;
      expect(Number(one.isLate)).toBeGreaterThanOrEqual(Number(next.isLate));
      if (one.isLate === next.isLate) expect((one.dueAt ?? "9999") <= (next.dueAt ?? "9999")).toBe(true);
    }
  }));
});

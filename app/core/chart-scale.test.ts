import fc from "fast-check";
import { expect, test } from "vitest";
import { chartCeiling } from "./chart-scale";

test.each([[0, 3], [1, 3], [28_500, 30_000], [30_000, 30_000], [30_001, 45_000], [15_300, 18_000], [7_000, 7_500], [14_200, 15_000]])("the highest bar %i stands under %i", (highest, ceiling) => {
  expect(chartCeiling(highest, 3)).toBe(ceiling);
});

test("no bar is higher than the chart, and the chart is never more than twice as high", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), fc.integer({ min: 1, max: 6 }), (highest, lines) => {
    const ceiling = chartCeiling(highest, lines);
    expect(Number.isInteger(ceiling) && ceiling % lines === 0 && ceiling >= highest).toBe(true);
    expect(ceiling <= Math.max(2 * lines, 2 * highest)).toBe(true);
  }), { numRuns: 1_000 });
});

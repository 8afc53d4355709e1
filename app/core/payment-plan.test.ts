import fc from "fast-check";
import { expect, test } from "vitest";
import { addMonths } from "./civil-day";
import { currencyOf } from "./currency";
import { dueNow, instalmentsMax, lastDateOf, planOf, termsOf, whyNotPart, type PaymentPlan, type PlanTerms } from "./payment-plan";

const eur = currencyOf("EUR");
const today = "2026-11-21";
const thirds = planOf({ kind: "instalments", count: 3, every: "month" }, { currency: eur, today }) as PaymentPlan;

test.each([
  ["off", { kind: "off" }, { amountMinor: 1000, paidMinor: 0 }, [1000, 1000, 1000], [1000]],
  ["any amount from a fifth on", { kind: "any", least: { percent: 20 } }, { amountMinor: 1000, paidMinor: 0 }, [200, 1000, 1000], [1000]],
  ["less than the least is open", { kind: "any", least: { percent: 20 } }, { amountMinor: 1000, paidMinor: 900 }, [100, 100, 100], [1000]],
  ["a deposit of 30 %", { kind: "deposit", first: { percent: 30 } }, { amountMinor: 999, paidMinor: 0 }, [300, 300, 999], [300, 699]],
  ["the balance after it", { kind: "deposit", first: { percent: 30 } }, { amountMinor: 999, paidMinor: 300 }, [699, 699, 699], [300, 699]],
  ["a deposit above the amount", { kind: "deposit", first: { amountMinor: 5000 } }, { amountMinor: 999, paidMinor: 0 }, [999, 999, 999], [999]],
  ["the first of three", thirds, { amountMinor: 1000, paidMinor: 0 }, [334, 334, 1000], [334, 333, 333]],
  ["a part of the second", thirds, { amountMinor: 1000, paidMinor: 500 }, [167, 167, 500], [334, 333, 333]],
  ["edited up after the first", thirds, { amountMinor: 1300, paidMinor: 334 }, [100, 100, 966], [434, 433, 433]],
  ["edited below what was paid", thirds, { amountMinor: 300, paidMinor: 334 }, [0, 0, 0], [100, 100, 100]],
] as [string, PaymentPlan, { amountMinor: number; paidMinor: number }, [number, number, number], number[]][])("%s", (_, plan, link, [min, suggested, max], rows) => {
  const due = dueNow(plan, link, today);
  expect([due.minMinor, due.suggestedMinor, due.maxMinor]).toEqual([min, suggested, max]);
  expect(due.rows.map((row) => row.amountMinor)).toEqual(rows);
});

test("what is overdue is asked together, and one part of it is enough", () => {
  const due = dueNow(thirds, { amountMinor: 1000, paidMinor: 0 }, "2026-12-25");
  expect([due.minMinor, due.suggestedMinor, due.nextDueOn]).toEqual([334, 667, "2026-11-21"]);
});

test("a part too small for every provider joins its neighbour, and a rest too small is asked at once", () => {
  const due = dueNow(thirds, { amountMinor: 140, paidMinor: 0, floorMinor: 50 }, today);
  expect(due.rows.map((row) => row.amountMinor)).toEqual([140]);
  const any: PaymentPlan = { kind: "any", least: { amountMinor: 100 } };
  const open = dueNow(any, { amountMinor: 1000, paidMinor: 0, floorMinor: 50 }, today);
  expect([50, 100, 950, 951, 1000, 1001].map((amountMinor) => whyNotPart(open, amountMinor))).toEqual([
    "part-below-minimum", null, null, "part-leaves-too-little", null, "part-above-open",
  ]);
});

test("months keep their day, or their last", () => {
  expect([0, 1, 2, 3, 12].map((months) => addMonths("2027-01-31", months))).toEqual(["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2028-01-31"]);
  expect(lastDateOf(thirds)).toBe("2027-01-21");
});

const share = fc.oneof(fc.record({ percent: fc.integer({ min: 1, max: 99 }) }), fc.record({ amountMinor: fc.integer({ min: 1, max: 300_000 }) }));
const plans: fc.Arbitrary<PaymentPlan> = fc.oneof(
  fc.constant<PaymentPlan>({ kind: "off" }),
  share.map((least): PaymentPlan => ({ kind: "any", least })),
  share.map((first): PaymentPlan => ({ kind: "deposit", first })),
  fc.record({ count: fc.integer({ min: 2, max: instalmentsMax }), every: fc.constantFrom("week" as const, "month" as const) })
    .map(({ count, every }) => planOf({ kind: "instalments", count, every }, { currency: eur, today }) as PaymentPlan),
);
const amounts = fc.integer({ min: 1, max: 200_000 });
const days = fc.constantFrom(today, "2026-12-24", "2027-06-01", "2029-01-01");
const floors = fc.constantFrom(1, 50, 500);

test("for every edit and every history the schedule sums to the amount, and never asks more than is open", () => {
  fc.assert(
    fc.property(plans, floors, fc.array(fc.record({ amountMinor: amounts, day: days, pick: fc.constantFrom("min", "suggested", "all", "stray"), stray: amounts }), { minLength: 1, maxLength: 12 }), (plan, floorMinor, history) => {
      let paidMinor = 0;
      for (const { amountMinor, day, pick, stray } of history) {
        const due = dueNow(plan, { amountMinor, paidMinor, floorMinor }, day);
        const openMinor = Math.max(0, amountMinor - paidMinor);
        expect(due.rows.reduce((sum, row) => sum + row.amountMinor, 0)).toBe(amountMinor);
        expect(due.rows.reduce((sum, row) => sum + row.paidMinor, 0)).toBe(amountMinor - openMinor);
        expect(due.maxMinor).toBe(openMinor);
        expect(due.minMinor).toBeLessThanOrEqual(due.suggestedMinor);
        expect(due.suggestedMinor).toBeLessThanOrEqual(due.maxMinor);
        if (openMinor > 0) expect(due.minMinor).toBeGreaterThan(0);
        for (const offered of [due.minMinor, due.suggestedMinor, due.maxMinor]) expect(whyNotPart(due, offered)).toBeNull();
        const part = pick === "min" ? due.minMinor : pick === "suggested" ? due.suggestedMinor : pick === "all" ? due.maxMinor : stray;
        if (whyNotPart(due, part) !== null) continue;
        const restMinor = openMinor - part;
        expect(restMinor === 0 || restMinor >= floorMinor).toBe(true);
        paidMinor += part;
      }
    }),
  );
});

test("paying what is suggested, again and again, pays all in as many steps as there are parts", () => {
  fc.assert(
    fc.property(plans, amounts, floors, days, (plan, amountMinor, floorMinor, day) => {
      let paidMinor = 0;
      const steps = dueNow(plan, { amountMinor, paidMinor, floorMinor }, day).rows.length;
      for (let step = 0; step < steps; step += 1) paidMinor += dueNow(plan, { amountMinor, paidMinor, floorMinor }, day).suggestedMinor;
      expect(paidMinor).toBe(amountMinor);
    }),
  );
});

test("terms become a plan and a plan its terms again", () => {
  const terms: PlanTerms[] = [
    { kind: "off" }, { kind: "any", share: "20%" }, { kind: "any", share: "50.00" }, { kind: "deposit", share: "30%" }, { kind: "instalments", count: 4, every: "week" },
  ];
  for (const one of terms) expect(termsOf(planOf(one, { currency: eur, today }) as PaymentPlan, eur)).toEqual(one);
  expect(planOf({ kind: "deposit", share: "50.50" }, { currency: currencyOf("JPY"), today })).toBeNull();
});

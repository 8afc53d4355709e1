import { expect, test } from "vitest";
import { currencyOf } from "./currency";
import type { PlanTerms } from "./payment-plan";
import { readPlanForm, typedPlanOf, usualPlan } from "./plan-form";

const eur = currencyOf("EUR");
const read = (change: Partial<typeof usualPlan>, currency = eur) => readPlanForm({ ...usualPlan, ...change }, currency);

test.each([
  [{ plan: "off", planShare: "nonsense" }, { kind: "off" }],
  [{ plan: "no-such-plan" }, { kind: "off" }],
  [{ plan: "any", planShare: "50,00" }, { kind: "any", share: "50.00" }],
  [{ plan: "deposit", planShare: " 30\u202f% " }, { kind: "deposit", share: "30%" }],
  [{ plan: "instalments", planCount: "4", planEvery: "week", planShare: "" }, { kind: "instalments", count: 4, every: "week" }],
] as [Partial<typeof usualPlan>, PlanTerms][])("%o is understood, and written back it is the same", (typed, terms) => {
  expect(read(typed)).toEqual({ ok: true, terms });
  expect(readPlanForm(typedPlanOf(terms), eur)).toEqual({ ok: true, terms });
});

test.each([
  [{ plan: "deposit", planShare: "" }, "planShare", "share-wrong"],
  [{ plan: "deposit", planShare: "100 %" }, "planShare", "share-wrong"],
  [{ plan: "any", planShare: "0" }, "planShare", "share-wrong"],
  [{ plan: "instalments", planCount: "1" }, "planCount", "count-wrong"],
  [{ plan: "instalments", planCount: "13" }, "planCount", "count-wrong"],
])("%o is told at its field", (typed, field, problem) => {
  expect(read(typed)).toEqual({ ok: false, field, problem });
});

test("an amount is read in its currency", () => {
  expect(read({ plan: "deposit", planShare: "5000" }, currencyOf("JPY"))).toEqual({ ok: true, terms: { kind: "deposit", share: "5000" } });
  expect(read({ plan: "deposit", planShare: "50,50" }, currencyOf("JPY")).ok).toBe(false);
});

import type { Currency } from "./currency";
import { parseTypedAmount, toDecimal } from "./money";
import { instalmentsMax, instalmentsMin, planKinds, type PlanTerms } from "./payment-plan";

/** A plan as forms write it. `planShare` is "30 %" or an amount. */
export type TypedPlan = { plan: string; planShare: string; planCount: string; planEvery: string };
export type PlanField = "planShare" | "planCount";
export type PlanFormProblem = "share-wrong" | "count-wrong";

/** What the fields hold before anyone has chosen: values that are right for most shops. */
export const usualPlan: TypedPlan = { plan: "off", planShare: "30 %", planCount: "3", planEvery: "month" };

/**
 * Understands the fields of a plan; fields that the chosen kind does not use are not looked at. In: the currency an
 * amount is written in (a shop's usual plan is read in a currency with cents). An unknown kind is none.
 */
export function readPlanForm(
  typed: { [Field in keyof TypedPlan]?: string | undefined }, currency: Currency,
): { ok: true; terms: PlanTerms } | { ok: false; field: PlanField; problem: PlanFormProblem } {
  const kind = planKinds.find((one) => one === typed.plan) ?? "off";
  if (kind === "off") return { ok: true, terms: { kind } };
  if (kind === "instalments") {
    const count = /^\d{1,2}$/.test((typed.planCount ?? "").trim()) ? Number(typed.planCount) : 0;
    if (count < instalmentsMin || count > instalmentsMax) return { ok: false, field: "planCount", problem: "count-wrong" };
    return { ok: true, terms: { kind, count, every: typed.planEvery === "week" ? "week" : "month" } };
  }
  const share = readShare(typed.planShare ?? "", currency);
  return share === null ? { ok: false, field: "planShare", problem: "share-wrong" } : { ok: true, terms: { kind, share } };
}

/** "30 %" becomes "30%", "50,00" becomes "50.00". */
function readShare(text: string, currency: Currency): string | null {
  const percent = /^([1-9]\d?)%$/.exec(text.normalize("NFKC").replace(/\s/g, ""))?.[1];
  if (percent !== undefined) return `${percent}%`;
  const parsed = parseTypedAmount(text, currency);
  return parsed.ok ? toDecimal(parsed.money) : null;
}

/** The fields that write these terms. */
export function typedPlanOf(terms: PlanTerms): TypedPlan {
  const { kind } = terms;
  if (kind === "off") return usualPlan;
  if (kind === "instalments") return { ...usualPlan, plan: kind, planCount: String(terms.count), planEvery: terms.every };
  return { ...usualPlan, plan: kind, planShare: terms.share.replace(/%$/, " %") };
}

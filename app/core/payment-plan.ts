import { assertUnreachable } from "./assert";
import { addDays, addMonths, findEndOfDay, type CivilDay } from "./civil-day";
import type { Currency } from "./currency";
import { moneyOf, parseDecimal, shareMinor, toDecimal } from "./money";

/** A part of what a link asks: whole percents of it (1 to 99), or an amount in its minor units. */
export type Share = { percent: number } | { amountMinor: number };
export type Rhythm = "week" | "month";

/** How a link may be paid in parts. Shares are taken of what it asks now, so an edited order keeps its plan. */
export type PaymentPlan =
  | { kind: "off" }
  | { kind: "any"; least: Share }
  | { kind: "deposit"; first: Share }
  | { kind: "instalments"; every: Rhythm; dates: readonly CivilDay[] };

/** A plan before it has a currency and a day: what a shop sets once for all its links. A share is "30%" or "50.00". */
export type PlanTerms =
  | { kind: "off" }
  | { kind: "any"; share: string }
  | { kind: "deposit"; share: string }
  | { kind: "instalments"; count: number; every: Rhythm };

export const noPlan = { kind: "off" } as const;
export const planKinds = ["off", "any", "deposit", "instalments"] as const;
export const instalmentsMin = 2;
export const instalmentsMax = 12;
/** A link with dates stays payable this long after its last one. */
export const planGraceDays = 7;

const percentShape = /^([1-9]\d?)%$/;

/** The plan a link gets from its shop's terms today; null when an amount cannot be written in this currency. */
export function planOf(terms: PlanTerms, about: { currency: Currency; today: CivilDay }): PaymentPlan | null {
  switch (terms.kind) {
    case "off":
      return noPlan;
    case "any":
    case "deposit": {
      const share = shareOfText(terms.share, about.currency);
      if (share === null) return null;
      return terms.kind === "any" ? { kind: "any", least: share } : { kind: "deposit", first: share };
    }
    case "instalments":
      return { kind: "instalments", every: terms.every, dates: Array.from({ length: terms.count }, (_, at) => stepFrom(about.today, terms.every, at)) };
    default:
      return assertUnreachable(terms);
  }
}

/** The terms a plan was made of, to fill a form again. */
export function termsOf(plan: PaymentPlan, currency: Currency): PlanTerms {
  switch (plan.kind) {
    case "off":
      return plan;
    case "any":
      return { kind: "any", share: textOfShare(plan.least, currency) };
    case "deposit":
      return { kind: "deposit", share: textOfShare(plan.first, currency) };
    case "instalments":
      return { kind: "instalments", count: plan.dates.length, every: plan.every };
    default:
      return assertUnreachable(plan);
  }
}

const stepFrom = (day: CivilDay, every: Rhythm, steps: number) => (every === "week" ? addDays(day, 7 * steps) : addMonths(day, steps));

function shareOfText(text: string, currency: Currency): Share | null {
  const percent = percentShape.exec(text)?.[1];
  if (percent !== undefined) return { percent: Number(percent) };
  const parsed = parseDecimal(text, currency);
  return parsed.ok && parsed.money.amountMinor > 0 ? { amountMinor: parsed.money.amountMinor } : null;
}

const textOfShare = (share: Share, currency: Currency) => ("percent" in share ? `${share.percent}%` : toDecimal(moneyOf(share.amountMinor, currency)));

/** The last day a plan names; null when it names none. */
export const lastDateOf = (plan: PaymentPlan): CivilDay | null => (plan.kind === "instalments" ? (plan.dates.at(-1) ?? null) : null);

/** Until when a link with this plan is payable: the moment it was given, and never before its last date and the grace after it. */
export function payableUntil(plan: PaymentPlan, expiresAt: Date | null, timeZone: string): Date | null {
  const last = lastDateOf(plan);
  const latest = last === null ? null : findEndOfDay(addDays(last, planGraceDays), timeZone);
  return latest !== null && expiresAt !== null && expiresAt < latest ? latest : expiresAt;
}

/** One part of the schedule: what was paid of it and what is open. `dueOn` is null where the plan sets no day. */
export type PlanRow = { amountMinor: number; paidMinor: number; openMinor: number; dueOn: CivilDay | null };

/** What may be paid now. Minor units; `minMinor` ≤ `suggestedMinor` ≤ `maxMinor`, which is all that is open. */
export type DueNow = {
  minMinor: number;
  suggestedMinor: number;
  maxMinor: number;
  /** What a part must leave open, unless it leaves nothing: less could be paid nowhere. */
  floorMinor: number;
  /** When the earliest part that is not paid is due. */
  nextDueOn: CivilDay | null;
  rows: PlanRow[];
};

/**
 * What a link asks now under its plan. In: what it asks in all, what was paid of it, and `floorMinor`, the least any
 * provider takes: parts smaller than it are merged into a neighbour. Out: rows that sum to the amount, paid from the first on.
 */
export function dueNow(
  plan: PaymentPlan, link: { amountMinor: number; paidMinor: number; floorMinor?: number }, today: CivilDay,
): DueNow {
  const floorMinor = Math.max(1, link.floorMinor ?? 1);
  const rows = pour(merge(partsOf(plan, link.amountMinor), floorMinor), link.paidMinor);
  const openMinor = rows.reduce((sum, row) => sum + row.openMinor, 0);
  const next = rows.find((row) => row.openMinor > 0);
  const dueMinor = rows.reduce((sum, row) => (row.dueOn !== null && row.dueOn <= today ? sum + row.openMinor : sum), 0);
  const payable = (wishedMinor: number) => {
    const partMinor = Math.min(openMinor, Math.max(wishedMinor, floorMinor));
    return openMinor - partMinor < floorMinor ? openMinor : partMinor;
  };
  const nextMinor = next?.openMinor ?? 0;
  return {
    minMinor: payable(plan.kind === "any" ? minorOf(plan.least, link.amountMinor) : nextMinor),
    suggestedMinor: payable(Math.max(dueMinor, nextMinor)),
    maxMinor: openMinor,
    floorMinor,
    nextDueOn: next?.dueOn ?? null,
    rows,
  };
}

export type PartProblem = "part-below-minimum" | "part-above-open" | "part-leaves-too-little";

/** Why an amount cannot be paid as a part now; null when it can. */
export function whyNotPart(due: DueNow, amountMinor: number): PartProblem | null {
  if (amountMinor > due.maxMinor) return "part-above-open";
  if (amountMinor === due.maxMinor) return null;
  if (amountMinor < due.minMinor) return "part-below-minimum";
  return due.maxMinor - amountMinor < due.floorMinor ? "part-leaves-too-little" : null;
}

/** A share of an amount, never more than it. */
function minorOf(share: Share, amountMinor: number): number {
  if ("amountMinor" in share) return Math.min(share.amountMinor, amountMinor);
  return shareMinor(amountMinor, [share.percent, 100 - share.percent])[0] ?? amountMinor;
}

type Part = { amountMinor: number; dueOn: CivilDay | null };

function partsOf(plan: PaymentPlan, amountMinor: number): Part[] {
  switch (plan.kind) {
    case "off":
    case "any":
      return [{ amountMinor, dueOn: null }];
    case "deposit": {
      const firstMinor = minorOf(plan.first, amountMinor);
      return [{ amountMinor: firstMinor, dueOn: null }, { amountMinor: amountMinor - firstMinor, dueOn: null }];
    }
    case "instalments":
      return shareMinor(amountMinor, plan.dates.map(() => 1)).map((partMinor, at) => ({ amountMinor: partMinor, dueOn: plan.dates[at] ?? null }));
    default:
      return assertUnreachable(plan);
  }
}

function merge(parts: readonly Part[], floorMinor: number): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (last && (last.amountMinor < floorMinor || part.amountMinor < floorMinor)) last.amountMinor += part.amountMinor;
    else merged.push({ ...part });
  }
  return merged;
}

function pour(parts: readonly Part[], paidMinor: number): PlanRow[] {
  let left = paidMinor;
  return parts.map((part) => {
    const here = Math.min(left, part.amountMinor);
    left -= here;
    return { ...part, paidMinor: here, openMinor: part.amountMinor - here };
  });
}

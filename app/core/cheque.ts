import { assertUnreachable } from "./assert";

/**
 * A cheque's life at the shop. bounced: the bank refused it before it was credited · reversed: it took the money back
 * after · withdrawn: noted by mistake, or handed back before it was money.
 */
export const chequeSteps = ["received", "banked", "withdrawn", "cleared", "bounced", "reversed"] as const;
export type ChequeStep = (typeof chequeSteps)[number];

/** What is written on it, as a person reads it off. */
export type Cheque = { number: string; bank: string; amountMinor: number };

export type ChequeProblem = "already-taken" | "not-now";

/**
 * Whether a step may follow those already taken; null when it may. In: the steps taken, in any order.
 * A step taken twice is told apart from one out of turn: the first is a repeated press, the second a mistake.
 */
export function whyNotStep(taken: ReadonlySet<ChequeStep>, step: ChequeStep): ChequeProblem | null {
  if (taken.has(step)) return "already-taken";
  return mayFollow(stateOfCheque(taken), step) ? null : "not-now";
}

function mayFollow(state: ChequeStep | null, step: ChequeStep): boolean {
  switch (step) {
    case "received":
      return state === null;
    case "banked":
      return state === "received";
    case "withdrawn":
      return state === "received" || state === "banked";
    case "cleared":
    case "bounced":
      return state === "banked";
    case "reversed":
      return state === "cleared";
    default:
      return assertUnreachable(step);
  }
}

/** The step that says how things stand, whatever the order the steps are listed in; null before the first. */
export function stateOfCheque(taken: ReadonlySet<ChequeStep>): ChequeStep | null {
  return [...chequeSteps].reverse().find((step) => taken.has(step)) ?? null;
}

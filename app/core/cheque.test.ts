import fc from "fast-check";
import { expect, it } from "vitest";
import { chequeSteps, stateOfCheque, whyNotStep, type ChequeStep } from "./cheque";

const steps = fc.array(fc.constantFrom(...chequeSteps), { maxLength: 12 });

/** Takes the steps that may be taken, in the order asked. */
function walk(asked: readonly ChequeStep[]): ChequeStep[] {
  const taken: ChequeStep[] = [];
  for (const step of asked) if (whyNotStep(new Set(taken), step) === null) taken.push(step);
  return taken;
}

it("ends in one of these lives, whatever is pressed in whatever order", () => {
  const lives = ["received,banked,cleared,reversed", "received,banked,bounced", "received,banked,withdrawn", "received,withdrawn"];
  fc.assert(fc.property(steps, (asked) => {
    const life = walk(asked).join(",");
    expect(lives.some((known) => known.startsWith(life))).toBe(true);
  }));
});

it("never clears what bounced, nor takes back what never cleared", () => {
  fc.assert(fc.property(steps, (asked) => {
    const taken = new Set(walk(asked));
    expect(taken.has("cleared") && taken.has("bounced")).toBe(false);
    if (taken.has("reversed")) expect(taken.has("cleared")).toBe(true);
  }));
});

it("knows its state from the set of steps, not from their order", () => {
  fc.assert(fc.property(steps.chain((asked) => fc.tuple(fc.constant(walk(asked)), fc.shuffledSubarray(walk(asked), { minLength: walk(asked).length }))), ([life, shuffled]) => {
    expect(stateOfCheque(new Set(shuffled))).toBe(life.at(-1) ?? null);
  }));
});

it("tells a repeated press from a step out of turn", () => {
  expect(whyNotStep(new Set(["received"]), "received")).toBe("already-taken");
  expect(whyNotStep(new Set(["received"]), "cleared")).toBe("not-now");
  expect(whyNotStep(new Set(), "received")).toBeNull();
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { currencyOf } from "./currency";
import { paymentState, recheckDailyMs, recheckDelayMs, recheckDelaysMs, recheckDaysMax, settle, type Entry, type MoneyFact } from "./payment";

const currency = currencyOf("EUR");
const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, second));
const fact = fc.record({
  kind: fc.constantFrom("capture", "reversal", "refund", "refund-reversal", "dispute", "dispute-reversal"),
  ref: fc.constantFrom("a", "b", "c"),
  second: fc.integer({ min: 0, max: 59 }),
});
/** One truth: a fact has one amount and one time however often it is seen. */
const truth = fc
  .uniqueArray(fact, { selector: (one) => `${one.kind}:${one.ref}`, maxLength: 10 })
  .map((facts) => facts.map(({ second, ...one }, index): MoneyFact => ({ ...one, amountMinor: 100 + index, occurredAt: at(second) }) as MoneyFact));
const keys = (entries: readonly Entry[]) => entries.map((entry) => `${entry.kind}:${entry.ref}:${entry.amountMinor}`).sort();

test("the ledger is a function of the set of facts: any order, any repetition, any sighting in parts ends the same", () => {
  fc.assert(
    fc.property(truth, fc.array(fc.nat({ max: 1023 }), { maxLength: 8 }), fc.boolean(), (facts, masks, isReversed) => {
      const whole = keys(settle([], { currency, facts }));
      const written: Entry[] = [];
      const sightings = masks.map((mask) => facts.filter((_, index) => (mask >> index) & 1));
      for (const seen of [...sightings, facts, facts]) {
        written.push(...settle(written, { currency, facts: isReversed ? [...seen].reverse() : seen }));
      }
      expect(keys(written)).toEqual(whole);
    }),
  );
});

test("one sighting that names a fact twice writes it once", () => {
  const one: MoneyFact = { kind: "capture", ref: "ch_1", amountMinor: 500, occurredAt: at(1) };
  expect(settle([], { currency, facts: [one, { ...one }] })).toHaveLength(1);
});

test("money in comes before money out of the same second, so that a refund finds what it takes back", () => {
  const entries = settle([], {
    currency,
    facts: [
      { kind: "refund", ref: "re_1", amountMinor: 100, occurredAt: at(1) },
      { kind: "capture", ref: "ch_1", amountMinor: 100, occurredAt: at(1) },
    ],
  });
  expect(entries.map((entry) => entry.kind)).toEqual(["capture", "refund"]);
});

test("a fact of zero, of less, or of half a cent is an adapter's bug", () => {
  for (const amountMinor of [0, -1, 0.5, Number.NaN]) {
    expect(() => settle([], { currency, facts: [{ kind: "capture", ref: "x", amountMinor, occurredAt: at(0) }] })).toThrow("positive integer");
  }
});

const entriesOf = (...facts: [MoneyFact["kind"], number][]) =>
  settle([], { currency, facts: facts.map(([kind, amountMinor], index) => ({ kind, ref: String(index), amountMinor, occurredAt: at(index) })) });

test.each([
  [[], "open", "pending"],
  [[], "processing", "pending"],
  [[], "failed", "failed"],
  [[], "expired", "failed"],
  [[], "succeeded", "pending"],
  [[["capture", 100]], "failed", "succeeded"],
  [[["capture", 100]], "open", "succeeded"],
  [[["capture", 100], ["refund", 40]], "succeeded", "partly-refunded"],
  [[["capture", 100], ["refund", 100]], "succeeded", "refunded"],
  [[["capture", 100], ["refund", 100], ["refund-reversal", 100]], "succeeded", "succeeded"],
  [[["capture", 100], ["dispute", 100]], "succeeded", "disputed"],
  [[["capture", 100], ["reversal", 100]], "open", "pending"],
  [[["capture", 100], ["reversal", 100]], "expired", "failed"],
  [[["capture", 100], ["reversal", 100], ["capture", 40]], "succeeded", "succeeded"],
  [[["capture", 100], ["dispute", 100], ["dispute-reversal", 100]], "succeeded", "succeeded"],
] as const)("%j seen as %s is %s", (facts, progress, state) => {
  expect(paymentState(entriesOf(...(facts as unknown as [MoneyFact["kind"], number][])), { progress, openDispute: null })).toBe(state);
});

test("no sighting turns money that is there into pending or failed; taking it back does", () => {
  fc.assert(
    fc.property(truth, fc.constantFrom("open", "processing", "succeeded", "failed", "expired"), (facts, progress) => {
      const entries = settle([], { currency, facts });
      const state = paymentState(entries, { progress: progress as "open", openDispute: null });
      const heldMinor = entries.reduce((sum, entry) => (entry.kind === "capture" || entry.kind === "reversal" ? sum + entry.amountMinor : sum), 0);
      if (heldMinor > 0) expect(["pending", "failed"]).not.toContain(state);
      else expect(["pending", "failed"]).toContain(state);
    }),
  );
});

test("an open dispute shows even before money is withdrawn", () => {
  const openDispute = { ref: "dp_1", reason: "fraudulent", evidenceDueAt: null };
  expect(paymentState(entriesOf(["capture", 100]), { progress: "succeeded", openDispute })).toBe("disputed");
});

test("a pending payment is asked about quickly, then daily, then left to the sweep", () => {
  expect(recheckDelayMs(0)).toBe(10_000);
  expect(recheckDelayMs(recheckDelaysMs.length)).toBe(recheckDailyMs);
  expect(recheckDelayMs(recheckDelaysMs.length + recheckDaysMax)).toBeNull();
});

test("a refund that failed goes out before it comes back, at the same moment or at one given as earlier", () => {
  for (const backAt of [at(9), at(5), at(1)]) {
    const entries = settle([], {
      currency: currencyOf("EUR"),
      facts: [
        { kind: "refund-reversal", ref: "re_1", amountMinor: 100, occurredAt: backAt },
        { kind: "refund", ref: "re_1", amountMinor: 100, occurredAt: at(5) },
        { kind: "capture", ref: "ch_1", amountMinor: 100, occurredAt: at(0) },
      ],
    });
    expect(entries.map((entry) => entry.kind)).toEqual(["capture", "refund", "refund-reversal"]);
  }
});

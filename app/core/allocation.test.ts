import fc from "fast-check";
import { expect, test } from "vitest";
import { allocateBack, allocateCapture, allocateOut, allocateReversal, sharesOfReceived, type Allocation, type Target } from "./allocation";

const sum = (parts: readonly Allocation[]) => parts.reduce((total, part) => total + part.amountMinor, 0);
const amount = fc.integer({ min: 1, max: 10_000_000 });
const targets = fc
  .array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 6 })
  .map((opens): Target[] => opens.map((openMinor, index) => ({ linkId: `lnk_${index}`, openMinor })));

test("captured money is given away to the last cent, the oldest link first, and never more than it asks", () => {
  fc.assert(
    fc.property(amount, targets, (amountMinor, list) => {
      const parts = allocateCapture(amountMinor, list);
      expect(sum(parts)).toBe(amountMinor);
      let stillOpen = false;
      for (const target of list) {
        const due = parts.find((part) => part.linkId === target.linkId && part.kind === "due")?.amountMinor ?? 0;
        expect(due).toBeLessThanOrEqual(target.openMinor);
        if (stillOpen) expect(due).toBe(0);
        if (due < target.openMinor) stillOpen = true;
      }
      const surplus = parts.filter((part) => part.kind === "surplus");
      expect(sum(surplus)).toBe(Math.max(0, amountMinor - list.reduce((total, target) => total + target.openMinor, 0)));
    }),
  );
});

test("what is given back comes from the surplus before it touches what was due", () => {
  const held: Allocation[] = [
    { linkId: "lnk_a", kind: "due", amountMinor: 1000 },
    { linkId: "lnk_b", kind: "due", amountMinor: 500 },
    { linkId: "lnk_b", kind: "surplus", amountMinor: 300 },
  ];
  expect(allocateOut(200, held)).toEqual([{ linkId: "lnk_b", kind: "surplus", amountMinor: -200 }]);
  expect(allocateOut(1000, held)).toEqual([
    { linkId: "lnk_b", kind: "surplus", amountMinor: -300 },
    { linkId: "lnk_b", kind: "due", amountMinor: -500 },
    { linkId: "lnk_a", kind: "due", amountMinor: -200 },
  ]);
});

test("any history of money out and back keeps every link between nothing and what it was given, to the cent", () => {
  const steps = fc.array(fc.record({ isOut: fc.boolean(), share: fc.double({ min: 0.01, max: 1, noNaN: true }) }), { maxLength: 12 });
  fc.assert(
    fc.property(amount, targets, steps, (amountMinor, list, history) => {
      const captured = allocateCapture(amountMinor, list);
      const all = [...captured];
      const taken: Allocation[] = [];
      const given: Allocation[] = [];
      for (const step of history) {
        const out = -sum(taken) - sum(given);
        const room = step.isOut ? amountMinor - out : out;
        const part = Math.max(1, Math.floor(room * step.share));
        if (room <= 0) continue;
        const parts = step.isOut ? allocateOut(part, all) : allocateBack(part, taken, given);
        expect(sum(parts)).toBe(step.isOut ? -part : part);
        all.push(...parts);
        (step.isOut ? taken : given).push(...parts);
        for (const place of captured) {
          const net = sum(all.filter((one) => one.linkId === place.linkId && one.kind === place.kind));
          const put = sum(captured.filter((one) => one.linkId === place.linkId && one.kind === place.kind));
          expect(net).toBeGreaterThanOrEqual(0);
          expect(net).toBeLessThanOrEqual(put);
        }
      }
    }),
  );
});

test("a provider that gives back more than it took leaves a negative surplus to be seen, not a silent zero", () => {
  expect(allocateOut(150, [{ linkId: "lnk_a", kind: "due", amountMinor: 100 }])).toEqual([
    { linkId: "lnk_a", kind: "due", amountMinor: -100 },
    { linkId: "lnk_a", kind: "surplus", amountMinor: -50 },
  ]);
});

test("money in a foreign currency goes back as it came", () => {
  expect(allocateOut(100, [{ linkId: "lnk_a", kind: "foreign", amountMinor: 100 }])).toEqual([{ linkId: "lnk_a", kind: "foreign", amountMinor: -100 }]);
});

test("an allocation of nothing, or to nobody, is a bug and says so", () => {
  expect(() => allocateCapture(0, [{ linkId: "lnk_a", openMinor: 1 }])).toThrow();
  expect(() => allocateCapture(1, [])).toThrow();
  expect(() => allocateOut(1, [])).toThrow();
  expect(() => allocateBack(1, [], [])).toThrow();
});

test("what nobody asked for lies with the last link, where a person will look for it", () => {
  const targets = [{ linkId: "lnk_a", openMinor: 100 }, { linkId: "lnk_b", openMinor: 50 }];
  expect(allocateCapture(175, targets)).toEqual([
    { linkId: "lnk_a", kind: "due", amountMinor: 100 },
    { linkId: "lnk_b", kind: "due", amountMinor: 50 },
    { linkId: "lnk_b", kind: "surplus", amountMinor: 25 },
  ]);
});

test("a payment given back whose link another one paid too much for undoes the surplus: the link stays paid", () => {
  const parts: Allocation[] = [{ linkId: "a", kind: "due", amountMinor: 100 }];
  expect(allocateOut(60, parts, new Map([["a", 100]]))).toEqual([{ linkId: "a", kind: "surplus", amountMinor: -60 }]);
  expect(allocateOut(100, parts, new Map([["a", 30]]))).toEqual([{ linkId: "a", kind: "surplus", amountMinor: -30 }, { linkId: "a", kind: "due", amountMinor: -70 }]);
  expect(allocateOut(100, parts, new Map([["a", -5], ["b", 50]]))).toEqual([{ linkId: "a", kind: "due", amountMinor: -100 }]);
});

test("a transfer that a person saw is meant for what a card payment of as much would pay: the oldest first, too much for the last one", () => {
  const links = [{ linkId: "a", openMinor: 3_000, askedMinor: 3_000 }, { linkId: "b", openMinor: 0, askedMinor: 700 }, { linkId: "c", openMinor: 2_000, askedMinor: 4_000 }];
  expect(sharesOfReceived(2_000, links)).toEqual([{ linkId: "a", amountMinor: 2_000 }]);
  expect(sharesOfReceived(4_500, links)).toEqual([{ linkId: "a", amountMinor: 3_000 }, { linkId: "c", amountMinor: 1_500 }]);
  expect(sharesOfReceived(5_100, links)).toEqual([{ linkId: "a", amountMinor: 3_000 }, { linkId: "c", amountMinor: 2_100 }]);
  fc.assert(fc.property(amount, targets, (amountMinor, list) => {
    const shares = sharesOfReceived(amountMinor, list.map((one) => ({ ...one, askedMinor: one.openMinor })));
    const parts = allocateCapture(amountMinor, list);
    for (const { linkId, amountMinor: share } of shares) expect(share).toBe(sum(parts.filter((part) => part.linkId === linkId)));
    expect(shares.reduce((total, share) => total + share.amountMinor, 0)).toBe(amountMinor);
  }));
});

test("a transfer that comes again for orders that are all paid is meant for each of them as it was the first time", () => {
  const paid = [{ linkId: "a", openMinor: 0, askedMinor: 3_000 }, { linkId: "b", openMinor: 0, askedMinor: 4_500 }];
  expect(sharesOfReceived(7_500, paid)).toEqual([{ linkId: "a", amountMinor: 3_000 }, { linkId: "b", amountMinor: 4_500 }]);
});

test("a movement that was none is taken back where it was given, not where another one of its payment went", () => {
  const first: Allocation[] = [{ linkId: "a", kind: "due", amountMinor: 3_000 }, { linkId: "b", kind: "due", amountMinor: 2_000 }];
  const second: Allocation[] = [{ linkId: "b", kind: "due", amountMinor: 2_500 }];
  expect(allocateReversal(5_000, first, [...first, ...second])).toEqual([{ linkId: "b", kind: "due", amountMinor: -2_000 }, { linkId: "a", kind: "due", amountMinor: -3_000 }]);
  expect(allocateReversal(2_500, second, [...first, ...second])).toEqual([{ linkId: "b", kind: "due", amountMinor: -2_500 }]);
});

test("a movement that was none leaves its link paid where another one, of the same payment too, brought too much", () => {
  const first: Allocation[] = [{ linkId: "a", kind: "due", amountMinor: 3_000 }];
  const again: Allocation[] = [{ linkId: "a", kind: "surplus", amountMinor: 3_000 }];
  expect(allocateReversal(3_000, first, [...first, ...again], new Map([["a", 3_000]]))).toEqual([{ linkId: "a", kind: "surplus", amountMinor: -3_000 }]);
  expect(allocateReversal(3_000, first, first, new Map([["a", 1_000]]))).toEqual([{ linkId: "a", kind: "surplus", amountMinor: -1_000 }, { linkId: "a", kind: "due", amountMinor: -2_000 }]);
});

test("a movement that was none after a part of it went back takes the rest from what its payment still holds, to the cent", () => {
  fc.assert(fc.property(amount, amount, targets, fc.double({ min: 0, max: 1, noNaN: true }), (one, two, list, share) => {
    const own = allocateCapture(one, list);
    const all = [...own, ...allocateCapture(two, list)];
    const back = Math.floor(two * share);
    if (back > 0) all.push(...allocateOut(back, all));
    const parts = allocateReversal(one, own, all);
    expect(sum(parts)).toBe(-one);
    for (const place of all) {
      const left = sum([...all, ...parts].filter((part) => part.linkId === place.linkId && part.kind === place.kind));
      expect(left).toBeGreaterThanOrEqual(0);
    }
  }));
});

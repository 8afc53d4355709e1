import fc from "fast-check";
import { expect, test } from "vitest";
import { inTurns } from "./turns";

test("one of each in turn: a group with much to do holds up none with little", () => {
  expect(inTurns(["a1", "a2", "a3", "b1", "c1", "c2"], (item) => item.slice(0, 1))).toEqual(["a1", "b1", "c1", "a2", "c2", "a3"]);
});

test("nobody is lost, nobody overtakes their own group, and nobody waits for more than their turn of each other group", () => {
  const items = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 40 }).map((groups) => groups.map((group, at) => ({ group, at })));
  fc.assert(fc.property(items, (list) => {
    const turns = inTurns(list, ({ group }) => group);
    expect([...turns].sort((a, b) => a.at - b.at)).toEqual(list);
    for (const [place, { group, at }] of turns.entries()) {
      const before = turns.slice(0, place);
      const own = before.filter((other) => other.group === group);
      expect(own.every((other) => other.at < at)).toBe(true);
      for (const other of ["a", "b", "c", "d"]) expect(before.filter((one) => one.group === other).length).toBeLessThanOrEqual(own.length + 1);
    }
  }));
});

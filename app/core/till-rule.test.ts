import { expect, test } from "vitest";
import { notesCash, tillLawOf } from "./till-rule";

test.each([
  ["FR", true, "french-till", false], ["FR", false, "none", true], ["BE", true, "none", true], ["LU", true, "none", true], ["DE", true, "own-device", false], ["ZZ", true, "none", true],
] as const)("%s, consumers %s: the law is %s, and cash noted by hand is %s", (country, sellsToConsumers, law, isOn) => {
  expect(tillLawOf({ country, sellsToConsumers })).toBe(law);
  expect(notesCash({ country, sellsToConsumers, notesCash: null })).toBe(isOn);
  for (const chosen of [true, false]) expect(notesCash({ country, sellsToConsumers, notesCash: chosen })).toBe(chosen);
});

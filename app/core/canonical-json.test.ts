import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson } from "./canonical-json";

it("writes what RFC 8785 writes: names sorted by code unit, no spaces, strings as JSON has them", () => {
  expect(canonicalJson({ b: 1, a: [true, null, "é\n\u20ac"], "\u{1F600}": 2, "\ufb33": 3 })).toBe('{"a":[true,null,"é\\n€"],"b":1,"\u{1F600}":2,"\ufb33":3}');
});

it("is the same text for the same value, in whatever order it was built", () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean())), (value) => {
    const shuffled = Object.fromEntries(Object.entries(value).reverse());
    expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
    expect(JSON.parse(canonicalJson(value))).toEqual({ ...value });
  }));
});

it("refuses a number that two programs could write differently", () => {
  expect(() => canonicalJson({ a: 0.1 })).toThrow();
  expect(() => canonicalJson(2 ** 53)).toThrow();
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { contrastOf, findColor, readableAs, readableOn } from "./color";

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

test("contrast is WCAG's", () => {
  expect(contrastOf("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrastOf("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

test("text on any shop's color is readable", () => {
  fc.assert(
    fc.property(color, (accent) => {
      expect(contrastOf(readableOn(accent), accent)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test("any shop's color becomes readable on any ground, and stays itself where it already is", () => {
  fc.assert(
    fc.property(color, color, (accent, ground) => {
      const text = readableAs(accent, ground, 4.5);
      expect(contrastOf(text, ground)).toBeGreaterThanOrEqual(4.5);
      if (contrastOf(accent, ground) >= 4.5) expect(text).toBe(accent);
    }),
  );
});

test.each(["#fff", "red", "#12345g", "#1234567", "#123456;}body{display:none", ""])("%j is no color", (text) => expect(findColor(text)).toBeNull());

test("a color is read in either case", () => expect(findColor(" #1F4D3F ")).toBe("#1f4d3f"));

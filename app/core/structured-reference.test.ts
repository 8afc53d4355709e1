import fc from "fast-check";
import { expect, it } from "vitest";
import vectors from "../../tests/fixtures/vectors/refs.json";
import { bodyOf, creditorReferenceOf, findCreditorReference, formatCreditorReference } from "./creditor-reference";
import { findOgm, formatOgm, ogmNumberMax, ogmOf } from "./ogm";
import { findReferenceKey, findStructuredReference, formatReference, referenceNumberMax, referenceOf } from "./structured-reference";

it.each(vectors.ogm)("makes and reads $vcs", ({ base, vcs }) => {
  const digits = ogmOf(Number(base));
  expect(digits.slice(0, 10)).toBe(base);
  expect(formatOgm(digits)).toBe(vcs);
  expect(findOgm(vcs)).toBe(digits);
});

it.each([
  ["020343057642", "+++020/3430/57642+++"], ["020343053497", "020343053497"], ["090933755089", "***090/9337/55089***"],
  ["090933755089", " 090 9337 55089 "], ["090933755089", "+++ 090/9337/55089 +++"], ["090933755089", "090.9337.55089"],
])("reads %s as it is typed: %s", (digits, typed) => {
  expect(findOgm(typed)).toBe(digits);
});

it.each([
  ...vectors.ogmInvalid, "010/8068/17180", "020343057641", "***02/03430/57642***", "000/0000/00000", "090/9337/55090",
  "+++090/9337/55089***", "+++090/9337/55089", "090/933755089", "09093375508", "0909337550890", "",
])("refuses %s as a structured communication", (text) => {
  expect(findOgm(text)).toBeNull();
});

it.each(vectors.rf)("makes and reads $rf", ({ ref, rf }) => {
  expect(creditorReferenceOf(ref)).toBe(rf);
  expect(findCreditorReference(rf)).toBe(rf);
});

it.each([...vectors.rfExternallyPublishedValid, "RF18000000000539007547034"])("reads %s, typed in any manner", (rf) => {
  expect(findCreditorReference(rf)).toBe(rf);
  expect(findCreditorReference(formatCreditorReference(rf).toLowerCase())).toBe(rf);
});

it.each([...vectors.rfInvalid, "18539007547034RF", "RF18", "RF1", "", "RF40123456789012345678901A", "RF18539007547034+"])("refuses %s as a creditor reference", (text) => {
  expect(findCreditorReference(text)).toBeNull();
});

it("refuses check digits ISO 11649 never makes, though they give the same remainder", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), (number) => {
    const made = creditorReferenceOf(String(number));
    const check = Number(made.slice(2, 4));
    for (const twin of [check - 97, check + 97]) {
      if (twin < 0 || twin > 99) continue;
      expect(findCreditorReference(`RF${String(twin).padStart(2, "0")}${number}`)).toBeNull();
    }
  }));
});

const number = fc.integer({ min: 1, max: referenceNumberMax });

it("prints a number so that either form is read back as the same reference", () => {
  fc.assert(fc.property(number, (drawn) => {
    const reference = referenceOf(drawn);
    const key = findReferenceKey(formatReference(reference, "ogm"));
    expect(key).not.toBeNull();
    expect(findReferenceKey(formatReference(reference, "rf"))).toBe(key);
    expect(findReferenceKey(reference.rf.replace(/^(RF..)0+/, "$1"))).toBe(key);
    for (const form of ["ogm", "rf"] as const) expect(findStructuredReference(formatReference(reference, form))).toEqual(reference);
  }));
});

it("gives two numbers two references", () => {
  fc.assert(fc.property(number, number, (a, b) => {
    fc.pre(a !== b);
    expect(findReferenceKey(referenceOf(a).rf)).not.toBe(findReferenceKey(referenceOf(b).rf));
  }));
});

it("notices one digit mistyped and two neighbours swapped, in both forms", () => {
  fc.assert(fc.property(number, fc.nat(11), fc.integer({ min: 1, max: 9 }), (drawn, place, change) => {
    const { ogm, rf } = referenceOf(drawn);
    const digit = (Number(ogm[place]) + change) % 10;
    const mistyped = ogm.slice(0, place) + digit + ogm.slice(place + 1);
    expect(findOgm(mistyped)).toBeNull();
    expect(findCreditorReference(rf.slice(0, 4) + mistyped)).toBeNull();
    const swapped = ogm.slice(0, place) + ogm.slice(place, place + 2).split("").reverse().join("") + ogm.slice(place + 2);
    if (swapped !== ogm) expect(findCreditorReference(rf.slice(0, 4) + swapped)).toBeNull();
  }));
});

it("refuses numbers a reference cannot carry", () => {
  for (const wrong of [0, -1, 1.5, ogmNumberMax + 1, Number.NaN]) expect(() => referenceOf(wrong)).toThrow();
  for (const wrong of ["", "a", "É", "1".repeat(22)]) expect(() => creditorReferenceOf(wrong)).toThrow();
});

it("reads nothing from any other text", () => {
  fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => {
    const key = findReferenceKey(text);
    if (key === null) return;
    expect(key).toMatch(/^[0-9A-Z]{1,21}$/);
  }));
  expect(findReferenceKey("Facture 42")).toBeNull();
  // A valid RF of somebody else's: its body is no communication of twelve digits.
  expect(findStructuredReference("RF332348236")).toBeNull();
  expect(findStructuredReference("RF25A")).toBeNull();
  expect(bodyOf("RF18000000000539007547034")).toBe("539007547034");
});

import fc from "fast-check";
import { expect, it } from "vitest";
import vectors from "../../tests/fixtures/vectors/refs.json";
import { findBic, findIban, formatIban, isSepaIban, needsBic } from "./iban";

it.each(vectors.ibanValid)("reads %s, typed in any manner", (iban) => {
  expect(findIban(iban)).toBe(iban);
  expect(findIban(` ${formatIban(iban).toLowerCase()} `)).toBe(iban);
  expect(findIban(iban.replace(/(.{4})/g, "$1\u00a0"))).toBe(iban);
});

it.each([...vectors.ibanInvalid, "", "BE", "BE72 0000 0000 1616 0", "ＢＥ72000000001616", "BE72000000001616\u202e"])("refuses %s", (text) => {
  expect(findIban(text)).toBeNull();
});

it("notices one digit mistyped", () => {
  fc.assert(fc.property(fc.constantFrom(...vectors.ibanValid), fc.nat(30), fc.integer({ min: 1, max: 9 }), (iban, place, change) => {
    const at = 2 + (place % (iban.length - 2));
    fc.pre(/\d/.test(iban[at] ?? ""));
    expect(findIban(iban.slice(0, at) + ((Number(iban[at]) + change) % 10) + iban.slice(at + 1))).toBeNull();
  }));
});

it("reads a BIC in any case and prints it in capitals", () => {
  expect(findBic("kredbebb")).toBe("KREDBEBB");
  expect(findBic(" BHBL DE HH XXX ")).toBe("BHBLDEHHXXX");
  for (const wrong of ["", "KREDBEB", "KREDBEBBX", "KREDZZBB", "1234BEBB"]) expect(findBic(wrong)).toBeNull();
});

it("asks for the BIC outside the European Economic Area only", () => {
  expect(needsBic("BE72000000001616")).toBe(false);
  expect(needsBic("NO9386011117947")).toBe(false);
  expect(needsBic("CH9300762011623852957")).toBe(true);
  expect(needsBic("GB29NWBK60161331926819")).toBe(true);
  expect(isSepaIban("CH9300762011623852957")).toBe(true);
  expect(isSepaIban("TR330006100519786457841326")).toBe(false);
});

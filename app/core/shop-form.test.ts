import { expect, test } from "vitest";
import { typedTillOf, readShopForm } from "./shop-form";

const typed = {
  name: " Maison  Camélia ", legalLines: "Camélia SRL\r\n\r\n BCE 0123.456.749 ", website: "maison-camelia.example", contactEmail: "", accentColor: "#7A2E3B",
  locale: "nl", timeZone: "Europe/Brussels", linkDays: "14",
};
const problemsOf = (change: Partial<typeof typed>) => {
  const read = readShopForm({ ...typed, ...change });
  return read.ok ? {} : read.problems;
};

test("a shop is read as people type it", () => {
  expect(readShopForm(typed)).toEqual({
    ok: true,
    shop: {
      name: "Maison Camélia", legalLines: ["Camélia SRL", "BCE 0123.456.749"], website: "https://maison-camelia.example/", contactEmail: null,
      accentColor: "#7a2e3b", locale: "nl", timeZone: "Europe/Brussels", linkDays: 14, plan: { kind: "off" }, till: null,
    },
  });
});

test("each field is refused for its own reason, all of them at once", () => {
  expect(problemsOf({ name: "\u0007", legalLines: "a\n".repeat(9), website: "javascript:alert(1)", contactEmail: "nous", accentColor: "rouge", timeZone: "Mars", linkDays: "0" })).toEqual({
    name: "name-missing", legalLines: "too-long", website: "url-wrong", contactEmail: "email-wrong", accentColor: "color-wrong", timeZone: "zone-wrong", linkDays: "days-wrong",
  });
});

test("a color nobody sees on white is refused, and one that is seen is not", () => {
  expect([problemsOf({ accentColor: "#ffe9a8" }).accentColor, problemsOf({ accentColor: "#c2410c" }).accentColor]).toEqual(["color-faint", undefined]);
});

test("a link lives from one day to a year", () => {
  expect(["1", "365", "366", "1.5", "-3", ""].map((linkDays) => problemsOf({ linkDays }).linkDays)).toEqual([undefined, undefined, "days-wrong", "days-wrong", "days-wrong", "days-wrong"]);
});

test("an address with a password in it is not published", () => {
  expect(problemsOf({ website: "https://me:secret@shop.example" }).website).toBe("url-wrong");
});

test("where a shop is and to whom it sells is read, and written as it was read", () => {
  const read = (till: Record<string, string>) => {
    const result = readShopForm({ ...typed, ...till });
    return result.ok ? result.shop.till : null;
  };
  for (const country of ["FR", "BE", "ZZ"] as const) {
    for (const notesCash of [null, true, false]) {
      for (const sellsToConsumers of [true, false]) expect(read(typedTillOf({ country, sellsToConsumers, notesCash }))).toEqual({ country, sellsToConsumers, notesCash });
    }
  }
  expect(read({ country: "Atlantis" })).toEqual({ country: "ZZ", sellsToConsumers: true, notesCash: null });
});

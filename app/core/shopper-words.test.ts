import { expect, test } from "vitest";
import { shopperLocales, type ShopperLocale } from "./locale";
import { findMethodName, formatDay, formatInstant, formatMoment, formatQuantity, isolate } from "./shopper-words";
import { payFormProblems } from "./shopper-words-form";
import { mailWords } from "./shopper-words-mail";
import { outcomeWords } from "./shopper-words-outcome";
import { payWords } from "./shopper-words-page";
import { receiptWords } from "./shopper-words-receipt";

const at = new Date("2026-12-31T23:30:05Z");
const plain = (text: string) => text.normalize("NFKC");

test.each<[ShopperLocale, string, string]>([
  ["fr", "1 janvier 2027", "1 janvier 2027 à 00:30 UTC+1"],
  ["nl", "1 januari 2027", "1 januari 2027 om 00:30 CET"],
  ["en", "1 January 2027", "1 January 2027 at 00:30 CET"],
  ["de", "1. Januar 2027", "1. Januar 2027 um 00:30 MEZ"],
])("dates are the shop's, in %s", (locale, day, moment) => {
  expect(plain(formatDay(at, locale, "Europe/Paris"))).toBe(day);
  expect(plain(formatMoment(at, locale, "Europe/Paris"))).toBe(moment);
});

test.each([["Europe/Paris", "00:30:05 (UTC+01:00)"], ["UTC", "23:30:05 (UTC)"], ["Asia/Kolkata", "05:00:05 (UTC+05:30)"]])("proof gives seconds and offset in %s", (zone, said) => {
  expect(plain(formatInstant(at, "fr", zone))).toContain(said);
});

test("quantities are written as the language does", () => expect([1.5, 2].map((quantity) => formatQuantity(quantity, "de"))).toEqual(["1,5", "2"]));

test("only right-to-left text is isolated", () => {
  expect(isolate("Zoé 12")).toBe("Zoé 12");
  expect(isolate("דוד")).toBe("\u2068דוד\u2069");
});

test("a method without a word is left to its provider's name", () => {
  expect(findMethodName("card", "nl")).toBe("Bankkaart");
  expect(findMethodName("constructor", "nl")).toBeNull();
  expect(findMethodName("something-new", "nl")).toBeNull();
});

/** Every text of a set of words, functions called with marks. */
function textsOf(words: unknown): string[] {
  if (typeof words === "string") return [words];
  if (typeof words === "function") return textsOf((words as (...given: unknown[]) => unknown)({ shop: "S", order: "1", amount: "2 €", description: "d", number: "n" }, "x", "y"));
  if (Array.isArray(words)) return words.flatMap(textsOf);
  return words === null || typeof words !== "object" ? [] : Object.values(words).flatMap(textsOf);
}

const surfaces = { payWords, outcomeWords, mailWords, receiptWords, payFormProblems };

test.each(Object.keys(surfaces) as (keyof typeof surfaces)[])("%s says something everywhere, with no straight apostrophe", (name) => {
  for (const locale of shopperLocales) {
    const texts = textsOf(surfaces[name][locale]);
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) expect(text.trim(), `${name}.${locale}`).not.toBe("");
    for (const text of texts) expect(text, `${name}.${locale}`).not.toMatch(/undefined|NaN|'/);
  }
});

test("French keeps its high punctuation from falling to the next line", () => {
  for (const surface of Object.values(surfaces)) {
    for (const text of textsOf(surface.fr)) expect(text).not.toMatch(/[^\u202f\u00a0][?!;]|(?<! https?)[^\u202f\u00a0]:(?!\/\/)(?=\s|$)/);
  }
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { draftAskedLink, readAskForm, type TypedAsk } from "./ask-form";
import { currencyOf } from "./currency";
import { moneyOf, toDecimal } from "./money";

const typed: TypedAsk = {
  purpose: "Acompte sur mesure", amountKind: "fixed", amount: "12,50", currency: "EUR", use: "once", name: "Zoë", email: "zoe@example.test", locale: "nl", expires: "2030-12-01", note: "Merci",
};
const about = { currencies: [currencyOf("EUR"), currencyOf("JPY")], timeZone: "Europe/Paris", fallbackLocale: "fr", needsEmail: true } as const;
const now = new Date("2030-11-21T12:00:00Z");
const read = (change: Partial<TypedAsk>, more: Partial<{ needsEmail: boolean }> = {}) => readAskForm({ ...typed, ...change }, { ...about, ...more });

test("a form filled in well gives its terms", () => {
  expect(read({})).toEqual({
    ok: true,
    terms: {
      kind: "single", description: "Acompte sur mesure", amountMinor: 1_250, currency: "EUR", customerName: "Zoë", email: "zoe@example.test", locale: "nl",
      expiresAt: new Date("2030-12-01T22:59:59Z"), note: "Merci",
    },
  });
});

test("every field that is wrong is named, all at once", () => {
  expect(read({ purpose: " \n", amount: "douze", email: "zoe@", expires: "2030-02-30", note: "x".repeat(501) })).toEqual({
    ok: false, problems: { purpose: "purpose-missing", amount: "not-a-number", email: "email-wrong", expires: "date-wrong", note: "note-too-long" },
  });
});

test.each([["12.345", "too-many-decimals"], ["douze", "not-a-number"], ["0", "not-positive"], ["-1", "not-positive"], ["1e12", "not-a-number"], ["1000000000000", "too-large"], ["", "amount-missing"]])("an amount of %j is refused", (amount, problem) => {
  expect(read({ amount })).toEqual({ ok: false, problems: { amount: problem } });
});

test("an address is needed only where a message is to leave", () => {
  expect(read({ email: "" })).toEqual({ ok: false, problems: { email: "email-missing" } });
  expect(read({ email: "" }, { needsEmail: false })).toMatchObject({ ok: true, terms: { email: "" } });
});

test("a free amount asks none, whatever was typed before; a currency that cannot be asked for is not asked for", () => {
  expect(read({ amountKind: "free", amount: "douze" })).toMatchObject({ ok: true, terms: { amountMinor: null } });
  expect(read({ currency: "USD" })).toMatchObject({ ok: true, terms: { currency: "EUR" } });
  expect(read({ currency: "JPY", amount: "1250" })).toMatchObject({ ok: true, terms: { currency: "JPY", amountMinor: 1_250 } });
});

test("any amount of money written by us is read back as it was", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), fc.constantFrom(...about.currencies), (amountMinor, currency) => {
    expect(read({ currency, amount: toDecimal(moneyOf(amountMinor, currency)) })).toMatchObject({ ok: true, terms: { amountMinor } });
  }));
});

test("a link for many payers keeps nobody's name and address", () => {
  const asked = read({ use: "many" });
  if (!asked.ok) throw new Error("refused");
  expect(draftAskedLink(asked.terms, now)).toMatchObject({ ok: true, draft: { kind: "reusable", customer: { name: "", email: "" }, orderRef: null, lines: [] } });
});

test("a day that is over, or more than a year away, is refused; no day is allowed", () => {
  const draft = (expires: string) => {
    const asked = read({ expires });
    return asked.ok ? draftAskedLink(asked.terms, now) : null;
  };
  expect(draft("2030-11-20")).toEqual({ ok: false, reason: "expires-in-the-past" });
  expect(draft("2031-11-23")).toEqual({ ok: false, reason: "expires-too-far" });
  expect(draft("")).toMatchObject({ ok: true, draft: { expiresAt: null } });
  expect(draft("2030-11-21")).toMatchObject({ ok: true });
});

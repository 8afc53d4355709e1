import fc from "fast-check";
import { expect, test } from "vitest";
import { draftAskedLink, readAskForm, type TypedAsk } from "./ask-form";
import { currencyOf } from "./currency";
import { moneyOf, toDecimal } from "./money";

const typed: TypedAsk = {
  purpose: "Acompte sur mesure", amountKind: "fixed", amount: "12,50", currency: "EUR", use: "once", name: "Zoë", email: "zoe@example.test", locale: "nl", expires: "2030-12-01", note: "Merci",
};
const about = { currencies: [currencyOf("EUR"), currencyOf("JPY")], timeZone: "Europe/Paris", fallbackLocale: "fr", needsEmail: true } as const;
const today = { now: new Date("2030-11-21T12:00:00Z"), timeZone: "Europe/Paris" };
const read = (change: Partial<TypedAsk>, more: Partial<{ needsEmail: boolean }> = {}) => readAskForm({ ...typed, ...change }, { ...about, ...more });

test("a form filled in well gives its terms", () => {
  expect(read({})).toEqual({
    ok: true,
    terms: {
      kind: "single", description: "Acompte sur mesure", amountMinor: 1_250, currency: "EUR", customerName: "Zoë", email: "zoe@example.test", locale: "nl",
      expiresAt: new Date("2030-12-01T22:59:59Z"), note: "Merci", plan: { kind: "off" },
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

test("a free amount asks none, whatever was typed before", () => {
  expect(read({ amountKind: "free", amount: "douze" })).toMatchObject({ ok: true, terms: { amountMinor: null } });
});

test("a currency is one of those that can be asked for, in any case; another is never asked for in its place", () => {
  for (const currency of ["", "eur", " EUR "]) expect(read({ currency })).toMatchObject({ ok: true, terms: { currency: "EUR", amountMinor: 1_250 } });
  expect(read({ currency: "JPY", amount: "1250" })).toMatchObject({ ok: true, terms: { currency: "JPY", amountMinor: 1_250 } });
  for (const currency of ["USD", "XYZ", "EURO", "€", "\u202eEUR"]) expect(read({ currency })).toEqual({ ok: false, problems: { currency: "currency-unknown" } });
});

test("what is too long is told, never cut: neither what the payment is for, nor a name, an amount or a note", () => {
  const long = "9".repeat(10_000);
  expect(read({ purpose: long, name: long, amount: long, email: `${long}@example.test`, expires: long, note: long })).toEqual({
    ok: false, problems: { purpose: "purpose-too-long", name: "name-too-long", amount: "too-large", email: "email-wrong", expires: "date-wrong", note: "note-too-long" },
  });
  const lines = `${"x".repeat(9)}\r\n`.repeat(50); // 500 as a browser's field counts them
  expect(read({ purpose: "x".repeat(200), name: "x".repeat(100), note: lines })).toMatchObject({ ok: true });
});

test("any amount of money written by us is read back as it was", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), fc.constantFrom(...about.currencies), (amountMinor, currency) => {
    expect(read({ currency, amount: toDecimal(moneyOf(amountMinor, currency)) })).toMatchObject({ ok: true, terms: { amountMinor } });
  }));
});

test("a link for many payers keeps nobody's name and address", () => {
  const asked = read({ use: "many" });
  if (!asked.ok) throw new Error("refused");
  expect(draftAskedLink(asked.terms, today)).toMatchObject({ ok: true, draft: { kind: "reusable", customer: { name: "", email: "" }, orderRef: null, lines: [] } });
});

test("a day that is over, or more than a year away, is refused; no day is allowed", () => {
  const draft = (expires: string) => {
    const asked = read({ expires });
    return asked.ok ? draftAskedLink(asked.terms, today) : null;
  };
  expect(draft("2030-11-20")).toEqual({ ok: false, reason: "expires-in-the-past" });
  for (const far of ["2031-11-23", "9999-12-31"]) expect(draft(far)).toEqual({ ok: false, reason: "expires-too-far" });
  expect(draft("")).toMatchObject({ ok: true, draft: { expiresAt: null } });
  expect(draft("2030-11-21")).toMatchObject({ ok: true });
});

const draftWith = (change: Partial<TypedAsk>) => {
  const asked = read(change);
  if (!asked.ok) throw new Error(JSON.stringify(asked.problems));
  const drafted = draftAskedLink(asked.terms, today);
  return drafted.ok ? drafted.draft : drafted.reason;
};

test("each plan is made of today, its amounts in the link's currency; with dates the link is payable until after the last", () => {
  expect(draftWith({ plan: "deposit", planShare: "30 %" })).toMatchObject({ plan: { kind: "deposit", first: { percent: 30 } }, expiresAt: new Date("2030-12-01T22:59:59Z") });
  expect(draftWith({ plan: "any", planShare: "200", currency: "JPY", amount: "1250" })).toMatchObject({ plan: { kind: "any", least: { amountMinor: 200 } } });
  expect(draftWith({ plan: "instalments", planCount: "3", planEvery: "week" })).toMatchObject({
    plan: { kind: "instalments", every: "week", dates: ["2030-11-21", "2030-11-28", "2030-12-05"] }, expiresAt: new Date("2030-12-12T22:59:59Z"),
  });
  expect(draftWith({ plan: "instalments", planCount: "2", expires: "" })).toMatchObject({ expiresAt: null });
  expect(draftWith({ plan: "instalments", planCount: "12", planEvery: "month" })).toMatchObject({ expiresAt: new Date("2031-10-28T22:59:59Z") });
});

test("a link whose last day is over is refused, whatever dates its plan would have had", () => {
  expect(draftWith({ plan: "instalments", planCount: "3", expires: "2030-11-20" })).toBe("expires-in-the-past");
});

test.each(["any", "deposit", "instalments"])("%s needs an amount and one payer, and says so at the plan", (plan) => {
  // What is wrong inside it does not matter where there can be none.
  const wrong = { plan, planShare: "a third", planCount: "99" };
  expect(read({ ...wrong, amountKind: "free" })).toEqual({ ok: false, problems: { plan: "plan-needs-amount" } });
  expect(read({ ...wrong, use: "many" })).toEqual({ ok: false, problems: { plan: "plan-needs-one-payer" } });
  expect(read({ plan: "off", planShare: "a third", amountKind: "free", use: "many" })).toMatchObject({ ok: true, terms: { plan: { kind: "off" } } });
});

test("what is wrong inside a plan is named with all the rest", () => {
  expect(read({ amount: "douze", plan: "deposit", planShare: "0,001" })).toEqual({ ok: false, problems: { amount: "not-a-number", planShare: "share-wrong" } });
  expect(read({ plan: "instalments", planCount: "13" })).toEqual({ ok: false, problems: { planCount: "count-wrong" } });
});

import { expect, it } from "vitest";
import { checkoutLocale, toSeenPayment } from "./map";
import { paymentSchema } from "./schemas";

it.each([["fr", "fr_FR"], ["fr-BE", "fr_BE"], ["nl_be", "nl_BE"], ["de-CH", "de_CH"], ["en", "en_GB"], ["en-AU", "en_GB"], ["pt", null], ["", null]])("shows Mollie's page for %j in %s", (locale, page) => {
  expect(checkoutLocale(locale)).toBe(page);
});

const payment = (change: object) => paymentSchema.parse({
  id: "tr_1", status: "paid", amount: { currency: "EUR", value: "10.00" }, createdAt: "2026-11-21T10:00:00+00:00", metadata: null, _links: {}, ...change,
});

it("takes what was captured for the money, where only a part was", () => {
  const seen = toSeenPayment(payment({ amountCaptured: { currency: "EUR", value: "7.50" }, paidAt: "2026-11-21T10:01:00+00:00" }), false);
  expect(seen.facts).toEqual([{ kind: "capture", ref: "tr_1", amountMinor: 750, occurredAt: new Date("2026-11-21T10:01:00Z") }]);
});

it("calls an authorised payment on its way, and a status it does not know open", () => {
  expect(toSeenPayment(payment({ status: "authorized" }), false)).toMatchObject({ progress: "processing", facts: [] });
  expect(toSeenPayment(payment({ status: "daydreaming" }), false)).toMatchObject({ progress: "open", facts: [] });
});

it("never adds money of another currency", () => {
  const refund = { id: "re_1", status: "refunded", amount: { currency: "USD", value: "1.00" }, createdAt: "2026-11-21T10:00:00+00:00" };
  expect(() => toSeenPayment(payment({ _embedded: { refunds: [refund] } }), false)).toThrow("mixes");
});

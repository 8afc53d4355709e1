import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dayOf, findEndOfDay } from "./civil-day";
import { currencyOf } from "./currency";
import type { Order } from "./order";
import { draftLink, isExpired, linkDaysMax, linkState, noTotals, whyNotPayable, type LinkTotals } from "./payment-link";

const now = new Date("2026-11-21T12:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const link = { kind: "order" as const, amountMinor: 1000, expiresAt: later(1000) as Date | null, cancelledAt: null as Date | null };
const paid = (paidMinor: number, lastPaidAt = now): LinkTotals => ({ ...noTotals, paidMinor, lastPaidAt });

test.each([
  ["nothing paid", link, noTotals, "open", "none", 1000],
  ["part paid", link, paid(400), "open", "partial", 600],
  ["all paid", link, paid(1000), "paid", "none", 0],
  ["paid and refunded later", link, { ...paid(1000), refundedMinor: 1000 }, "paid", "none", 0],
  ["paid too much", link, { ...paid(1000), surplusMinor: 50 }, "paid", "over", 0],
  ["expired unpaid", { ...link, expiresAt: now }, noTotals, "expired", "none", 1000],
  ["part paid, then expired", { ...link, expiresAt: later(-1) }, paid(400, later(-2)), "expired", "partial", 600],
  ["paid after expiry", { ...link, expiresAt: later(-1) }, paid(1000), "paid", "late", 0],
  ["part paid after expiry", { ...link, expiresAt: later(-1) }, paid(400), "expired", "late", 600],
  ["cancelled", { ...link, cancelledAt: now }, noTotals, "cancelled", "none", 1000],
  ["paid after it was cancelled", { ...link, cancelledAt: later(-1) }, paid(1000), "paid", "late", 0],
  ["paid, then cancelled", { ...link, cancelledAt: now }, paid(1000, later(-1)), "paid", "none", 0],
  ["free amount, paid once", { ...link, amountMinor: null }, paid(400), "paid", "none", 0],
  ["reusable, paid once", { ...link, kind: "reusable" as const }, paid(1000), "open", "none", 0],
])("%s", (_, terms, totals, status, balance, openMinor) => {
  expect(linkState(terms, totals, now)).toEqual({ status, balance, openMinor });
});

test("a link expires at its instant, not after it", () => {
  expect(isExpired({ expiresAt: now }, now)).toBe(true);
  expect(isExpired({ expiresAt: now }, later(-1))).toBe(false);
  expect(isExpired({ expiresAt: null }, later(1e12))).toBe(false);
});

test("money already received is never hidden by expiry or cancellation", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: -5, max: 5 }), fc.option(fc.integer({ min: -5, max: 5 })), (paidMinor, expiry, cancel) => {
      const terms = { ...link, expiresAt: later(expiry), cancelledAt: cancel === null ? null : later(cancel) };
      const state = linkState(terms, paid(Math.min(paidMinor, 1000)), now);
      expect(state.openMinor).toBe(1000 - Math.min(paidMinor, 1000));
      if (paidMinor >= 1000) expect(state.status).toBe("paid");
      else expect(state.balance).not.toBe("none");
    }),
  );
});

test.each([
  [null, noTotals, null],
  [{ state: "unpaid" }, noTotals, null],
  [{ state: "paid" }, noTotals, "order-paid"],
  [{ state: "refunded" }, noTotals, "order-paid"],
  [{ state: "cancelled" }, noTotals, "order-cancelled"],
  [{ state: "gone" }, noTotals, "order-gone"],
  [{ state: "unpaid" }, paid(1000), "already-paid"],
  [{ state: "cancelled" }, paid(1000), "already-paid"],
] as const)("with the order %j the shopper hears %s", (order, totals, reason) => {
  expect(whyNotPayable(link, totals, order as Order | null, now)).toBe(reason);
});

const order: Order = {
  ref: "73", number: "1042", state: "unpaid", platformStatus: "pending", currency: currencyOf("EUR"), totalMinor: 12100, openMinor: 12100,
  lines: [{ description: "Thé", quantity: 1, totalMinor: 12100 }], customer: { name: "Zoë", email: "zoe@example.test", locale: "fr_BE" },
  createdAt: now, updatedAt: now, adminUrl: null,
};
const terms = { locale: "fr" as const, email: "zoe@example.test", amountMinor: null, description: "Commande 1042", expiresAt: later(1000) };

test("a draft asks what the order has open and follows it, unless the shop names an amount", () => {
  const whole = draftLink(order, terms, now);
  expect(whole.ok && [whole.draft.amountMinor, whole.draft.followsOrder]).toEqual([12100, true]);
  const part = draftLink(order, { ...terms, amountMinor: 5000 }, now);
  expect(part.ok && [part.draft.amountMinor, part.draft.followsOrder]).toEqual([5000, false]);
});

test("a shop whose links live as long as they may can send them at any hour: the last day counts to its end", () => {
  const morning = new Date("2025-10-25T22:10:00Z");
  const expiresAt = findEndOfDay(addDays(dayOf(morning, "Europe/Brussels"), linkDaysMax), "Europe/Brussels");
  expect(draftLink(order, { ...terms, expiresAt }, morning).ok).toBe(true);
});

test.each([
  [{ ...order, state: "paid" as const }, terms, "order-not-unpaid"],
  [{ ...order, openMinor: 0 }, terms, "nothing-open"],
  [order, { ...terms, amountMinor: 0 }, "nothing-open"],
  [order, { ...terms, amountMinor: 12101 }, "amount-above-open"],
  [order, { ...terms, expiresAt: now }, "expires-in-the-past"],
  [order, { ...terms, expiresAt: later((linkDaysMax + 2) * 86_400_000) }, "expires-too-far"],
])("a draft is refused when it makes no sense", (badOrder, badTerms, reason) => {
  expect(draftLink(badOrder, badTerms, now)).toEqual({ ok: false, reason });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { currencyOf } from "../../app/core/currency";
import { paymentState, settle, type Entry } from "../../app/core/payment";
import { checkoutSchema, closed, declined, disputeClosed, disputed, gaveUp, pressedPay, refundableMinor, refunded, seenOf, type Checkout } from "./checkout";
import { outcomeOf, outcomeTable } from "./outcomes";

const start = Date.parse("2026-11-21T10:00:00Z");

const fresh = (amountMinor: number): Checkout => ({
  ref: "sbx_1", paymentId: "pay_1", amountMinor, currency: currencyOf("EUR"), description: "", reference: "", locale: "fr",
  doneUrl: "https://shop.example/done", backUrl: "https://shop.example/", openedAt: new Date(start).toISOString(),
  expiresAt: new Date(start + 3_600_000).toISOString(), closedAt: null, gaveUpAt: null, declinedAt: null, paidAt: null, refunds: [], dispute: null,
});

type Step = (checkout: Checkout, now: Date) => Checkout;
const steps: Step[] = [
  pressedPay, declined, gaveUp, disputed, (checkout) => checkout,
  (checkout, now) => disputeClosed(checkout, true, now), (checkout, now) => disputeClosed(checkout, false, now), (checkout, now) => closed(checkout, now).checkout,
  (checkout, now) => {
    const amountMinor = Math.ceil(refundableMinor(checkout, now) / 3);
    return amountMinor > 0 ? refunded(checkout, { refundId: null, amountMinor }, now) : checkout;
  },
];
const history = fc.array(fc.record({ step: fc.constantFrom(...steps), afterMs: fc.integer({ min: 0, max: 2_000_000 }) }), { maxLength: 12 });

it("never gives back more than it took, and never takes twice, whatever is pressed when", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), history, (amountMinor, presses) => {
    let checkout = fresh(amountMinor);
    let at = start;
    let entries: Entry[] = [];
    for (const { step, afterMs } of presses) {
      at += afterMs;
      checkout = step(checkout, new Date(at));
      entries = [...entries, ...settle(entries, seenOf(checkout, new Date(at)))];
      const balance = entries.reduce((sum, entry) => sum + entry.amountMinor, 0);
      expect(balance).toBeGreaterThanOrEqual(0);
      expect(entries.filter(({ kind }) => kind === "capture").length).toBeLessThanOrEqual(1);
      expect(entries).toHaveLength(seenOf(checkout, new Date(at)).facts.length);
      expect(checkoutSchema.parse(JSON.parse(JSON.stringify(checkout)))).toEqual(checkout);
    }
  }));
});

it("takes no money after it ended, save where the table says so", () => {
  for (const { lastDigits, outcome } of outcomeTable) {
    const late = new Date(start + 3_600_000);
    const seen = seenOf(pressedPay(fresh(1_200 + lastDigits), late), late);
    expect(seen.progress, outcome).toBe(outcome === "paid-after-expiry" ? "succeeded" : "expired");
    expect(paymentState(settle([], seen), seen), outcome).toBe(outcome === "paid-after-expiry" ? "succeeded" : "failed");
  }
});

it("reads the outcome from the last two digits alone", () => {
  expect([100, 1_201, 2, 99_903, 7, 99, 1_250].map((amountMinor) => outcomeOf(amountMinor).outcome)).toEqual(
    ["paid", "declined", "pending-then-paid", "paid-after-expiry", "paid", "paid", "paid"],
  );
});

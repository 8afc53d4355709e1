import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { currencyOf } from "../../app/core/currency";
import type { MarkPaidInput } from "../../app/core/ports";
import { isPaidNow, planMarkPaid } from "./mark-paid";
import { vendorOrder } from "./replies";

const fixture = (name: string): Record<string, unknown> => (JSON.parse(readFileSync(new URL(`../../tests/fixtures/woocommerce/${name}.json`, import.meta.url), "utf8")) as { body: Record<string, unknown> }).body;
const order = (change: Record<string, unknown> = {}, from = "order_create_pending") => vendorOrder.parse({ ...fixture(from), ...change });
const input: MarkPaidInput = {
  orderRef: "71", amountMinor: 24_200, currency: currencyOf("EUR"), transactionId: "pi_1", methodTitle: "Carte\r\nbancaire", paidAt: new Date(0), note: "Payé",
};
const payment = { set_paid: true, transaction_id: "pi_1", payment_method: "reglo", payment_method_title: "Carte bancaire" };

it("lets Woo complete the payment where Woo asks for one", () => {
  for (const status of ["pending", "failed"]) expect(planMarkPaid(order({ status }), input)).toEqual({ kind: "write", body: payment });
});

it("names the method also where nobody did", () => {
  expect(planMarkPaid(order(), { ...input, methodTitle: " " })).toEqual({ kind: "write", body: { ...payment, payment_method_title: "Réglo" } });
});

it("sets status and payment in one call where set_paid alone would do nothing", () => {
  for (const status of ["on-hold", "cancelled", "awaiting-transfer", "checkout-draft"]) {
    expect(planMarkPaid(order({ status, needs_payment: false }), input), status).toEqual({ kind: "write", body: { status: "pending", ...payment } });
  }
});

it("writes nothing to an order that is paid, refunded or gone", () => {
  for (const status of ["processing", "completed"]) expect(planMarkPaid(order({ status, needs_payment: false }), input)).toEqual({ kind: "already-paid" });
  expect(planMarkPaid(order({ status: "refunded" }), input)).toEqual({ kind: "refuse", reason: "order-refunded" });
  expect(planMarkPaid(order({ status: "trash" }), input)).toEqual({ kind: "refuse", reason: "order-gone" });
});

it("asks for the amount that is due, refunds taken off, in the order's currency", () => {
  expect(planMarkPaid(order(), { ...input, amountMinor: 24_199 })).toEqual({ kind: "refuse", reason: "amount-differs" });
  expect(planMarkPaid(order({ currency: "CHF" }), input)).toEqual({ kind: "refuse", reason: "amount-differs" });
  expect(planMarkPaid(order({ refunds: [{ id: 1, total: "-42.00" }] }), { ...input, amountMinor: 20_000 }).kind).toBe("write");
});

it("is not taken in by the reply 200 that did nothing", () => {
  expect(isPaidNow(order({}, "order_onhold_set_paid_ignored"))).toBe(false);
  expect(isPaidNow(order({}, "order_onhold_pending_set_paid"))).toBe(true);
  expect(isPaidNow(order({}, "order_set_paid"))).toBe(true);
});

import { expect, it } from "vitest";
import { checkoutLocale, sendableEmail, toSeenPayment, type StripeTruth } from "./map";
import type { StripeCharge, StripeDispute, StripeRefund, StripeSession } from "./schemas";

const session = (change: Partial<StripeSession> = {}): StripeSession => ({
  id: "cs_test_1", client_reference_id: "pay_1", currency: "eur", amount_total: 12_100, status: "complete", payment_status: "paid",
  url: null, expires_at: 1_800_000_000, livemode: false, metadata: {}, payment_intent: { id: "pi_1", status: "succeeded", last_payment_error: null }, ...change,
});
const charge = (change: Partial<StripeCharge> = {}): StripeCharge => ({
  id: "ch_1", status: "succeeded", captured: true, amount_captured: 12_100, currency: "eur", created: 1_700_000_000,
  payment_method_details: { type: "card", card: { brand: "visa", last4: "4242" } }, ...change,
});
const refund = (change: Partial<StripeRefund> = {}): StripeRefund => ({
  id: "re_1", amount: 2_000, currency: "eur", status: "succeeded", created: 1_700_000_100, metadata: {}, balance_transaction: "txn_1", ...change,
});
const dispute = (change: Partial<StripeDispute> = {}): StripeDispute => ({
  id: "dp_1", amount: 12_100, currency: "eur", status: "needs_response", reason: "fraudulent", created: 1_700_000_200, charge: "ch_1",
  evidence_details: { due_by: 1_700_600_000 }, balance_transactions: [{ id: "txn_2", amount: -12_100, currency: "eur", created: 1_700_000_200 }], ...change,
});
const seen = (change: Partial<StripeTruth> = {}) => toSeenPayment({ session: session(), charges: [charge()], refunds: [], disputes: [], ...change });

it("counts only charges that succeeded: not one that is pending though captured, nor one only authorised", () => {
  const charges = [charge({ id: "ch_3", status: "pending" }), charge({ id: "ch_2", captured: false }), charge({ id: "ch_0", status: "failed" })];
  expect(seen({ charges, session: session({ payment_status: "unpaid" }) })).toMatchObject({ facts: [], progress: "processing" });
});

it("believes charges, not words: a session called paid without a charge is still on its way", () => {
  expect(seen({ charges: [] })).toMatchObject({ facts: [], progress: "processing" });
});

it("takes the money of a session that is called expired", () => {
  expect(seen({ session: session({ status: "expired", payment_status: "unpaid" }) })).toMatchObject({ progress: "succeeded", facts: [{ amountMinor: 12_100 }] });
});

it("keeps waiting for a bank after the session ran out", () => {
  const working = session({ status: "expired", payment_status: "unpaid", payment_intent: { id: "pi_1", status: "processing", last_payment_error: null } });
  expect(seen({ session: working, charges: [charge({ status: "pending" })] })).toMatchObject({ progress: "processing", failure: null });
});

it("does not take a status it never heard of for paid or failed", () => {
  expect(seen({ session: session({ status: "dreaming", payment_status: "maybe" }), charges: [] })).toMatchObject({ progress: "open", facts: [] });
});

it("says the currency of the money that came, not of the one that was asked", () => {
  expect(seen({ charges: [charge({ currency: "usd" })] })).toMatchObject({ currency: "USD" });
});

it("refuses to add what is in two currencies", () => {
  expect(() => seen({ refunds: [refund({ currency: "usd" })] })).toThrow();
});

it.each([
  ["succeeded", {}, ["capture", "refund"]],
  ["pending", {}, ["capture"]],
  ["requires_action", {}, ["capture"]],
  ["failed", { failure_balance_transaction: { created: 1_700_009_000 } }, ["capture", "refund", "refund-reversal"]],
  ["failed", {}, ["capture", "refund", "refund-reversal"]],
  ["failed", { balance_transaction: null }, ["capture"]],
  ["canceled", {}, ["capture"]],
])("turns a refund that is %s %o into %o", (status, change, kinds) => {
  expect(seen({ refunds: [refund({ status, ...change })] }).facts.map(({ kind }) => kind)).toEqual(kinds);
});

it("counts a dispute in the payer's currency when the account is paid in another", () => {
  const withdrawn = { id: "txn_2", amount: -13_400, currency: "usd", created: 1_700_000_200 };
  const returned = { id: "txn_3", amount: 13_100, currency: "usd", created: 1_700_900_000 };
  const facts = seen({ disputes: [dispute({ status: "won", balance_transactions: [withdrawn, returned] })] }).facts;
  expect(facts.slice(1)).toMatchObject([{ kind: "dispute", ref: "txn_2", amountMinor: 12_100 }, { kind: "dispute-reversal", ref: "txn_3", amountMinor: 12_100 }]);
});

it.each([["won", null], ["lost", null], ["warning_closed", null], ["prevented", null], ["needs_response", new Date(1_700_600_000_000)], ["under_review", "open"]])(
  "holds a dispute that is %s to be %o", (status, due) => {
    const { openDispute } = seen({ disputes: [dispute({ status })] });
    if (due === null) expect(openDispute).toBeNull();
    else expect(openDispute).toEqual({ ref: "dp_1", reason: "fraudulent", evidenceDueAt: due === "open" ? null : due, url: "https://dashboard.stripe.com/disputes/dp_1" });
  });

it.each([
  [{ type: "card", card: { brand: "visa", last4: "4242" } }, "card", "Visa •••• 4242"],
  [{ type: "card", card: { brand: "cartes_bancaires", last4: "0001" } }, "card", "CB •••• 0001"],
  [{ type: "card", card: { brand: "moon", last4: "0001" } }, "card", "•••• 0001"],
  [{ type: "bancontact", bancontact: { iban_last4: "7061" } }, "bancontact", "IBAN •••• 7061"],
  [{ type: "sepa_debit", sepa_debit: { last4: "3000" } }, "sepa-debit", "IBAN •••• 3000"],
  [{ type: "paypal" }, "paypal", null],
])("tells %o as a payer knows it", (details, method, methodDetail) => {
  expect(seen({ charges: [charge({ payment_method_details: details })] })).toMatchObject({ method, methodDetail });
});

it("speaks the shopper's language on Stripe's page, or the browser's", () => {
  expect(["fr", "nl-BE", "EN_gb", "de", "pt-BR", ""].map(checkoutLocale)).toEqual(["fr", "nl", "en", "de", "auto", "auto"]);
});

it("sends an address only when Stripe will take it", () => {
  expect(["a@b.example", "camille+x@shop.example", "zoé@b.example", "a@b", "a b@c.example", `${"a".repeat(260)}@b.example`].map(sendableEmail)).toEqual(
    ["a@b.example", "camille+x@shop.example", null, null, null, null],
  );
});

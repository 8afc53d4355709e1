import fc from "fast-check";
import { expect, it } from "vitest";
import { isEnumType } from "graphql";
import { linesMax } from "../../app/core/order-lines";
import { adminSchema } from "../../tests/fixtures/shopify/schema";
import { mapOrder, stateOf } from "./map";
import { vendorOrder, type VendorOrder } from "./replies";
import { statusWords } from "./status-words";

const money = (amount: string) => ({ presentmentMoney: { amount } });
const item = { name: "Lampe", quantity: 2, currentQuantity: 2, originalUnitPriceSet: money("50.0") };
/** As the API answers, by the fields of the documents. */
const reply = {
  legacyResourceId: "5000000071", name: "#1071", displayFinancialStatus: "PENDING", cancelledAt: null,
  createdAt: "2026-11-21T19:21:02Z", updatedAt: "2026-11-21T19:22:00Z", customerLocale: "fr-BE", canMarkAsPaid: true, taxesIncluded: true,
  presentmentCurrencyCode: "EUR", totalPriceSet: money("110.0"), currentTotalPriceSet: money("110.0"), totalOutstandingSet: money("110.0"),
  currentTotalDiscountsSet: money("0.0"), currentShippingPriceSet: money("10.0"), currentTotalTaxSet: money("19.09"),
  email: "chloe@example.test", billingAddress: { name: "Chloé D’Haène", company: null },
  customer: { displayName: "Chloé D’Haène", locale: "nl", defaultEmailAddress: { emailAddress: "other@example.test" } },
  mark: null, lineItems: { nodes: [item], pageInfo: { hasNextPage: false } },
};
const orderWith = (change: Partial<Record<keyof typeof reply, unknown>> = {}): VendorOrder => vendorOrder.parse({ ...reply, ...change });
const map = (vendor: VendorOrder) => {
  const mapped = mapOrder(vendor, "atelier.myshopify.com");
  if (!mapped.ok) throw new Error(`${mapped.reason}: ${mapped.detail}`);
  return mapped.order;
};
const total = (lines: { totalMinor: number }[]) => lines.reduce((sum, line) => sum + line.totalMinor, 0);

it("reads an unpaid order", () => {
  expect(map(orderWith())).toEqual({
    recorded: { parts: [], isUnsettled: false }, ref: "5000000071", number: "#1071", state: "unpaid", platformStatus: "PENDING", currency: "EUR", totalMinor: 11_000, openMinor: 11_000,
    lines: [{ description: "Lampe", quantity: 2, totalMinor: 10_000 }, { description: "Livraison", quantity: 1, totalMinor: 1_000 }],
    customer: { name: "Chloé D’Haène", email: "chloe@example.test", locale: "fr-BE" },
    createdAt: new Date("2026-11-21T19:21:02Z"), updatedAt: new Date("2026-11-21T19:22:00Z"),
    adminUrl: "https://admin.shopify.com/store/atelier/orders/5000000071",
  });
});

it("judges an order by its balance, and by the shop's words where no balance tells", () => {
  const cases: [string | null, string | null, number, string][] = [
    ["PENDING", null, 100, "unpaid"], ["PARTIALLY_PAID", null, 100, "unpaid"], ["EXPIRED", null, 100, "unpaid"], ["VOIDED", null, 100, "unpaid"], [null, null, 100, "unpaid"],
    ["PAID", null, 0, "paid"], ["PAID", null, 100, "unpaid"], ["PAID", null, -100, "paid"], ["PENDING", null, 0, "paid"], ["A_STATUS_TO_COME", null, 100, "unpaid"],
    ["PARTIALLY_REFUNDED", null, 0, "paid"], ["PARTIALLY_REFUNDED", null, 50, "unpaid"], ["REFUNDED", null, 100, "refunded"],
    ["AUTHORIZED", null, 100, "paid"], ["PENDING", "2026-11-21", 100, "cancelled"], ["REFUNDED", "2026-11-21", 0, "refunded"], ["PAID", "2026-11-21", 0, "cancelled"],
  ];
  for (const [displayFinancialStatus, cancelledAt, outstandingMinor, state] of cases) {
    expect(stateOf({ displayFinancialStatus, cancelledAt: cancelledAt === null ? null : new Date(cancelledAt) }, outstandingMinor), displayFinancialStatus ?? "null").toBe(state);
  }
});

it("shows what was ordered once an order has ended, and asks for nothing", () => {
  const emptied = { currentTotalPriceSet: money("0.0"), currentShippingPriceSet: money("0.0"), currentTotalTaxSet: money("0.0"), totalOutstandingSet: money("0.0"), lineItems: { nodes: [{ ...item, currentQuantity: 0 }], pageInfo: { hasNextPage: false } } };
  expect(map(orderWith({ ...emptied, cancelledAt: "2026-11-21T20:00:00Z" }))).toMatchObject({
    state: "cancelled", platformStatus: "CANCELLED", totalMinor: 11_000, openMinor: 0,
    lines: [{ description: "Lampe", totalMinor: 10_000 }, { description: "Autres montants", totalMinor: 1_000 }],
  });
});

it("leaves out returned items, shows discounts, and tax where prices are without it", () => {
  const order = map(orderWith({
    customerLocale: "en", taxesIncluded: false, currentTotalPriceSet: money("65.7"), currentTotalDiscountsSet: money("5.0"), currentTotalTaxSet: money("10.7"),
    lineItems: { nodes: [{ ...item, currentQuantity: 1 }, { ...item, name: "Rendu", currentQuantity: 0 }], pageInfo: { hasNextPage: false } },
  }));
  expect(order.lines).toEqual([
    { description: "Lampe", quantity: 1, totalMinor: 5_000 },
    { description: "Discount", quantity: 1, totalMinor: -500 },
    { description: "Shipping", quantity: 1, totalMinor: 1_000 },
    { description: "Taxes", quantity: 1, totalMinor: 1_070 },
  ]);
  expect(total(order.lines)).toBe(order.totalMinor);
});

it("never asks for less than nothing", () => {
  expect(map(orderWith({ totalOutstandingSet: money("-5.0") }))).toMatchObject({ state: "paid", openMinor: 0 });
});

it("sums to the total, whatever Shopify's parts say", () => {
  const decimal = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 99 })).map(([whole, cents]) => `${whole}.${cents}`);
  const line = fc.record({ name: fc.string(), quantity: fc.nat(9), currentQuantity: fc.nat(9), originalUnitPriceSet: decimal.map(money) });
  fc.assert(fc.property(fc.array(line, { maxLength: 130 }), fc.array(decimal, { minLength: 5, maxLength: 5 }), fc.boolean(), (nodes, [sum = "", discount = "", shipping = "", tax = "", open = ""], taxesIncluded) => {
    const order = map(orderWith({
      lineItems: { nodes, pageInfo: { hasNextPage: false } }, currentTotalPriceSet: money(sum), currentTotalDiscountsSet: money(discount),
      currentShippingPriceSet: money(shipping), currentTotalTaxSet: money(tax), totalOutstandingSet: money(open), taxesIncluded,
    }));
    expect(total(order.lines)).toBe(order.totalMinor);
    expect(order.lines.length).toBeLessThanOrEqual(linesMax + 1);
    expect(order.openMinor).toBeGreaterThanOrEqual(0);
  }));
});

it("reads zero and three decimal currencies", () => {
  const bare = { lineItems: { nodes: [], pageInfo: { hasNextPage: false } } };
  const inCurrency = (code: string, amount: string) => map(orderWith({ ...bare, presentmentCurrencyCode: code, currentTotalPriceSet: money(amount), totalOutstandingSet: money(amount), currentShippingPriceSet: money("0.0"), currentTotalTaxSet: money("0") }));
  expect(inCurrency("JPY", "1200.0").openMinor).toBe(1_200);
  expect(inCurrency("KWD", "12.345").openMinor).toBe(12_345);
});

it("does without what protected customer data hides", () => {
  expect(map(orderWith({ email: null, billingAddress: null, customer: null, customerLocale: null })).customer).toEqual({ name: "", email: "", locale: null });
  expect(map(orderWith({ email: null, billingAddress: { name: null, company: null }, customerLocale: null })).customer).toEqual({ name: "Chloé D’Haène", email: "other@example.test", locale: "nl" });
});

it("takes no address or phone number for a name", () => {
  for (const displayName of ["chloe@example.test", "+32 470 12 34 56", "0470123456"]) {
    expect(map(orderWith({ billingAddress: { name: null, company: "Atelier" }, customer: { displayName, locale: "fr", defaultEmailAddress: null } })).customer.name).toBe("Atelier");
  }
});

it("says which order it cannot handle, and why", () => {
  expect(mapOrder(orderWith({ presentmentCurrencyCode: "USDC" }), "")).toEqual({ ok: false, reason: "unknown-currency", detail: "#1071: USDC" });
  for (const change of [{ totalOutstandingSet: money("douze") }, { currentTotalPriceSet: money("1.234") }, { currentTotalTaxSet: money("") }]) {
    expect(mapOrder(orderWith(change), "")).toEqual({ ok: false, reason: "unreadable", detail: "#1071" });
  }
});

it("has a word in both of the merchant's languages for every status an order of Shopify's can show", () => {
  const known = adminSchema.getType("OrderDisplayFinancialStatus");
  const statuses = isEnumType(known) ? known.getValues().map(({ name }) => name) : [];
  expect(statuses.length).toBeGreaterThan(6);
  const shown = [...statuses.map((displayFinancialStatus) => map(orderWith({ displayFinancialStatus })).platformStatus), map(orderWith({ displayFinancialStatus: null })).platformStatus, "CANCELLED"];
  for (const status of shown) expect(Object.values(statusWords[status] ?? {}).filter((word) => word !== "" && word !== status), status).toHaveLength(2);
});

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { linesMax } from "../../app/core/order-lines";
import { mapOrder, readGmt, stateOf } from "./map";
import { vendorOrder, vendorOrders, type VendorOrder } from "./replies";

const fixture = (name: string): unknown => (JSON.parse(readFileSync(new URL(`../../tests/fixtures/woocommerce/${name}.json`, import.meta.url), "utf8")) as { body: unknown }).body;
const recorded = vendorOrder.parse(fixture("order_create_pending"));
const orderWith = (change: Partial<Record<keyof VendorOrder, unknown>>): VendorOrder => vendorOrder.parse({ ...recorded, ...change });
const map = (vendor: VendorOrder) => {
  const mapped = mapOrder(vendor, "https://shop.example");
  if (!mapped.ok) throw new Error(`${mapped.reason}: ${mapped.detail}`);
  return mapped.order;
};
const item = { name: "Lampe", quantity: 1, subtotal: "100.00", subtotal_tax: "21.00", total: "100.00", total_tax: "21.00" };
const total = (lines: { totalMinor: number }[]) => lines.reduce((sum, line) => sum + line.totalMinor, 0);

it("reads a real unpaid order", () => {
  expect(map(recorded)).toEqual({
    ref: "71", number: "71", state: "unpaid", platformStatus: "pending", currency: "EUR", totalMinor: 24_200, openMinor: 24_200,
    lines: [{ description: "Lab widget", quantity: 2, totalMinor: 24_200 }],
    customer: { name: "Chloé D’Haène", email: "chloe@example.test", locale: null },
    createdAt: new Date("2026-11-21T19:21:02Z"), updatedAt: new Date("2026-11-21T19:21:02Z"),
    adminUrl: "https://shop.example/wp-admin/post.php?post=71&action=edit",
  });
});

it("reads every recorded reply of a real shop, before and after payment and refund", () => {
  const states = ["order_create_onhold", "order_onhold_set_paid_ignored", "order_onhold_pending_set_paid", "order_set_paid", "order_after_refund"]
    .map((name) => map(vendorOrder.parse(fixture(name))).state);
  expect(states).toEqual(["unpaid", "unpaid", "paid", "paid", "paid"]);
  const listed = vendorOrders.parse(fixture("orders_list"));
  expect(listed.length).toBeGreaterThan(0);
  for (const order of listed.map((one) => map(vendorOrder.parse(one.order)))) expect(total(order.lines)).toBe(order.totalMinor);
});

it("follows a real cash-on-delivery order from unpaid to paid, and a trashed one away", () => {
  const states = ["order_create_cod", "order_cod_paid", "order_trashed"].map((name) => map(vendorOrder.parse(fixture(name))));
  expect(states.map(({ state, platformStatus, openMinor }) => [state, platformStatus, openMinor])).toEqual([["unpaid", "processing", 4_840], ["paid", "processing", 0], ["gone", "trash", 0]]);
});

it("reads a real order with discount, shipping and fee", () => {
  const order = map(vendorOrder.parse(fixture("order_discount_shipping_fee")));
  expect(order.totalMinor).toBe(5_098);
  expect(order.lines).toEqual([
    { description: "Coussin", quantity: 2, totalMinor: 4_840 },
    { description: "Remise (welkom10)", quantity: 1, totalMinor: -484 },
    { description: "Livraison", quantity: 1, totalMinor: 500 },
    { description: "Emballage cadeau", quantity: 1, totalMinor: 242 },
  ]);
});

it("judges a status by what Woo means with it", () => {
  const paidAt = "2026-11-21T19:21:03";
  const cases: [Record<string, unknown>, string][] = [
    [{ status: "pending" }, "unpaid"], [{ status: "failed" }, "unpaid"], [{ status: "on-hold", needs_payment: false }, "unpaid"],
    [{ status: "processing", needs_payment: false }, "paid"], [{ status: "completed", needs_payment: false }, "paid"],
    [{ status: "processing", needs_payment: false, payment_method: "cod" }, "unpaid"],
    [{ status: "processing", needs_payment: false, payment_method: "cod", date_paid_gmt: paidAt }, "paid"],
    [{ status: "on-hold", needs_payment: false, date_paid_gmt: paidAt }, "paid"],
    [{ status: "pending", needs_payment: true, date_paid_gmt: paidAt }, "unpaid"],
    [{ status: "cancelled" }, "cancelled"], [{ status: "refunded" }, "refunded"], [{ status: "trash" }, "gone"], [{ status: "checkout-draft" }, "cancelled"],
    [{ status: "awaiting-transfer", needs_payment: false }, "unpaid"], [{ status: "in-delivery", needs_payment: false, date_paid_gmt: paidAt }, "paid"],
  ];
  for (const [change, state] of cases) expect(stateOf(orderWith(change)), JSON.stringify(change)).toBe(state);
});

it("leaves nothing open on an order that asks for nothing, and never less than nothing", () => {
  expect(map(orderWith({ status: "cancelled" })).openMinor).toBe(0);
  expect(map(orderWith({ refunds: [{ id: 1, total: "-42.00" }] })).openMinor).toBe(20_000);
  expect(map(orderWith({ refunds: [{ id: 1, total: "-999.00" }] })).openMinor).toBe(0);
});

it("shows discount, shipping and fees in words, with tax, and the sum is the total", () => {
  const order = map(orderWith({
    billing: { first_name: "Jan", last_name: "", company: "", email: "", country: "NL" },
    total: "124.30",
    line_items: [{ ...item, total: "90.00", total_tax: "18.90" }],
    coupon_lines: [{ code: "welkom10" }],
    shipping_lines: [{ method_title: "", total: "10.00", total_tax: "2.10" }],
    fee_lines: [{ name: "Cadeau &amp; kaart", total: "2.73", total_tax: "0.57" }],
  }));
  expect(order.lines).toEqual([
    { description: "Lampe", quantity: 1, totalMinor: 12_100 },
    { description: "Korting (welkom10)", quantity: 1, totalMinor: -1_210 },
    { description: "Verzending", quantity: 1, totalMinor: 1_210 },
    { description: "Cadeau & kaart", quantity: 1, totalMinor: 330 },
  ]);
  expect(total(order.lines)).toBe(12_430);
});

it("names what rounding or a gift card leaves", () => {
  const bare = { line_items: [item], billing: { country: "FR" } };
  expect(map(orderWith({ ...bare, total: "121.01" })).lines.at(-1)).toEqual({ description: "Arrondi", quantity: 1, totalMinor: 1 });
  expect(map(orderWith({ ...bare, total: "71.00" })).lines.at(-1)).toEqual({ description: "Déduction", quantity: 1, totalMinor: -5_000 });
});

it("keeps thousands of lines readable", () => {
  const order = map(orderWith({ total: "121000.00", line_items: Array.from({ length: 1_000 }, () => item) }));
  expect(order.lines).toHaveLength(linesMax);
  expect(total(order.lines)).toBe(12_100_000);
});

it("sums to the total for any decimals a shop may keep", () => {
  const decimal = fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 999_999 })).map(([whole, part]) => `${whole}.${String(part).padStart(6, "0")}`);
  const line = fc.record({ name: fc.string(), quantity: fc.integer({ min: 1, max: 9 }), subtotal: decimal, subtotal_tax: decimal, total: decimal, total_tax: decimal });
  fc.assert(fc.property(fc.array(line, { maxLength: 30 }), decimal, fc.constantFrom("EUR", "JPY", "KWD"), (line_items, sum, currency) => {
    const order = map(orderWith({ line_items, total: sum, currency }));
    expect(total(order.lines)).toBe(order.totalMinor);
  }));
});

it("reads zero and three decimal currencies", () => {
  const bare = { line_items: [], billing: {} };
  expect(map(orderWith({ ...bare, currency: "JPY", total: "1200" })).totalMinor).toBe(1_200);
  expect(map(orderWith({ ...bare, currency: "JPY", total: "1200.00" })).totalMinor).toBe(1_200);
  expect(map(orderWith({ ...bare, currency: "KWD", total: "12.345" })).totalMinor).toBe(12_345);
});

it("says which order it cannot handle, and why", () => {
  expect(mapOrder(orderWith({ currency: "BTC" }), "")).toEqual({ ok: false, reason: "unknown-currency", detail: "71: BTC" });
  expect(mapOrder(orderWith({ total: "douze" }), "")).toEqual({ ok: false, reason: "unreadable", detail: "71" });
  expect(mapOrder(orderWith({ date_created_gmt: null, date_modified_gmt: null }), "")).toEqual({ ok: false, reason: "unreadable", detail: "71" });
});

it("reads *_gmt dates as UTC and no others", () => {
  expect(readGmt("2026-11-21T19:21:02")?.toISOString()).toBe("2026-11-21T19:21:02.000Z");
  for (const text of ["2026-11-21T19:21:02+02:00", "2026-11-21", "0000-00-00T00:00:00", "soon", null]) expect(readGmt(text), String(text)).toBeNull();
});

it("finds the customer's language where translation plugins leave it", () => {
  const localeOf = (change: Record<string, unknown>) => map(orderWith(change)).customer.locale;
  expect(localeOf({ meta_data: [{ key: "wpml_language", value: "nl" }] })).toBe("nl");
  expect(localeOf({ meta_data: [{ key: "trp_language", value: "de_DE" }] })).toBe("de-DE");
  expect(localeOf({ lang: "fr", meta_data: [{ key: "wpml_language", value: "nl" }] })).toBe("fr");
  for (const value of [{ a: 1 }, "", "<b>", 12, null]) expect(localeOf({ meta_data: [{ key: "wpml_language", value }] })).toBeNull();
});

it("takes numbers where a plugin writes numbers, and a company where there is no name", () => {
  const order = map(orderWith({ number: 2026_0071, total: 242, billing: { first_name: "", last_name: " ", company: "Atelier &amp; Fils", email: null } }));
  expect(order).toMatchObject({ number: "20260071", totalMinor: 24_200, customer: { name: "Atelier & Fils", email: "" } });
});

import { afterEach, expect, it } from "vitest";
import { currencyOf } from "../../app/core/currency";
import type { MarkPaidInput, Platform } from "../../app/core/ports";
import { VendorError } from "../../app/core/vendor-error";
import type { WooOptions, WooSimulator } from "../simulators/woocommerce";
import { openWoo } from "./woocommerce-bench";

let shop: WooSimulator;
let platform: Platform;
afterEach(async () => {
  expect(shop.complaints).toEqual([]);
  await shop.close();
});

async function open(options: WooOptions = {}): Promise<void> {
  ({ shop, platform } = await openWoo(options));
}

const payment = (id: number, change: Partial<MarkPaidInput> = {}): MarkPaidInput => ({
  orderRef: String(id), amountMinor: 12_100, currency: currencyOf("EUR"), transactionId: "pi_1", methodTitle: "Carte bancaire",
  paidAt: new Date(), note: "Payé par lien Réglo, transaction pi_1.", ...change,
});
const ourNotes = (id: number) => shop.notes(id).filter((note) => note.note === "Payé par lien Réglo, transaction pi_1.");
const writes = () => shop.requests.filter((request) => !request.startsWith("GET"));

it("revives a cancelled order in one call", async () => {
  await open();
  const { id } = shop.addOrder({ status: "cancelled" });
  expect(await platform.markPaid(payment(id))).toMatchObject({ ok: true, outcome: "marked", order: { state: "paid" } });
  expect(shop.order(id)).toMatchObject({ status: "processing", transaction_id: "pi_1", payment_method: "reglo", payment_method_title: "Carte bancaire" });
  expect(writes()).toEqual(["PUT order 200", "POST notes 201"]);
});

it("never drags a completed order back, and leaves another's transaction alone", async () => {
  await open();
  const { id } = shop.addOrder({ status: "completed", date_paid_gmt: "2026-11-01T10:00:00", transaction_id: "theirs" });
  expect(await platform.markPaid(payment(id))).toMatchObject({ ok: true, outcome: "already-paid" });
  expect(shop.order(id)).toMatchObject({ status: "completed", transaction_id: "theirs", date_paid_gmt: "2026-11-01T10:00:00" });
  expect(writes()).toEqual(["POST notes 201"]);
});

it("takes cash on delivery for unpaid, and does not let its gateway complete the order", async () => {
  await open();
  const { id } = shop.addOrder({ status: "processing", payment_method: "cod" });
  expect(await platform.markPaid(payment(id))).toMatchObject({ ok: true, outcome: "marked" });
  expect(shop.order(id)).toMatchObject({ status: "processing", date_paid_gmt: expect.any(String), transaction_id: "pi_1" });
});

it("calls a reply 200 that did nothing an error of ours", async () => {
  await open();
  const { id } = shop.addOrder({ status: "pending" });
  shop.fail({ on: "PUT order", kind: "ignored", times: 1 });
  expect(await platform.markPaid(payment(id))).toMatchObject({ ok: false, reason: "write-ignored", order: { state: "unpaid" } });
  expect(ourNotes(id)).toEqual([]);
  const zero = shop.addOrder({ total: "0.00" });
  expect(await platform.markPaid(payment(zero.id, { amountMinor: 0 }))).toMatchObject({ ok: false, reason: "write-ignored" });
});

it("writes its note although WooCommerce's own note already holds the transaction", async () => {
  await open();
  const { id } = shop.addOrder();
  await platform.markPaid(payment(id));
  expect(shop.notes(id).filter((note) => note.note.includes("pi_1"))).toHaveLength(2);
  expect(ourNotes(id)).toHaveLength(1);
});

it("loses nothing and doubles nothing wherever a call dies", async () => {
  for (const on of ["GET order", "PUT order", "GET notes", "POST notes"]) {
    for (const kind of ["cut", "dies-after-writing", "truncated", "html-500", "too-many"] as const) {
      for (const status of ["pending", "on-hold"]) {
        await open();
        const { id } = shop.addOrder({ status });
        shop.fail({ on, kind, times: 1 });
        const failed: unknown = await platform.markPaid(payment(id)).catch((error: unknown) => error);
        expect(failed, `${on} ${kind}`).toBeInstanceOf(VendorError);
        expect((failed as VendorError).isRetryable).toBe(true);
        expect(await platform.markPaid(payment(id)), `${on} ${kind} ${status}`).toMatchObject({ ok: true, order: { state: "paid" } });
        expect(shop.order(id)).toMatchObject({ status: "processing", transaction_id: "pi_1" });
        expect(ourNotes(id), `${on} ${kind}`).toHaveLength(1);
        await shop.close();
      }
    }
  }
  await open();
});

it("says that an order was deleted or trashed between reading and writing", async () => {
  await open();
  const deleted = shop.addOrder();
  shop.meanwhile("PUT order", () => shop.removeForGood(deleted.id));
  expect(await platform.markPaid(payment(deleted.id))).toEqual({ ok: false, reason: "order-gone", order: null });
  const trashed = shop.addOrder();
  shop.meanwhile("PUT order", () => shop.trash(trashed.id));
  expect(await platform.markPaid(payment(trashed.id))).toMatchObject({ ok: false, reason: "order-gone", order: { state: "gone" } });
  const refunded = shop.addOrder();
  shop.meanwhile("POST refunds", () => shop.removeForGood(refunded.id));
  const refund = { orderRef: String(refunded.id), refundRef: "re_1", amountMinor: 100, currency: currencyOf("EUR"), reason: "" };
  expect(await platform.recordRefund(refund)).toEqual({ ok: false, reason: "order-gone" });
  const booked = shop.addOrder();
  shop.meanwhile("POST refunds", () => shop.addRefund(booked.id, "120.50"));
  expect(await platform.recordRefund({ ...refund, orderRef: String(booked.id) })).toEqual({ ok: false, reason: "too-much" });
});

it("marks the two halves of a race once, from every status, with one note", async () => {
  await open();
  for (const status of ["pending", "on-hold", "cancelled", "failed"]) {
    const { id } = shop.addOrder({ status });
    const results = await Promise.all(Array.from({ length: 5 }, () => platform.markPaid(payment(id))));
    expect(results.map((result) => result.ok && result.outcome).sort()).toEqual(["already-paid", "already-paid", "already-paid", "already-paid", "marked"]);
    expect(ourNotes(id)).toHaveLength(1);
  }
});

it("works in currencies without decimals and with three, whatever the shop's own setting", async () => {
  await open({ currency: "JPY", decimals: 2 });
  const yen = shop.addOrder({ total: "1200.00" });
  expect(await platform.markPaid(payment(yen.id, { amountMinor: 1_200, currency: currencyOf("JPY") }))).toMatchObject({ ok: true, outcome: "marked" });
  await shop.close();
  await open({ currency: "KWD", decimals: 3 });
  const dinar = shop.addOrder({ total: "12.345" });
  expect(await platform.markPaid(payment(dinar.id, { amountMinor: 12_345, currency: currencyOf("KWD") }))).toMatchObject({ ok: true, outcome: "marked" });
  expect(await platform.recordRefund({ orderRef: String(dinar.id), refundRef: "re_1", amountMinor: 345, currency: currencyOf("KWD"), reason: "" })).toMatchObject({ ok: true });
  expect(shop.refunds(dinar.id)[0]?.amount).toBe("0.345");
});

it("records a refund without moving money, and finds it again after its answer was lost", async () => {
  await open();
  const { id } = shop.addOrder();
  await platform.markPaid(payment(id));
  const refund = { orderRef: String(id), refundRef: "re_1", amountMinor: 2_100, currency: currencyOf("EUR"), reason: "Geste\r\ncommercial" };
  shop.fail({ on: "POST refunds", kind: "dies-after-writing", times: 1 });
  await expect(platform.recordRefund(refund)).rejects.toBeInstanceOf(VendorError);
  expect(await platform.recordRefund(refund)).toEqual({ ok: true, outcome: "already-recorded" });
  expect(shop.refunds(id)).toMatchObject([{ amount: "21.00", reason: "Geste commercial" }]);
});

it("keeps the refund's ref off the reason, which customers read", async () => {
  await open();
  const { id } = shop.addOrder();
  await platform.recordRefund({ orderRef: String(id), refundRef: "re_secret", amountMinor: 100, currency: currencyOf("EUR"), reason: "Geste" });
  expect(shop.refunds(id)[0]).toMatchObject({ reason: "Geste", meta_data: [{ key: "_reglo_refund_ref", value: "re_secret" }] });
});

it("tells a refund beyond the rest from every other 500, though both have one code", async () => {
  await open();
  const { id } = shop.addOrder();
  const refund = { orderRef: String(id), refundRef: "re_1", amountMinor: 12_101, currency: currencyOf("EUR"), reason: "" };
  expect(await platform.recordRefund(refund)).toEqual({ ok: false, reason: "too-much" });
  expect(await platform.recordRefund({ ...refund, currency: currencyOf("CHF"), amountMinor: 1 })).toEqual({ ok: false, reason: "too-much" });
  shop.fail({ on: "POST refunds", kind: "html-500", times: 1 });
  await expect(platform.recordRefund({ ...refund, amountMinor: 100 })).rejects.toMatchObject({ kind: "server-fault", isRetryable: true });
});

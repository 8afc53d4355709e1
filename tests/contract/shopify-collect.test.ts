import { afterEach, expect, it } from "vitest";
import { openShop } from "../../adapters/shopify/api.server";
import { accessOf } from "../../adapters/shopify/secrets";
import { openCollector, type Collector } from "../../adapters/shopify/collect.server";
import { startShopifySimulator, type ShopifySimulator } from "../simulators/shopify";
import { closeCleanly, depsOf } from "./shopify-bench";

const open: ShopifySimulator[] = [];
afterEach(async () => {
  for (const shop of open.splice(0)) await closeCleanly(shop);
});
async function opened(): Promise<{ shop: ShopifySimulator; collector: Collector }> {
  const shop = await startShopifySimulator({ protectedDataLevel: 1, scopes: ["write_orders", "write_draft_orders", "read_payment_terms"] });
  open.push(shop);
  return { shop, collector: openCollector(openShop(accessOf(shop.settings, null), depsOf(shop)).api) };
}

it("leads to Shopify's page for an unpaid order, as it is at the click", async () => {
  const { shop, collector } = await opened();
  const { ref, collectionUrl } = shop.addOrder();
  expect(await collector.findOrderPage(ref)).toEqual({ ok: true, url: collectionUrl });
  shop.order(ref).collectionUrl = "https://atelier-lumiere.myshopify.com/order_payment/renewed";
  expect(await collector.findOrderPage(ref)).toEqual({ ok: true, url: "https://atelier-lumiere.myshopify.com/order_payment/renewed" });
});

it("says why there is none: no address, nothing to pay, no such order", async () => {
  const { shop, collector } = await opened();
  expect(await collector.findOrderPage(shop.addOrder({ collectionUrl: null }).ref)).toEqual({ ok: false, reason: "no-address" });
  expect(await collector.findOrderPage(shop.addOrder({ collectionUrl: "http://plain.example/pay" }).ref)).toEqual({ ok: false, reason: "no-address" });
  const cancelled = shop.addOrder().ref;
  shop.cancel(cancelled);
  for (const ref of [cancelled, shop.addOrder({ payment: "card" }).ref, shop.addOrder({ payment: "authorized" }).ref]) {
    expect(await collector.findOrderPage(ref)).toEqual({ ok: false, reason: "nothing-open" });
  }
  for (const ref of ["4999999999", "", "../1", "gid://shopify/Order/1"]) expect(await collector.findOrderPage(ref)).toEqual({ ok: false, reason: "gone" });
});

it("leads to a draft's invoice, and to the order once the draft is one", async () => {
  const { shop, collector } = await opened();
  const { ref, invoiceUrl } = shop.addDraft();
  expect(await collector.findDraftPage(ref)).toEqual({ ok: true, url: invoiceUrl });
  const order = shop.addOrder();
  const done = shop.addDraft({ status: "COMPLETED", orderRef: order.ref });
  expect(await collector.findDraftPage(done.ref)).toEqual({ ok: true, url: order.collectionUrl });
  expect(await collector.findDraftPage(shop.addDraft({ invoiceUrl: null }).ref)).toEqual({ ok: false, reason: "no-address" });
  expect(await collector.findDraftPage("1")).toEqual({ ok: false, reason: "gone" });
});

it("lets Shopify write: its reminder when terms are overdue, else its invoice, to an address we never see", async () => {
  const { shop, collector } = await opened();
  const plain = shop.addOrder({ collectionUrl: null });
  expect(await collector.mailOrder(plain.ref)).toEqual({ ok: true, how: "invoice" });
  const late = shop.addOrder();
  shop.addTerms(late.ref, { isOverdue: true });
  expect(await collector.mailOrder(late.ref)).toEqual({ ok: true, how: "reminder" });
  expect(await collector.mailOrder(late.ref, { customMessage: "Bonjour,\nvoici votre facture." })).toEqual({ ok: true, how: "invoice" });
  expect(shop.mails).toEqual([
    { kind: "order-invoice", about: plain.ref, email: null },
    { kind: "reminder", about: late.ref, email: null },
    { kind: "order-invoice", about: late.ref, email: { customMessage: "Bonjour,\nvoici votre facture." } },
  ]);
});

it("lets no line break into a subject or an address", async () => {
  const { shop, collector } = await opened();
  await collector.mailDraft(shop.addDraft().ref, { to: "a@b.example\r\nBcc: x@y.example", subject: "Facture\r\nBcc: x@y.example" });
  expect(JSON.stringify(shop.mails)).not.toMatch(/\\r|\\n/);
});

it("says what Shopify refuses, and mails nothing for an order that asks for nothing", async () => {
  const { shop, collector } = await opened();
  expect(await collector.mailOrder(shop.addOrder({ email: null, customer: null }).ref)).toMatchObject({ ok: false, reason: "refused", said: "Order invoice could not be sent." });
  expect(await collector.mailOrder(shop.addOrder({ payment: "card" }).ref)).toMatchObject({ ok: false, reason: "nothing-open" });
  expect(await collector.mailDraft(shop.addDraft({ status: "COMPLETED" }).ref)).toMatchObject({ ok: false, reason: "nothing-open" });
  expect(await collector.mailDraft("nothing")).toMatchObject({ ok: false, reason: "gone" });
  expect(shop.mails).toEqual([]);
});

it("writes no payment, ever: none of its calls could", async () => {
  const { shop, collector } = await opened();
  const { ref } = shop.addOrder();
  await collector.findOrderPage(ref);
  await collector.mailOrder(ref);
  expect(shop.requests.filter((request) => /ManualPayment|MarkAsPaid|Capture|orderCreate|Complete|refund/i.test(request))).toEqual([]);
  expect(shop.status(ref)).toBe("PENDING");
});

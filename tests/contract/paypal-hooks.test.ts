import { afterEach, beforeEach, expect, it } from "vitest";
import { signedHeaders } from "../simulators/paypal/signing";
import { hookOf, hookUrl, paypalBench, type PaypalBench } from "./paypal-bench";
import { checkoutInput } from "./provider.contract";

let bench: PaypalBench;
let paymentId: string;
let ref: string;
beforeEach(async () => {
  bench = await paypalBench();
  const input = checkoutInput();
  paymentId = input.paymentId;
  ref = (await bench.provider.openCheckout(input)).providerRef;
});
afterEach(() => bench.account.close());

const at = () => ({ paymentId, providerRef: ref });
const calls = () => bench.account.asked.length;

it("finds the payment behind every event of its life", async () => {
  await bench.pay(paymentId, at());
  bench.account.refundAtDashboard(ref, { currency_code: "EUR", value: "1.00" });
  bench.account.openDispute(ref);
  expect(bench.account.world.events.map((event) => event.event_type)).toEqual([
    "CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.REFUNDED", "CUSTOMER.DISPUTE.CREATED",
  ]);
  for (const { event_type: type } of bench.account.world.events) {
    const hook = hookOf(bench, type);
    expect(await bench.provider.verifyHook(hook), type).toMatchObject({ outcome: "accepted" });
    expect(await bench.provider.readHook(hook), type).toEqual([{ kind: "payment", paymentId, providerRef: type === "CHECKOUT.ORDER.APPROVED" ? null : ref }]);
  }
});

it("has nothing to say about payments of other programs on the same account", async () => {
  const order = bench.account.world.orders.get(ref);
  if (!order) throw new Error("no order");
  order.unit.custom_id = "WC-1042";
  bench.account.approve(ref);
  const hook = hookOf(bench, "CHECKOUT.ORDER.APPROVED");
  expect(await bench.provider.verifyHook(hook)).toMatchObject({ outcome: "accepted" });
  expect(await bench.provider.readHook(hook)).toEqual([]);
});

it.each([
  "https://evil.example/cert", "http://api.paypal.com/cert", "https://api.paypal.com.evil.example/cert", "https://api.paypal.com@evil.example/cert",
  "https://api.paypal.com:8443/cert", "https://paypal.com/cert", "file:///etc/passwd", "",
])("refuses a certificate's address that is not PayPal's, and calls nobody: %s", async (certUrl) => {
  bench.account.approve(ref);
  const hook = hookOf(bench, "CHECKOUT.ORDER.APPROVED");
  const before = calls();
  const verdict = await bench.provider.verifyHook({ ...hook, headers: { ...hook.headers, "paypal-cert-url": certUrl } });
  expect(verdict).toMatchObject({ outcome: "refused", status: 401 });
  expect(calls()).toBe(before);
});

it("never calls the address of the certificate, not even for a hook it believes", async () => {
  const called: string[] = [];
  const watching: typeof fetch = (input, init) => {
    called.push(new URL(String(input)).origin);
    return fetch(input, init);
  };
  bench.account.approve(ref);
  const provider = bench.connect({}, { fetch: watching });
  expect(await provider.verifyHook(hookOf(bench, "CHECKOUT.ORDER.APPROVED"))).toMatchObject({ outcome: "accepted" });
  expect(new Set(called)).toEqual(new Set([bench.account.address]));
});

it("cannot be talked into another webhook's id from inside the event", async () => {
  bench.account.approve(ref);
  const hook = hookOf(bench, "CHECKOUT.ORDER.APPROVED");
  const injected = `${new TextDecoder().decode(hook.body)},"webhook_id":"OTHER"`;
  const before = calls();
  expect(await bench.provider.verifyHook({ ...hook, body: new TextEncoder().encode(injected) })).toMatchObject({ outcome: "refused", status: 400 });
  expect(calls()).toBe(before);
});

it("shows PayPal the event byte for byte, spaces and escapes included", async () => {
  const event = { id: "WH-12345", event_type: "PAYMENT.CAPTURE.COMPLETED", resource: { custom_id: paymentId } };
  const text = JSON.stringify(event, null, 2).replace("CAPTURE", "\\u0043APTURE");
  const hook = { headers: signedHeaders(bench.account.world, bench.webhookId, text), body: new TextEncoder().encode(text), url: hookUrl };
  expect(await bench.provider.verifyHook(hook)).toEqual({ outcome: "accepted", eventId: "WH-12345" });
});

it("refuses a hook signed for another webhook, and any hook while it has no id", async () => {
  bench.account.approve(ref);
  const other = bench.account.webhookTo("https://other.example/hooks");
  expect(await bench.provider.verifyHook(hookOf({ ...bench, webhookId: other }, "CHECKOUT.ORDER.APPROVED"))).toMatchObject({ outcome: "refused", status: 401 });
  const unset = bench.connect({}, { hookSecret: null });
  expect(await unset.verifyHook(hookOf(bench, "CHECKOUT.ORDER.APPROVED"))).toMatchObject({ outcome: "refused", why: "no-webhook-id" });
});

it("says try again, not refused, when PayPal cannot be asked, and asks so many at once and no more", async () => {
  bench.account.approve(ref);
  const hook = hookOf(bench, "CHECKOUT.ORDER.APPROVED");
  bench.account.failNext(/verify-webhook-signature/, 503);
  await expect(bench.provider.verifyHook(hook)).rejects.toMatchObject({ name: "VendorError", isRetryable: true });
  bench.account.setLatency(50);
  const flood = await Promise.allSettled(Array.from({ length: 40 }, () => bench.provider.verifyHook(hook)));
  expect(flood.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  expect(await bench.provider.verifyHook(hook)).toMatchObject({ outcome: "accepted" });
});

it("creates its webhook once and keeps its id", async () => {
  bench.account.world.webhooks.clear();
  const fresh = bench.connect({}, { hookSecret: null });
  const { secret } = await fresh.ensureHooks({ url: hookUrl });
  expect([...bench.account.world.webhooks.keys()]).toEqual([secret]);
  expect(await fresh.ensureHooks({ url: hookUrl })).toEqual({ secret, problems: [] });
  expect(await bench.connect({}, { hookSecret: secret }).ensureHooks({ url: hookUrl })).toEqual({ secret: null, problems: [] });
  expect((await bench.provider.ensureHooks({ url: "http://127.0.0.1/hooks/con_1" })).problems).toHaveLength(1);
});

it("tells in its health whether PayPal will call", async () => {
  expect(await bench.provider.check()).toMatchObject({ isWorking: true, problems: [] });
  expect((await bench.connect({}, { hookSecret: null }).check()).problems).toHaveLength(1);
});

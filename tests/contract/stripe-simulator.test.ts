import Stripe from "stripe";
import { afterEach, beforeEach, expect, it } from "vitest";
import { listenForHooks } from "./sandbox-bench";
import { startStripe, type StripeSimulator } from "../simulators/stripe";

/** The simulator, asked by Stripe's own library and by hand: it refuses what the real one would. */
let account: StripeSimulator;
let client: Stripe;
beforeEach(async () => {
  account = await startStripe();
  const { hostname, port } = new URL(account.address);
  client = new Stripe(account.secretKey, { host: hostname, port, protocol: "http", maxNetworkRetries: 0, telemetry: false });
});
afterEach(() => account.close());

type Params = Stripe.Checkout.SessionCreateParams;
const params = (change: Partial<Params> = {}, price: Partial<NonNullable<NonNullable<Params["line_items"]>[0]["price_data"]>> = {}): Params => ({
  mode: "payment",
  line_items: [{ quantity: 1, price_data: { currency: "eur", unit_amount: 12_100, product_data: { name: "Théière" }, ...price } }],
  success_url: "https://shop.example/done",
  ...change,
});
const refusal = (asked: Promise<unknown>) => asked.then(() => null, (error: Stripe.errors.StripeError) => ({ status: error.statusCode, type: error.type, code: error.code, param: error.param }));
const create = (change?: Partial<Params>, price?: Parameters<typeof params>[1], options?: Stripe.RequestOptions) => client.checkout.sessions.create(params(change, price), options);

it("speaks the version of the library it is asked by", async () => {
  expect((await create()).object).toBe("checkout.session");
  const old = await fetch(`${account.address}/v1/account`, { headers: { authorization: `Bearer ${account.secretKey}`, "stripe-version": "2019-01-01" } });
  expect(old.status).toBe(400);
});

it("wants a key, and its own", async () => {
  expect((await fetch(`${account.address}/v1/account`)).status).toBe(401);
  const stranger = new Stripe("sk_test_stranger", { host: "127.0.0.1", port: new URL(account.address).port, protocol: "http", maxNetworkRetries: 0 });
  expect(await refusal(stranger.accounts.retrieveCurrent())).toMatchObject({ status: 401 });
});

it.each<[string, Partial<Params>, Parameters<typeof params>[1], object]>([
  ["an unknown parameter", { colour: "red" } as object, {}, { code: "parameter_unknown", param: "colour" }],
  ["an unknown one deep inside", { payment_intent_data: { colour: "red" } } as object, {}, { code: "parameter_unknown", param: "payment_intent_data[colour]" }],
  ["a name of the past", { ui_mode: "hosted" as "hosted_page" }, {}, { param: "ui_mode" }],
  ["a missing product", { line_items: [{ quantity: 1, price_data: { currency: "eur", unit_amount: 5_000 } }] }, {}, { code: "parameter_missing" }],
  ["no money", {}, { unit_amount: 0 }, { code: "amount_too_small" }],
  ["too little", {}, { unit_amount: 49 }, { code: "amount_too_small" }],
  ["too much", {}, { unit_amount: 100_000_000 }, { code: "amount_too_large" }],
  ["a fraction", {}, { unit_amount: 100.5 }, { code: "parameter_invalid_integer" }],
  ["a currency nobody has", {}, { currency: "zzz" }, { param: "line_items" }],
  ["a fourth digit of dinar", {}, { currency: "kwd", unit_amount: 5_124 }, { code: "invalid_charge_amount" }],
  ["half a króna", {}, { currency: "isk", unit_amount: 50_050 }, { code: "invalid_charge_amount" }],
  ["an end too soon", { expires_at: Math.floor(Date.now() / 1_000) + 600 }, {}, { param: "expires_at" }],
  ["an end too late", { expires_at: Math.floor(Date.now() / 1_000) + 90_000 }, {}, { param: "expires_at" }],
  ["an address that is none", { customer_email: "nobody" }, {}, { code: "email_invalid" }],
  ["a place that is none", { success_url: "/done" }, {}, { code: "url_invalid" }],
])("refuses %s", async (_what, change, price, expected) => {
  expect(await refusal(create(change, price))).toMatchObject({ status: 400, type: "StripeInvalidRequestError", ...expected });
});

it("keeps the first answer under a key, and refuses other parameters under it", async () => {
  const first = await create({}, {}, { idempotencyKey: "key-1" });
  expect((await create({}, {}, { idempotencyKey: "key-1" })).id).toBe(first.id);
  expect(await refusal(create({}, { unit_amount: 900 }, { idempotencyKey: "key-1" }))).toMatchObject({ status: 400, type: "StripeIdempotencyError" });
});

it("lets one of two twins in at a time, and keeps its own failures", async () => {
  account.setLatency(50);
  const twins = await Promise.all([1, 2].map(() => refusal(create({}, {}, { idempotencyKey: "key-2" }))));
  expect(twins.filter((twin) => twin === null)).toHaveLength(1);
  expect(twins.find((twin) => twin !== null)).toMatchObject({ status: 409 });
  account.failNext(/sessions$/, 500);
  expect(await refusal(create({}, {}, { idempotencyKey: "key-3" }))).toMatchObject({ status: 500 });
  expect(await refusal(create({}, {}, { idempotencyKey: "key-3" }))).toMatchObject({ status: 500 });
  expect(await refusal(create({}, {}, { idempotencyKey: "key-4" }))).toBeNull();
});

it("keeps nothing of a request whose parameters it refused", async () => {
  expect(await refusal(create({}, { unit_amount: 1 }, { idempotencyKey: "key-5" }))).toMatchObject({ code: "amount_too_small" });
  expect(await refusal(create({}, {}, { idempotencyKey: "key-5" }))).toBeNull();
});

it("expires an open session once, and never a complete one", async () => {
  const open = await create();
  expect((await client.checkout.sessions.expire(open.id)).status).toBe("expired");
  expect(await refusal(client.checkout.sessions.expire(open.id))).toMatchObject({ status: 400 });
  const paid = await create();
  account.pay(paid.id);
  expect(await refusal(client.checkout.sessions.expire(paid.id))).toMatchObject({ status: 400 });
  expect(() => account.pay(open.id)).toThrow();
  expect(() => account.pay(paid.id)).toThrow();
});

it("has no payment intent before the payer tries, and no address after they paid", async () => {
  const session = await create();
  expect(session.payment_intent).toBeNull();
  account.pay(session.id);
  const after = await client.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] });
  expect(after).toMatchObject({ status: "complete", payment_status: "paid", url: null, payment_intent: { status: "succeeded", amount_received: 12_100 } });
  expect(await refusal(client.checkout.sessions.retrieve(session.id, { expand: ["dreams"] }))).toMatchObject({ param: "expand" });
});

it("lists newest first, in pages", async () => {
  const session = await create();
  account.pay(session.id);
  for (let made = 0; made < 5; made += 1) account.refundAtDashboard(session.id, { amount: 10 + made });
  const all = await client.refunds.list({ limit: 2 }).autoPagingToArray({ limit: 100 });
  expect(all.map(({ amount }) => amount)).toEqual([14, 13, 12, 11, 10]);
});

it("posts its events signed, to endpoints that want them, twice or backwards when told to", async () => {
  const door = await listenForHooks();
  const types = () => door.hooks.map(({ body }) => (JSON.parse(new TextDecoder().decode(body)) as { type: string }).type);
  await client.webhookEndpoints.create({ url: `${door.appUrl}/hooks/con_1`, enabled_events: ["checkout.session.completed", "refund.created"] });
  account.setDelivery("hold");
  const session = await create();
  account.pay(session.id);
  account.refundAtDashboard(session.id);
  await account.deliver("backwards", 2);
  expect(types()).toEqual(["refund.created", "refund.created", "checkout.session.completed", "checkout.session.completed"]);
  await account.idle();
  await door.close();
});

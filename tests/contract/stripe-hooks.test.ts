import { afterEach, beforeEach, expect, it } from "vitest";
import { checkoutInput } from "./provider.contract";
import { hookOf, hookUrl, stripeBench, type StripeBench } from "./stripe-bench";

let bench: StripeBench;
let ref: string;
let paymentId: string;
beforeEach(async () => {
  bench = await stripeBench();
  const input = checkoutInput();
  paymentId = input.paymentId;
  ref = (await bench.provider.openCheckout(input)).providerRef;
});
afterEach(() => bench.account.close());

const subjectsOf = (type: string) => bench.provider.readHook(hookOf(bench, type));

it("finds the payment behind every event of its life", async () => {
  bench.account.pay(ref);
  const refund = bench.account.refundAtDashboard(ref, { amount: 100 });
  bench.account.finishRefund(refund.id, "fail");
  const dispute = bench.account.openDispute(ref);
  bench.account.moveDispute(dispute.id, "won");
  for (const { type } of bench.account.events) {
    const subjects = await subjectsOf(type);
    expect(subjects, type).toHaveLength(1);
    expect(subjects[0], type).toMatchObject({ kind: "payment", paymentId });
  }
  expect(await subjectsOf("charge.dispute.created")).toEqual([{ kind: "payment", paymentId, providerRef: ref }]);
  expect(await subjectsOf("refund.failed")).toEqual([{ kind: "payment", paymentId, providerRef: ref }]);
});

it("has nothing to say about payments of other programs on the same account", async () => {
  bench.account.pay(ref);
  const [session] = bench.account.world.sessions.values();
  if (!session) throw new Error("no session");
  session.metadata = {};
  for (const intent of bench.account.world.intents.values()) intent.metadata = {};
  for (const charge of bench.account.world.charges.values()) charge.metadata = {};
  const dispute = bench.account.openDispute(ref);
  expect(await subjectsOf("charge.dispute.created")).toEqual([]);
  expect(dispute.metadata).toEqual({});
});

it("stores an unknown type and sees nothing in it", async () => {
  const { body, headers } = bench.account.signedEvent({ id: "evt_1future", object: "event", type: "wallet.sung", livemode: false, data: { object: { object: "wallet" } } }, [bench.hookSecret]);
  const hook = { headers, body: new TextEncoder().encode(body), url: hookUrl };
  expect(await bench.provider.verifyHook(hook)).toEqual({ outcome: "accepted", eventId: "evt_1future" });
  expect(await bench.provider.readHook(hook)).toEqual([]);
});

it("believes a hook signed with two secrets, as after one was rolled", async () => {
  bench.account.pay(ref);
  const rolled = hookOf(bench, "charge.succeeded", ["whsec_the_old_one_123", bench.hookSecret]);
  expect(await bench.provider.verifyHook(rolled)).toMatchObject({ outcome: "accepted" });
  expect(await bench.provider.verifyHook(hookOf(bench, "charge.succeeded", ["whsec_the_old_one_123"]))).toMatchObject({ outcome: "refused", status: 401 });
});

it("refuses an event of live mode with a test key, and any hook without a secret to check it with", async () => {
  const event = { id: "evt_1live", object: "event", type: "charge.succeeded", livemode: true, data: { object: { object: "charge" } } };
  const { body, headers } = bench.account.signedEvent(event, [bench.hookSecret]);
  expect(await bench.provider.verifyHook({ headers, body: new TextEncoder().encode(body), url: hookUrl })).toEqual({ outcome: "refused", status: 400, why: "other-mode" });
  bench.account.pay(ref);
  const unset = bench.connect({}, { hookSecret: null });
  expect(await unset.verifyHook(hookOf(bench, "charge.succeeded"))).toMatchObject({ outcome: "refused", status: 401 });
});

it("lets a pasted secret go before the one it was given", async () => {
  bench.account.pay(ref);
  const pasted = bench.connect({ webhookSecret: "whsec_pasted_by_hand" });
  expect(await pasted.verifyHook(hookOf(bench, "charge.succeeded", ["whsec_pasted_by_hand"]))).toMatchObject({ outcome: "accepted" });
  expect(await pasted.verifyHook(hookOf(bench, "charge.succeeded"))).toMatchObject({ outcome: "refused" });
});

const endpointsOf = () => [...bench.account.world.endpoints.values()];
const url = "https://pay.example/hooks/con_1";

it("creates its endpoint once, returns the secret once, and repairs what was switched off", async () => {
  const fresh = bench.connect({}, { hookSecret: null });
  const { secret, problems } = await fresh.ensureHooks({ url });
  expect(secret).toMatch(/^whsec_/);
  expect(problems).toEqual([]);
  const made = endpointsOf().find((endpoint) => endpoint.url === url);
  if (!made) throw new Error("no endpoint was made");
  const known = bench.connect({}, { hookSecret: secret });
  expect(await known.ensureHooks({ url })).toEqual({ secret: null, problems: [] });
  made.status = "disabled";
  made.enabled_events = ["charge.refunded"];
  await known.ensureHooks({ url });
  expect(made.status).toBe("enabled");
  expect(made.enabled_events).toContain("checkout.session.completed");
  expect(endpointsOf().filter((endpoint) => endpoint.url === url)).toHaveLength(1);
});

it("replaces an endpoint of its own whose secret was lost, and follows a new address", async () => {
  const fresh = bench.connect({}, { hookSecret: null });
  const first = await fresh.ensureHooks({ url });
  const second = await fresh.ensureHooks({ url });
  expect(second.secret).not.toBe(first.secret);
  expect(endpointsOf().filter((endpoint) => endpoint.url === url)).toHaveLength(1);
  const moved = await bench.connect({}, { hookSecret: second.secret }).ensureHooks({ url: "https://new.example/hooks/con_1" });
  expect(moved.secret).toMatch(/^whsec_/);
  expect(endpointsOf().filter((endpoint) => endpoint.metadata?.["reglo_connection"] === "con_1").map((endpoint) => endpoint.url)).toEqual(["https://new.example/hooks/con_1"]);
});

it("leaves an endpoint made by hand alone and asks for its secret", async () => {
  const fresh = bench.connect({}, { hookSecret: null });
  const { secret, problems } = await fresh.ensureHooks({ url: hookUrl });
  expect(secret).toBeNull();
  expect(problems).toHaveLength(1);
  expect(endpointsOf()).toHaveLength(1);
});

it.each(["http://127.0.0.1:3000/hooks/con_1", "https://localhost/hooks/con_1", "http://pay.example/hooks/con_1", "https://192.168.1.4/hooks/con_1", "https://shop.localhost/hooks/con_1"])(
  "makes none for %s, which Stripe cannot reach, and says that it will ask instead", async (address) => {
    const { secret, problems } = await bench.connect({}, { hookSecret: null }).ensureHooks({ url: address });
    expect(secret).toBeNull();
    expect(problems).toHaveLength(1);
    expect(bench.account.asked.some(({ path }) => path.includes("webhook"))).toBe(false);
  });

it("is healthy with a restricted key that may not read the account, and not with one that may not read checkouts", async () => {
  bench.account.deny("GET /v1/account");
  expect(await bench.provider.check()).toMatchObject({ isWorking: true, facts: [{ value: "test" }] });
  bench.account.deny("GET /v1/checkout/sessions");
  expect(await bench.provider.check()).toMatchObject({ isWorking: false });
});

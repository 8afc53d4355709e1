import { afterEach, beforeEach, expect, it } from "vitest";
import { startPaypal } from "../simulators/paypal";

/** The simulator, asked by hand: it refuses what the real one would. */
let account: Awaited<ReturnType<typeof startPaypal>>;
let nowMs: number;
beforeEach(async () => {
  nowMs = Date.parse("2026-11-21T10:00:00Z");
  account = await startPaypal({ now: () => new Date(nowMs) });
});
afterEach(() => account.close());

async function token(secret = account.clientSecret) {
  const basic = Buffer.from(`${account.clientId}:${secret}`).toString("base64");
  const answer = await fetch(`${account.address}/v1/oauth2/token`, {
    method: "POST", headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" }, body: "grant_type=client_credentials",
  });
  return ((await answer.json()) as { access_token?: string }).access_token ?? null;
}

type Reply = { id: string; status: string; details?: { issue: string }[] };
async function ask(method: string, path: string, sent?: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${account.address}${path}`, {
    method, headers: { authorization: `Bearer ${await token()}`, "content-type": "application/json", ...headers }, ...(sent && { body: JSON.stringify(sent) }),
  });
  const reply = (await answer.json()) as Reply;
  return { status: answer.status, reply, issue: reply.details?.[0]?.issue };
}

const order = (unit: object = {}, change: object = {}, context: object = {}) => ({
  intent: "CAPTURE",
  purchase_units: [{ amount: { currency_code: "EUR", value: "10.00" }, custom_id: "pay_1", ...unit }],
  payment_source: { paypal: { experience_context: { user_action: "PAY_NOW", shipping_preference: "NO_SHIPPING", return_url: "https://shop.example/done", cancel_url: "https://shop.example/", ...context } } },
  ...change,
});

it.each<[string, object, string | undefined]>([
  ["decimals of forint", order({ amount: { currency_code: "HUF", value: "10.00" } }), "DECIMALS_NOT_SUPPORTED"],
  ["decimals of yen", order({ amount: { currency_code: "JPY", value: "10.00" } }), "DECIMALS_NOT_SUPPORTED"],
  ["three decimals", order({ amount: { currency_code: "EUR", value: "10.001" } }), "DECIMAL_PRECISION"],
  ["nothing to pay", order({ amount: { currency_code: "EUR", value: "0.00" } }), "CANNOT_BE_ZERO_OR_NEGATIVE"],
  ["a currency it does not have", order({ amount: { currency_code: "KWD", value: "10.000" } }), "CURRENCY_NOT_SUPPORTED"],
  ["a description too long in bytes", order({ description: "é".repeat(64) }), "INVALID_STRING_MAX_LENGTH"],
  ["a language without country", order({}, {}, { locale: "fr" }), "INVALID_PARAMETER_SYNTAX"],
  ["an unknown parameter", order({ colour: "red" }), "INVALID_PARAMETER_VALUE"],
  ["no units", order({}, { purchase_units: [] }), "INVALID_PARAMETER_VALUE"],
])("refuses %s", async (_, sent, issue) => {
  const refused = await ask("POST", "/v2/checkout/orders", sent);
  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.issue).toBe(issue);
});

it("captures once, after the payer's yes, and forgets an order nobody approved", async () => {
  const { reply } = await ask("POST", "/v2/checkout/orders", order());
  const capture = () => ask("POST", `/v2/checkout/orders/${reply.id}/capture`, {});
  expect((await capture()).issue).toBe("ORDER_NOT_APPROVED");
  account.approve(reply.id);
  expect(() => account.approve(reply.id)).toThrow();
  expect(await capture()).toMatchObject({ status: 201, reply: { status: "COMPLETED" } });
  expect((await capture()).issue).toBe("ORDER_ALREADY_CAPTURED");
  const other = await ask("POST", "/v2/checkout/orders", order());
  nowMs += 3 * 3_600_000;
  expect((await ask("GET", `/v2/checkout/orders/${other.reply.id}`)).status).toBe(404);
  expect((await ask("GET", `/v2/checkout/orders/${reply.id}`)).reply.status).toBe("COMPLETED");
});

it("answers a known request id with the order as it is now, for six hours", async () => {
  const create = () => ask("POST", "/v2/checkout/orders", order(), { "paypal-request-id": "pay_1" });
  const first = await create();
  account.approve(first.reply.id);
  expect(await create()).toMatchObject({ status: 200, reply: { id: first.reply.id, status: "APPROVED" } });
  nowMs += 6 * 3_600_000;
  expect((await create()).reply.id).not.toBe(first.reply.id);
});

it("wants its own secret and a token that lives", async () => {
  expect(await token("other")).toBeNull();
  const old = await token();
  nowMs += 9 * 3_600_000;
  expect((await fetch(`${account.address}/v1/notifications/webhooks`, { headers: { authorization: `Bearer ${old}` } })).status).toBe(401);
});

import { afterEach, beforeEach, expect, it } from "vitest";
import { startMollie } from "../simulators/mollie";

/** The simulator, asked by hand: it refuses what the real one would. */
let account: Awaited<ReturnType<typeof startMollie>>;
let nowMs: number;
beforeEach(async () => {
  nowMs = Date.parse("2026-11-21T10:00:00Z");
  account = await startMollie({ now: () => new Date(nowMs) });
});
afterEach(() => account.close());

const body = (change: object = {}) => ({ amount: { currency: "EUR", value: "10.00" }, description: "Théière", redirectUrl: "https://shop.example/done", ...change });

async function ask(method: string, path: string, sent?: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${account.address}${path}`, {
    method, headers: { authorization: `Bearer ${account.apiKey}`, "content-type": "application/json", ...headers }, ...(sent && { body: JSON.stringify(sent) }),
  });
  return { status: answer.status, reply: (await answer.json()) as { id: string; field?: string; status: string } };
}

it.each<[string, object, string]>([
  ["an unknown parameter", { colour: "red" }, "colour"],
  ["no description", { description: undefined }, "description"],
  ["an endless description", { description: "x".repeat(256) }, "description"],
  ["one decimal", { amount: { currency: "EUR", value: "10.0" } }, "amount"],
  ["no decimals", { amount: { currency: "EUR", value: "10" } }, "amount"],
  ["a number for an amount", { amount: { currency: "EUR", value: 10 } }, "amount.value"],
  ["decimals of yen", { amount: { currency: "JPY", value: "10.00" } }, "amount"],
  ["nothing to pay", { amount: { currency: "EUR", value: "0.00" } }, "amount"],
  ["a currency it does not have", { amount: { currency: "KWD", value: "10.000" } }, "amount"],
  ["a language without country", { locale: "fr" }, "locale"],
  ["a hook on this machine", { webhookUrl: "https://localhost/hooks" }, "webhookUrl"],
  ["a hook in the clear", { webhookUrl: "http://shop.example/hooks" }, "webhookUrl"],
  ["an address that is none", { redirectUrl: "shop" }, "redirectUrl"],
  ["too much metadata", { metadata: { note: "x".repeat(1_100) } }, "metadata"],
])("refuses %s", async (_, change, field) => {
  expect(await ask("POST", "/v2/payments", body(change))).toMatchObject({ status: 422, reply: { field } });
});

it("repeats its first answer to a key for an hour, and refuses other data under it", async () => {
  const key = { "idempotency-key": "pay_1" };
  const first = await ask("POST", "/v2/payments", body(), key);
  expect(await ask("POST", "/v2/payments", body(), key)).toEqual(first);
  expect((await ask("POST", "/v2/payments", body({ description: "Autre" }), key)).status).toBe(422);
  nowMs += 3_600_000;
  expect((await ask("POST", "/v2/payments", body(), key)).reply.id).not.toBe(first.reply.id);
});

it("wants its key, knows what it made, and refunds no more than was paid", async () => {
  expect((await ask("GET", "/v2/methods", undefined, { authorization: "Bearer test_other" })).status).toBe(401);
  expect((await ask("GET", "/v2/payments/tr_unknown")).status).toBe(404);
  const { reply } = await ask("POST", "/v2/payments", body());
  const refund = (value: string) => ask("POST", `/v2/payments/${reply.id}/refunds`, { amount: { currency: "EUR", value } });
  expect((await refund("1.00")).status).toBe(422);
  account.pay(reply.id);
  expect(() => account.pay(reply.id)).toThrow();
  expect((await refund("10.01")).status).toBe(422);
  expect(await refund("10.00")).toMatchObject({ status: 201, reply: { status: "pending" } });
  expect((await refund("0.01")).status).toBe(422);
  expect((await ask("DELETE", `/v2/payments/${reply.id}`)).status).toBe(422);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { signEvent } from "../../adapters/sandbox/hooks.server";
import { sandboxProvider } from "../../adapters/sandbox/index.server";
import { findConnectionById, insertConnection, updateConnection } from "../../app/db/connections.server";
import { findPayment } from "../../app/db/payments.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { action } from "../../app/routes/hooks.$connectionId";
import { openHouse, openLink, runDueJobs, type House, type Shop } from "../road/house";
import { plainShop } from "../support/plain-shop";

const secret = "secret-of-the-hook";
let house: House;
let shop: Shop;
let providerId: string;
beforeAll(async () => {
  house = await openHouse({ extraProviders: [sandboxProvider] });
  shop = await house.openShop();
  providerId = (await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: "sandbox", settings: {}, hookSecret: secret, at: house.clock.now(),
  })).id;
});
afterAll(() => house.close());

async function knock(id: string, body: Uint8Array | string, headers: Record<string, string>): Promise<string> {
  const request = new Request(`http://127.0.0.1:3000/hooks/${id}`, { method: "POST", body: body as BodyInit, headers });
  const answer = await action({ request, params: { connectionId: id }, context: { app: house.app, clientIp: "" } } as never);
  return `${answer.status} ${(await answer.text()).trim()}`;
}

const stored = async () => Number((await house.sql.query("SELECT count(*) FROM inbox_event")).rows[0].count);
const signed = (id: string, paymentId: string | null = null, with_ = secret) =>
  signEvent({ id, about: { kind: "payment", providerRef: paymentId && `sbx_${paymentId}`, paymentId } }, with_, house.clock.now());

async function paidAtSandbox(): Promise<string> {
  const { linkId } = await openLink(house, shop, { amountMinor: 10_006 });
  const started = await startPayment(await shop.ctx(), { linkId, providerId, shownMinor: null, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  const path = started.checkoutUrl.split(`/checkout/${providerId}/`)[1] ?? "";
  const request = new Request(started.checkoutUrl, { method: "POST", body: new URLSearchParams({ action: "pay" }) });
  await (await shop.ctx()).provider(providerId).servePage?.(request, path, plainShop);
  return started.paymentId;
}

test("a true hook settles its payment; the same again, late, reordered or a hundred times at once changes nothing", async () => {
  const paymentId = await paidAtSandbox();
  const { body, headers } = signed("evt_1", paymentId);
  const answers = await Promise.all(Array.from({ length: 100 }, () => knock(providerId, body, headers)));
  expect(answers.filter((answer) => answer === "200 stored")).toHaveLength(1);
  expect(answers.filter((answer) => answer === "200 known")).toHaveLength(99);
  await runDueJobs(house);
  expect((await findPayment(house.app.db, shop.storeId, paymentId))?.state).toBe("succeeded");
  const { rows } = await house.sql.query("SELECT count(*)::int AS n FROM entry WHERE payment_id = $1", [paymentId]);
  expect(rows[0].n).toBe(1);
});

test("every byte of the signature matters, a forgery is not written down, and says nothing about what is there", async () => {
  const before = await stored();
  const { body, headers } = signed("evt_forged");
  const name = "x-sandbox-signature";
  const signature = headers[name] ?? "";
  for (let index = 0; index < signature.length; index += 1) {
    const flipped = signature[index] === "0" ? "1" : "0";
    const forged = signature.slice(0, index) + flipped + signature.slice(index + 1);
    expect(await knock(providerId, body, { ...headers, [name]: forged })).toMatch(/^40[01] refused$/);
  }
  expect(await knock(providerId, new TextEncoder().encode("{}"), headers)).toBe("401 refused");
  expect(await knock(providerId, body, {})).toBe("401 refused");
  const foreign = signed("evt_foreign", null, "the secret of another");
  expect(await knock(providerId, foreign.body, foreign.headers)).toBe("401 refused");
  expect(await knock("con_unknown", body, headers)).toBe("401 unknown");
  expect(await stored()).toBe(before);
});

test("an old recording played again is refused", async () => {
  const { body, headers } = signed("evt_old");
  house.clock.move(301_000);
  expect(await knock(providerId, body, headers)).toBe("400 refused");
});

test.each(["", "not json", "[]", "null", "{".repeat(100_000), '{"__proto__":{"x":1}}', "\u0000", "é".repeat(10_000)])("a body that is no event is refused and harms nothing", async (text) => {
  expect(await knock(providerId, text, signed("evt_x").headers)).toMatch(/^40[01] refused$/);
});

test("a hook faster than our own commit is kept and understood when the payment is there", async () => {
  const paymentId = house.app.newId("pay");
  const { body, headers } = signed("evt_early", paymentId);
  expect(await knock(providerId, body, headers)).toBe("200 stored");
  expect(await runDueJobs(house)).toEqual(["handle-event"]);
  const waiting = await house.sql.query("SELECT handled_at, problem FROM inbox_event WHERE event_id = 'evt_early'");
  expect(waiting.rows).toEqual([{ handled_at: null, problem: "unknown-subject" }]);
  house.clock.move(2 * 3_600_000);
  await runDueJobs(house);
  const told = await house.sql.query("SELECT kind FROM task WHERE kind = 'event-not-understood'");
  expect(told.rows).toHaveLength(1);
});

test("a connection that is switched off answers as one that never was", async () => {
  const connection = await findConnectionById(house.app.db, providerId);
  if (!connection) throw new Error("no connection");
  await updateConnection(house.app.db, connection, { isEnabled: false });
  const { body, headers } = signed("evt_off");
  expect(await knock(providerId, body, headers)).toBe("401 unknown");
});

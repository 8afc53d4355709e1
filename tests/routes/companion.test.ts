import jsQR from "jsqr";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findConnectionById, listPlatformsToSync } from "../../app/db/connections.server";
import * as picture from "../../app/routes/api.shop.qr.$connectionId.$linkId.$file";
import { sendPaymentLink } from "../../app/flows/send-payment-link.server";
import { runDueJobs } from "../road/house";
import { outage, paperOrder } from "../road/paper";
import { ask, openCompanionShop, type Companion } from "./companion-shop";
import { call, openHouse, origin, type House } from "./merchant-house";

/** CommonJS with a default inside. */
const scan = (jsQR as unknown as { default?: typeof jsQR }).default ?? jsQR;
let house: House;
let shop: Companion;

beforeAll(async () => {
  house = await openHouse();
  shop = await openCompanionShop(house, "un@example.test");
});
afterAll(() => house.close());

const order = (ref: string, amountMinor = 12_100) => void house.paper.orders.set(ref, paperOrder(ref, amountMinor, house.clock.now()));
const request = () => crypto.randomUUID();
const count = async (table: string) => Number((await house.sql.query(`SELECT count(*) AS n FROM ${table}`)).rows[0].n);
type Said = { link: { linkId: string; payUrl: string; qrUrl: string; status: string; open: string; openText: string; message: { to: string; status: string } | null } };

test.each([
  ["another secret", { secret: "guess" }],
  ["another connection", { connectionId: "con_00000000000000000000000000" }],
  ["a body that was changed", { signedBody: "{}" }],
  ["another address", { target: "/api/shop/health" }],
  ["no headers", { headers: {} }],
])("refuses a call with %s, writes nothing and says no more than 401", async (_what, options) => {
  const before = [await count("companion_nonce"), await count("inbox_event")];
  const body = { events: [{ id: request(), kind: "order-changed", orderRef: "1" }] };
  expect(await ask(house, shop, "events", body, options)).toEqual({ status: 401, said: { error: "refused" } });
  expect([await count("companion_nonce"), await count("inbox_event")]).toEqual(before);
});

test("refuses what was signed more than five minutes ago or ahead, and tells how far the clocks are apart before that", async () => {
  const at = (seconds: number) => new Date(house.clock.now().getTime() + seconds * 1_000);
  for (const seconds of [-301, 301]) expect((await ask(house, shop, "health", {}, { at: at(seconds) })).status).toBe(401);
  expect(await ask(house, shop, "health", { locale: "fr_FR" }, { at: at(-240) })).toMatchObject({ status: 200, said: { skewSeconds: -240, store: "Maison Thé" } });
});

test("answers one of many calls with one nonce, also when they come at once, and none later", async () => {
  const nonce = "one-nonce-for-all-of-us";
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(house, shop, "health", {}, { nonce })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(401)]);
  expect((await ask(house, shop, "health", {}, { nonce })).status).toBe(401);
});

test("keeps an event before it answers, once however often it is brought, and then reads the order itself", async () => {
  order("71", 2_000);
  const event = { id: request(), kind: "order-changed", orderRef: "71" };
  expect((await ask(house, shop, "events", { events: [event, event] })).said).toEqual({ safe: [event.id, event.id], newCount: 1 });
  expect((await ask(house, shop, "events", { events: [event] })).said).toEqual({ safe: [event.id], newCount: 0 });
  await runDueJobs(house);
  const { rows } = await house.sql.query("SELECT open_minor FROM order_snapshot WHERE connection_id = $1 AND ref = '71'", [shop.connectionId]);
  expect(rows).toEqual([{ open_minor: "2000" }]);
  expect((await findConnectionById(house.app.db, shop.connectionId))?.lastHookAt).not.toBeNull();
});

test.each([
  ["events", { events: [] }], ["events", { events: [{ id: "x", kind: "order-changed", orderRef: "1" }] }], ["events", { events: [{ id: "a".repeat(20), kind: "paid", orderRef: "1" }] }],
  ["send", { order: "../7", request: "a".repeat(20) }], ["send", { order: "7" }], ["links", { orders: Array<string>(101).fill("1") }], ["due", "not json"], ["due", "null"],
])("says 422 to %s with %j", async (verb, body) => {
  expect((await ask(house, shop, verb, body)).status).toBe(422);
});

test("knows no verb but its own", async () => {
  for (const verb of ["toString", "__proto__", "mark-paid"]) expect((await ask(house, shop, verb, {}, { target: `/api/shop/${verb}` })).status).toBe(404);
});

test("sends an order's link once for a button pressed twice, in the order's language, to the order's address", async () => {
  order("72");
  const press = { order: "72", request: request(), locale: "nl_BE" };
  const [first, second] = await Promise.all([ask(house, shop, "send", press), ask(house, shop, "send", press)]);
  await runDueJobs(house);
  const mails = house.paper.mails.filter(({ messageId }) => messageId === `msg_${press.request}`);
  expect([first?.status, second?.status, mails.length, mails[0]?.to]).toEqual([200, 200, 1, "zoe@example.test"]);
  const { said } = await ask(house, shop, "links", { orders: ["72", "never"] });
  expect(said).toMatchObject({ links: [{ orderRef: "72", status: "open", open: "121.00", openText: "121,00\u00a0€", message: { status: "sent", to: "zoe@example.test" } }] });
});

test("makes a link to pay without mailing anybody, and the same one again", async () => {
  order("73");
  const mails = house.paper.mails.length;
  const first = await ask(house, shop, "pay-url", { order: "73" });
  const again = await ask(house, shop, "pay-url", { order: "73" });
  await runDueJobs(house);
  expect((again.said as Said).link.payUrl).toBe((first.said as Said).link.payUrl);
  expect([(first.said as Said).link.payUrl.startsWith(`${origin}/p/`), (first.said as Said).link.message, house.paper.mails.length]).toEqual([true, null, mails]);
});

test("draws the link's QR code for whoever has its address, and 404 for one letter else", async () => {
  order("74");
  const { link } = (await ask(house, shop, "pay-url", { order: "74" })).said as Said;
  const path = new URL(link.qrUrl).pathname;
  const [connectionId = "", linkId = "", file = ""] = path.split("/").slice(-3);
  const answer = await picture.loader({ request: new Request(origin + path), params: { connectionId, linkId, file }, context: { app: house.app, clientIp: "" } } as never);
  const { data, info } = await sharp(Buffer.from(await answer.arrayBuffer())).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(scan(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(link.payUrl);
  for (const wrong of [file.replace(/^./, (letter) => (letter === "0" ? "1" : "0")), "x.png", ""]) {
    expect((await call(house, picture.loader, new Request(origin + path), { connectionId, linkId, file: wrong })).status).toBe(404);
  }
});

test("says what a customer owes, by the orders the shop says are theirs, and nothing of what is paid", async () => {
  order("81", 1_000);
  order("82", 2_550);
  await ask(house, shop, "pay-url", { order: "81" });
  await ask(house, shop, "events", { events: [{ id: request(), kind: "order-changed", orderRef: "82" }] });
  await runDueJobs(house);
  const due = await ask(house, shop, "due", { orders: ["81", "82", "404"], locale: "nl_BE" });
  expect(due.said).toMatchObject({ items: [{ orderRef: "81", open: "10.00", isLate: false }, { orderRef: "82", open: "25.50", link: null }], totals: [{ currency: "EUR", open: "35.50" }], unknown: ["404"] });
  house.paper.orders.set("82", { ...paperOrder("82", 2_550, house.clock.now()), state: "paid", openMinor: 0 });
  await ask(house, shop, "events", { events: [{ id: request(), kind: "order-changed", orderRef: "82" }] });
  await runDueJobs(house);
  expect((await ask(house, shop, "due", { orders: ["81", "82"] })).said).toMatchObject({ items: [{ orderRef: "81" }], totals: [{ open: "10.00" }] });
});

test("asks a customer for what their link asks, and marks an instalment whose day has passed", async () => {
  order("85", 2_550);
  order("86", 12_100);
  for (const ref of ["85", "86"]) await ask(house, shop, "events", { events: [{ id: request(), kind: "order-changed", orderRef: ref }] });
  await runDueJobs(house);
  const connection = await findConnectionById(house.app.db, shop.connectionId);
  const ctx = await house.app.openStore(connection?.storeId ?? "");
  const terms = { platformId: shop.connectionId, email: "zoe@example.test", locale: "fr", expiresAt: null, description: "", note: "", messageId: null } as const;
  await sendPaymentLink(ctx, { ...terms, orderRef: "85", amountMinor: 1_000 });
  await sendPaymentLink(ctx, { ...terms, orderRef: "86", amountMinor: null, plan: { kind: "instalments", count: 3, every: "month" } });
  const due = async () => (await ask(house, shop, "due", { orders: ["85", "86"] })).said;
  expect(await due()).toMatchObject({ items: [{ orderRef: "85", open: "10.00", isLate: false }, { orderRef: "86", open: "121.00", isLate: false }], totals: [{ open: "131.00" }] });
  house.clock.move(45 * 86_400_000);
  expect(await due()).toMatchObject({ items: [{ orderRef: "85", isLate: false }, { orderRef: "86", open: "121.00", isLate: true }] });
});

test("gives an order's refusal its own word, and a shop that cannot be read 503", async () => {
  house.paper.orders.set("91", { ...paperOrder("91", 100, house.clock.now()), state: "paid", openMinor: 0 });
  house.paper.orders.set("92", { ...paperOrder("92", 100, house.clock.now()), customer: { name: "Zoë", email: "", locale: null } });
  const send = (ref: string) => ask(house, shop, "send", { order: ref, request: request() });
  expect(await send("91")).toEqual({ status: 409, said: { error: "order-not-unpaid" } });
  expect(await send("92")).toEqual({ status: 409, said: { error: "no-email" } });
  expect(await send("99999")).toEqual({ status: 404, said: { error: "order-unknown" } });
  house.paper.fault = (vendor) => {
    if (vendor === "platform") throw outage("paper-shop");
  };
  expect(await send("72")).toMatchObject({ status: 503, said: { error: "shop-not-read" } });
  house.paper.fault = () => undefined;
});

test("reaches nothing of another store", async () => {
  const other = await openCompanionShop(house, "deux@example.test");
  order("72");
  expect((await ask(house, other, "links", { orders: ["72", "73"] })).said).toEqual({ links: [] });
  expect((await ask(house, other, "due", { orders: ["72"] })).said).toMatchObject({ items: [], unknown: ["72"] });
  expect((await ask(house, other, "health", {}, { connectionId: shop.connectionId })).status).toBe(401);
});

test("hears that the plugin is switched off, and on again: the connection stays, is polled, and is looked at soon", async () => {
  const resting = await openCompanionShop(house, "quatre@example.test");
  const tending = async () => (await house.sql.query("SELECT run_at > now() AS is_later FROM graphile_worker.jobs WHERE key = $1", [`tend:${resting.connectionId}`])).rows;
  expect(await ask(house, resting, "presence", { isActive: false })).toEqual({ status: 200, said: { noted: true } });
  expect(await findConnectionById(house.app.db, resting.connectionId)).toMatchObject({ isEnabled: true, companion: { secret: resting.secret, restingSince: house.clock.now().toISOString() } });
  expect(await tending()).toEqual([{ is_later: true }]);
  expect((await listPlatformsToSync(house.app.db)).map(({ id }) => id)).toContain(resting.connectionId);
  expect((await ask(house, resting, "presence", { isActive: true })).status).toBe(200);
  expect((await findConnectionById(house.app.db, resting.connectionId))?.companion?.restingSince ?? null).toBeNull();
  expect((await ask(house, resting, "presence", { isActive: "no" })).status).toBe(422);
});

test("ends when the shop says so: the secret is worth nothing from then on", async () => {
  const leaving = await openCompanionShop(house, "trois@example.test");
  expect(await ask(house, leaving, "revoke", {})).toEqual({ status: 200, said: { revoked: true } });
  expect((await ask(house, leaving, "health", {})).status).toBe(401);
  expect(await findConnectionById(house.app.db, leaving.connectionId)).toMatchObject({ companion: null, isEnabled: false });
});

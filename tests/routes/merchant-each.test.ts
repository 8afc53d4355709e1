import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { eachOrdersMax } from "../../app/core/each-order";
import { insertConnection, updateConnection } from "../../app/db/connections.server";
import { saveOrder } from "../../app/db/orders.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { startPayment } from "../../app/flows/start-payment.server";
import * as each from "../../app/routes/app.each";
import * as list from "../../app/routes/app.orders._index";
import { payOnPaper, runDueJobs } from "../road/house";
import { outage, paperOrder } from "../road/paper";
import { openHouse, openMember, type House, type Member } from "./merchant-house";
import { countRows } from "./rows";

let house: House;
let member: Member;
let count = 0;
beforeAll(async () => {
  house = await openHouse();
  member = await openMember(house, "one@example.test");
});
beforeEach(() => {
  house.paper.fault = () => undefined;
});
afterAll(() => house.close());

type Result = { key: string; outcome: { kind: string; reason?: string; linkId?: string; words?: object; isOutage?: boolean } };
type Page = { rows: { number: string; customerEmail: string; problem: string | null; isSent: boolean; link: object | null }[]; unknownCount: number; isTooMany: boolean; hasMessenger: boolean };

const newPress = () => house.app.newId("prs");
const pathOf = (keys: readonly string[], press: string | null) => `/app/each?${new URLSearchParams([...(press === null ? [] : [["press", press] as [string, string]]), ...keys.map((key): [string, string] => ["order", key])])}`;
const look = async (keys: readonly string[], press = newPress(), of = member) => (await of.get(each, pathOf(keys, press))).body as Page;
const send = async (keys: readonly string[], press = newPress(), fields: Record<string, string> = {}, of = member) => {
  const { status, body } = await of.post(each, pathOf(keys, press), fields);
  const answer = body as { ok: boolean; turn?: string; reason?: string; results: Result[] };
  return { status, ...answer, kinds: (answer.results ?? []).map(({ outcome }) => outcome.reason ?? outcome.kind) };
};
const mailsTo = (address: string) => house.paper.mails.filter(({ to }) => to === address).length;

/** An unpaid order as the list has it, with a customer of its own; `later`: what the shop says once it is asked again. */
async function addOrder(change: object = {}, later: object | null = null, platformId = member.shop.platformId): Promise<{ key: string; email: string; ref: string }> {
  count += 1;
  const ref = `e${count}`;
  const email = `${ref}@example.test`;
  const order = { ...paperOrder(ref, 2_000 + count, house.clock.now()), customer: { name: "Zoë", email, locale: "nl_BE" }, ...change };
  await saveOrder(house.app.db, { storeId: member.shop.storeId, platformId, order, readAt: house.clock.now() });
  house.paper.orders.set(ref, { ...order, ...later, updatedAt: new Date(order.updatedAt.getTime() + 1) });
  return { key: `${platformId}/${ref}`, email, ref };
}

/** A second shop of the store, which plays on the same paper. */
const addShop = async () => (await insertConnection(house.app.db, {
  id: house.app.newId("con"), storeId: member.shop.storeId, port: "platform", vendor: "paper-shop", settings: {}, hookSecret: null, at: house.clock.now(),
})).id;

test("each gets its own link and mail, in its customer's language, on the store's usual terms; without script in one answer", async () => {
  await house.sql.query(`UPDATE store SET link_days = 12, plan = '{"kind":"deposit","share":"30%"}' WHERE id = $1`, [member.shop.storeId]);
  const orders = [await addOrder(), await addOrder({ customer: { name: "Anna", email: "anna@example.test", locale: "de" } }), await addOrder({}, null, await addShop())];
  const keys = orders.map(({ key }) => key);
  const press = newPress();
  expect((await look(keys, press)).rows.map(({ problem, link }) => [problem, link])).toEqual([[null, null], [null, null], [null, null]]);
  expect(await send(keys, press)).toMatchObject({ status: 200, ok: true, kinds: ["sent", "sent", "sent"], results: keys.map((key) => ({ key })) });
  await runDueJobs(house);
  expect([orders[0]!.email, "anna@example.test", orders[2]!.email].map(mailsTo)).toEqual([1, 1, 1]);
  const { rows } = await house.sql.query("SELECT locale, expires_at, follows_order, plan->>'kind' AS plan FROM payment_link WHERE order_ref = ANY($1) ORDER BY created_at, id", [orders.map(({ ref }) => ref)]);
  expect(rows.map(({ locale, follows_order, plan }) => [locale, follows_order, plan])).toEqual([["nl", true, "deposit"], ["de", true, "deposit"], ["nl", true, "deposit"]]);
  expect(rows.map(({ expires_at }) => expires_at.toISOString())).toEqual(rows.map(() => "2030-12-03T22:59:59.000Z"));
  await house.sql.query("UPDATE store SET link_days = 30, plan = NULL WHERE id = $1", [member.shop.storeId]);
});

test("a double press, a reload and a second tab send once; chosen anew, it is sent again to the same address", async () => {
  const order = await addOrder();
  const press = newPress();
  const both = await Promise.all([send([order.key], press), send([order.key], press)]);
  expect(both.map(({ kinds }) => kinds[0]).sort()).toEqual(["already-sent", "sent"]);
  expect((await send([order.key], press, { step: order.key, turn: "7" }))).toMatchObject({ turn: "7", kinds: ["already-sent"] });
  expect((await look([order.key], press)).rows).toMatchObject([{ isSent: true, link: { status: "open" } }]);
  await runDueJobs(house);
  expect(mailsTo(order.email)).toBe(1);
  expect((await send([order.key])).kinds).toEqual(["sent"]);
  await runDueJobs(house);
  expect(mailsTo(order.email)).toBe(2);
  expect((await house.sql.query("SELECT 1 FROM payment_link WHERE order_ref = $1", [order.ref])).rows).toHaveLength(1);
});

test("the list hands out the press, so that two tabs opened from it are one; an address without one gets one and keeps its orders", async () => {
  expect(((await member.get(list, "/app/orders")).body as { pressId: string }).pressId).toMatch(/^prs_[0-9a-z]{28}$/);
  const { key } = await addOrder();
  const { status, location } = await member.get(each, pathOf([key], null));
  expect([status, new URLSearchParams(location?.split("?")[1]).getAll("order")]).toEqual([302, [key]]);
  expect(location).toMatch(/^\/app\/each\?.*press=prs_/);
});

test("a script's step sends one of the chosen and nothing else", async () => {
  const [first, second] = [await addOrder(), await addOrder()];
  const press = newPress();
  expect(await send([first.key, second.key], press, { step: second.key, turn: "1" })).toMatchObject({ results: [{ key: second.key, outcome: { kind: "sent" } }], turn: "1" });
  const { key: stranger } = await addOrder();
  expect(await send([first.key, second.key], press, { step: stranger, turn: "2" })).toMatchObject({ ok: false, results: [] });
  await runDueJobs(house);
  expect([first, second].map(({ email }) => mailsTo(email))).toEqual([0, 1]);
});

test("what cannot be sent is said before, with its reason, and the same reason stops it; the others go", async () => {
  const shopGone = await addShop();
  const orders = [
    await addOrder({ customer: { name: "Zoë", email: "", locale: null } }), await addOrder({ openMinor: 0 }), await addOrder({ state: "cancelled" }),
    await addOrder({ state: "paid", openMinor: 0 }), await addOrder({}, null, shopGone), await addOrder(),
  ];
  await updateConnection(house.app.db, { id: shopGone, storeId: member.shop.storeId }, { isEnabled: false });
  const keys = orders.map(({ key }) => key);
  const reasons = ["no-email", "nothing-open", "order-cancelled", "order-paid", "not-connected"];
  expect((await look(keys)).rows.map(({ problem }) => problem)).toEqual([...reasons, null]);
  expect(await send(keys)).toMatchObject({ status: 422, ok: false, kinds: [...reasons, "sent"] });
});

test("paid, cancelled or emptied in the shop since the list was read: not asked for, and said so", async () => {
  const orders = [await addOrder({}, { state: "paid", openMinor: 0 }), await addOrder({}, { state: "cancelled" }), await addOrder({}, { openMinor: 0 })];
  const gone = await addOrder();
  house.paper.orders.delete(gone.ref);
  expect((await send([...orders, gone].map(({ key }) => key))).kinds).toEqual(["order-paid", "order-cancelled", "nothing-open", "order-gone"]);
  await runDueJobs(house);
  expect([...orders, gone].map(({ email }) => mailsTo(email))).toEqual([0, 0, 0, 0]);
});

test("an order whose link was paid while its shop does not say so yet is not asked for twice", async () => {
  const { key } = await addOrder();
  const linkId = (await send([key])).results[0]?.outcome.linkId ?? "";
  const ctx = await member.shop.ctx();
  const started = await startPayment(ctx, { linkId, providerId: member.shop.providerId, shownMinor: null, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  payOnPaper(house, started.paymentId);
  await settlePayment(ctx, started.paymentId);
  expect((await look([key])).rows).toMatchObject([{ problem: "paid-by-link" }]);
  expect((await send([key])).kinds).toEqual(["paid-by-link"]);
});

test("a shop that goes down in the middle is asked no further; its others wait, other shops go on, and the same press ends the work", async () => {
  const other = await addShop();
  const orders = [await addOrder(), await addOrder(), await addOrder(), await addOrder({}, null, other)];
  const keys = orders.map(({ key }) => key);
  const press = newPress();
  let asked = 0;
  house.paper.fault = (vendor, call, moment) => {
    if (call === "getOrder" && moment === "do" && (asked += 1) === 2) throw outage(vendor);
  };
  const first = await send(keys, press);
  expect(first).toMatchObject({ status: 422, kinds: ["sent", "shop-trouble", "not-tried", "sent"] });
  expect(first.results[1]?.outcome).toMatchObject({ isOutage: true, words: { en: "Paper is down" } });
  house.paper.fault = () => undefined;
  expect(await send(keys, press)).toMatchObject({ status: 200, kinds: ["already-sent", "sent", "sent", "already-sent"] });
  await runDueJobs(house);
  expect(orders.map(({ email }) => mailsTo(email))).toEqual([1, 1, 1, 1]);
});

test("a shop that takes its time costs the browser no more than its patience: the rest waits for the same press", async () => {
  const orders = [await addOrder(), await addOrder()];
  house.paper.pause = async () => house.clock.move(30_000);
  expect((await send(orders.map(({ key }) => key))).kinds).toEqual(["sent", "not-tried"]);
  house.paper.pause = async () => undefined;
});

test("without mail nothing can leave, and the page says so", async () => {
  const bare = await openMember(house, "bare@example.test");
  await house.sql.query("DELETE FROM connection WHERE store_id = $1 AND port = 'messenger'", [bare.shop.storeId]);
  const key = `${bare.shop.platformId}/${bare.orderRef}`;
  expect(await look([key], newPress(), bare)).toMatchObject({ hasMessenger: false, rows: [{ problem: "no-messenger" }] });
  expect((await send([key], newPress(), {}, bare)).kinds).toEqual(["no-messenger"]);
});

test("another store's orders are as good as unknown, and nothing of theirs is shown, made or changed", async () => {
  const stranger = await openMember(house, "two@example.test");
  const { key, email } = await addOrder();
  expect(await look([key], newPress(), stranger)).toMatchObject({ rows: [], unknownCount: 1 });
  const before = await countRows(house.sql);
  const answer = await send([key], newPress(), {}, stranger);
  expect(answer).toMatchObject({ ok: false, kinds: ["order-unknown"] });
  expect(JSON.stringify(answer)).not.toContain(email);
  expect(await countRows(house.sql)).toEqual(before);
});

test("more than fit are refused whole, no order is no work, and a look changes nothing", async () => {
  const keys = Array.from({ length: eachOrdersMax + 1 }, (_, index) => `${member.shop.platformId}/many${index}`);
  expect(await look(keys)).toMatchObject({ isTooMany: true, rows: [] });
  expect(await send(keys)).toMatchObject({ ok: false, reason: "too-many" });
  expect(await send([])).toMatchObject({ ok: false, results: [] });
  const { key } = await addOrder();
  const before = await countRows(house.sql);
  await look([key]);
  expect(await countRows(house.sql)).toEqual(before);
});

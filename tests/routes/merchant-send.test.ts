import { afterAll, beforeAll, expect, test } from "vitest";
import { updateConnection } from "../../app/db/connections.server";
import * as order from "../../app/routes/app.orders.$platformId.$ref";
import * as orders from "../../app/routes/app.orders._index";
import { outage } from "../road/paper";
import { runDueJobs } from "../road/house";
import { addOrder, openHouse, openMember, type House, type Member } from "./merchant-house";

let house: House;
let member: Member;
beforeAll(async () => {
  house = await openHouse();
  member = await openMember(house, "one@example.test");
});
afterAll(() => house.close());

const paramsOf = (ref: string) => ({ platformId: member.shop.platformId, ref });
const form = { intent: "send", email: "zoe@example.test", locale: "nl", amount: "", expires: "2030-12-21", note: "" };
const post = (ref: string, change: Partial<typeof form> & { messageId?: string } = {}) => member.post(order, "/app/orders/x/y", { ...form, ...change }, paramsOf(ref));
const linkOf = async (ref: string) =>
  (await house.sql.query("SELECT id, amount_minor, locale, expires_at, description, customer_email FROM payment_link WHERE order_ref = $1", [ref])).rows;

test("a link is sent for all that is open, until the end of the day chosen, in the language chosen", async () => {
  await addOrder(house, member.shop, { ref: "7001", amountMinor: 12_100 });
  const answer = await post("7001", { note: "Merci\u202e !" });
  const [link] = await linkOf("7001");
  expect([answer.status, answer.location]).toEqual([303, `/app/links/${link.id}?notice=sent`]);
  expect(link).toMatchObject({ amount_minor: "12100", locale: "nl", description: "Bestelling 107001", customer_email: "zoe@example.test" });
  expect(link.expires_at.toISOString()).toBe("2030-12-21T22:59:59.000Z");
  await runDueJobs(house);
  expect(house.paper.mails.filter((mail) => mail.to === "zoe@example.test")).toHaveLength(1);
});

test("a double click sends one mail", async () => {
  await addOrder(house, member.shop, { ref: "7002", amountMinor: 5_000 });
  const page = await member.get(order, "/app/orders/x/y", paramsOf("7002"));
  const { messageId } = page.body as { messageId: string };
  const answers = await Promise.all([1, 2, 3].map(() => post("7002", { email: "twice@example.test", messageId })));
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(await linkOf("7002")).toHaveLength(1);
  await runDueJobs(house);
  expect(house.paper.mails.filter((mail) => mail.to === "twice@example.test").map((mail) => mail.messageId)).toEqual([messageId]);
});

test("a link can be made without being sent, and without an address", async () => {
  await addOrder(house, member.shop, { ref: "7003", amountMinor: 5_000 });
  expect((await post("7003", { intent: "create", email: "" })).location).toMatch(/notice=created$/);
  const { rows } = await house.sql.query("SELECT 1 FROM message m JOIN payment_link l ON l.id = m.link_id WHERE l.order_ref = '7003'");
  expect(rows).toEqual([]);
});

test("each wrong field is told by its own reason, with everything that was typed, and nothing is made", async () => {
  await addOrder(house, member.shop, { ref: "7004", amountMinor: 5_000 });
  const wrong: [Partial<typeof form>, object][] = [
    [{ amount: "0" }, { problems: { amount: "not-positive" } }],
    [{ amount: "-1" }, { problems: { amount: "not-positive" } }],
    [{ amount: "1e12" }, { problems: { amount: "not-a-number" } }],
    [{ amount: "12.345" }, { problems: { amount: "too-many-decimals" } }],
    [{ amount: "douze" }, { problems: { amount: "not-a-number" } }],
    [{ email: "a@b.fr\r\nBcc: x@y.fr" }, { problems: { email: "email-wrong" } }],
    [{ email: "" }, { problems: { email: "email-missing" } }],
    [{ expires: "2030-02-30" }, { problems: { expires: "date-wrong" } }],
    [{ note: "é".repeat(501) }, { problems: { note: "note-too-long" } }],
    [{ amount: "50,01" }, { reason: "amount-above-open" }],
    [{ expires: "2030-11-20" }, { reason: "expires-in-the-past" }],
    [{ expires: "2032-01-01" }, { reason: "expires-too-far" }],
  ];
  for (const [change, told] of wrong) {
    const { email, locale, amount, expires, note } = { ...form, ...change };
    expect(await post("7004", change)).toMatchObject({ status: 422, body: { ok: false, typed: { email, locale, amount, expires, note }, ...told } });
  }
  expect(await linkOf("7004")).toEqual([]);
  expect((await post("7004", { amount: "12,50" })).status).toBe(303);
  expect(await linkOf("7004")).toMatchObject([{ amount_minor: "1250" }]);
});

test("the preview is composed by the mail's own code, and leaves nothing behind", async () => {
  await addOrder(house, member.shop, { ref: "7005", amountMinor: 5_000 });
  expect(await post("7005", { intent: "preview" })).toMatchObject({ status: 200, body: { ok: true, preview: { subject: "payment-link", fromName: "Maison Thé" } } });
  expect(await linkOf("7005")).toEqual([]);
});

test("a shop that cannot be asked is told in its words, and the form keeps everything", async () => {
  await addOrder(house, member.shop, { ref: "7006", amountMinor: 5_000 });
  house.paper.fault = (vendor) => {
    if (vendor === "platform") throw outage("platform");
  };
  const answer = await post("7006");
  house.paper.fault = () => undefined;
  expect(answer).toMatchObject({ status: 422, body: { ok: false, reason: "trouble", words: { en: "Paper is down" } } });
  expect(await linkOf("7006")).toEqual([]);
});

test("an order that was paid meanwhile, or whose shop is disconnected, is not asked for", async () => {
  await addOrder(house, member.shop, { ref: "7007", amountMinor: 5_000 });
  const known = house.paper.orders.get("7007");
  if (known) house.paper.orders.set("7007", { ...known, state: "paid", openMinor: 0 });
  expect(await post("7007")).toMatchObject({ status: 422, body: { reason: "order-not-unpaid" } });
  const connection = { id: member.shop.platformId, storeId: member.shop.storeId };
  await updateConnection(house.app.db, connection, { isEnabled: false });
  expect(await post("7007")).toMatchObject({ status: 422, body: { reason: "not-connected" } });
  await updateConnection(house.app.db, connection, { isEnabled: true });
});

test("the list filters, searches, pages by where the last page ended, and shows each order's newest link", async () => {
  const busy = await openMember(house, "busy@example.test");
  for (let count = 0; count < 60; count += 1) {
    house.clock.move(1_000);
    await addOrder(house, busy.shop, { ref: `8${String(count).padStart(3, "0")}`, amountMinor: 1_000 + count });
  }
  type Page = { orders: { ref: string; number: string; link: object | null }[]; pages: { next: string | null; previous: string | null } };
  const read = async (path: string) => (await busy.get(orders, path)).body as Page;
  const seen: string[] = [];
  for (let path: string | null = "/app/orders"; path !== null;) {
    const page: Page = await read(path);
    seen.push(...page.orders.map(({ ref }) => ref));
    path = page.pages.next;
  }
  expect(seen).toHaveLength(61);
  expect(new Set(seen).size).toBe(61);
  expect((await read("/app/orders?q=108007")).orders).toMatchObject([{ ref: "8007", link: null }]);
  expect((await read(`/app/orders?q=${encodeURIComponent("Zoë%")}`)).orders).toEqual([]);
  expect((await read("/app/orders?tab=paid")).orders).toEqual([]);
  expect((await read("/app/orders?after=garbage")).orders).toHaveLength(25);
  expect((await read("/app/orders?q=zoe@")).orders.at(-1)).toBeDefined();
  expect((await read(`/app/orders?tab=all&q=10${busy.orderRef}`)).orders).toMatchObject([{ link: { status: "open", balance: "none" } }]);
});

test("synchronise asks the shop now, and keeps what was wrong until it answers again", async () => {
  await addOrder(house, member.shop, { ref: "7010", amountMinor: 4_200, isSaved: false });
  house.clock.move(60_000);
  house.paper.fault = (_vendor, call) => {
    if (call === "listOrders") throw outage("platform");
  };
  expect((await member.post(orders, "/app/orders", {})).body).toMatchObject({ ok: true, results: [{ outcome: "trouble", words: { en: "Paper is down" } }] });
  const platforms = async () => ((await member.get(orders, "/app/orders")).body as { platforms: object[] }).platforms;
  expect(await platforms()).toMatchObject([{ problems: [{ en: "Paper is down" }] }]);
  house.paper.fault = () => undefined;
  expect((await member.post(orders, "/app/orders", {})).body).toMatchObject({ ok: true, results: [{ outcome: "done" }] });
  expect(await platforms()).toMatchObject([{ problems: [], lastSyncAt: expect.any(Date) }]);
  expect((await member.get(orders, "/app/orders?q=107010")).body).toMatchObject({ orders: [{ ref: "7010" }] });
});

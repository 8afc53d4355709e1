import { afterAll, beforeAll, expect, test } from "vitest";
import { saveOrder } from "../../app/db/orders.server";
import * as link from "../../app/routes/app.links.$linkId";
import * as order from "../../app/routes/app.orders.$platformId.$ref";
import * as together from "../../app/routes/app.together";
import { runDueJobs } from "../road/house";
import { outage, paperOrder } from "../road/paper";
import { addOrder, openHouse, openMember, type House, type Member } from "./merchant-house";

let house: House;
let member: Member;
beforeAll(async () => {
  house = await openHouse();
  member = await openMember(house, "one@example.test");
});
afterAll(() => house.close());

const pathOf = (refs: readonly string[], of: Member = member) => `/app/together?${new URLSearchParams(refs.map((ref) => ["order", `${of.shop.platformId}/${ref}`]))}`;
const form = { intent: "send", email: "zoe@example.test", locale: "nl", note: "Dank u" };
const post = (refs: readonly string[], change: Partial<typeof form> & { messageId?: string } = {}) => member.post(together, pathOf(refs), { ...form, ...change });
const look = async (refs: readonly string[], of: Member = member) => (await of.get(together, pathOf(refs, of))).body as { problem: { reason: string; numbers: string[] } | null; orders: { number: string }[]; messageId: string };
const countOf = async (table: string) => Number((await house.sql.query(`SELECT count(*) AS n FROM ${table} WHERE store_id = $1`, [member.shop.storeId])).rows[0].n);

async function addOther(ref: string, change: object): Promise<void> {
  const { platformId, storeId } = member.shop;
  const made = { ...paperOrder(ref, 1_000, house.clock.now()), ...change };
  house.paper.orders.set(ref, made);
  await saveOrder(house.app.db, { storeId, platformId, order: made, readAt: house.clock.now() });
}

test("two orders of one customer: missing links are made, one page, one mail however often it is pressed", async () => {
  await addOrder(house, member.shop, { ref: "501", amountMinor: 2_000 });
  await addOrder(house, member.shop, { ref: "502", amountMinor: 3_500 });
  const { messageId, problem } = await look(["501", "502"]);
  expect(problem).toBeNull();
  const answers = await Promise.all([1, 2].map(() => post(["501", "502"], { messageId })));
  answers.push(await post(["502", "501"], { messageId }));
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(new Set(answers.map(({ location }) => location)).size).toBe(1);
  expect(await countOf("basket")).toBe(1);
  await runDueJobs(house);
  expect(house.paper.mails.filter((mail) => mail.messageId === messageId)).toHaveLength(1);
  const { rows } = await house.sql.query("SELECT sent_amount_minor::int AS sent, (SELECT count(*)::int FROM link_event e WHERE e.link_id = l.id AND e.kind = 'message-sent') AS told FROM payment_link l WHERE order_ref IN ('501', '502') ORDER BY order_ref");
  expect(rows).toEqual([{ sent: 2_000, told: 1 }, { sent: 3_500, told: 1 }]);
});

test("the page stands on each of its links, and is withdrawn from any of them; a stranger cannot", async () => {
  const { rows } = await house.sql.query("SELECT id FROM payment_link WHERE order_ref = '502'");
  const linkId = String(rows[0].id);
  const read = async () => ((await member.get(link, "/", { linkId })).body as { baskets: { id: string; closedBy: string | null; links: object[] }[]; messages: object[] });
  const { baskets: [basket], messages } = await read();
  expect([basket?.closedBy, basket?.links.length, messages.length]).toEqual([null, 2, 1]);
  const stranger = await openMember(house, "two@example.test");
  await stranger.post(link, "/", { intent: "withdraw", basketId: basket!.id }, { linkId: stranger.linkId });
  expect((await read()).baskets[0]?.closedBy).toBeNull();
  expect((await member.post(link, "/", { intent: "withdraw", basketId: basket!.id }, { linkId })).status).toBe(303);
  expect((await read()).baskets[0]?.closedBy).toBe("basket-cancelled");
  // Asked for again it is a new page: the withdrawn address stays withdrawn.
  await post(["501", "502"], { intent: "create" });
  expect((await read()).baskets.map(({ closedBy }) => closedBy)).toEqual([null, "basket-cancelled"]);
});

test("the order's page offers what else the customer has to pay", async () => {
  const page = (await member.get(order, "/", { platformId: member.shop.platformId, ref: "501" })).body as { others: { ref: string }[] };
  expect(page.others.map(({ ref }) => ref)).toContain("502");
});

test("different customers, no address, paid, two currencies, unknown, one alone: each its reason, and nothing is made", async () => {
  await addOther("511", { customer: { name: "Léa", email: "lea@example.test", locale: null } });
  await addOther("512", { customer: { name: "Zoë Peeters", email: "", locale: null } });
  await addOther("513", { state: "paid", openMinor: 0 });
  await addOther("514", { ...paperOrder("514", 9_000, house.clock.now(), "JPY") });
  const before = [await countOf("basket"), await countOf("payment_link"), await countOf("message")];
  const cases: [string[], string][] = [
    [["501", "511"], "customers-differ"], [["501", "512"], "customers-differ"], [["501", "513"], "order-not-unpaid"],
    [["501", "514"], "currencies-differ"], [["501", "nowhere"], "order-unknown"], [["501"], "too-few-orders"], [["501", "501"], "too-few-orders"], [[], "too-few-orders"],
  ];
  for (const [refs, reason] of cases) {
    expect([refs, (await look(refs)).problem?.reason]).toEqual([refs, reason]);
    expect((await post(refs)).body).toMatchObject({ ok: false, reason });
  }
  expect((await look(["501", "513"])).problem?.numbers).toEqual(["10513"]);
  expect([await countOf("basket"), await countOf("payment_link"), await countOf("message")]).toEqual(before);
});

test("another store's orders are as good as unknown", async () => {
  const stranger = await openMember(house, "three@example.test");
  const answer = await stranger.get(together, pathOf(["501", "502"]));
  expect(answer.body).toMatchObject({ problem: { reason: "order-unknown" }, orders: [] });
});

test("a wrong address or a shop that is down loses nothing that was typed", async () => {
  expect((await post(["501", "502"], { email: "zoe" })).body).toMatchObject({ ok: false, reason: "fields", problems: { email: "email-wrong" }, typed: { note: "Dank u" } });
  expect((await post(["501", "502"], { email: "" })).body).toMatchObject({ problems: { email: "email-missing" } });
  await addOrder(house, member.shop, { ref: "521", amountMinor: 700 });
  house.paper.fault = (vendor, call) => { if (call === "getOrder") throw outage(vendor); };
  expect((await post(["501", "521"])).body).toMatchObject({ ok: false, reason: "trouble" });
  house.paper.fault = () => undefined;
  expect((await post(["501", "521"])).status).toBe(303);
});

test("a paid order falls out of a mail that waits, and a mail with nothing left is not sent", async () => {
  await addOrder(house, member.shop, { ref: "531", amountMinor: 1_100 });
  await addOrder(house, member.shop, { ref: "532", amountMinor: 1_200 });
  await post(["531", "532"], { email: "late@example.test" });
  await addOther("531", { ...paperOrder("531", 1_100, house.clock.now()), state: "cancelled" });
  await addOther("532", { ...paperOrder("532", 1_200, house.clock.now()), state: "cancelled" });
  await runDueJobs(house);
  expect(house.paper.mails.filter((mail) => mail.to === "late@example.test")).toEqual([]);
  expect((await house.sql.query("SELECT problem FROM message WHERE recipient = 'late@example.test'")).rows).toEqual([{ problem: "no-longer-due" }]);
});

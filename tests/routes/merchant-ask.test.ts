import { afterEach, beforeEach, expect, test } from "vitest";
import { listReceiptsOfLink } from "../../app/db/receipts.server";
import type { TypedAsk } from "../../app/core/ask-form";
import { updateStore } from "../../app/db/stores.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import * as link from "../../app/routes/app.links.$linkId";
import * as notice from "../../app/routes/app.links.$linkId_.notice[.]pdf";
import * as links from "../../app/routes/app.links._index";
import * as ask from "../../app/routes/app.links.new";
import * as pay from "../../app/routes/p.$token/route";
import { getLinkToken } from "../../app/db/links.server";
import { payOnPaper, runDueJobs } from "../road/house";
import { call, openHouse, openMember, origin, type House, type Member } from "./merchant-house";

let house: House;
let one: Member;
beforeEach(async () => {
  house = await openHouse();
  one = await openMember(house, "one@example.test");
});
afterEach(() => house.close());

const path = "/app/links/new";
const typed = {
  purpose: "Acompte <table>", amountKind: "fixed", amount: "1 250,50", currency: "EUR", use: "once", name: "Zoë", email: "zoe@example.test", locale: "nl", expires: "2030-12-01", note: "Merci",
};
const linkIdOf = (location: string | null) => /\/app\/links\/(lnk_\w+)\?/.exec(location ?? "")?.[1] ?? "";
const rowOf = async (linkId: string) => (await house.sql.query("SELECT * FROM payment_link WHERE id = $1", [linkId])).rows[0];
const make = async (change: Partial<{ [Field in keyof TypedAsk]: string }>, intent = "create") => linkIdOf((await one.post(ask, path, { ...typed, ...change, intent })).location);

/** Pays a link's page as a shopper does, and lets all that follows happen. */
async function payAt(linkId: string, fields: Record<string, string>): Promise<number> {
  const token = await getLinkToken(house.app.db, one.shop.storeId, linkId);
  const before = new Set(house.paper.checkouts.keys());
  const request = new Request(`${origin}/p/${token}`, { method: "POST", body: new URLSearchParams({ way: one.shop.providerId, ...fields }) });
  const { status } = await call(house, pay.action as never, request, { token });
  for (const [ref, { paymentId }] of house.paper.checkouts) {
    if (before.has(ref)) continue;
    payOnPaper(house, paymentId);
    await settlePayment(await one.shop.ctx(), paymentId);
  }
  await runDueJobs(house);
  return status;
}

test("a payment is asked for without an order: previewed, sent once for two presses, paid and receipted", async () => {
  const { body: page } = await one.get(ask, path);
  const { linkId, messageId } = page as { linkId: string; messageId: string };
  expect(page).toMatchObject({ hasMessenger: true, hasProvider: true, initial: { locale: "fr", expires: "2030-12-21", currency: "EUR" } });
  expect((await one.post(ask, path, { ...typed, intent: "preview" })).body).toMatchObject({ ok: true, preview: { subject: "payment-link" }, typed });
  const fields = { ...typed, intent: "send", linkId, messageId };
  const both = await Promise.all([one.post(ask, path, fields), one.post(ask, path, fields)]);
  expect(both.map(({ location }) => location)).toEqual([`/app/links/${linkId}?notice=sent`, `/app/links/${linkId}?notice=sent`]);
  await runDueJobs(house);
  expect(house.paper.mails.filter(({ to }) => to === "zoe@example.test")).toHaveLength(1);
  expect(await rowOf(linkId)).toMatchObject({ kind: "single", description: "Acompte <table>", amount_minor: "125050", customer_name: "Zoë", locale: "nl", order_ref: null });
  expect(await payAt(linkId, { shown: "125050" })).toBe(303);
  const { state, events } = (await one.get(link, "/x", { linkId })).body as { state: { status: string }; events: { kind: string; by: string | null }[] };
  expect([state.status, events.find(({ kind }) => kind === "created")?.by]).toEqual(["paid", "one@example.test"]);
  expect((await listReceiptsOfLink(house.app.db, one.shop.storeId, linkId)).map(({ facts }) => facts.payer.email)).toEqual(["zoe@example.test"]);
});

test.each([["12.345", "too-many-decimals"], ["douze", "not-a-number"], ["0", "not-positive"], ["-1", "not-positive"], ["1e12", "not-a-number"], ["1000000000000", "too-large"], ["", "amount-missing"]])("an amount of %j is refused with all that was typed", async (amount, problem) => {
  const answer = await one.post(ask, path, { ...typed, amount, intent: "send" });
  expect(answer).toMatchObject({ status: 422, body: { ok: false, reason: "fields", problems: { amount: problem }, typed: { ...typed, amount } } });
  expect((await house.sql.query("SELECT count(*)::int AS made FROM payment_link WHERE kind <> 'order'")).rows[0].made).toBe(0);
});

test("the payer chooses a free amount, and the link is done", async () => {
  const linkId = await make({ amountKind: "free", amount: "" });
  expect(await rowOf(linkId)).toMatchObject({ amount_minor: null });
  expect(await payAt(linkId, { amount: "12,50" })).toBe(303);
  const { state, totals } = (await one.get(link, "/x", { linkId })).body as { state: { status: string }; totals: { paidMinor: number } };
  expect([state.status, totals.paidMinor]).toEqual(["paid", 1_250]);
});

test("a link for many is paid again and again in full; nobody's receipt reaches another, and it asks everybody for all of it", async () => {
  const linkId = await make({ use: "many", amount: "10" }, "send");
  await runDueJobs(house);
  expect(house.paper.mails.filter(({ to }) => to === "zoe@example.test")).toHaveLength(1);
  expect(await rowOf(linkId)).toMatchObject({ kind: "reusable", customer_name: "", customer_email: "" });
  for (let payer = 0; payer < 3; payer += 1) expect(await payAt(linkId, { shown: "1000" })).toBe(303);
  const { state, totals, link: shown } = (await one.get(link, "/x", { linkId })).body as { state: { status: string }; totals: { paidMinor: number }; link: { customer: { email: string } } };
  expect([state.status, totals.paidMinor]).toEqual(["open", 3_000]);
  expect(await listReceiptsOfLink(house.app.db, one.shop.storeId, linkId)).toHaveLength(3);
  expect(house.paper.mails.filter(({ message }) => message === "receipt")).toEqual([]);
  await one.post(link, "/x", { intent: "resend", email: "yan@example.test", note: "" }, { linkId });
  expect(await runDueJobs(house)).toEqual([]);
  expect([house.paper.mails.at(-1)?.to, shown.customer.email, (await rowOf(linkId)).customer_email]).toEqual(["yan@example.test", "", ""]);
});

test("a notice to print names one debt: a free or shared link has none", async () => {
  const debts = await Promise.all([make({}), make({ amountKind: "free" }), make({ use: "many" })]);
  const statuses = await Promise.all(debts.map(async (linkId) => (await one.get(notice, "/x", { linkId })).status));
  expect(statuses).toEqual([200, 404, 404]);
});

test("a day that is over is told at its field; without mail a link is made but not sent", async () => {
  expect((await one.post(ask, path, { ...typed, expires: "2030-11-20", intent: "create" })).body).toMatchObject({ ok: false, reason: "expires-in-the-past" });
  await house.sql.query("DELETE FROM connection WHERE port = 'messenger'");
  expect((await one.post(ask, path, { ...typed, intent: "send" })).body).toMatchObject({ ok: false, reason: "no-messenger" });
  expect(await make({ email: "" })).toMatch(/^lnk_/);
});

test("the list offers it, and shows for many what is for many", async () => {
  const linkId = await make({ use: "many", amountKind: "free" });
  const { body } = await one.get(links, "/app/links");
  expect(body).toMatchObject({ canAsk: true, links: [{ link: { id: linkId, kind: "reusable", amountMinor: null }, state: { status: "open" } }, {}] });
  house.app.registry = { ...house.app.registry, provider: [] };
  expect((await one.get(links, "/app/links")).body).toMatchObject({ canAsk: false });
  expect((await one.get(ask, path)).status).toBe(404);
});

test("a plan is asked for without an order, said before and after, and paid in its parts; the shop's usual one stands in the form", async () => {
  await updateStore(house.app.db, one.shop.storeId, { plan: { kind: "instalments", count: 4, every: "week" } });
  expect((await one.get(ask, path)).body).toMatchObject({ initial: { plan: "instalments", planCount: "4", planEvery: "week" } });
  const linkId = await make({ amount: "100,01", plan: "deposit", planShare: "30 %" }, "send");
  await runDueJobs(house);
  expect((await rowOf(linkId)).plan).toEqual({ kind: "deposit", first: { percent: 30 } });
  const token = await getLinkToken(house.app.db, one.shop.storeId, linkId);
  const look = async () => String((await call(house, pay.loader as never, new Request(`${origin}/p/${token}`), { token })).body).replace(/[\u00a0\u202f]/g, " ");
  expect((await look()).match(/name="part"[^>]*value="\d+"|value="\d+"[^>]*name="part"/g)?.map((input) => /value="(\d+)"/.exec(input)?.[1])).toEqual(["3000", "10001"]);
  expect(await payAt(linkId, { shown: "10001", part: "3000" })).toBe(303);
  expect((await one.get(link, "/x", { linkId })).body).toMatchObject({ link: { plan: { kind: "deposit" } }, totals: { paidMinor: 3_000 }, state: { status: "open", balance: "partial", openMinor: 7_001 } });
  for (const said of ["Betalingsschema", "Al betaald", "€ 30,00", "Nog te betalen", "€ 70,01"]) expect(await look()).toContain(said);
  expect(await payAt(linkId, { shown: "7001" })).toBe(303);
  expect((await one.get(link, "/x", { linkId })).body).toMatchObject({ totals: { paidMinor: 10_001, surplusMinor: 0 }, state: { status: "paid" } });
  // Nobody who asks without naming a plan is given the shop's.
  expect((await rowOf(await make({}))).plan).toBeNull();
});

test.each([
  [{ amountKind: "free", plan: "deposit" }, { plan: "plan-needs-amount" }],
  [{ use: "many", plan: "instalments" }, { plan: "plan-needs-one-payer" }],
  [{ plan: "any", planShare: "a third" }, { planShare: "share-wrong" }],
  [{ plan: "instalments", planCount: "1" }, { planCount: "count-wrong" }],
])("a plan that cannot be is refused at its field, and no link is made: %j", async (change, problems) => {
  for (const intent of ["preview", "send", "create"]) {
    expect(await one.post(ask, path, { ...typed, ...change, intent })).toMatchObject({ status: 422, body: { ok: false, reason: "fields", problems, typed: { ...typed, ...change } } });
  }
  expect((await house.sql.query("SELECT count(*)::int AS made FROM payment_link WHERE kind <> 'order'")).rows[0].made).toBe(0);
});

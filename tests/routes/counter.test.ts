import { afterAll, beforeAll, expect, test } from "vitest";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { inPerson } from "../../adapters/in-person/index.server";
import { insertConnection } from "../../app/db/connections.server";
import { updateStore } from "../../app/db/stores.server";
import type { CounterFacts } from "../../app/flows/read-counter.server";
import type { LinkView } from "../../app/flows/read-link.server";
import { verifyTill } from "../../app/flows/verify-till.server";
import * as counter from "../../app/routes/app.links.$linkId_.counter";
import * as sign from "../../app/routes/app.receipts.$receiptId_.sign";
import * as link from "../../app/routes/app.links.$linkId";
import * as orderCounter from "../../app/routes/app.orders.$platformId.$ref_.counter";
import { VendorError } from "../../app/core/vendor-error";
import { addOrder, openHouse, openLink, openMember, type House, type Member } from "./merchant-house";
import { runDueJobs } from "../road/house";

let house: House;
let member: Member;
let other: Member;
let stop: ((call: string) => void) | null = null;

/** The counter of the product, with a hand on the moment between the note and the answer. */
const counterAdapter: typeof inPerson = {
  ...inPerson,
  connect(values, deps) {
    const port = inPerson.connect(values, deps);
    return { ...port, async recordReceived(money) { await port.recordReceived?.(money); stop?.("recordReceived"); } };
  },
};

beforeAll(async () => {
  house = await openHouse({ extraProviders: [bankTransfer, counterAdapter] });
  member = await openMember(house, "one@example.test");
  other = await openMember(house, "other@example.test");
  await connect(member);
  await updateStore(house.app.db, member.shop.storeId, { country: "BE" });
});
afterAll(() => house.close());

async function connect({ shop: { storeId } }: Member): Promise<void> {
  const at = house.clock.now();
  const add = (vendor: string, settings: Record<string, string>) => insertConnection(house.app.db, { id: house.app.newId("con"), storeId, port: "provider", vendor, hookSecret: null, at, settings });
  await add(bankTransfer.vendor, { holder: "Maison Thé", iban: "BE72000000001616", bic: "", referenceKind: "auto", ogmLine: "11" });
  await add(inPerson.vendor, { place: "Rue Haute 12", cashMax: "3000", chequeOrder: "Maison Thé" });
}

const post = (linkId: string, fields: Record<string, string>, who = member) => who.post(counter, `/app/links/${linkId}/counter`, fields, { linkId });
const read = async (linkId: string) => (await member.get(counter, "/x", { linkId })).body as CounterFacts;
const view = async (linkId: string) => (await member.get(link, "/x", { linkId })).body as LinkView;
const received = async (linkId: string, change: Record<string, string> = {}) => ({ intent: "received", noteId: (await read(linkId)).noteId, method: "cash", amount: "121,00", date: "", ...change });
const faults = async () => (await verifyTill(await member.shop.ctx())).faults;

test("cash for a link that was never opened is noted once, however often the button is pressed", async () => {
  const { linkId, orderRef } = await openLink(house, member.shop);
  const press = await received(linkId);
  const answers = await Promise.all([1, 2, 3, 4].map(() => post(linkId, press)));
  expect(answers.map(({ status, location }) => [status, location])).toEqual(answers.map(() => [303, `/app/links/${linkId}/counter?notice=noted`]));
  await runDueJobs(house);
  const seen = await view(linkId);
  expect([seen.state.status, seen.payments.length, seen.receipts.length, seen.counter?.notes.length]).toEqual(["paid", 1, 1, 1]);
  expect(house.paper.markedPaid.filter((mark) => mark.orderRef === orderRef)).toHaveLength(1);
  expect(await post(linkId, { ...press, amount: "120,00" })).toMatchObject({ status: 422, body: { reason: "noted-otherwise" } });
});

test("an order nobody was sent a link for gets one link, one attempt and one note", async () => {
  await addOrder(house, member.shop, { ref: "walk-in", amountMinor: 4_200 });
  const params = { platformId: member.shop.platformId, ref: "walk-in" };
  const { noteId } = (await member.get(orderCounter, "/x", params)).body as CounterFacts;
  const press = { intent: "received", noteId, method: "cash", amount: "42", date: "" };
  const [first, second] = await Promise.all([member.post(orderCounter, "/x", press, params), member.post(orderCounter, "/x", press, params)]);
  expect(first.location).toMatch(/^\/app\/links\/lnk_\w+\/counter\?notice=noted$/);
  const linkId = /lnk_\w+/.exec(first.location ?? "")?.[0] ?? "";
  // The second may come when the order is paid already: told so, or led to the same link; never a second note.
  expect([first.location, null]).toContain(second.location);
  await runDueJobs(house);
  expect((await view(linkId)).payments).toHaveLength(1);
  const { rows } = await house.sql.query<{ n: string }>("SELECT count(*) AS n FROM payment_link WHERE order_ref = 'walk-in'");
  expect(Number(rows[0]?.n)).toBe(1);
  expect((await member.get(orderCounter, "/x", params)).status).toBe(200);
});

test("a part leaves the rest open; more than that is said first, and kept as a surplus when it is meant", async () => {
  const { linkId } = await openLink(house, member.shop);
  await post(linkId, await received(linkId, { amount: "21" }));
  const more = await received(linkId, { amount: "100,50", method: "bank-transfer", date: "2030-11-20" });
  expect(await post(linkId, more)).toMatchObject({ status: 422, body: { reason: "more-than-open", typed: { amount: "100,50" } } });
  expect((await post(linkId, { ...more, mayExceed: "true" })).status).toBe(303);
  await runDueJobs(house);
  const seen = await view(linkId);
  expect([seen.state, seen.tasks.map(({ kind }) => kind)]).toMatchObject([{ status: "paid", balance: "over" }, ["surplus"]]);
  const back = seen.counter?.returnables.find(({ held }) => held.amountMinor === 10_050);
  const give = { intent: "returned", noteId: `${(await read(linkId)).noteId}_back`, paymentId: back?.paymentId ?? "", amount: "0,50", method: "bank-transfer", reason: "Trop-perçu" };
  expect((await Promise.all([post(linkId, give), post(linkId, give)])).map(({ status }) => status)).toEqual([303, 303]);
  expect((await view(linkId)).state.balance).toBe("none");
  expect(await post(linkId, { ...give, noteId: `${(await read(linkId)).noteId}_more`, amount: "5000" })).toMatchObject({ status: 422, body: { reason: "more-than-held", typed: { amount: "5000" } } });
});

test("a slip is taken back by a row with its reason; the link asks again and the receipt is cancelled", async () => {
  const { linkId } = await openLink(house, member.shop);
  await post(linkId, await received(linkId));
  await runDueJobs(house);
  const [note] = (await read(linkId)).notes;
  const reverse = { intent: "reverse", aboutId: note?.id ?? "", noteId: `${(await read(linkId)).noteId}_reverse`, reason: "" };
  expect(await post(linkId, reverse)).toMatchObject({ status: 422, body: { reason: "reason-missing" } });
  const press = { ...reverse, reason: "Mauvaise commande" };
  expect((await Promise.all([post(linkId, press), post(linkId, press)])).map(({ location }) => location)).toEqual([1, 2].map(() => `/app/links/${linkId}/counter?notice=note-reversed`));
  expect(await post(linkId, { ...press, noteId: `${(await read(linkId)).noteId}_reverse` })).toMatchObject({ body: { reason: "already-reversed" } });
  await runDueJobs(house);
  const seen = await view(linkId);
  expect([seen.state, seen.receipts.map(({ kind }) => kind), seen.tasks.map(({ kind }) => kind)]).toEqual([
    { status: "open", balance: "none", openMinor: 12_100, marks: ["shop-still-paid"] }, ["receipt", "cancelled-receipt"], ["money-taken-back"],
  ]);
  expect((await post(linkId, await received(linkId))).status).toBe(303);
  expect([(await view(linkId)).state.status, (await view(linkId)).payments.length]).toEqual(["paid", 1]);
  expect(await faults()).toEqual([]);
});

test("of two notes on one link, the one taken back cancels its own receipt, which nobody is asked to sign", async () => {
  const { linkId } = await openLink(house, member.shop);
  for (const amount of ["50,00", "71,00"]) {
    await post(linkId, await received(linkId, { amount }));
    await runDueJobs(house);
    house.clock.move(60_000);
  }
  const before = await read(linkId);
  const second = before.receipts.find(({ amount }) => amount.amountMinor === 7_100);
  const note = before.notes.find(({ amount }) => amount.amountMinor === 7_100);
  expect(before.receipts).toHaveLength(2);
  await post(linkId, { intent: "reverse", aboutId: note?.id ?? "", noteId: `${before.noteId}_reverse`, reason: "Mauvaise commande" });
  await runDueJobs(house);
  const { rows } = await house.sql.query<{ refers: string }>("SELECT facts->>'refersTo' AS refers FROM receipt WHERE link_id = $1 AND facts->>'kind' = 'cancelled-receipt'", [linkId]);
  expect(rows).toEqual([{ refers: second?.number }]);
  expect((await read(linkId)).receipts.map(({ amount }) => amount.amountMinor)).toEqual([5_000]);
  expect((await member.get(sign, "/x", { receiptId: second?.id ?? "" })).status).toBe(404);
});

test("a crash between the account's note and the ledger is ended by the job born with the note", async () => {
  const { linkId } = await openLink(house, member.shop);
  stop = () => { throw new Error("killed"); };
  await expect(post(linkId, await received(linkId))).rejects.toThrow("killed");
  stop = null;
  expect((await view(linkId)).state.status).toBe("open");
  house.clock.move(31_000);
  await runDueJobs(house);
  expect([(await view(linkId)).state.status, (await read(linkId)).notes.map(({ status }) => status)]).toEqual(["paid", ["done"]]);
  stop = () => { throw new VendorError({ vendor: "x", isRetryable: true, merchantMessage: { fr: "non", en: "no" } }); };
  const again = await openLink(house, member.shop);
  const press = await received(again.linkId);
  expect(await post(again.linkId, press)).toMatchObject({ status: 422, body: { reason: "trouble", typed: { noteId: press.noteId } } });
  stop = null;
  expect((await post(again.linkId, press)).status).toBe(303);
  expect((await view(again.linkId)).payments).toMatchObject([{ captured: { amountMinor: 12_100 } }]);
  expect(await faults()).toEqual([]);
});

test("a cheque is banked, cleared and taken back, or bounces: the link is asked again and a person told", async () => {
  const { linkId } = await openLink(house, member.shop);
  const cheque = { method: "cheque", number: "1234567", bank: "Banque du Nord", drawer: "Camille Lefèvre" };
  expect(await post(linkId, await received(linkId, { ...cheque, number: "" }))).toMatchObject({ status: 422, body: { problems: { number: "number-missing" } } });
  await post(linkId, await received(linkId, cheque));
  const aboutId = (await read(linkId)).notes[0]?.id ?? "";
  const step = async (name: string) => post(linkId, { intent: "step", step: name, aboutId, noteId: `${(await read(linkId)).noteId}_${name}`, date: "" });
  expect(await step("cleared")).toMatchObject({ status: 422, body: { reason: "not-now" } });
  expect((await step("banked")).status).toBe(303);
  expect((await view(linkId)).state.status).toBe("open");
  expect((await step("bounced")).status).toBe(303);
  expect(await step("cleared")).toMatchObject({ body: { reason: "not-now" } });
  expect((await view(linkId)).tasks.map(({ kind }) => kind)).toEqual(["cheque-bounced"]);
  await post(linkId, await received(linkId, { ...cheque, number: "7654321" }));
  const second = (await read(linkId)).notes[0]?.id ?? "";
  for (const name of ["banked", "cleared"]) await post(linkId, { intent: "step", step: name, aboutId: second, noteId: `${(await read(linkId)).noteId}_${name}`, date: "" });
  expect((await view(linkId)).state.status).toBe("paid");
  await post(linkId, { intent: "step", step: "reversed", aboutId: second, noteId: `${(await read(linkId)).noteId}_reversed`, date: "" });
  const seen = await view(linkId);
  expect([seen.state.status, seen.counter?.notes[0]?.steps.map(({ step: name }) => name)]).toEqual(["open", ["received", "banked", "cleared", "reversed"]]);
  expect(await faults()).toEqual([]);
});

test("a French shop that sells to consumers notes no cash until it says so itself, and may note transfers", async () => {
  await connect(other);
  const { linkId } = await openLink(house, other.shop);
  const facts = (await other.get(counter, "/x", { linkId })).body as CounterFacts;
  expect([facts.methods, facts.cash, facts.law]).toEqual([["bank-transfer"], "off", "french-till"]);
  const press = { intent: "received", noteId: facts.noteId, method: "cash", amount: "121", date: "" };
  expect(await post(linkId, press, other)).toMatchObject({ status: 422, body: { reason: "till-off" } });
  await updateStore(house.app.db, other.shop.storeId, { notesCash: true });
  expect((await post(linkId, press, other)).status).toBe(303);
});

test("what belongs to another store can neither be seen nor noted", async () => {
  const { linkId } = await openLink(house, member.shop);
  await post(linkId, await received(linkId));
  const [note] = (await read(linkId)).notes;
  const theirs = await openLink(house, other.shop);
  expect((await other.get(counter, "/x", { linkId })).status).toBe(404);
  expect((await post(linkId, { intent: "received" }, other)).status).toBe(404);
  expect(await post(theirs.linkId, { intent: "reverse", aboutId: note?.id ?? "", noteId: "hnd_0123456789_x", reason: "x" }, other)).toMatchObject({ status: 422, body: { reason: "not-there" } });
});

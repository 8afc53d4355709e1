import { afterAll, beforeAll, expect, test } from "vitest";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { insertConnection } from "../../app/db/connections.server";
import type { BasketCounter } from "../../app/flows/read-basket-counter.server";
import type { LinkView } from "../../app/flows/read-link.server";
import * as basketCounter from "../../app/routes/app.baskets.$basketId_.counter";
import * as linkCounter from "../../app/routes/app.links.$linkId_.counter";
import * as link from "../../app/routes/app.links.$linkId";
import * as links from "../../app/routes/app.links._index";
import { openBasketOf, type Basketed } from "../road/basket-walk";
import { runDueJobs } from "../road/house";
import { openHouse, openMember, type House, type Member } from "./merchant-house";

let house: House;
let member: Member;
let basket: Basketed;
beforeAll(async () => {
  house = await openHouse({ extraProviders: [bankTransfer] });
  member = await openMember(house, "one@example.test");
  await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: member.shop.storeId, port: "provider", vendor: bankTransfer.vendor, hookSecret: null, at: house.clock.now(),
    settings: { holder: "Maison Thé", iban: "BE72000000001616", bic: "", referenceKind: "auto", ogmLine: "11" },
  });
  basket = await openBasketOf(house, member.shop, [{ ref: "61", amountMinor: 3_000 }, { ref: "62", amountMinor: 4_500 }]);
});
afterAll(() => house.close());

const at = () => ({ basketId: basket.basketId });
const read = async () => (await member.get(basketCounter, "/x", at())).body as BasketCounter;
const post = (fields: Record<string, string>, who = member) => who.post(basketCounter, "/x", fields, at());
const all = () => Object.fromEntries(basket.linkIds.map((linkId) => [`for:${linkId}`, "true"]));

test("the reference on a statement, typed into the links' search, leads to one note for the whole basket", async () => {
  const { reference, picks, open } = await read();
  expect([picks.map((pick) => [pick.orderNumber, pick.open.amountMinor, pick.isPicked]), open.amountMinor]).toEqual([[["1061", 3_000, true], ["1062", 4_500, true]], 7_500]);
  const found = (await member.get(links, `/app/links?${new URLSearchParams({ q: reference ?? "" })}`)).body as { links: { link: { id: string } }[]; basketId: string | null };
  expect([found.basketId, found.links.map((row) => row.link.id).sort()]).toEqual([basket.basketId, [...basket.linkIds].sort()]);
  expect((await member.get(links, "/app/links?q=1061")).body).toMatchObject({ basketId: null });
});

test("what is typed wrong, too much, or for nothing is said with all that was typed; the links of other baskets do not count", async () => {
  const { noteId } = await read();
  const press = { intent: "received", noteId, method: "bank-transfer", amount: "75,00", date: "", ...all() };
  expect(await post({ ...press, amount: "douze" })).toMatchObject({ status: 422, body: { reason: "fields", problems: { amount: "not-a-number" }, typed: { [`for:${basket.linkIds[0]}`]: "true" } } });
  expect(await post({ ...press, amount: "75,01" })).toMatchObject({ status: 422, body: { reason: "more-than-open" } });
  expect(await post({ intent: "received", noteId, method: "bank-transfer", amount: "75", date: "", [`for:${member.linkId}`]: "true" })).toMatchObject({ status: 422, body: { reason: "nothing-picked" } });
  const stranger = await openMember(house, "two@example.test");
  expect((await post(press, stranger)).status).toBe(404);
});

test("noted once for two presses, each order is paid; seen on each, and taken back from the basket's page for both", async () => {
  const { noteId } = await read();
  const press = { intent: "received", noteId, method: "bank-transfer", amount: "75,00", date: "", ...all() };
  const answers = await Promise.all([post(press), post(press)]);
  expect(answers.map(({ location }) => location)).toEqual([1, 2].map(() => `/app/baskets/${basket.basketId}/counter?notice=noted`));
  await runDueJobs(house);
  const views = async () => Promise.all(basket.linkIds.map(async (linkId) => (await member.get(link, "/x", { linkId })).body as LinkView));
  expect((await views()).map(({ state, receipts, counter }) => [state.status, receipts.map(({ amount }) => amount.amountMinor), counter?.notes.map(({ sharedBy }) => sharedBy.map(({ orderNumber }) => orderNumber))]))
    .toEqual([["paid", [3_000], [["1061", "1062"]]], ["paid", [4_500], [["1061", "1062"]]]]);
  const after = await read();
  expect([after.isPaid, after.notes.length]).toEqual([true, 1]);
  const reverse = { intent: "reverse", aboutId: noteId, noteId: `${after.noteId}_reverse`, reason: "Mauvais client" };
  expect((await post(reverse)).location).toMatch(/note-reversed$/);
  await runDueJobs(house);
  expect((await views()).map(({ state }) => state.status)).toEqual(["open", "open"]);
  const again = await member.post(linkCounter, "/x", { ...reverse, noteId: `${after.noteId}_again` }, { linkId: basket.linkIds[1]! });
  expect(again).toMatchObject({ status: 422, body: { reason: "already-reversed" } });
});

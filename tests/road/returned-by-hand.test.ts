import { afterAll, beforeEach, expect, test } from "vitest";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { currencyOf } from "../../app/core/currency";
import { moneyOf } from "../../app/core/money";
import { insertConnection } from "../../app/db/connections.server";
import { noteReturned, reverseNote } from "../../app/flows/note-about.server";
import { noteReceived } from "../../app/flows/note-received.server";
import { refreshOrder } from "../../app/flows/refresh-order.server";
import { readCounter } from "../../app/flows/read-counter.server";
import { readLink } from "../../app/flows/read-link.server";
import { rebookMoney, undoRebooking } from "../../app/flows/rebook-money.server";
import { openHouse, openLink, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";

let house: House;
let shop: Shop;
beforeEach(async () => {
  house ??= await openHouse({ extraProviders: [bankTransfer] });
  shop = await house.openShop();
  await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: bankTransfer.vendor, hookSecret: null, at: house.clock.now(),
    settings: { holder: "Maison Verhaegen SRL", iban: "BE72000000001616", bic: "", referenceKind: "auto", ogmLine: "11" },
  });
});
afterAll(() => house.close());

const eur = (amountMinor: number) => moneyOf(amountMinor, currencyOf("EUR"));
const rest = async () => expect(await runDueJobs(house)).toEqual([]);
const view = async (linkId: string) => (await readLink(await shop.ctx(), linkId))!;
const returnable = async (linkId: string) => (await readCounter(await shop.ctx(), linkId))?.returnables.map(({ held, own }) => [held.amountMinor, own.amountMinor]);
const receiptsOf = async (linkId: string) => (await view(linkId)).receipts.map(({ kind, amount }) => [kind, amount.amountMinor]);
const heldMinor = async () => Number((await house.sql.query("SELECT coalesce(sum(amount_minor), 0)::int AS sum FROM entry WHERE store_id = $1", [shop.storeId])).rows[0].sum);

type Moved = { from: string; to: string; paymentId: string; slipId: string };

/** A transfer of 130 for 100, whose 30 too much were moved to another order that asks 50. */
async function moved(): Promise<Moved> {
  const from = (await openLink(house, shop, { amountMinor: 10_000 })).linkId;
  const to = (await openLink(house, shop, { amountMinor: 5_000 })).linkId;
  const slipId = house.app.newId("hnd");
  const noted = await noteReceived(await shop.ctx(), { linkId: from, noteId: slipId, method: "bank-transfer", amount: eur(13_000), happenedAt: house.clock.now(), mayExceed: true, cheque: null, memberId: "mem_zoe" });
  if (!noted.ok) throw new Error(noted.reason);
  await rest();
  const paymentId = (await view(from)).payments[0]?.id ?? "";
  expect(await rebookMoney(await shop.ctx(), { paymentId, fromLinkId: from, toLinkId: to, shownMinor: 3_000 })).toEqual({ ok: true, amountMinor: 3_000 });
  await rest();
  house.clock.move(60_000);
  return { from, to, paymentId, slipId };
}

const giveBack = async ({ paymentId }: Moved, linkId: string, amountMinor: number, id = house.app.newId("hnd")) =>
  noteReturned(await shop.ctx(), { id, linkId, paymentId, amount: eur(amountMinor), method: "bank-transfer", happenedAt: house.clock.now(), reason: "rendu", memberId: "mem_zoe" });
const oks = (results: readonly { ok: boolean }[]) => results.filter(({ ok }) => ok).length;

test("what was moved to another order goes back from there: its own receipt is credited, the first order stays paid", async () => {
  const money = await moved();
  expect([await returnable(money.to), await returnable(money.from)]).toEqual([[[13_000, 3_000]], [[13_000, 10_000]]]);
  expect(await giveBack(money, money.to, 3_000)).toMatchObject({ ok: true });
  await rest();
  expect(await receiptsOf(money.to)).toEqual([["receipt", 3_000], ["credit-receipt", 3_000]]);
  expect(await receiptsOf(money.from)).toEqual([["receipt", 13_000], ["cancelled-receipt", 3_000]]);
  expect([(await view(money.from)).totals, (await view(money.to)).totals]).toMatchObject([{ paidMinor: 10_000, refundedMinor: 0 }, { refundedMinor: 3_000 }]);
  // What went back cannot be moved home as well.
  const [rebooking] = (await view(money.to)).rebooking.done;
  expect(await undoRebooking(await shop.ctx(), { rebookingId: rebooking?.id ?? "" })).toEqual({ ok: false, reason: "given-back" });
  await expectInvariants(house, shop);
});

test("said on the first order's page it comes off that order first, then off the one the rest was moved to; never more than is held", async () => {
  const money = await moved();
  expect(await giveBack(money, money.from, 13_001)).toEqual({ ok: false, reason: "more-than-held" });
  expect(await giveBack(money, money.from, 12_000)).toMatchObject({ ok: true });
  await rest();
  expect([(await view(money.from)).totals.refundedMinor, (await view(money.to)).totals.refundedMinor]).toEqual([10_000, 2_000]);
  expect([await returnable(money.to), await returnable(money.from)]).toEqual([[[1_000, 1_000]], [[1_000, 0]]]);
  expect(await giveBack(money, money.to, 1_001)).toEqual({ ok: false, reason: "more-than-held" });
  expect(await giveBack(money, money.to, 1_000)).toMatchObject({ ok: true });
  await rest();
  expect([await heldMinor(), await returnable(money.to)]).toEqual([0, []]);
  await expectInvariants(house, shop);
});

test("one form pressed three times at once is noted once; pressed again with another amount it is refused", async () => {
  const money = await moved();
  const id = house.app.newId("hnd");
  expect(await Promise.all([1, 2, 3].map(() => giveBack(money, money.to, 3_000, id)))).toEqual([1, 2, 3].map(() => ({ ok: true, noteId: id })));
  expect(await giveBack(money, money.to, 2_000, id)).toEqual({ ok: false, reason: "noted-otherwise" });
  expect(await giveBack(money, money.to, 13_000, money.slipId)).toEqual({ ok: false, reason: "noted-otherwise" });
  await rest();
  expect(await heldMinor()).toBe(10_000);
  await expectInvariants(house, shop);
});

test("both orders' pages, each in two tabs, pressed at once: as much goes back as is held, once", async () => {
  const money = await moved();
  const presses = await Promise.all([money.from, money.to, money.from, money.to].map((linkId) => giveBack(money, linkId, 8_000)));
  expect(oks(presses)).toBe(1);
  expect(presses.filter((one) => !one.ok)).toEqual([1, 2, 3].map(() => ({ ok: false, reason: "more-than-held" })));
  await rest();
  expect(await heldMinor()).toBe(5_000);
  await expectInvariants(house, shop);
});

test("given back, moved home and taken back as a slip at once: whichever comes first, no money is there twice", async () => {
  const money = await moved();
  const ctx = await shop.ctx();
  const [rebooking] = (await view(money.to)).rebooking.done;
  const reversed = reverseNote(ctx, { id: house.app.newId("hnd"), noteId: money.slipId, happenedAt: house.clock.now(), reason: "mauvais compte", memberId: "mem_zoe" });
  const [back, slip] = await Promise.all([giveBack(money, money.to, 3_000), reversed, undoRebooking(ctx, { rebookingId: rebooking?.id ?? "" })]);
  await rest();
  expect(oks([back, slip])).toBe(1);
  expect(await heldMinor()).toBe(back.ok ? 10_000 : 0);
  await expectInvariants(house, shop);
});

test("a note taken back after the shop was told: the link says that its money went and the shop still calls it paid, until the shop asks again", async () => {
  const { linkId, orderRef } = await openLink(house, shop, { amountMinor: 5_000 });
  const noteId = house.app.newId("hnd");
  await noteReceived(await shop.ctx(), { linkId, noteId, method: "bank-transfer", amount: eur(5_000), happenedAt: house.clock.now(), mayExceed: false, cheque: null, memberId: "mem_zoe" });
  await rest();
  expect([(await view(linkId)).state.marks, house.paper.orders.get(orderRef)?.state]).toEqual([[], "paid"]);
  house.clock.move(60_000);
  await reverseNote(await shop.ctx(), { id: house.app.newId("hnd"), noteId, happenedAt: house.clock.now(), reason: "mauvais client", memberId: "mem_zoe" });
  await rest();
  const inShop = async (state: "paid" | "unpaid", openMinor: number) => {
    house.clock.move(60_000);
    house.paper.orders.set(orderRef, { ...house.paper.orders.get(orderRef)!, state, openMinor, updatedAt: house.clock.now() });
    await refreshOrder(await shop.ctx(), { platformId: shop.platformId, orderRef });
    const { state: { status, marks }, events } = await view(linkId);
    return [status, marks, events.filter(({ kind }) => kind === "order-paid-elsewhere" || kind === "order-asks-again").map(({ kind }) => kind)];
  };
  // Read again, it is still our own mark that the shop shows.
  expect(await inShop("paid", 0)).toEqual(["open", ["shop-still-paid"], []]);
  expect(await inShop("unpaid", 5_000)).toEqual(["open", [], ["order-asks-again"]]);
  expect(await inShop("unpaid", 5_000)).toEqual(["open", [], ["order-asks-again"]]);
  expect(await inShop("paid", 0)).toEqual(["open", ["paid-elsewhere"], ["order-asks-again", "order-paid-elsewhere"]]);
});

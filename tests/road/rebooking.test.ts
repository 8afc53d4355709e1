import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelLink } from "../../app/flows/change-link.server";
import { readLink } from "../../app/flows/read-link.server";
import { rebookMoney, undoRebooking } from "../../app/flows/rebook-money.server";
import { refundPayment } from "../../app/flows/refund-payment.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const { payId, tasksOf, eventsOf } = walkIn(() => ({ house, shop }));

/** Paid, settled and at rest; `paidMinor` may be more than was asked. */
async function paidLink(input: { amountMinor: number; paidMinor: number; code?: string }): Promise<{ linkId: string; orderRef: string; paymentId: string }> {
  const link = await openLink(house, shop, { amountMinor: input.amountMinor });
  const paymentId = await payId(link.linkId);
  payOnPaper(house, paymentId, { amountMinor: input.paidMinor, ...(input.code && { code: input.code }) });
  await settlePayment(await shop.ctx(), paymentId);
  expect(await runDueJobs(house)).toEqual([]);
  return { ...link, paymentId };
}

const view = async (linkId: string) => {
  const found = await readLink(await shop.ctx(), linkId);
  if (!found) throw new Error("no link");
  return found;
};
const freeOf = async (linkId: string) => (await view(linkId)).rebooking.free.map(({ amount }) => amount.amountMinor);
const receiptsOf = async (linkId: string) => (await view(linkId)).receipts.map(({ kind, amount }) => [kind, amount.amountMinor]);
const move = async (from: { linkId: string; paymentId: string }, toLinkId: string, shownMinor: number) =>
  rebookMoney(await shop.ctx(), { paymentId: from.paymentId, fromLinkId: from.linkId, toLinkId, shownMinor });

test("what was paid too much pays another order: its receipt, its mark in the shop, and the task is dealt with", async () => {
  shop = await house.openShop();
  const from = await paidLink({ amountMinor: 10_000, paidMinor: 13_000 });
  const to = await openLink(house, shop, { amountMinor: 3_000 });
  expect(await freeOf(from.linkId)).toEqual([3_000]);
  expect(await move(from, to.linkId, 3_000)).toEqual({ ok: true, amountMinor: 3_000 });
  expect(await runDueJobs(house)).toEqual([]);
  expect([(await view(from.linkId)).state, (await view(to.linkId)).state.status]).toEqual([{ status: "paid", balance: "none", openMinor: 0, marks: [] }, "paid"]);
  expect(await receiptsOf(from.linkId)).toEqual([["receipt", 13_000], ["cancelled-receipt", 3_000]]);
  expect(await receiptsOf(to.linkId)).toEqual([["receipt", 3_000]]);
  expect(house.paper.orders.get(to.orderRef)?.state).toBe("paid");
  expect((await view(from.linkId)).tasks.map(({ kind, resolvedAt }) => [kind, resolvedAt !== null])).toEqual([["surplus", true]]);
  expect([await freeOf(from.linkId), (await eventsOf(to.linkId)).includes("rebooked-in")]).toEqual([[], true]);
  await expectInvariants(house, shop);
});

test("never more than is free: twice at once, after a refund, with another amount, currency or store, it is refused", async () => {
  shop = await house.openShop();
  const stranger = await openLink(house, shop, { amountMinor: 3_000 });
  shop = await house.openShop();
  const from = await paidLink({ amountMinor: 10_000, paidMinor: 13_000 });
  const [one, two, dollars] = [await openLink(house, shop, { amountMinor: 9_000 }), await openLink(house, shop, { amountMinor: 9_000 }), await openLink(house, shop, { code: "USD" })];
  expect(await move(from, stranger.linkId, 3_000)).toMatchObject({ reason: "link-unknown" });
  expect(await move(from, dollars.linkId, 3_000)).toMatchObject({ reason: "other-currency" });
  expect(await move(from, from.linkId, 3_000)).toMatchObject({ reason: "same-link" });
  expect(await move(from, one.linkId, 2_999)).toMatchObject({ reason: "changed-meanwhile" });
  const both = await Promise.all([move(from, one.linkId, 3_000), move(from, two.linkId, 3_000)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await freeOf(from.linkId)).toEqual([]);
  expect(await runDueJobs(house)).toEqual([]);
  const other = await paidLink({ amountMinor: 10_000, paidMinor: 13_000 });
  house.paper.isRefundSlow = true;
  await refundPayment(await shop.ctx(), { paymentId: other.paymentId, linkId: null, refundId: "rfd_slow", amountMinor: 12_000, shownMinor: 13_000, reason: "" });
  house.paper.isRefundSlow = false;
  // All but a thousand is on its way back to the payer.
  expect(await freeOf(other.linkId)).toEqual([1_000]);
  await expectInvariants(house, shop);
});

test("an undone rebooking leaves both as they were, with receipts that say so; the shop's mark is for a person", async () => {
  shop = await house.openShop();
  const from = await paidLink({ amountMinor: 10_000, paidMinor: 13_000 });
  const to = await openLink(house, shop, { amountMinor: 3_000 });
  await move(from, to.linkId, 3_000);
  await runDueJobs(house);
  const rebookingId = (await view(from.linkId)).rebooking.done[0]?.id ?? "";
  const twice = await Promise.all([1, 2].map(async () => undoRebooking(await shop.ctx(), { rebookingId })));
  expect(twice.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(await runDueJobs(house)).toEqual([]);
  expect([await freeOf(from.linkId), (await view(to.linkId)).state.openMinor]).toEqual([[3_000], 3_000]);
  expect(await receiptsOf(from.linkId)).toEqual([["receipt", 13_000], ["cancelled-receipt", 3_000], ["receipt", 3_000]]);
  expect(await receiptsOf(to.linkId)).toEqual([["receipt", 3_000], ["cancelled-receipt", 3_000]]);
  expect(await tasksOf(to.linkId)).toEqual(["order-unmarked"]);
  expect((await view(from.linkId)).tasks.map(({ kind, resolvedAt }) => [kind, resolvedAt])).toEqual([["surplus", null]]);
  await expectInvariants(house, shop);
});

test("money that came after the link was cancelled goes to the order it is for; refunded from there, its receipt is the one taken back", async () => {
  shop = await house.openShop();
  const link = await openLink(house, shop, { amountMinor: 5_000 });
  const paymentId = await payId(link.linkId);
  house.paper.orders.set(link.orderRef, { ...(house.paper.orders.get(link.orderRef) as never as { state: string }), state: "cancelled" } as never);
  const checkout = house.paper.checkouts.get(`cs_${paymentId}`);
  await cancelLink(await shop.ctx(), link.linkId);
  await runDueJobs(house);
  if (checkout) checkout.progress = "open";
  house.clock.move(60_000);
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  expect(await tasksOf(link.linkId)).toContain("money-on-cancelled");
  const to = await openLink(house, shop, { amountMinor: 8_000 });
  expect(await move({ linkId: link.linkId, paymentId }, to.linkId, 5_000)).toEqual({ ok: true, amountMinor: 5_000 });
  expect(await runDueJobs(house)).toEqual([]);
  expect([(await view(link.linkId)).state, (await view(to.linkId)).state.openMinor]).toEqual([{ status: "cancelled", balance: "none", openMinor: 5_000, marks: [] }, 3_000]);
  await refundPayment(await shop.ctx(), { paymentId, linkId: null, refundId: "rfd_there", amountMinor: 5_000, shownMinor: 5_000, reason: "" });
  expect(await runDueJobs(house)).toEqual([]);
  expect(await receiptsOf(to.linkId)).toEqual([["receipt", 5_000], ["credit-receipt", 5_000]]);
  const [undo] = (await view(to.linkId)).rebooking.done;
  expect(await undoRebooking(await shop.ctx(), { rebookingId: undo?.id ?? "" })).toMatchObject({ reason: "given-back" });
  await expectInvariants(house, shop);
});

test("dollars on a link in euro pay a link in dollars", async () => {
  shop = await house.openShop();
  const from = await paidLink({ amountMinor: 10_000, paidMinor: 9_000, code: "USD" });
  const to = await openLink(house, shop, { amountMinor: 9_000, code: "USD" });
  expect(await move(from, to.linkId, 9_000)).toEqual({ ok: true, amountMinor: 9_000 });
  expect(await runDueJobs(house)).toEqual([]);
  expect([(await view(from.linkId)).state.status, (await view(to.linkId)).state.status]).toEqual(["open", "paid"]);
  await expectInvariants(house, shop);
});

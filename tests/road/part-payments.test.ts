import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlanTerms } from "../../app/core/payment-plan";
import { updateStore } from "../../app/db/stores.server";
import { cancelLink, reopenLink } from "../../app/flows/change-link.server";
import { listOrders } from "../../app/flows/list-orders.server";
import { readFigures } from "../../app/flows/read-figures.server";
import { readOrder } from "../../app/flows/read-order.server";
import { sendPaymentLink } from "../../app/flows/send-payment-link.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { sweep } from "../../app/flows/sweep.server";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { outage, paperOrder } from "./paper";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

const { start, payPart, factsOf, eventsOf, tasksOf } = walkIn(() => ({ house, shop }));
const deposit: PlanTerms = { kind: "deposit", share: "30%" };
const thirds: PlanTerms = { kind: "instalments", count: 3, every: "month" };

const notesOf = (orderRef: string) => house.paper.notes.filter((one) => one.orderRef === orderRef).map((one) => one.note.replace(/\s/g, " "));
const markedOf = (orderRef: string) => house.paper.markedPaid.filter((one) => one.orderRef === orderRef);

test("a deposit, then the balance: each its receipt with the rest, the order noted at once and marked when all is paid", async () => {
  const { linkId, orderRef } = await openLink(house, shop, { plan: deposit });
  expect((await factsOf(linkId)).due).toMatchObject({ minMinor: 3_630, suggestedMinor: 3_630, maxMinor: 12_100 });
  const first = await payPart(linkId, 3_630);
  expect((await factsOf(linkId)).state).toEqual({ status: "open", balance: "partial", openMinor: 8_470 });
  expect(markedOf(orderRef)).toEqual([]);
  expect(notesOf(orderRef)).toEqual([`Payé en partie par lien de paiement : 36,30 €. Reste à payer : 84,70 € · pi_${first}`]);
  await payPart(linkId, null);
  const { state, receipts } = await factsOf(linkId);
  expect(state).toEqual({ status: "paid", balance: "none", openMinor: 0 });
  expect(receipts.map(({ facts }) => [facts.amount.amountMinor, facts.items[0]?.openAfterMinor])).toEqual([[3_630, 8_470], [8_470, 0]]);
  expect(markedOf(orderRef)).toHaveLength(1);
  expect(notesOf(orderRef)).toHaveLength(1);
  expect(await tasksOf(linkId)).toEqual([]);
});

test("instalments add up to the last cent, and the next due day moves on", async () => {
  const { linkId } = await openLink(house, shop, { plan: thirds, amountMinor: 10_000 });
  const seen = [];
  for (;;) {
    const { due, state } = await factsOf(linkId);
    if (!due || state.status === "paid") break;
    seen.push([due.suggestedMinor, due.nextDueOn]);
    await payPart(linkId, due.suggestedMinor);
  }
  expect(seen).toEqual([[3_334, "2030-11-21"], [3_333, "2030-12-21"], [3_333, "2031-01-21"]]);
});

test("a link with dates stays payable until after the last one", async () => {
  const { linkId } = await openLink(house, shop, { plan: thirds, expiresInMs: 86_400_000 });
  expect((await factsOf(linkId)).link.expiresAt?.toISOString()).toBe("2031-01-28T22:59:59.000Z");
});

test.each([
  [3_629, "part-below-minimum"],
  [12_101, "part-above-open"],
] as const)("%d of a deposit plan is refused", async (typedMinor, reason) => {
  const { linkId } = await openLink(house, shop, { plan: deposit });
  expect(await start(linkId, typedMinor)).toMatchObject({ ok: false, reason });
});

test("without a plan a chosen part is refused: nobody is sent to pay more than they chose", async () => {
  const { linkId } = await openLink(house, shop);
  expect(await start(linkId, 500)).toMatchObject({ ok: false, reason: "part-below-minimum" });
});

test("two tabs choose different parts: one checkout lives, the later one", async () => {
  const { linkId } = await openLink(house, shop, { plan: deposit });
  const [one, other] = [await start(linkId, 3_630), await start(linkId, 12_100)];
  if (!one.ok || !other.ok) throw new Error("both tabs were let in");
  expect(house.paper.checkouts.get(`cs_${one.paymentId}`)?.progress).toBe("expired");
  expect(house.paper.checkouts.get(`cs_${other.paymentId}`)?.progress).toBe("open");
});

test("a part paid in one tab while the other asks for all: the other is shown the new amount, and no checkout asks twice", async () => {
  const { linkId } = await openLink(house, shop, { plan: deposit });
  const first = await start(linkId, 3_630);
  if (!first.ok) throw new Error(first.reason);
  payOnPaper(house, first.paymentId);
  expect(await start(linkId, 12_100, 12_100)).toEqual({ ok: false, reason: "amount-changed" });
  await runDueJobs(house);
  const ids = (await factsOf(linkId)).payments.map((payment) => payment.id);
  expect(ids.filter((id) => house.paper.checkouts.get(`cs_${id}`)?.progress === "open")).toEqual([]);
  await payPart(linkId, 8_470);
  expect((await factsOf(linkId)).state).toEqual({ status: "paid", balance: "none", openMinor: 0 });
});

test("the rest is begun before the first part's follow-up ran: its checkout lives on", async () => {
  const { linkId } = await openLink(house, shop, { plan: deposit });
  const first = await start(linkId, 3_630);
  if (!first.ok) throw new Error(first.reason);
  payOnPaper(house, first.paymentId);
  await settlePayment(await shop.ctx(), first.paymentId);
  house.clock.move(1_000);
  const rest = await start(linkId, null);
  if (!rest.ok) throw new Error(rest.reason);
  await runDueJobs(house);
  expect(house.paper.checkouts.get(`cs_${rest.paymentId}`)?.progress).toBe("open");
});

test("receipts issued late still say what was open after each part", async () => {
  const { linkId } = await openLink(house, shop, { plan: deposit });
  for (const part of [3_630, 8_470]) {
    const started = await start(linkId, part);
    if (!started.ok) throw new Error(started.reason);
    payOnPaper(house, started.paymentId);
    await settlePayment(await shop.ctx(), started.paymentId);
    house.clock.move(1_000);
  }
  await runDueJobs(house);
  expect((await factsOf(linkId)).receipts.map(({ facts }) => facts.items[0]?.openAfterMinor)).toEqual([8_470, 0]);
});

test("the shop is down when a part should be noted: it is noted when it is back", async () => {
  const { linkId, orderRef } = await openLink(house, shop, { plan: deposit });
  house.paper.fault = (_, call) => {
    if (call === "addNote") throw outage("paper-shop");
  };
  const started = await start(linkId, 3_630);
  if (!started.ok) throw new Error(started.reason);
  payOnPaper(house, started.paymentId);
  await settlePayment(await shop.ctx(), started.paymentId);
  expect(await runDueJobs(house)).toEqual(["note-part"]);
  house.paper.fault = () => undefined;
  await runDueJobs(house);
  expect(notesOf(orderRef)).toHaveLength(1);
});

test("an order edited after its deposit keeps its plan, and asks for the rest of the new amount", async () => {
  const { linkId, orderRef } = await openLink(house, shop, { plan: deposit });
  await payPart(linkId, 3_630);
  house.paper.orders.set(orderRef, { ...paperOrder(orderRef, 20_000, house.clock.now()), updatedAt: house.clock.now() });
  expect(await start(linkId, null, 8_470)).toEqual({ ok: false, reason: "amount-changed" });
  expect((await factsOf(linkId)).due).toMatchObject({ suggestedMinor: 2_370, maxMinor: 16_370 });
  await payPart(linkId, 2_370);
  await payPart(linkId, null);
  expect(markedOf(orderRef)).toHaveLength(1);
  expect(await eventsOf(linkId)).toContain("amount-changed");
});

test.each([
  ["exactly what came already is paid by the edit", 3_630, 1, []],
  ["less than what came already is paid as well, and a person is told what is too much", 100, 1, ["surplus"]],
])("an order edited down to %s", async (_, amountMinor, marks, tasks) => {
  const { linkId, orderRef } = await openLink(house, shop, { plan: deposit });
  await payPart(linkId, 3_630);
  house.paper.orders.set(orderRef, paperOrder(orderRef, amountMinor, house.clock.now()));
  await sweep(house.app);
  expect(await runDueJobs(house)).toEqual([]);
  expect((await factsOf(linkId)).state.status).toBe("paid");
  expect(markedOf(orderRef)).toHaveLength(marks);
  expect(await tasksOf(linkId)).toEqual(tasks);
});

test("sending again with the same plan keeps its dates, with another one makes new ones", async () => {
  const { linkId, orderRef } = await openLink(house, shop, { plan: thirds });
  const ctx = await shop.ctx();
  const again = async (plan: PlanTerms) => sendPaymentLink(ctx, {
    platformId: shop.platformId, orderRef, amountMinor: null, email: "zoe@example.test", locale: "fr", expiresAt: null, description: "", note: "", messageId: null, plan,
  });
  const before = (await factsOf(linkId)).link.plan;
  house.clock.move(10 * 86_400_000);
  await again(thirds);
  expect((await factsOf(linkId)).link.plan).toEqual(before);
  await again({ ...thirds, count: 2 });
  expect((await factsOf(linkId)).link.plan).toMatchObject({ kind: "instalments", dates: [expect.any(String), expect.any(String)] });
  await again({ kind: "off" });
  expect((await factsOf(linkId)).due).toBeNull();
});

test("a store's usual plan is what its links get", async () => {
  await updateStore(house.app.db, shop.storeId, { plan: { kind: "any", share: "50.00" } });
  const { linkId } = await openLink(house, shop);
  await updateStore(house.app.db, shop.storeId, { plan: { kind: "off" } });
  expect((await factsOf(linkId)).due).toMatchObject({ minMinor: 5_000, suggestedMinor: 12_100 });
});

const listedOpen = async (orderRef: string) => (await listOrders(await shop.ctx(), { tab: "unpaid", search: "", before: null })).orders.find(({ ref }) => ref === orderRef)?.open.amountMinor;
const toCollect = async () => (await readFigures(await shop.ctx())).toCollect.find(({ currency }) => currency === "EUR")?.amountMinor ?? 0;
const orderMoney = async (orderRef: string) => (await readOrder(await shop.ctx(), { platformId: shop.platformId, orderRef }))?.money;

test("an order paid in part says what is paid, open and due next, though its shop records no parts", async () => {
  const { linkId, orderRef } = await openLink(house, shop, { plan: deposit });
  expect(await orderMoney(orderRef)).toEqual({ paidMinor: 0, openMinor: 12_100, next: { amountMinor: 3_630, dueAt: null } });
  const before = await toCollect();
  await payPart(linkId, 3_630);
  expect(house.paper.orders.get(orderRef)?.openMinor).toBe(12_100);
  expect(await listedOpen(orderRef)).toBe(8_470);
  expect(await toCollect()).toBe(before - 3_630);
  expect(await orderMoney(orderRef)).toEqual({ paidMinor: 3_630, openMinor: 8_470, next: null });
  await cancelLink(await shop.ctx(), linkId);
  expect(await orderMoney(orderRef)).toEqual({ paidMinor: 3_630, openMinor: 8_470, next: null });
  await reopenLink(await shop.ctx(), linkId);
  await payPart(linkId, null);
  expect(await orderMoney(orderRef)).toBeNull();
});

test("the next instalment is said with its day", async () => {
  const { linkId, orderRef } = await openLink(house, shop, { plan: thirds, amountMinor: 10_000 });
  await payPart(linkId, 3_334);
  expect(await orderMoney(orderRef)).toMatchObject({ paidMinor: 3_334, openMinor: 6_666, next: { amountMinor: 3_333, dueAt: expect.any(Date) } });
});

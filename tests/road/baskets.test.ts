import { afterAll, beforeEach, expect, test } from "vitest";
import { listTargets } from "../../app/db/payments.server";
import { cancelLink } from "../../app/flows/change-link.server";
import { openBasket } from "../../app/flows/open-basket.server";
import { refreshOrder } from "../../app/flows/refresh-order.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { samePressMs } from "../../app/flows/begin-attempt.server";
import { basketPage, openBasketOf, payBasket } from "./basket-walk";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import { paperOrder } from "./paper";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeEach(async () => {
  house ??= await openHouse();
  house.paper.fault = () => undefined;
  shop = await house.openShop();
});
afterAll(() => house.close());

const { pay, payId, factsOf, tasksOf } = walkIn(() => ({ house, shop }));
const customer = { name: "Zoë Peeters", email: "zoe@example.test" };
const three = [{ amountMinor: 3_000 }, { amountMinor: 4_500 }, { amountMinor: 2_000 }];
const targetsOf = async (paymentId: string) => (await listTargets(house.app.db, shop.storeId, paymentId)).map(({ linkId, amountMinor }) => [linkId, amountMinor]);
const statusOf = async (linkIds: readonly string[]) => Promise.all(linkIds.map(async (id) => (await factsOf(id)).state.status));
const checkoutOf = (paymentId: string) => house.paper.checkouts.get(`cs_${paymentId}`);

async function started(result: ReturnType<typeof payBasket>): Promise<string> {
  const one = await result;
  if (!one.ok) throw new Error(one.reason);
  return one.paymentId;
}

test("the same open links are the same basket however often and however many at once; when one is paid, the rest is another", async () => {
  const { basketId, linkIds } = await openBasketOf(house, shop, three);
  const ctx = await shop.ctx();
  const again = await Promise.all(Array.from({ length: 5 }, () => openBasket(ctx, { linkIds: [...linkIds].reverse(), locale: "nl", customer })));
  expect(again.map((one) => one.ok && one.basketId)).toEqual(Array(5).fill(basketId));
  const paymentId = await payId(linkIds[0]!);
  payOnPaper(house, paymentId);
  await settlePayment(ctx, paymentId);
  const rest = await openBasket(ctx, { linkIds, locale: "nl", customer });
  expect(rest).toMatchObject({ ok: true, linkIds: linkIds.slice(1) });
  expect(rest.ok && rest.basketId).not.toBe(basketId);
});

test("two of three are picked and paid once: each is settled, receipted and marked on its own, the third stays open", async () => {
  const { basketId, linkIds, orderRefs } = await openBasketOf(house, shop, three);
  const paymentId = await started(payBasket(shop, basketId, [linkIds[2]!, linkIds[0]!], { shownMinor: 5_000 }));
  expect(await targetsOf(paymentId)).toEqual([[linkIds[0], 3_000], [linkIds[2], 2_000]]);
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  expect(await runDueJobs(house)).toEqual([]);
  expect(await statusOf(linkIds)).toEqual(["paid", "open", "paid"]);
  expect(orderRefs.map((ref) => house.paper.markedPaid.filter((mark) => mark.orderRef === ref).length)).toEqual([1, 0, 1]);
  const page = await basketPage(shop, basketId);
  expect(page.receipts.map(({ linkId, facts }) => [linkId, facts.amount.amountMinor])).toEqual([[linkIds[0], 3_000], [linkIds[2], 2_000]]);
  expect(page.rows.filter(({ closedBy }) => closedBy === null).map(({ linkId }) => linkId)).toEqual([linkIds[1]]);
  await expectInvariants(house, shop);
});

test("a double press is one attempt; other ticks are another, and the first checkout is closed before it opens", async () => {
  const { basketId, linkIds } = await openBasketOf(house, shop, three);
  const [one, two] = await Promise.all([started(payBasket(shop, basketId, linkIds)), started(payBasket(shop, basketId, linkIds))]);
  expect(two).toBe(one);
  const other = await started(payBasket(shop, basketId, linkIds.slice(0, 2)));
  expect(other).not.toBe(one);
  expect([checkoutOf(one!)?.progress, checkoutOf(other)?.progress]).toEqual(["expired", "open"]);
});

test("two tabs, the basket's and a link's own: whichever is pressed last lives, the other's checkout is closed", async () => {
  const { basketId, linkIds } = await openBasketOf(house, shop, three);
  const together = await started(payBasket(shop, basketId, linkIds));
  const alone = await payId(linkIds[1]!);
  expect([checkoutOf(together)?.progress, checkoutOf(alone)?.progress]).toEqual(["expired", "open"]);
  house.clock.move(samePressMs + 1);
  const again = await started(payBasket(shop, basketId, linkIds));
  expect([checkoutOf(alone)?.progress, checkoutOf(again)?.progress]).toEqual(["expired", "open"]);
});

test("many presses at once on baskets that share links, in any order: no deadlock, one checkout alive, paid once", async () => {
  const first = await openBasketOf(house, shop, three);
  const ctx = await shop.ctx();
  const fourth = await openLink(house, shop, { amountMinor: 1_000 });
  const second = await openBasket(ctx, { linkIds: [fourth.linkId, first.linkIds[2]!, first.linkIds[1]!], locale: "fr", customer });
  if (!second.ok) throw new Error(second.reason);
  await Promise.all([
    payBasket(shop, first.basketId, first.linkIds), payBasket(shop, second.basketId, second.linkIds), pay(first.linkIds[1]!),
    payBasket(shop, second.basketId, [...second.linkIds].reverse()), payBasket(shop, first.basketId, [...first.linkIds].reverse()),
  ]);
  await runDueJobs(house);
  const live = [...house.paper.checkouts.values()].filter(({ progress }) => progress === "open");
  const onShared = await Promise.all(live.map(async ({ paymentId }) => (await targetsOf(paymentId)).some(([linkId]) => linkId === first.linkIds[1])));
  expect(onShared.filter(Boolean).length).toBeLessThanOrEqual(1);
});

test("an order edited after the page was shown: the new sum is shown first; edited while the checkout is open: that one is closed", async () => {
  const { basketId, linkIds, orderRefs } = await openBasketOf(house, shop, three);
  house.clock.move(1_000);
  house.paper.orders.set(orderRefs[1]!, paperOrder(orderRefs[1]!, 5_500, house.clock.now()));
  expect(await payBasket(shop, basketId, linkIds, { shownMinor: 9_500 })).toMatchObject({ ok: false, reason: "amount-changed" });
  const paymentId = await started(payBasket(shop, basketId, linkIds, { shownMinor: 10_500 }));
  house.clock.move(1_000);
  house.paper.orders.set(orderRefs[0]!, paperOrder(orderRefs[0]!, 3_300, house.clock.now()));
  const next = await started(payBasket(shop, basketId, linkIds, { shownMinor: 10_800 }));
  expect(next).not.toBe(paymentId);
  expect(checkoutOf(paymentId)?.progress).toBe("expired");
});

test("an order that grew takes nothing of what was meant for another one", async () => {
  const { basketId, linkIds, orderRefs } = await openBasketOf(house, shop, three);
  const paymentId = await started(payBasket(shop, basketId, linkIds));
  payOnPaper(house, paymentId);
  house.clock.move(1_000);
  house.paper.orders.set(orderRefs[0]!, paperOrder(orderRefs[0]!, 9_000, house.clock.now()));
  const ctx = await shop.ctx();
  await refreshOrder(ctx, { platformId: shop.platformId, orderRef: orderRefs[0]! });
  await settlePayment(ctx, paymentId);
  await runDueJobs(house);
  expect(await statusOf(linkIds)).toEqual(["open", "paid", "paid"]);
  expect((await factsOf(linkIds[0]!)).totals.paidMinor).toBe(3_000);
  await expectInvariants(house, shop);
});

test("one of them paid alone meanwhile: the late basket money pays the others, the rest is kept and told", async () => {
  const { basketId, linkIds } = await openBasketOf(house, shop, three);
  const together = await started(payBasket(shop, basketId, linkIds));
  const alone = await payId(linkIds[0]!);
  payOnPaper(house, alone);
  await settlePayment(await shop.ctx(), alone);
  // Its checkout was closed, and its provider took the money all the same.
  payOnPaper(house, together);
  await settlePayment(await shop.ctx(), together);
  await runDueJobs(house);
  expect(await statusOf(linkIds)).toEqual(["paid", "paid", "paid"]);
  expect(await Promise.all(linkIds.map(tasksOf))).toEqual([["paid-twice"], [], []]);
  await expectInvariants(house, shop);
});

test("money on its way to one of them: the basket waits, and says so", async () => {
  const { basketId, linkIds } = await openBasketOf(house, shop, three);
  const alone = await payId(linkIds[0]!);
  checkoutOf(alone)!.progress = "processing";
  expect(await payBasket(shop, basketId, linkIds)).toMatchObject({ ok: false, reason: "payment-in-progress" });
  expect((await basketPage(shop, basketId)).rows.map(({ underWay }) => underWay)).toEqual([alone, null, null]);
  expect(await payBasket(shop, basketId, linkIds.slice(1))).toMatchObject({ ok: true });
});

test("a link withdrawn, a stranger's link, two currencies, nothing ticked: refused, and nothing is started", async () => {
  const { basketId, linkIds } = await openBasketOf(house, shop, [...three, { amountMinor: 9_000, code: "JPY" }]);
  await cancelLink(await shop.ctx(), linkIds[1]!);
  expect(await payBasket(shop, basketId, linkIds.slice(0, 3))).toMatchObject({ ok: false, reason: "link-cancelled" });
  expect(await payBasket(shop, basketId, [linkIds[0]!, linkIds[3]!])).toMatchObject({ ok: false, reason: "currencies-mixed" });
  const stranger = await openLink(house, shop);
  expect(await payBasket(shop, basketId, [stranger.linkId])).toMatchObject({ ok: false, reason: "nothing-picked" });
  const other = await house.openShop();
  const foreign = await openLink(house, other);
  expect(await openBasket(await shop.ctx(), { linkIds: [linkIds[0]!, foreign.linkId], locale: "fr", customer })).toEqual({ ok: false, reason: "link-unknown" });
  expect((await house.sql.query("SELECT 1 FROM payment WHERE store_id = $1", [shop.storeId])).rowCount).toBe(0);
});

test("a part is split oldest first where the plans allow it, and refused with the nearest amounts where they do not", async () => {
  const plan = { kind: "any" as const, share: "50%" };
  const { basketId, linkIds } = await openBasketOf(house, shop, [{ amountMinor: 3_000, plan }, { amountMinor: 4_000, plan }]);
  expect(await payBasket(shop, basketId, linkIds, { typedMinor: 4_000 })).toMatchObject({ ok: false, reason: "part-below-minimum", nearest: { belowMinor: 3_000, aboveMinor: 5_000 } });
  const paymentId = await started(payBasket(shop, basketId, linkIds, { typedMinor: 5_500 }));
  expect(await targetsOf(paymentId)).toEqual([[linkIds[0], 3_000], [linkIds[1], 2_500]]);
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  expect((await factsOf(linkIds[1]!)).state).toMatchObject({ status: "open", balance: "partial", openMinor: 1_500 });
  await expectInvariants(house, shop);
});

test("what is due next of each: every order gets its own part, whatever the others ask", async () => {
  const plan = { kind: "deposit" as const, share: "30%" };
  const { basketId, linkIds } = await openBasketOf(house, shop, [{ amountMinor: 10_000, plan }, { amountMinor: 2_000 }, { amountMinor: 5_000, plan }]);
  const paymentId = await started(payBasket(shop, basketId, linkIds, { shownMinor: 17_000, typedMinor: 6_500 }));
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  const paid = await Promise.all(linkIds.map(async (id) => (await factsOf(id)).totals.paidMinor));
  expect(paid).toEqual([3_000, 2_000, 1_500]);
  await expectInvariants(house, shop);
});

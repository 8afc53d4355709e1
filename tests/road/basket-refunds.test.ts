import { afterAll, beforeEach, expect, test } from "vitest";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { currencyOf } from "../../app/core/currency";
import { moneyOf } from "../../app/core/money";
import { VendorError } from "../../app/core/vendor-error";
import { insertConnection } from "../../app/db/connections.server";
import { readLinkTotals } from "../../app/db/links.server";
import { noteReturned } from "../../app/flows/note-about.server";
import { readLink } from "../../app/flows/read-link.server";
import { recordReceived } from "../../app/flows/record-received.server";
import { refundPayment } from "../../app/flows/refund-payment.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { openBasketOf, payBasket, type Basketed } from "./basket-walk";
import { openHouse, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { expectInvariants } from "./invariants";
import { endSlowRefund, outage } from "./paper";

let house: House;
let shop: Shop;
let basket: Basketed;
let paymentId: string;
beforeEach(async () => {
  house ??= await openHouse({ extraProviders: [bankTransfer] });
  house.paper.isRefundSlow = false;
  shop = await house.openShop();
  basket = await openBasketOf(house, shop, [{ amountMinor: 3_000 }, { amountMinor: 4_500 }, { amountMinor: 2_000 }]);
});
afterAll(() => house.close());

async function payAll(providerId = shop.providerId): Promise<void> {
  const started = await payBasket(shop, basket.basketId, basket.linkIds, { providerId });
  if (!started.ok) throw new Error(started.reason);
  ({ paymentId } = started);
}

async function paid(): Promise<void> {
  await payAll();
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  expect(await runDueJobs(house)).toEqual([]);
}

const refundFrom = async (at: number, amountMinor: number, refundId = `rfd_${at}_${paymentId}`) =>
  refundPayment(await shop.ctx(), { paymentId, linkId: basket.linkIds[at] ?? "", refundId, amountMinor, shownMinor: null, reason: "" });

/** What each order got back, the oldest first. */
async function refunded(): Promise<(number | undefined)[]> {
  const totals = await readLinkTotals(house.app.db, shop.storeId, basket.linkIds);
  return basket.linkIds.map((id) => totals.get(id)?.refundedMinor);
}

const mirroredIn = (at: number) => house.paper.mirrored.filter(({ orderRef }) => orderRef === basket.orderRefs[at]).map(({ amountMinor }) => amountMinor);

test("a refund begun on one order's page comes off that order, in the ledger, its receipts and its shop", async () => {
  await paid();
  expect(await refundFrom(0, 1_000)).toEqual({ ok: true, isPending: false });
  expect(await runDueJobs(house)).toEqual([]);
  expect(await refunded()).toEqual([1_000, 0, 0]);
  expect([mirroredIn(0), mirroredIn(1), mirroredIn(2)]).toEqual([[1_000], [], []]);
  const kinds = await Promise.all(basket.linkIds.map(async (id) => (await readLink(await shop.ctx(), id))?.receipts.map(({ kind, amount }) => [kind, amount.amountMinor])));
  expect(kinds).toEqual([[["receipt", 3_000], ["credit-receipt", 1_000]], [["receipt", 4_500]], [["receipt", 2_000]]]);
  await expectInvariants(house, shop);
});

test("each order's page offers its own share, and no more once that is on its way back", async () => {
  await paid();
  const shown = async () => Promise.all(basket.linkIds.map(async (id) => {
    const payment = (await readLink(await shop.ctx(), id))?.payments[0];
    return [payment?.own.amountMinor, payment?.refundable.amountMinor];
  }));
  expect(await shown()).toEqual([[3_000, 9_500], [4_500, 9_500], [2_000, 9_500]]);
  await refundFrom(0, 3_000);
  expect(await shown()).toEqual([[0, 6_500], [4_500, 6_500], [2_000, 6_500]]);
});

test("a refund made at the provider's own site says for no order: the youngest gives first", async () => {
  await paid();
  house.paper.checkouts.get(`cs_${paymentId}`)?.facts.push({ kind: "refund", ref: "re_there", amountMinor: 2_500, occurredAt: house.clock.now() });
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  expect(await refunded()).toEqual([0, 500, 2_000]);
  await expectInvariants(house, shop);
});

test("more than the order held takes the rest where nobody said otherwise", async () => {
  await paid();
  await refundFrom(1, 5_000);
  await runDueJobs(house);
  expect(await refunded()).toEqual([0, 4_500, 500]);
  await expectInvariants(house, shop);
});

test("its answer is lost and another worker sees it first: it is still that order's", async () => {
  await paid();
  house.paper.fault = (_, call, moment) => {
    if (call === "refund" && moment === "done") throw outage("paper-pay");
  };
  await expect(refundFrom(0, 1_000)).rejects.toThrow(VendorError);
  house.paper.fault = () => undefined;
  await settlePayment(await shop.ctx(), paymentId);
  expect(await refundFrom(0, 1_000)).toEqual({ ok: true, isPending: false });
  await runDueJobs(house);
  expect(await refunded()).toEqual([1_000, 0, 0]);
  await expectInvariants(house, shop);
});

test("two refunds under way for two orders are made days later in the other order: each comes off its own", async () => {
  await paid();
  house.paper.isRefundSlow = true;
  await refundFrom(0, 700);
  await refundFrom(1, 700);
  house.clock.move(3 * 86_400_000);
  const checkout = house.paper.checkouts.get(`cs_${paymentId}`);
  if (!checkout) throw new Error("no checkout");
  checkout.unsettledRefunds.reverse();
  endSlowRefund(checkout, "made", house.clock.now());
  await settlePayment(await shop.ctx(), paymentId);
  expect(await refunded()).toEqual([0, 700, 0]);
  endSlowRefund(checkout, "made", house.clock.now());
  await settlePayment(await shop.ctx(), paymentId);
  expect(await runDueJobs(house)).toEqual([]);
  expect(await refunded()).toEqual([700, 700, 0]);
  await expectInvariants(house, shop);
});

test("a transfer for several orders, sent back by hand from one order's page, comes off that one", async () => {
  const accountId = (await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: bankTransfer.vendor, hookSecret: null, at: house.clock.now(),
    settings: { holder: "Maison Thé", iban: "BE72000000001616", bic: "", referenceKind: "auto", ogmLine: "11" },
  })).id;
  await payAll(accountId);
  const eur = currencyOf("EUR");
  await recordReceived(await shop.ctx(), { paymentId, amountMinor: 9_500, currency: eur, receivedAt: house.clock.now(), ref: "line-1" });
  const returned = await noteReturned(await shop.ctx(), {
    id: house.app.newId("hnd"), linkId: basket.linkIds[0] ?? "", paymentId, amount: moneyOf(1_200, eur), method: "bank-transfer", happenedAt: house.clock.now(), reason: "retour", memberId: "mem",
  });
  expect(returned).toMatchObject({ ok: true });
  expect(await runDueJobs(house)).toEqual([]);
  expect(await refunded()).toEqual([1_200, 0, 0]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { inPerson } from "../../adapters/in-person/index.server";
import { currencyOf } from "../../app/core/currency";
import { findStructuredReference } from "../../app/core/structured-reference";
import { insertConnection } from "../../app/db/connections.server";
import { getLink } from "../../app/db/links.server";
import { listLinksByReference } from "../../app/db/references.server";
import { listTasksOfLink } from "../../app/db/tasks.server";
import { readPayPage } from "../../app/flows/read-pay-page.server";
import { recordCheque } from "../../app/flows/record-cheque.server";
import { recordReceived } from "../../app/flows/record-received.server";
import { recordReturned } from "../../app/flows/record-returned.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { openHouse, openLink, runDueJobs, type House, type Shop } from "./house";
import { plainShop } from "../support/plain-shop";

const eur = currencyOf("EUR");
let house: House;
let shop: Shop;
let accountId: string;
beforeAll(async () => {
  house = await openHouse({ extraProviders: [bankTransfer, inPerson] });
  shop = await house.openShop();
  accountId = (await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: bankTransfer.vendor, hookSecret: null, at: house.clock.now(),
    settings: { holder: "Maison Verhaegen SRL", iban: "BE72000000001616", bic: "", referenceKind: "auto", ogmLine: "11" },
  })).id;
});
afterAll(() => house.close());

async function start(linkId: string, providerId = accountId) {
  const started = await startPayment(await shop.ctx(), { linkId, providerId, shownMinor: 12_100, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  return started;
}

const receive = async (paymentId: string, change: Partial<Parameters<typeof recordReceived>[1]> = {}) =>
  recordReceived(await shop.ctx(), { paymentId, amountMinor: 12_100, currency: eur, receivedAt: house.clock.now(), ref: `line-${paymentId}`, ...change });

async function factsOf(linkId: string) {
  const ctx = await shop.ctx();
  return readPayPage(ctx, await getLink(ctx.db, shop.storeId, linkId));
}

/** The reference as the shopper reads it on the page. */
async function printedReference(checkoutUrl: string): Promise<string> {
  const found = await house.app.findPort(accountId);
  if (!found || !("servePage" in found.port) || !found.port.servePage) throw new Error("no page");
  const answer = await found.port.servePage(new Request(checkoutUrl), new URL(checkoutUrl).pathname.replace(`/checkout/${accountId}/`, ""), plainShop);
  return /\+\+\+\d{3}\/\d{4}\/\d{5}\+\+\+/.exec(await answer.text())?.[0] ?? "";
}

test("a statement line that carries the printed reference pays its order, once however often it is read", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const { checkoutUrl, paymentId } = await start(linkId);
  const reference = findStructuredReference(await printedReference(checkoutUrl));
  expect(reference && (await listLinksByReference(house.app.db, shop.storeId, reference))).toEqual([linkId]);
  const results = await Promise.all([1, 2, 3, 4].map(() => receive(paymentId)));
  expect(new Set(results.map((result) => JSON.stringify(result)))).toEqual(new Set([JSON.stringify({ ok: true, state: "succeeded" })]));
  await runDueJobs(house);
  const { state, receipts } = await factsOf(linkId);
  expect(state).toEqual({ status: "paid", balance: "none", openMinor: 0 });
  expect(receipts).toHaveLength(1);
  expect(receipts[0]?.facts.transactionId).toMatch(/^\+\+\+/);
  expect(house.paper.markedPaid.filter((one) => one.orderRef === orderRef)).toHaveLength(1);
});

test("a part is a part, the rest completes it, and more than that is noticed", async () => {
  const { linkId } = await openLink(house, shop);
  const { paymentId } = await start(linkId);
  await receive(paymentId, { amountMinor: 2_100, ref: "first" });
  expect((await factsOf(linkId)).state).toMatchObject({ status: "open", balance: "partial", openMinor: 10_000 });
  await receive(paymentId, { amountMinor: 10_500, ref: "second" });
  expect((await factsOf(linkId)).state).toMatchObject({ status: "paid", balance: "over" });
  expect((await listTasksOfLink(house.app.db, shop.storeId, linkId)).map(({ kind }) => kind)).toEqual(["surplus"]);
});

test("the extra of an over-payment, sent back by hand, is noted once, receipted, and asks nobody again", async () => {
  const { linkId } = await openLink(house, shop);
  const { paymentId } = await start(linkId);
  await receive(paymentId, { amountMinor: 12_600 });
  const giveBack = async (amountMinor: number, ref: string) => recordReturned(await shop.ctx(), { paymentId, amountMinor, currency: eur, ref });
  expect(await giveBack(500, "back-1")).toEqual({ ok: true, state: "partly-refunded" });
  expect(await giveBack(500, "back-1")).toEqual({ ok: true, state: "partly-refunded" });
  await expect(giveBack(12_101, "back-2")).rejects.toMatchObject({ name: "VendorError" });
  await runDueJobs(house);
  const { state, totals, receipts } = await factsOf(linkId);
  expect(state).toEqual({ status: "paid", balance: "none", openMinor: 0 });
  expect(totals).toMatchObject({ paidMinor: 12_100, surplusMinor: 0 });
  expect(receipts.map((receipt) => receipt.facts.kind).sort()).toEqual(["credit-receipt", "receipt"]);
  expect(await giveBack(1, "x".repeat(201)).catch((error: Error) => error.name)).toBe("VendorError");
});

test("a transfer begun before another way was chosen still finds its link, flagged", async () => {
  const { linkId } = await openLink(house, shop);
  const transfer = await start(linkId);
  const card = await start(linkId, shop.providerId);
  expect(card.paymentId).not.toBe(transfer.paymentId);
  expect(await receive(transfer.paymentId)).toEqual({ ok: true, state: "succeeded" });
  expect((await factsOf(linkId)).state.status).toBe("paid");
});

test("numbers are the store's: two accounts of one store never print the same reference", async () => {
  const other = (await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: bankTransfer.vendor, hookSecret: null, at: house.clock.now(),
    settings: { holder: "Maison Verhaegen SRL", iban: "DE89370400440532013000", bic: "", referenceKind: "rf", ogmLine: "11" },
  })).id;
  const refs = await Promise.all([accountId, other, accountId, other].map(async (providerId) => {
    const { paymentId } = await start((await openLink(house, shop)).linkId, providerId);
    const { rows } = await house.sql.query<{ provider_ref: string }>("SELECT provider_ref FROM payment WHERE id = $1", [paymentId]);
    return rows[0]?.provider_ref;
  }));
  expect(new Set(refs).size).toBe(4);
});

test("what cannot be this payment's money is refused and changes nothing", async () => {
  const { linkId } = await openLink(house, shop);
  const { paymentId } = await start(linkId);
  expect(await receive(paymentId, { currency: currencyOf("CHF") })).toEqual({ ok: false, reason: "currency-differs" });
  expect(await receive(paymentId, { amountMinor: 0 })).toEqual({ ok: false, reason: "amount-not-positive" });
  expect(await receive(paymentId, { receivedAt: new Date(house.clock.now().getTime() + 2 * 86_400_000) })).toEqual({ ok: false, reason: "in-the-future" });
  expect(await receive("pay_unknown")).toEqual({ ok: false, reason: "payment-unknown" });
  const { paymentId: cardId } = await start((await openLink(house, shop)).linkId, shop.providerId);
  expect(await receive(cardId)).toEqual({ ok: false, reason: "not-recordable" });
  expect((await factsOf(linkId)).state).toMatchObject({ status: "open", balance: "none" });
});

test("a cheque is money when it clears, and money out when the bank takes it back, with nothing edited", async () => {
  const counterId = (await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: inPerson.vendor, hookSecret: null, at: house.clock.now(),
    settings: { place: "Rue Haute 12", cashMax: "", chequeOrder: "Maison Verhaegen" },
  })).id;
  const { linkId } = await openLink(house, shop);
  const { paymentId } = await start(linkId, counterId);
  const cheque = { number: "1234567", bank: "Banque du Nord", amountMinor: 12_100 };
  const take = async (step: Parameters<typeof recordCheque>[1]["step"]) =>
    recordCheque(await shop.ctx(), { paymentId, ref: "chq-1", step, cheque: step === "received" ? cheque : null });
  expect(await take("cleared")).toEqual({ ok: false, reason: "not-now" });
  expect(await take("received")).toEqual({ ok: true, state: "pending" });
  expect(await take("received")).toEqual({ ok: true, state: "pending" });
  await take("banked");
  expect((await factsOf(linkId)).state.status).toBe("open");
  expect(await take("cleared")).toEqual({ ok: true, state: "succeeded" });
  expect((await factsOf(linkId)).state.status).toBe("paid");
  expect(await take("reversed")).toEqual({ ok: true, state: "pending" });
  expect((await factsOf(linkId)).state.status).toBe("open");
  const { rows } = await house.sql.query<{ kind: string; amount: string }>("SELECT kind, amount_minor AS amount FROM entry WHERE payment_id = $1 ORDER BY recorded_at, amount_minor DESC", [paymentId]);
  expect(rows.map(({ kind, amount }) => [kind, Number(amount)])).toEqual([["capture", 12_100], ["reversal", -12_100]]);
});

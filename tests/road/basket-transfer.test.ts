import { afterAll, beforeAll, expect, test } from "vitest";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { readEpc } from "../../app/core/epc-reader";
import { currencyOf } from "../../app/core/currency";
import { moneyOf } from "../../app/core/money";
import { insertConnection } from "../../app/db/connections.server";
import { getPayment } from "../../app/db/payments.server";
import { noteForBasket } from "../../app/flows/note-for-basket.server";
import { noteReceived } from "../../app/flows/note-received.server";
import { recordReceived } from "../../app/flows/record-received.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { scanCode } from "../support/scan-code";
import { basketPage, openBasketOf, payBasket } from "./basket-walk";
import { openHouse, runDueJobs, type House, type Shop } from "./house";
import { plainShop } from "../support/plain-shop";

let house: House;
let shop: Shop;
let accountId: string;
beforeAll(async () => {
  house = await openHouse({ extraProviders: [bankTransfer] });
  shop = await house.openShop();
  accountId = (await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: bankTransfer.vendor, hookSecret: null, at: house.clock.now(),
    settings: { holder: "Maison Verhaegen SRL", iban: "BE72000000001616", bic: "", referenceKind: "auto", ogmLine: "11" },
  })).id;
});
afterAll(() => house.close());

const dayMs = 86_400_000;

async function choose(basketId: string, linkIds: readonly string[]): Promise<{ paymentId: string; checkoutUrl: string; reference: string | null }> {
  const started = await payBasket(shop, basketId, linkIds, { providerId: accountId });
  if (!started.ok) throw new Error(started.reason);
  const { providerRef } = await getPayment(house.app.db, shop.storeId, started.paymentId);
  return { paymentId: started.paymentId, checkoutUrl: started.checkoutUrl, reference: providerRef?.slice(0, 12) ?? null };
}

async function pageOf(checkoutUrl: string): Promise<string> {
  const path = new URL(checkoutUrl).pathname.split("/").at(-1) ?? "";
  const answer = await (await shop.ctx()).provider(accountId).servePage?.(new Request(checkoutUrl), path, plainShop);
  return (await answer?.text()) ?? "";
}

test("one reference for the basket, whatever is picked of it; the same choice is the same attempt for days", async () => {
  const { basketId, linkIds } = await openBasketOf(house, shop, [{ amountMinor: 3_000 }, { amountMinor: 4_500 }]);
  const first = await choose(basketId, linkIds);
  house.clock.move(3 * dayMs);
  expect(await choose(basketId, linkIds)).toEqual(first);
  const alone = await choose(basketId, linkIds.slice(1));
  expect([alone.reference, alone.paymentId === first.paymentId]).toEqual([first.reference, false]);
  // Back to the first choice: its instructions were closed meanwhile, so it is a new attempt.
  const again = await choose(basketId, linkIds);
  expect([again.reference, again.paymentId === first.paymentId]).toEqual([first.reference, false]);
});

test("the page names the orders, its code decodes to the sum and the reference, and a line with it pays each order", async () => {
  const { basketId, linkIds } = await openBasketOf(house, shop, [{ ref: "81", amountMinor: 3_000 }, { ref: "82", amountMinor: 4_500 }]);
  const { paymentId, checkoutUrl, reference } = await choose(basketId, linkIds);
  const html = await pageOf(checkoutUrl);
  expect(html).toContain("1081, 1082");
  const [, box = "0", path = ""] = /viewBox="-4 -4 (\d+) \d+"[^>]*><path d="([^"]+)"/.exec(html) ?? [];
  const [text = ""] = await scanCode({ size: Number(box) - 8, path });
  const read = readEpc(new TextEncoder().encode(text));
  if (!read.ok) throw new Error(read.reason);
  expect(text.split("\n")[7]).toBe("EUR75.00");
  expect(text.replace(/\D/g, "")).toContain(reference ?? "none");
  await recordReceived(await shop.ctx(), { paymentId, amountMinor: 7_500, currency: currencyOf("EUR"), receivedAt: house.clock.now(), ref: "line-1" });
  expect(await runDueJobs(house)).toEqual([]);
  const page = await basketPage(shop, basketId);
  expect([page.closedBy, page.receipts.map(({ facts }) => facts.amount.amountMinor)]).toEqual(["all-paid", [3_000, 4_500]]);
});

test("a transfer that is too short pays the first order and a part of the second", async () => {
  const { basketId, linkIds } = await openBasketOf(house, shop, [{ amountMinor: 3_000 }, { amountMinor: 4_500 }]);
  const { paymentId } = await choose(basketId, linkIds);
  await recordReceived(await shop.ctx(), { paymentId, amountMinor: 5_000, currency: currencyOf("EUR"), receivedAt: house.clock.now(), ref: "short" });
  await runDueJobs(house);
  const { rows } = await basketPage(shop, basketId);
  expect(rows.map(({ linkId, totals }) => [linkId, totals.paidMinor])).toEqual([[linkIds[0], 3_000], [linkIds[1], 2_000]]);
});

/** The payer picks some orders and presses "the transfer is made" on the instructions. */
async function announce(basketId: string, linkIds: readonly string[]): Promise<string> {
  const { paymentId, checkoutUrl } = await choose(basketId, linkIds);
  const path = new URL(checkoutUrl).pathname.split("/").at(-1) ?? "";
  await (await shop.ctx()).provider(accountId).servePage?.(new Request(checkoutUrl, { method: "POST", body: new URLSearchParams({ transfer: "made" }) }), path, plainShop);
  expect((await settlePayment(await shop.ctx(), paymentId)).progress).toBe("processing");
  return paymentId;
}

const stated = (amountMinor: number) => ({ noteId: house.app.newId("hnd"), method: "bank-transfer" as const, amount: moneyOf(amountMinor, currencyOf("EUR")), happenedAt: house.clock.now(), mayExceed: true, cheque: null, memberId: "mem_zoe" });
const underWay = async (basketId: string) => (await basketPage(shop, basketId)).rows.flatMap((row) => (row.underWay === null ? [] : [row.linkId]));

test.each([
  ["an order more", [0, 1], [0, 1, 2], 9_500],
  ["an order less", [0, 1], [0], 3_000],
  ["other orders, of the same sum", [1], [0, 2], 4_500],
])("announced for some orders, noted for %s: nothing stays in progress, what was not paid can be paid at once", async (_, said, noted, amountMinor) => {
  const { basketId, linkIds } = await openBasketOf(house, shop, [{ amountMinor: 3_000 }, { amountMinor: 4_500 }, { amountMinor: 2_000 }]);
  const at = (places: readonly number[]) => places.map((place) => linkIds[place] ?? "");
  const paymentId = await announce(basketId, at(said));
  expect((await underWay(basketId)).sort()).toEqual(at(said).sort());
  expect(await noteForBasket(await shop.ctx(), { ...stated(amountMinor), basketId, linkIds: at(noted) })).toMatchObject({ ok: true });
  expect(await runDueJobs(house)).toEqual([]);
  expect([await underWay(basketId), (await getPayment(house.app.db, shop.storeId, paymentId)).progress]).toEqual([[], "expired"]);
  const left = (await basketPage(shop, basketId)).rows.filter(({ openMinor }) => openMinor > 0);
  expect(left.map(({ closedBy }) => closedBy)).toEqual(left.map(() => null));
  // Had it been another transfer after all, it would be kept and told.
  await recordReceived(await shop.ctx(), { paymentId, amountMinor: 1_000, currency: currencyOf("EUR"), receivedAt: house.clock.now(), ref: `late-${paymentId}` });
  expect((await getPayment(house.app.db, shop.storeId, paymentId)).state).toBe("succeeded");
});

test("noted on one order's own page, the announced transfer for it and another is answered too; one for other orders goes on", async () => {
  const { basketId, linkIds } = await openBasketOf(house, shop, [{ amountMinor: 3_000 }, { amountMinor: 4_500 }, { amountMinor: 2_000 }]);
  const paymentId = await announce(basketId, linkIds.slice(0, 2));
  await noteReceived(await shop.ctx(), { ...stated(2_000), linkId: linkIds[2] ?? "" });
  expect([await underWay(basketId), (await getPayment(house.app.db, shop.storeId, paymentId)).progress]).toEqual([linkIds.slice(0, 2), "processing"]);
  await noteReceived(await shop.ctx(), { ...stated(3_000), linkId: linkIds[0] ?? "" });
  expect(await runDueJobs(house)).toEqual([]);
  expect(await underWay(basketId)).toEqual([]);
});

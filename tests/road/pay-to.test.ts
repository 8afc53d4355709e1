import { scanGrayBuffer } from "@undecaf/zbar-wasm";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { composeMail } from "../../adapters/email/compose";
import { currencyOf } from "../../app/core/currency";
import type { PaymentLinkMessage } from "../../app/core/message";
import { moneyOf } from "../../app/core/money";
import { insertConnection } from "../../app/db/connections.server";
import { getLink } from "../../app/db/links.server";
import { basketMessage } from "../../app/flows/compose-basket-message.server";
import { paymentLinkMessage } from "../../app/flows/compose-link-message.server";
import { listLinkRows } from "../../app/flows/list-link-rows.server";
import { noteReceived } from "../../app/flows/note-received.server";
import { previewLink } from "../../app/flows/preview-link.server";
import { printLinkNotice } from "../../app/flows/print-link-notice.server";
import { refreshOrder } from "../../app/flows/refresh-order.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { readPdf } from "../support/read-pdf";
import { scanCode } from "../support/scan-code";
import { openBasketOf, payBasket } from "./basket-walk";
import { openHouse, openLink, runDueJobs, type House, type Shop } from "./house";
import { walkIn } from "./walk";
import { plainShop } from "../support/plain-shop";

let house: House;
let shop: Shop;
let accountId: string;
beforeAll(async () => {
  house = await openHouse({ extraProviders: [bankTransfer] });
  shop = await house.openShop();
  accountId = await openAccount(shop.storeId);
});
afterAll(() => house.close());

const { factsOf } = walkIn(() => ({ house, shop }));

const openAccount = async (storeId: string, change: Record<string, string> = {}) => (await insertConnection(house.app.db, {
  id: house.app.newId("con"), storeId, port: "provider", vendor: bankTransfer.vendor, hookSecret: null, at: house.clock.now(),
  settings: { holder: "Maison Verhaegen SRL", iban: "BE72000000001616", bic: "", referenceKind: "auto", ogmLine: "11", ...change },
})).id;

async function messageOf(linkId: string): Promise<PaymentLinkMessage> {
  const ctx = await shop.ctx();
  return paymentLinkMessage(ctx, await getLink(ctx.db, shop.storeId, linkId), "");
}

/** What a bank's app reads off the mail's second picture. */
async function codesOfMail(message: PaymentLinkMessage): Promise<string[]> {
  const pictures = (await composeMail(message, { fromName: "" })).attachments.filter(({ cid }) => cid !== null);
  return Promise.all(pictures.map(async ({ bytes }) => {
    const { data, info } = await sharp(bytes).grayscale().raw().toBuffer({ resolveWithObject: true });
    const gray = new Uint8Array(data);
    return (await scanGrayBuffer(gray.buffer, info.width, info.height))[0]?.decode("utf-8") ?? "";
  }));
}

async function pageOf(checkoutUrl: string): Promise<{ html: string; code: string }> {
  const answer = await (await shop.ctx()).provider(accountId).servePage?.(new Request(checkoutUrl), new URL(checkoutUrl).pathname.split("/").at(-1) ?? "", plainShop);
  const html = (await answer?.text()) ?? "";
  const [, box = "0", path = ""] = /viewBox="-4 -4 (\d+) \d+"[^>]*><path d="([^"]+)"/.exec(html) ?? [];
  return { html, code: (await scanCode({ size: Number(box) - 8, path }))[0] ?? "" };
}

async function choose(linkId: string): Promise<string> {
  const started = await startPayment(await shop.ctx(), { linkId, providerId: accountId, shownMinor: null, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  return started.checkoutUrl;
}

test("mail, paper and page state one reference and hold the same transfer, byte for byte; it stays when the order changes", { timeout: 60_000 }, async () => {
  const { linkId, orderRef } = await openLink(house, shop, { amountMinor: 12_100 });
  const message = await messageOf(linkId);
  const paper = await readPdf((await printLinkNotice(await shop.ctx(), linkId))?.bytes ?? new Uint8Array());
  const page = await pageOf(await choose(linkId));
  const epc = message.payTo?.epc ?? "";
  expect(epc).toContain("\nEUR121.00\n");
  expect(epc).toContain(message.payTo?.reference ?? "none");
  expect(await codesOfMail(message)).toEqual([message.payUrl, epc]);
  expect(paper[0]?.codes.sort()).toEqual([epc, message.payUrl].sort());
  expect(page.code).toBe(epc);
  expect(page.html).toContain(message.payTo?.reference ?? "none");
  const order = house.paper.orders.get(orderRef);
  if (order) house.paper.orders.set(orderRef, { ...order, totalMinor: 15_000, openMinor: 15_000, updatedAt: house.clock.now() });
  await openLink(house, shop, { ref: orderRef });
  const after = await messageOf(linkId);
  expect([after.payTo?.reference, after.payTo?.amount?.amountMinor]).toEqual([message.payTo?.reference, 15_000]);
});

test("money that names the reference of a mail nobody opened finds its link, is noted there, and the receipt names it", async () => {
  const { linkId } = await openLink(house, shop, { amountMinor: 8_000 });
  const { payTo } = await messageOf(linkId);
  const ctx = await shop.ctx();
  const search = async (text: string) => (await listLinkRows(ctx, { filter: null, search: text, before: null })).links.map(({ link }) => link.id);
  expect(await search(payTo?.reference ?? "")).toEqual([linkId]);
  expect(await search((payTo?.reference ?? "").replace(/\D/g, ""))).toEqual([linkId]);
  const noted = await noteReceived(ctx, {
    linkId, noteId: house.app.newId("hnd"), method: "bank-transfer", amount: moneyOf(8_000, currencyOf("EUR")), happenedAt: house.clock.now(), mayExceed: false, cheque: null, memberId: "usr_1",
  });
  expect(noted.ok).toBe(true);
  await runDueJobs(house);
  const { state, receipts } = await factsOf(linkId);
  expect([state.status, receipts[0]?.facts.transactionId]).toEqual(["paid", payTo?.reference]);
});

test("a basket's mail has one reference for all of it, which its page states too and which finds every order", async () => {
  const { basketId, linkIds } = await openBasketOf(house, shop, [{ amountMinor: 3_000 }, { amountMinor: 4_500 }]);
  const ctx = await shop.ctx();
  const message = await basketMessage(ctx, { basketId, note: "" });
  const started = await payBasket(shop, basketId, linkIds.slice(1), { providerId: accountId });
  const page = await pageOf(started.ok ? started.checkoutUrl : "");
  expect(message?.payTo?.epc).toContain("\nEUR75.00\n");
  expect(page.code).toBe(message?.payTo?.epc?.replace("EUR75.00", "EUR45.00"));
  const alone = await Promise.all(linkIds.map(messageOf));
  expect(new Set([message, ...alone].map((one) => one?.payTo?.reference)).size).toBe(3);
  const { links } = await listLinkRows(ctx, { filter: null, search: message?.payTo?.reference ?? "", before: null });
  expect(links.map(({ link }) => link.id).sort()).toEqual([...linkIds].sort());
});

test("paid in parts, the transfer asks for what is due now and says what else may be sent", async () => {
  const { linkId } = await openLink(house, shop, { amountMinor: 10_000, plan: { kind: "deposit", share: "30%" } });
  const { payTo } = await messageOf(linkId);
  expect([payTo?.amount?.amountMinor, payTo?.range?.least.amountMinor, payTo?.range?.most.amountMinor]).toEqual([3_000, 3_000, 10_000]);
  expect(payTo?.epc).toContain("\nEUR30.00\n");
});

test("a preview draws no number; no account, another currency or a paid link: no transfer is told", async () => {
  const { linkId, orderRef } = await openLink(house, shop, { amountMinor: 5_000 });
  const fresh = house.app.newId("evt");
  house.paper.orders.set(fresh, { ...house.paper.orders.get(orderRef)!, ref: fresh });
  const ctx = await shop.ctx();
  await refreshOrder(ctx, { platformId: shop.platformId, orderRef: fresh });
  const terms = { platformId: shop.platformId, amountMinor: null, email: "zoe@example.test", locale: "fr" as const, expiresAt: null, description: "", note: "" };
  const count = async () => (await house.sql.query("SELECT 1 FROM transfer_reference")).rowCount;
  const before = await count();
  expect(await previewLink(ctx, { ...terms, orderRef: fresh })).toMatchObject({ ok: true });
  expect(await count()).toBe(before);
  const dollars = await openLink(house, shop, { amountMinor: 5_000, code: "USD" });
  expect((await messageOf(dollars.linkId)).payTo).toBeNull();
  await house.sql.query("UPDATE connection SET is_enabled = false WHERE id = $1", [accountId]);
  expect((await messageOf(linkId)).payTo).toBeNull();
  await house.sql.query("UPDATE connection SET is_enabled = true WHERE id = $1", [accountId]);
  expect((await messageOf(linkId)).payTo).not.toBeNull();
});

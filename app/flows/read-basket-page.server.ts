import { inBasketOrder, whyBasketClosed, type BasketClosed } from "../core/basket";
import { dayOf, type CivilDay } from "../core/civil-day";
import { findLinkToken } from "../core/ids";
import { findBasketByToken, listBasketLinks, type SavedBasket } from "../db/baskets.server";
import { listLinksById } from "../db/links.server";
import { listPaymentsOfLinks, listTargetsOf, type Payment } from "../db/payments.server";
import { findReceiptPdf, listReceiptsOfLinks, type SavedReceipt } from "../db/receipts.server";
import type { App, Ctx } from "./ctx";
import { readBasketItems, type BasketLinkFacts } from "./read-basket-items.server";

export type { Payment, SavedBasket, SavedReceipt };

export type FoundBasket = { ctx: Ctx; basket: SavedBasket };

/** Opens the store a basket's token belongs to; null for every text that is no token of ours. */
export async function findPayBasket(app: App, token: string): Promise<FoundBasket | null> {
  const shape = findLinkToken(token);
  const basket = shape && (await findBasketByToken(app.db, shape));
  return basket && { ctx: await app.openStore(basket.storeId), basket };
}

/** One link on the page. `position` names it in the form; `underWay`: the attempt whose money is on its way to it. */
export type BasketRow = BasketLinkFacts & { position: number; underWay: string | null };

/** What the basket's page is drawn from: our memory only, no vendor is asked. */
export type BasketFacts = {
  basket: SavedBasket;
  today: CivilDay;
  /** In the payer's order. */
  rows: BasketRow[];
  /** Null when something can be paid now. */
  closedBy: BasketClosed | null;
  /** Newest first. */
  payments: Payment[];
  /** Oldest first. */
  receipts: SavedReceipt[];
  /** What each of the payments means to pay. */
  targets: { paymentId: string; linkId: string; amountMinor: number }[];
};

export async function readBasketPage(ctx: Ctx, basket: SavedBasket): Promise<BasketFacts> {
  const { db, store } = ctx;
  const held = await listBasketLinks(db, store.id, basket.id);
  const linkIds = held.map(({ linkId }) => linkId);
  const [links, payments, receipts] = await Promise.all([listLinksById(db, store.id, linkIds), listPaymentsOfLinks(db, store.id, linkIds), listReceiptsOfLinks(db, store.id, linkIds)]);
  const [items, targets] = await Promise.all([readBasketItems(ctx, links), listTargetsOf(db, store.id, payments.map(({ id }) => id))]);
  const today = dayOf(ctx.now(), store.timeZone);
  const positions = new Map(held.map(({ linkId, position }) => [linkId, position]));
  const underWay = linksUnderWay(payments, targets);
  const rows = inBasketOrder(items, today).map((item) => ({ ...item, position: positions.get(item.linkId) ?? 0, underWay: underWay.get(item.linkId) ?? null }));
  return { basket, today, rows, payments, receipts, targets, closedBy: whyBasketClosed(basket, rows.map((row) => row.closedBy), ctx.now()) };
}

function linksUnderWay(payments: readonly Payment[], targets: readonly { paymentId: string; linkId: string }[]): Map<string, string> {
  const waiting = new Set(payments.filter(({ state, progress }) => state === "pending" && progress === "processing").map(({ id }) => id));
  return new Map(targets.filter(({ paymentId }) => waiting.has(paymentId)).map(({ paymentId, linkId }) => [linkId, paymentId]));
}

/** What can be ticked: payable, and no money on its way to it. */
export const isPickable = (row: BasketRow): boolean => row.closedBy === null && row.underWay === null;

/** A receipt's PDF for whoever holds a basket with the link its money was for; null for every other receipt. */
export async function readReceiptOfBasket(ctx: Ctx, input: { basketId: string; receiptId: string }): Promise<{ number: string; pdf: Uint8Array } | null> {
  const held = await listBasketLinks(ctx.db, ctx.store.id, input.basketId);
  const receipts = await listReceiptsOfLinks(ctx.db, ctx.store.id, held.map(({ linkId }) => linkId));
  const receipt = receipts.find(({ id }) => id === input.receiptId);
  const pdf = receipt && (await findReceiptPdf(ctx.db, ctx.store.id, receipt.id));
  return receipt && pdf ? { number: receipt.number, pdf } : null;
}

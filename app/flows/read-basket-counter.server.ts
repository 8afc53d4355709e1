import { inBasketOrder } from "../core/basket";
import { dayOf } from "../core/civil-day";
import { standingNotes } from "../core/hand-note";
import { addMoney, moneyOf, type Money } from "../core/money";
import { findBasket, listBasketLinks, type SavedBasket } from "../db/baskets.server";
import { listScanned } from "../db/cheque-scans.server";
import { listNotesOfPayments } from "../db/hand-notes.server";
import { listForeignOfBasket } from "../db/ledger.server";
import { listLinksById } from "../db/links.server";
import { listPaymentsOfLinks, listTargets } from "../db/payments.server";
import type { Ctx } from "./ctx";
import { readPayTo } from "./read-pay-to.server";
import { counterTerms, readSharers, type CounterFacts } from "./read-counter.server";
import { readBasketItems, type BasketLinkFacts } from "./read-basket-items.server";

/** One order that the money may be for. `isPicked`: what the payer chose on the page, else all that can be paid. */
export type BasketPick = { linkId: string; orderNumber: string | null; description: string; open: Money; isPicked: boolean };

export type BasketCounter = Omit<CounterFacts, "linkId" | "returnables" | "receipts"> & {
  basketId: string;
  /** In the payer's order: too little pays the first ones. */
  picks: BasketPick[];
  /** What a transfer for it says on a statement; null where the store takes none. */
  reference: string | null;
  /** Money that came for it in a currency that settles none of its orders, and the order on which it waits. */
  foreign: { linkId: string; amount: Money }[];
};

/** What the store's hand can state about the money of one basket, and what it stated; null when the store has no such basket. */
export async function readBasketCounter(ctx: Ctx, basketId: string): Promise<BasketCounter | null> {
  const { db, store } = ctx;
  const basket = await findBasket(db, store.id, basketId);
  const held = basket ? await listBasketLinks(db, store.id, basket.id) : [];
  const all = inBasketOrder(await readBasketItems(ctx, await listLinksById(db, store.id, held.map(({ linkId }) => linkId))), dayOf(ctx.now(), store.timeZone));
  const [first] = all;
  if (!basket || !first) return null;
  const { currency } = (all.find(({ openMinor }) => openMinor > 0) ?? first).link;
  const items = all.filter(({ link }) => link.currency === currency);
  const picked = await readPicked(ctx, basket, items);
  const picks = items.map(({ link, openMinor }) => ({
    linkId: link.id, orderNumber: link.orderNumber, description: link.description, open: moneyOf(openMinor, currency), isPicked: picked.has(link.id),
  }));
  const own = (await listPaymentsOfLinks(db, store.id, items.map(({ linkId }) => linkId))).filter((payment) => payment.basketId === basket.id);
  const notes = await listNotesOfPayments(db, store.id, own.map(({ id }) => id));
  const scanned = await listScanned(db, store.id, notes.map(({ id }) => id));
  return {
    ...counterTerms(ctx, currency), basketId, picks,
    open: picks.filter(({ isPicked }) => isPicked).reduce((sum, { open }) => addMoney(sum, open), moneyOf(0, currency)),
    isPaid: items.every(({ openMinor }) => openMinor === 0),
    notes: await Promise.all(standingNotes(notes).map(async (note) => ({ ...note, hasScan: scanned.has(note.id), sharedBy: await readSharers(ctx, note) }))),
    reference: (await readPayTo(ctx, { subjectId: basket.id, currency, payable: null }))?.reference ?? null,
    foreign: await listForeignOfBasket(db, store.id, basket.id),
  };
}

/** What the payer chose on the page where the money is still expected; else whatever asks, else all of it. */
async function readPicked(ctx: Ctx, basket: SavedBasket, items: readonly BasketLinkFacts[]): Promise<ReadonlySet<string>> {
  const linkIds = items.map(({ linkId }) => linkId);
  const payments = await listPaymentsOfLinks(ctx.db, ctx.store.id, linkIds);
  const chosen = payments.find(({ basketId, state, providerId }) => basketId === basket.id && state === "pending" && ctx.provider(providerId).recordReceived !== undefined);
  if (chosen) return new Set((await listTargets(ctx.db, ctx.store.id, chosen.id)).map(({ linkId }) => linkId));
  const asking = items.filter(({ openMinor, closedBy }) => openMinor > 0 && (closedBy === null || closedBy === "link-expired"));
  return new Set(asking.length > 0 ? asking.map(({ linkId }) => linkId) : linkIds);
}

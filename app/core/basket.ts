import type { CivilDay } from "./civil-day";
import type { Currency } from "./currency";
import type { NotPayableReason } from "./payment-link";
import { whyNotPart, type DueNow, type PartProblem } from "./payment-plan";

/** Links one basket may hold: what a page of 14 kB can list. */
export const basketLinksMax = 50;

/** "Please pay any of these." Several links of one store behind one address; the links stay what they are. */
export type Basket = {
  id: string;
  storeId: string;
  customer: { name: string; email: string };
  createdAt: Date;
  expiresAt: Date | null;
  cancelledAt: Date | null;
};

/** What the rules look at in one link of a basket. `since`: when it was ordered; `dueOn`: the day its next part is due, where a plan sets one. */
export type BasketItem = { linkId: string; since: Date; dueOn: CivilDay | null };

export const isLate = ({ dueOn }: Pick<BasketItem, "dueOn">, today: CivilDay): boolean => dueOn !== null && dueOn < today;

/** The payer's order: what is late first, by its day; then the oldest first. The same items always stand the same. */
export function inBasketOrder<Item extends BasketItem>(items: readonly Item[], today: CivilDay): Item[] {
  const rank = (item: Item) => (isLate(item, today) ? 0 : 1);
  const day = (item: Item) => (isLate(item, today) ? (item.dueOn ?? "") : "");
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  return [...items].sort((a, b) =>
    rank(a) - rank(b) || compare(day(a), day(b)) || a.since.getTime() - b.since.getTime() || compare(a.linkId, b.linkId));
}

/** A payment has one currency, so each currency is paid on its own. In the order of the first item of each. */
export function byCurrency<Item extends { currency: Currency }>(items: readonly Item[]): { currency: Currency; items: Item[] }[] {
  const groups = new Map<Currency, Item[]>();
  for (const item of items) groups.set(item.currency, [...(groups.get(item.currency) ?? []), item]);
  return [...groups].map(([currency, own]) => ({ currency, items: own }));
}

export type BasketClosed = "basket-cancelled" | "basket-expired" | "all-paid" | "nothing-payable";

/** Why nothing in a basket can be paid now, or null. In: why each of its links cannot be paid, null for those that can. */
export function whyBasketClosed(
  basket: Pick<Basket, "cancelledAt" | "expiresAt">, links: readonly (NotPayableReason | null)[], now: Date,
): BasketClosed | null {
  if (links.length > 0 && links.every((reason) => reason === "already-paid" || reason === "order-paid")) return "all-paid";
  if (basket.cancelledAt !== null) return "basket-cancelled";
  if (basket.expiresAt !== null && now.getTime() >= basket.expiresAt.getTime()) return "basket-expired";
  return links.some((reason) => reason === null) ? null : "nothing-payable";
}

/** What one link lets be paid now: all of `maxMinor`, or a part from `minMinor` on that leaves `floorMinor` or nothing. */
export type PayableNow = Pick<DueNow, "minMinor" | "suggestedMinor" | "maxMinor" | "floorMinor">;

/** A link that is paid in one payment. */
export const wholeOnly = (openMinor: number): PayableNow => ({ minMinor: openMinor, suggestedMinor: openMinor, maxMinor: openMinor, floorMinor: 1 });

const sumOf = (nows: readonly PayableNow[], field: keyof PayableNow) => nows.reduce((sum, now) => sum + now[field], 0);

/** What the links together ask and allow: all, what is due next of each, and the least one payment may bring. Minor units. */
export function payableTogether(nows: readonly PayableNow[]): { allMinor: number; nextMinor: number; leastMinor: number } {
  return { allMinor: sumOf(nows, "maxMinor"), nextMinor: sumOf(nows, "suggestedMinor"), leastMinor: nows[0]?.minMinor ?? 0 };
}

/** `belowMinor` and `aboveMinor`: the nearest amounts that could be split; null where there is none on that side. */
export type SplitProblem = { ok: false; reason: PartProblem; belowMinor: number | null; aboveMinor: number | null };

/**
 * Splits one amount over links in the order they stand. All that is open pays all, exactly what is due next pays that of
 * each; any other amount pays the first ones whole and of one a part, as far as its plan allows.
 * In: the amount in minor units, null for all. Out: a share for each link (0: not paid now) that sum to the amount.
 */
export function splitAmount(amountMinor: number | null, nows: readonly PayableNow[]): { ok: true; shares: number[] } | SplitProblem {
  const { allMinor, nextMinor } = payableTogether(nows);
  if (amountMinor === null || amountMinor === allMinor) return { ok: true, shares: nows.map((now) => now.maxMinor) };
  if (amountMinor === nextMinor) return { ok: true, shares: nows.map((now) => now.suggestedMinor) };
  if (amountMinor > allMinor) return { ok: false, reason: "part-above-open", belowMinor: allMinor, aboveMinor: null };
  let left = amountMinor;
  const shares: number[] = [];
  for (const now of nows) {
    const share = Math.max(0, Math.min(left, now.maxMinor));
    const reason = share > 0 || amountMinor <= 0 ? whyNotPart({ ...now, nextDueOn: null, rows: [] }, share) : null;
    if (reason !== null) return { ok: false, reason, ...nearest(amountMinor - left, share, now) };
    shares.push(share);
    left -= share;
  }
  return { ok: true, shares };
}

/** Before this link stood `beforeMinor`, all of it allowed; of this one `share` is not. */
function nearest(beforeMinor: number, share: number, now: PayableNow): { belowMinor: number | null; aboveMinor: number } {
  if (share < now.minMinor) return { belowMinor: beforeMinor > 0 ? beforeMinor : null, aboveMinor: beforeMinor + now.minMinor };
  const partMinor = now.maxMinor - now.floorMinor;
  const belowMinor = partMinor >= now.minMinor ? beforeMinor + partMinor : beforeMinor;
  return { belowMinor: belowMinor > 0 ? belowMinor : null, aboveMinor: beforeMinor + now.maxMinor };
}

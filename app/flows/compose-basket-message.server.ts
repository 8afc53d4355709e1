import { payableTogether, wholeOnly, type PayableNow } from "../core/basket";
import type { Currency } from "../core/currency";
import type { ShopperLocale } from "../core/locale";
import type { PaymentLinkMessage } from "../core/message";
import { moneyOf } from "../core/money";
import type { PayTo } from "../core/pay-to";
import { basketWords } from "../core/shopper-words-basket";
import { payWords } from "../core/shopper-words-page";
import { findBasket } from "../db/baskets.server";
import { senderOf } from "../db/stores.server";
import type { Ctx } from "./ctx";
import { basketAddress } from "./link-address.server";
import { isPickable, readBasketPage } from "./read-basket-page.server";
import { readPayTo } from "./read-pay-to.server";

/** One order as the mail names it, and what of it may be paid now. `number` null: by its description. */
export type TogetherOrder = { number: string | null; description: string; openMinor: number; now: PayableNow };

/** Numbers named in a subject before the rest is counted. */
const numbersNamedMax = 4;

/** The words of one mail for several orders: a line for each, their sum, one address. */
export function basketMessageOf(
  ctx: Pick<Ctx, "store">,
  input: { orders: readonly TogetherOrder[]; currency: Currency; locale: ShopperLocale; note: string; customerName: string; payUrl: string; expiresAt: Date | null; payTo: PayTo | null },
): PaymentLinkMessage {
  const { orders, locale, currency } = input;
  const names = orders.map(({ number, description }) => (number === null ? description : payWords[locale].order(number)));
  const numbers = orders.map(({ number, description }) => number ?? description);
  const { allMinor, nextMinor } = payableTogether(orders.map(({ now }) => now));
  return {
    kind: "payment-link",
    locale,
    sender: senderOf(ctx.store),
    customerName: input.customerName,
    orderNumber: null,
    orderCount: orders.length,
    description: basketWords[locale].orders(numbers.slice(0, numbersNamedMax), Math.max(0, numbers.length - numbersNamedMax)),
    lines: orders.map(({ openMinor }, at) => ({ description: names[at] ?? "", quantity: 1, totalMinor: openMinor })),
    amount: moneyOf(allMinor, currency),
    firstPart: nextMinor < allMinor ? moneyOf(nextMinor, currency) : null,
    expiresAt: input.expiresAt,
    payUrl: input.payUrl,
    payTo: input.payTo,
    personalNote: input.note,
  };
}

/** One transfer for all of them, under the basket's own reference; `basketId` null: not made yet. */
export function readBasketPayTo(ctx: Pick<Ctx, "db" | "store" | "providers">, about: { basketId: string | null; currency: Currency; nows: readonly PayableNow[] }): Promise<PayTo | null> {
  const { allMinor, nextMinor } = payableTogether(about.nows);
  return readPayTo(ctx, { subjectId: about.basketId, currency: about.currency, payable: { leastMinor: nextMinor, suggestedMinor: nextMinor, mostMinor: allMinor } });
}

/** What a basket's message says now: the orders that are still open, and what is open of them; null when nothing is. */
export async function basketMessage(ctx: Ctx, input: { basketId: string; note: string }): Promise<PaymentLinkMessage | null> {
  const basket = await findBasket(ctx.db, ctx.store.id, input.basketId);
  if (!basket) return null;
  const facts = await readBasketPage(ctx, basket);
  const open = facts.closedBy === null ? facts.rows.filter(isPickable) : [];
  const [first] = open;
  if (!first) return null;
  const { currency } = first.link;
  const orders = open.filter(({ link }) => link.currency === currency)
    .map(({ link, openMinor, due }) => ({ number: link.orderNumber, description: link.description, openMinor, now: due ?? wholeOnly(openMinor) }));
  const payTo = await readBasketPayTo(ctx, { basketId: basket.id, currency, nows: orders.map(({ now }) => now) });
  return basketMessageOf(ctx, {
    orders, currency, locale: basket.locale, note: input.note, customerName: basket.customer.name, payUrl: await basketAddress(ctx, basket.id), expiresAt: basket.expiresAt, payTo,
  });
}

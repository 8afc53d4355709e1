import { payWords } from "../core/shopper-words-page";
import { basketWords } from "../core/shopper-words-basket";
import type { CheckoutInput, OpenedCheckout } from "../core/ports";
import type { PaymentLink } from "../core/payment-link";
import { findBasket } from "../db/baskets.server";
import { listLinksById } from "../db/links.server";
import { findReferenceNumber } from "../db/references.server";
import { listTargets, saveCheckout, type Payment } from "../db/payments.server";
import type { Ctx } from "./ctx";
import { basketAddress, linkAddress } from "./link-address.server";

/** Orders named on a bank statement or a provider's page before the rest is only counted. */
const numbersNamedMax = 8;

/**
 * Opens the provider's checkout of a saved attempt and remembers it. The payment's id is the idempotency key: asked
 * again, after a crash or a lost answer, the provider gives the same checkout. Throws VendorError.
 */
export async function openCheckout(ctx: Ctx, payment: Payment): Promise<OpenedCheckout> {
  const targets = await listTargets(ctx.db, ctx.store.id, payment.id);
  const links = await listLinksById(ctx.db, ctx.store.id, targets.map(({ linkId }) => linkId));
  const [first] = links;
  if (!first) throw new Error(`Payment ${payment.id} means to pay nothing`);
  const basket = payment.basketId === null ? null : await findBasket(ctx.db, ctx.store.id, payment.basketId);
  const pageUrl = basket ? await basketAddress(ctx, basket.id) : await linkAddress(ctx, first.id);
  const locale = basket?.locale ?? first.locale;
  const checkout = await ctx.provider(payment.providerId).openCheckout({
    paymentId: payment.id,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    ...namesOf(links, locale),
    referenceNumber: links.length > 1 && !basket ? null : await findReferenceNumber(ctx.db, ctx.store.id, basket?.id ?? first.id),
    customerEmail: basket?.customer.email || first.customer.email,
    locale,
    doneUrl: `${pageUrl}/done?payment=${payment.id}`,
    backUrl: pageUrl,
  });
  await saveCheckout(ctx.db, payment, checkout);
  return checkout;
}

/** What is paid, in words and by number: of several orders the first numbers, and how many more there are. */
export function namesOf(links: readonly PaymentLink[], locale: PaymentLink["locale"]): Pick<CheckoutInput, "description" | "reference"> {
  const [first, ...others] = links;
  if (first && others.length === 0) {
    const order = first.orderNumber === null ? "" : payWords[locale].order(first.orderNumber);
    return { description: first.description || order, reference: first.orderNumber ?? first.id };
  }
  const numbers = links.map((link) => link.orderNumber ?? link.description);
  const named = numbers.slice(0, numbersNamedMax);
  const more = numbers.length - named.length;
  return { description: basketWords[locale].orders(named, more), reference: named.join(", ") + (more > 0 ? ` +${more}` : "") };
}

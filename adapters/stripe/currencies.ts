import { currencyOf, exponentOf, type Currency } from "../../app/core/currency";
import { moneyOf, type Money } from "../../app/core/money";
import type { CurrencyLimits } from "../../app/core/ports";

/**
 * Currencies offered, with the smallest amount in ISO 4217 minor units. The first row is Stripe's published table
 * (docs.stripe.com/currencies, "minimum and maximum charge amounts"); the second is ours, above 0.50 USD on the day
 * it was written. Stripe may still ask more: its minimum is counted in the currency the account is paid in.
 * A currency is left out when ISO 4217 and Stripe disagree on it (MGA has two digits for one, none for the other).
 */
const minimums: Readonly<Record<string, number>> = {
  ...{ AED: 200, AUD: 50, BRL: 50, CAD: 50, CHF: 50, CZK: 1_500, DKK: 250, EUR: 50, GBP: 30, HKD: 400, HUF: 17_500, INR: 50 },
  ...{ JPY: 50, MXN: 1_000, MYR: 200, NOK: 300, NZD: 50, PLN: 200, RON: 200, SEK: 300, SGD: 50, THB: 1_000, USD: 50 },
  ...{ BHD: 250, ISK: 100, JOD: 400, KRW: 1_000, KWD: 200, OMR: 250, TND: 2_000, TWD: 2_000, UGX: 2_500 },
};

/** Stripe takes these with two decimals that must be zero, for old clients' sake; ISO gives them none. */
const twoZeroDecimals = new Set(["ISK", "UGX"]);

/** "The amount value supports up to eight digits" (Charge.amount in the SDK's types). */
const stripeAmountMax = 99_999_999;

const factorOf = (currency: Currency) => (twoZeroDecimals.has(currency) ? 100 : 1);

/** Three-decimal currencies must end in 0: card networks know two decimals (docs.stripe.com/currencies#three-decimal). */
const stepOf = (currency: Currency) => (exponentOf(currency) === 3 ? 10 : 1);

/** What the merchant's currency must be among, with limits in ISO minor units. */
export const stripeCurrencies: readonly CurrencyLimits[] = Object.entries(minimums)
  .map(([code, amountMinorMin]) => {
    const currency = currencyOf(code);
    const largest = Math.floor(stripeAmountMax / factorOf(currency));
    return { currency, amountMinorMin, amountMinorMax: largest - (largest % stepOf(currency)) };
  })
  .sort((a, b) => (a.currency < b.currency ? -1 : 1));

export type AmountRefusal = "currency-not-offered" | "below-minimum" | "above-maximum" | "last-digit-not-zero";

/** ISO minor units to Stripe's, or why Stripe would refuse them. */
export function toStripeAmount({ amountMinor, currency }: Money): { ok: true; amount: number } | { ok: false; reason: AmountRefusal } {
  const limits = stripeCurrencies.find((known) => known.currency === currency);
  if (!limits) return { ok: false, reason: "currency-not-offered" };
  if (amountMinor < limits.amountMinorMin) return { ok: false, reason: "below-minimum" };
  if (amountMinor > limits.amountMinorMax) return { ok: false, reason: "above-maximum" };
  return exactStripeAmount({ amountMinor, currency });
}

/** The same without limits, for money going back: a refund may be smaller than a charge. */
export function exactStripeAmount({ amountMinor, currency }: Money): { ok: true; amount: number } | { ok: false; reason: AmountRefusal } {
  if (amountMinor % stepOf(currency) !== 0) return { ok: false, reason: "last-digit-not-zero" };
  return { ok: true, amount: amountMinor * factorOf(currency) };
}

/** Stripe's units to ISO's. Throws when they do not fit: money is never rounded. */
export function fromStripeAmount(amount: number, currency: Currency): Money {
  return moneyOf(amount / factorOf(currency), currency);
}

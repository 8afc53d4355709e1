import { currencyOf, exponentOf, type Currency } from "../../app/core/currency";
import { moneyOf, parseDecimal, toDecimal, type Money } from "../../app/core/money";
import type { CurrencyLimits } from "../../app/core/ports";
import { vendorError } from "./errors.server";

/**
 * Currencies offered, with the largest amount of one payment in whole units (developer.paypal.com, "currency codes").
 * HUF and TWD are left out: PayPal takes whole units only where ISO 4217 has two decimals. BRL, CNY, INR and MYR are for
 * accounts of those countries only. An account may have a lower limit of its own.
 */
const largest: Readonly<Record<string, number>> = {
  AUD: 12_500, CAD: 12_500, CHF: 13_000, CZK: 240_000, DKK: 60_000, EUR: 8_000, GBP: 5_500, HKD: 80_000, ILS: 40_000, JPY: 1_000_000,
  MXN: 110_000, NOK: 70_000, NZD: 15_000, PHP: 500_000, PLN: 32_000, SEK: 80_000, SGD: 16_000, THB: 360_000, USD: 10_000,
};

export const paypalCurrencies: readonly CurrencyLimits[] = Object.entries(largest).map(([code, units]) => {
  const currency = currencyOf(code);
  return { currency, amountMinorMin: 1, amountMinorMax: units * 10 ** exponentOf(currency) };
});

export type PaypalAmount = { currency_code: string; value: string };

export const toPaypalAmount = (money: Money): PaypalAmount => ({ currency_code: money.currency, value: toDecimal(money) });

/** PayPal's amount in ISO minor units; null where it is in another currency than the payment: numbers alone never match. */
export function findMinor(amount: PaypalAmount | null | undefined, currency: Currency): number | null {
  if (!amount || amount.currency_code !== currency) return null;
  const parsed = parseDecimal(amount.value, currency);
  return parsed.ok ? parsed.money.amountMinor : null;
}

/** The same, for amounts that must be in the payment's currency; throws where they are not. */
export function minorOf(amount: PaypalAmount | null | undefined, currency: Currency): number {
  const minor = findMinor(amount, currency);
  if (minor === null) throw new Error(`PayPal mixes ${JSON.stringify(amount)} into a payment in ${currency}`);
  return minor;
}

/** Throws VendorError for an amount PayPal would refuse, before any call. */
export function refuseAmount({ amountMinor, currency }: { amountMinor: number; currency: Currency }): void {
  const limits = paypalCurrencies.find((known) => known.currency === currency);
  if (!limits) throw vendorError({ fr: `PayPal n’est pas proposé en ${currency}.`, en: `PayPal is not offered in ${currency}.` }, false);
  const amount = `${toDecimal(moneyOf(amountMinor, currency))} ${currency}`;
  if (amountMinor < limits.amountMinorMin) throw vendorError({ fr: `${amount} est sous le minimum de PayPal.`, en: `${amount} is below PayPal’s minimum.` }, false);
  if (amountMinor > limits.amountMinorMax) throw vendorError({ fr: `${amount} dépasse le maximum de PayPal.`, en: `${amount} is above PayPal’s maximum.` }, false);
}

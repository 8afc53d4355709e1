import { currencyOf, exponentOf, type Currency } from "../../app/core/currency";
import { moneyOf, parseDecimal, toDecimal, type Money } from "../../app/core/money";
import type { CurrencyLimits } from "../../app/core/ports";
import { vendorError } from "./errors.server";

/**
 * Currencies offered, with the largest amount in whole units (docs.mollie.com/docs/multicurrency). EUR: iDEAL's 50 000;
 * elsewhere about the 10 000 EUR cards are opened with. HUF and TWD are left out: when the payer picks PayPal, Mollie
 * rounds them to whole units there, and what was paid would not be what was asked. Each method has limits of its own
 * behind these; Mollie shows only those that take the amount.
 */
const largest: Readonly<Record<string, number>> = {
  AED: 35_000, AUD: 15_000, CAD: 13_000, CHF: 9_000, CZK: 240_000, DKK: 70_000, EUR: 50_000, GBP: 8_500, HKD: 80_000,
  ILS: 35_000, ISK: 1_400_000, JPY: 1_500_000, NOK: 110_000, NZD: 16_000, PLN: 42_000, RON: 50_000, SEK: 110_000, SGD: 14_000, USD: 10_000,
};

/** Bancontact's own minimum, the highest among the euro methods shown; other currencies have no published one. */
const euroMinorMin = 2;

export const mollieCurrencies: readonly CurrencyLimits[] = Object.entries(largest).map(([code, units]) => {
  const currency = currencyOf(code);
  const unit = 10 ** exponentOf(currency);
  return { currency, amountMinorMin: code === "EUR" ? euroMinorMin : unit, amountMinorMax: units * unit };
});

export type MollieAmount = { currency: string; value: string };

/** Mollie wants exactly the digits ISO 4217 gives a currency: "10.00", never "10" or "10.0". */
export const toMollieAmount = (money: Money): MollieAmount => ({ currency: money.currency, value: toDecimal(money) });

/** Mollie's amount in ISO minor units. Throws where it is in another currency than the payment: numbers alone never match. */
export function minorOf(amount: MollieAmount, currency: Currency): number {
  const parsed = parseDecimal(amount.value, currency);
  if (amount.currency !== currency || !parsed.ok) throw new Error(`Mollie mixes ${amount.value} ${amount.currency} into a payment in ${currency}`);
  return parsed.money.amountMinor;
}

/** Throws VendorError for an amount Mollie would refuse, before any call. */
export function refuseAmount({ amountMinor, currency }: { amountMinor: number; currency: Currency }): void {
  const limits = mollieCurrencies.find((known) => known.currency === currency);
  if (!limits) throw vendorError({ fr: `Mollie n’est pas proposé en ${currency}.`, en: `Mollie is not offered in ${currency}.` }, false);
  const amount = `${toDecimal(moneyOf(amountMinor, currency))} ${currency}`;
  if (amountMinor < limits.amountMinorMin) throw vendorError({ fr: `${amount} est sous le minimum de Mollie.`, en: `${amount} is below Mollie’s minimum.` }, false);
  if (amountMinor > limits.amountMinorMax) throw vendorError({ fr: `${amount} dépasse le maximum de Mollie.`, en: `${amount} is above Mollie’s maximum.` }, false);
}

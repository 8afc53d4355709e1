/**
 * ISO 4217 minor units (SIX list of 2026-01-01, active currencies with a minor unit).
 * Never taken from `Intl`: CLDR says HUF has 0 digits where ISO says 2.
 */
const byExponent: Record<number, string> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  2:
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF " +
    "CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD " +
    "GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL " +
    "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR " +
    "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP " +
    "TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

declare const currencyBrand: unique symbol;
/** An ISO 4217 code known to have a minor unit; made by `currencyOf` only. */
export type Currency = string & { readonly [currencyBrand]: true };

const exponents = new Map<string, number>(
  Object.entries(byExponent).flatMap(([exponent, codes]) =>
    codes.split(" ").map((code): [string, number] => [code, Number(exponent)]),
  ),
);

/** Every known code, sorted. */
export const currencyCodes: readonly Currency[] = [...exponents.keys()].sort() as Currency[];

/** Reads a code in any case; null when it is no active ISO 4217 currency. */
export function findCurrency(code: string): Currency | null {
  const upper = code.trim().toUpperCase();
  return exponents.has(upper) ? (upper as Currency) : null;
}

/** Same, for codes we wrote ourselves; throws on an unknown one. */
export function currencyOf(code: string): Currency {
  const currency = findCurrency(code);
  if (currency === null) throw new Error(`Unknown ISO 4217 currency: ${JSON.stringify(code)}`);
  return currency;
}

/** Digits after the decimal point in ISO 4217, 0 to 4. */
export function exponentOf(currency: Currency): number {
  const exponent = exponents.get(currency);
  if (exponent === undefined) throw new Error(`Unknown ISO 4217 currency: ${currency}`);
  return exponent;
}

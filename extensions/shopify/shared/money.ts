/** ISO 4217 currencies whose minor unit is not a hundredth (SIX list of 2026-01-01); never Intl, which has its own mind. */
const exponentByCurrency: Record<string, number> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4,
};

export function exponentOf(currency: string): number {
  return exponentByCurrency[currency] ?? 2;
}

/** A plain decimal ("12.5", "-3", "50.00") in minor units; null for anything else, or for digits the currency has not. */
export function minorOf(decimal: string, currency: string): bigint | null {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d{1,15})(?:\.(\d{1,10}))?$/.exec(decimal) ?? [];
  const exponent = exponentOf(currency);
  if (whole === "" || /[1-9]/.test(fraction.slice(exponent))) return null;
  return BigInt(sign + whole + fraction.slice(0, exponent).padEnd(exponent, "0"));
}

function decimalOf(minor: bigint, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(minor < 0n ? -minor : minor).padStart(exponent + 1, "0");
  const sign = minor < 0n ? "-" : "";
  return exponent === 0 ? sign + digits : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Writes minor units for a reader. Intl formats a decimal string digit by digit, where a float could round. */
export function formatMinor(minor: bigint, currency: string, locale: string): string {
  const digits = exponentOf(currency);
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(decimalOf(minor, currency) as unknown as number);
}

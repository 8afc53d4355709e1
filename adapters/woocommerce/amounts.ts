import { exponentOf, type Currency } from "../../app/core/currency";

const scale = 12;

/**
 * Adds decimals as WooCommerce writes them ("100.826446", "-21.00") and rounds the sum once, half away from zero, to
 * minor units. A shop's price decimals are a setting of its own, apart from the currency: 0 or 4 digits in EUR,
 * 2 in JPY; gateways charge the rounded amount. Null when one is no plain decimal or the sum is unsafe.
 */
export function sumMinor(decimals: readonly string[], currency: Currency): number | null {
  let sum = 0n;
  for (const decimal of decimals) {
    const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(decimal.trim() === "" ? "0" : decimal.trim());
    if (!match) return null;
    const digits = BigInt((match[2] ?? "") + (match[3] ?? "").slice(0, scale).padEnd(scale, "0"));
    sum += match[1] === "-" ? -digits : digits;
  }
  const unit = 10n ** BigInt(scale - exponentOf(currency));
  const size = sum < 0n ? -sum : sum;
  const rounded = Number((size + unit / 2n) / unit);
  if (!Number.isSafeInteger(rounded)) return null;
  return sum < 0n && rounded !== 0 ? -rounded : rounded;
}

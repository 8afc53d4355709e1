import type { Currency } from "../../app/core/currency";
import { parseDecimal } from "../../app/core/money";

/** Shopify's Decimal ("121.0", "-5.00", "1200.0" in JPY) in minor units; null when it is none or has digits ISO 4217 does not. */
export function minorOf(decimal: string, currency: Currency): number | null {
  const parsed = parseDecimal(decimal, currency);
  return parsed.ok ? parsed.money.amountMinor : null;
}

import { exponentOf, type Currency } from "./currency";

/** An amount in the currency's ISO 4217 minor unit (EUR 12.50 is 1250). Negative where money goes back. */
export type Money = { readonly amountMinor: number; readonly currency: Currency };

/** The largest amount a link may ask: 999 999 999.99 in a two-decimal currency, as EPC069-12 allows in one transfer. */
export const amountMinorMax = 99_999_999_999;

export type AmountProblem =
  | "not-a-number"
  | "too-many-decimals"
  | "not-positive"
  | "too-large";

export type ParsedAmount = { ok: true; money: Money } | { ok: false; reason: AmountProblem };

/** Builds Money from an integer; throws on a float, an unsafe integer or NaN: those are bugs. */
export function moneyOf(amountMinor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amountMinor)) throw new Error(`Not an integer of minor units: ${amountMinor}`);
  return { amountMinor: amountMinor === 0 ? 0 : amountMinor, currency };
}

export const zero = (currency: Currency): Money => moneyOf(0, currency);

export function addMoney(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return moneyOf(a.amountMinor + b.amountMinor, a.currency);
}

export function subtractMoney(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return moneyOf(a.amountMinor - b.amountMinor, a.currency);
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new Error(`Cannot mix ${a.currency} with ${b.currency}`);
}

/**
 * Reads what a vendor writes: plain decimal with a point, as "121.00", "-21.00", "12". No float on the way.
 * Extra decimals are accepted only when they are zeros ("121.0000"), else the amount is refused.
 */
export function parseDecimal(text: string, currency: Currency): ParsedAmount {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,10}))?$/.exec(text.trim());
  if (!match) return { ok: false, reason: "not-a-number" };
  const [, sign = "", whole = "", fraction = ""] = match;
  return assemble({ negative: sign === "-", whole, fraction, currency });
}

/** Writes Money as vendors read it: "121.00", "0.05", "-21.00", "500" for JPY. */
export function toDecimal({ amountMinor, currency }: Money): string {
  const exponent = exponentOf(currency);
  const sign = amountMinor < 0 ? "-" : "";
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, "0");
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/**
 * Reads what a person types: "12,50", "12.50", "1 234,50", "1.234,50", "1,234.50", "12". Spaces of any kind group.
 * A single separator is the decimal one, whatever the language; more digits behind it than the currency has
 * ("12.345") are ambiguous and refused rather than guessed. A minus is the keyboard's, the typographer's or a dash. Only amounts > 0 and ≤ `amountMinorMax` pass.
 */
export function parseTypedAmount(text: string, currency: Currency): ParsedAmount {
  const compact = text.normalize("NFKC").replace(/\s/g, "");
  if (/^[-\u2212\u2013]/.test(compact) && /\d/.test(compact)) return { ok: false, reason: "not-positive" };
  const split = splitTyped(compact);
  if (split === null) return { ok: false, reason: "not-a-number" };
  if (split.fraction.length > exponentOf(currency)) return { ok: false, reason: "too-many-decimals" };
  const parsed = assemble({ negative: false, ...split, currency });
  if (!parsed.ok) return parsed;
  if (parsed.money.amountMinor <= 0) return { ok: false, reason: "not-positive" };
  if (parsed.money.amountMinor > amountMinorMax) return { ok: false, reason: "too-large" };
  return parsed;
}

/** The whole and the fraction of a typed amount, by its last separator; null when it is no number. */
function splitTyped(text: string): { whole: string; fraction: string } | null {
  if (/^\d+$/.test(text)) return { whole: text, fraction: "" };
  const plain = /^(\d+)[.,](\d+)$/.exec(text);
  if (plain) return { whole: plain[1] ?? "", fraction: plain[2] ?? "" };
  const grouped = /^(\d{1,3}(?:([.,'])\d{3})+)(?:([.,])(\d+))?$/.exec(text);
  if (!grouped || grouped[2] === grouped[3]) return null;
  const whole = grouped[1] ?? "";
  const separators = new Set(whole.replace(/\d/g, ""));
  if (separators.size > 1) return null;
  return { whole: whole.replace(/\D/g, ""), fraction: grouped[4] ?? "" };
}

function assemble(parts: { negative: boolean; whole: string; fraction: string; currency: Currency }): ParsedAmount {
  const exponent = exponentOf(parts.currency);
  if (/[1-9]/.test(parts.fraction.slice(exponent))) return { ok: false, reason: "too-many-decimals" };
  const digits = parts.whole + parts.fraction.slice(0, exponent).padEnd(exponent, "0");
  const amountMinor = Number(digits) * (parts.negative ? -1 : 1);
  if (!Number.isSafeInteger(amountMinor)) return { ok: false, reason: "too-large" };
  return { ok: true, money: moneyOf(amountMinor, parts.currency) };
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Writes Money for a reader: "12,50 €" in fr, "€ 12,50" in nl. Digits come from ISO 4217, never from Intl. */
export function formatMoney({ amountMinor, currency }: Money, locale: string): string {
  const exponent = exponentOf(currency);
  const key = `${locale} ${currency}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      minimumFractionDigits: exponent,
      maximumFractionDigits: exponent,
    });
    formatters.set(key, formatter);
  }
  // A decimal string keeps every digit: Intl formats it exactly, where a float could round.
  return formatter.format(toDecimal({ amountMinor, currency }) as unknown as number);
}

/**
 * Shares an amount over weights without losing a minor unit (largest remainder; ties go to the earlier one).
 * In: an integer amount ≥ 0 and integer weights ≥ 0, not all zero. Out: integers in the same order whose sum is the amount.
 */
export function shareMinor(amountMinor: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (amountMinor < 0 || total <= 0 || weights.some((weight) => weight < 0)) throw new Error("Amount and weights must be ≥ 0, the weights not all zero");
  const exact = weights.map((weight) => {
    const product = BigInt(amountMinor) * BigInt(weight);
    const floor = product / BigInt(total);
    return { floor: Number(floor), rest: product - floor * BigInt(total) };
  });
  let left = amountMinor - exact.reduce((sum, share) => sum + share.floor, 0);
  const order = exact.map((_, index) => index).sort((a, b) => Number((exact[b]?.rest ?? 0n) - (exact[a]?.rest ?? 0n)) || a - b);
  const shares = exact.map((share) => share.floor);
  for (const index of order) {
    if (left <= 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}

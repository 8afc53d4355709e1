/** Stripe's rules on amounts, written apart from the adapter's so that one checks the other. */

const twoDecimals = "aed aud bbd brl cad chf czk dkk eur gbp hkd huf ils inr mxn myr nok nzd pln ron sek sgd thb try twd usd zar mga".split(" ");
const zeroDecimals = "bif clp djf gnf jpy kmf krw pyg rwf vnd vuv xaf xof xpf".split(" ");
const threeDecimals = "bhd jod kwd omr tnd".split(" ");
/** Sent with two decimals that must be 00. */
const wholeOnly = "isk ugx".split(" ");
const known = new Set([...twoDecimals, ...zeroDecimals, ...threeDecimals, ...wholeOnly]);

const minimum: Readonly<Record<string, number>> = {
  aed: 200, czk: 1500, dkk: 250, gbp: 30, hkd: 400, huf: 17500, jpy: 50, mxn: 1000, myr: 200, nok: 300, pln: 200, ron: 200, sek: 300, thb: 1000,
  isk: 7000, ugx: 190000, krw: 700, twd: 1600, bhd: 190, jod: 360, kwd: 160, omr: 200, tnd: 1600,
};

export type AmountProblem = { code: string; message: string };

/** Why Stripe would refuse to charge this, or null. `amount` is in Stripe's units. */
export function amountProblem(amount: number, currency: string): AmountProblem | null {
  if (!known.has(currency)) {
    return { code: "parameter_invalid_string_empty", message: `Invalid currency: ${currency}. Stripe currently supports these currencies: ${[...known].join(", ")}` };
  }
  if (amount < (minimum[currency] ?? 50)) return { code: "amount_too_small", message: `The Checkout Session's total amount due must add up to at least the minimum in ${currency}` };
  if (amount > 99_999_999) return { code: "amount_too_large", message: "The Checkout Session's total amount must be no more than 99999999" };
  return formProblem(amount, currency);
}

/** The part of the rules that holds for refunds as well. */
export function formProblem(amount: number, currency: string): AmountProblem | null {
  if (threeDecimals.includes(currency) && amount % 10 !== 0) {
    return { code: "invalid_charge_amount", message: `Invalid amount: the last digit must be 0 in ${currency}` };
  }
  if (wholeOnly.includes(currency) && amount % 100 !== 0) {
    return { code: "invalid_charge_amount", message: `Invalid amount: ${currency} must be a whole amount with two zero decimals` };
  }
  return null;
}

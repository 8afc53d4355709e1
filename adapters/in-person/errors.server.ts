import type { Words } from "../../app/core/locale";
import { amountMinorMax } from "../../app/core/money";
import type { CheckoutInput, ReceivedMoney } from "../../app/core/ports";
import { VendorError } from "../../app/core/vendor-error";
import { euro } from "./settings";

export const vendor = "in-person";
const refLengthMax = 200;

/** Says no in the merchant's words; asking again would get the same answer. */
export function fail(merchantMessage: Words): never {
  throw new VendorError({ vendor, isRetryable: false, merchantMessage });
}

export function refuseMoney(amountMinor: number, ref: string, currency: ReceivedMoney["currency"]): void {
  const isRight = Number.isSafeInteger(amountMinor) && amountMinor > 0 && amountMinor <= amountMinorMax && ref !== "" && ref.length <= refLengthMax && currency === euro;
  if (!isRight) fail({ fr: "Montant, devise ou référence inexacts.", en: "Wrong amount, currency or reference." });
}

/** Throws for an amount nobody could bring: without cheques, one above the cash limit. */
export function refuseAmount({ amountMinor, currency }: Pick<CheckoutInput, "amountMinor" | "currency">, amountMinorLimit: number): void {
  if (currency === euro && amountMinor >= 1 && amountMinor <= amountMinorLimit) return;
  fail({ fr: "Ce montant ne peut pas être payé sur place.", en: "This amount cannot be paid on the spot." });
}

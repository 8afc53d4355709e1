import { encodeEpc, euro, type EpcRemittance } from "../../app/core/epc-qr";
import { amountMinorMax, type Money } from "../../app/core/money";
import type { PayToAccount } from "../../app/core/pay-to";
import type { Provider } from "../../app/core/ports";
import { formatReference, referenceOf, type StructuredReference } from "../../app/core/structured-reference";
import type { Account } from "./settings";

/** The account as mails and papers state it: in euro, an amount a transfer can carry or none. */
export function payTo(account: Account, { referenceNumber, currency, amount }: Parameters<NonNullable<Provider["payTo"]>>[0]): PayToAccount | null {
  if (currency !== euro || (amount !== null && (amount.amountMinor < 1 || amount.amountMinor > amountMinorMax))) return null;
  const { holder, iban, bic, referenceKind } = account;
  if (referenceNumber === null) return { holder, iban, bic, reference: null, epc: null };
  const reference = referenceOf(referenceNumber);
  return { holder, iban, bic, reference: formatReference(reference, referenceKind), epc: findPayload(account, reference, amount) };
}

/** What the transfer's code holds; null where the account cannot be written as one: its fields still say all of it. */
export function findPayload({ holder, iban, bic, ...how }: Account, reference: StructuredReference, amount: Money | null): string | null {
  const encoded = encodeEpc({ name: holder, iban, bic, amount, purpose: null, info: null, remittance: remittanceOf(how, reference) });
  return encoded.ok ? encoded.payload : null;
}

/** No source settles where banks read an OGM: as text it is always shown to the payer, so that is where it stands by default. */
function remittanceOf({ referenceKind, ogmLine }: Pick<Account, "referenceKind" | "ogmLine">, reference: StructuredReference): EpcRemittance {
  if (referenceKind === "rf") return { kind: "reference", reference: reference.rf };
  const printed = formatReference(reference, "ogm");
  return ogmLine === "10" ? { kind: "reference", reference: printed } : { kind: "text", text: printed };
}

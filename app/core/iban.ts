import { electronicFormatIBAN, isSEPACountry, isValidBIC, isValidIBAN } from "ibantools";

/** Inside the European Economic Area an IBAN is enough; elsewhere in SEPA the BIC is still asked for (EPC069-12). */
const eea = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(" "),
);

/**
 * Reads an IBAN in any case, with spaces or dashes, into its electronic form; null unless its country, its length,
 * its account shape and its check digits are right.
 */
export function findIban(text: string): string | null {
  // The library takes only bare letters and digits, and refuses "BE68 5390 …" otherwise.
  const iban = electronicFormatIBAN(text.replace(/\s/g, ""));
  return iban !== null && isValidIBAN(iban) ? iban : null;
}

/** Reads a BIC of 8 or 11 characters in any case; null when it is none. */
export function findBic(text: string): string | null {
  // The library's own check is deaf to case: "kredbebb" passes it, and would be printed so.
  const bic = text.replace(/\s/g, "").toUpperCase();
  return isValidBIC(bic) ? bic : null;
}

/** "BE68 5390 0754 7034", from the electronic form. */
export function formatIban(iban: string): string {
  return iban.replace(/.{4}(?=.)/g, "$& ");
}

/** Whether euros can be sent there by SEPA credit transfer. */
export function isSepaIban(iban: string): boolean {
  return isSEPACountry(iban.slice(0, 2));
}

/** Whether a transfer to this IBAN must name the BIC as well. */
export function needsBic(iban: string): boolean {
  return !eea.has(iban.slice(0, 2));
}

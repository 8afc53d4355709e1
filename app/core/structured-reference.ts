import { bodyOf, creditorReferenceOf, findCreditorReference, formatCreditorReference } from "./creditor-reference";
import { findOgm, formatOgm, ogmNumberMax, ogmOf } from "./ogm";

/** ogm: what Belgian banks check and show · rf: what every other SEPA bank does. */
export type ReferenceKind = "ogm" | "rf";

/** The largest number of a store's sequence that a reference can carry; 0 is left out, it looks like nothing at all. */
export const referenceNumberMax = ogmNumberMax;

/** One reference in both forms: the twelve digits of the OGM are the body of the RF, so that either typed form is ours. */
export type StructuredReference = { ogm: string; rf: string };

/** The reference that carries a number of the store's own sequence, 1 to `referenceNumberMax`. */
export function referenceOf(number: number): StructuredReference {
  if (number < 1) throw new Error(`References begin at 1: ${number}`);
  const ogm = ogmOf(number);
  return { ogm, rf: creditorReferenceOf(ogm) };
}

/** As it is printed for a payer: "+++000/0000/00101+++" or "RF71 0000 0000 0101". */
export function formatReference({ ogm, rf }: StructuredReference, kind: ReferenceKind): string {
  return kind === "ogm" ? formatOgm(ogm) : formatCreditorReference(rf);
}

/**
 * What two references are compared by, whatever form they were typed in: digits and letters without zeros in front.
 * Null for a text that is neither a valid OGM nor a valid RF.
 */
export function findReferenceKey(text: string): string | null {
  const ogm = findOgm(text);
  if (ogm !== null) return ogm.replace(/^0+(?=.)/, "");
  const rf = findCreditorReference(text);
  return rf && bodyOf(rf);
}

/** A reference of some store's sequence in whatever form it was typed; null for any other, valid or not. */
export function findStructuredReference(text: string): StructuredReference | null {
  const key = findReferenceKey(text);
  const ogm = key === null ? null : findOgm(key.padStart(12, "0"));
  return ogm === null ? null : { ogm, rf: creditorReferenceOf(ogm) };
}

/**
 * The Belgian structured communication (OGM-VCS): ten digits and a check of two, which is the ten modulo 97, or 97
 * where that is 0. Written "+++ddd/dddd/ddddd+++"; here always the twelve digits alone.
 */
const ogmShape = /^(\+{3}|\*{3}|)(\d{3})([/.-]?)(\d{4})\3(\d{5})\1$/;

/** The largest number a structured communication can carry. */
export const ogmNumberMax = 9_999_999_999;

/** The twelve digits that carry a number from 0 to `ogmNumberMax`; throws on any other: numbers are ours. */
export function ogmOf(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0 || number > ogmNumberMax) throw new Error(`Not a number of ten digits: ${number}`);
  return String(number).padStart(10, "0") + checkOf(number);
}

/** Reads what a person or a bank writes, with +++, *** or neither, with or without separators; null when it is none. */
export function findOgm(text: string): string | null {
  const match = ogmShape.exec(text.replace(/\s/g, ""));
  if (!match) return null;
  const digits = `${match[2]}${match[4]}${match[5]}`;
  return digits.slice(10) === checkOf(Number(digits.slice(0, 10))) ? digits : null;
}

/** "+++090/9337/55089+++", from twelve digits. */
export function formatOgm(digits: string): string {
  return `+++${digits.slice(0, 3)}/${digits.slice(3, 7)}/${digits.slice(7)}+++`;
}

function checkOf(number: number): string {
  return String(number % 97 || 97).padStart(2, "0");
}

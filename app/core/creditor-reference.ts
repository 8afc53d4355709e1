/** The part behind "RF" and its check digits (ISO 11649). */
const bodyShape = /^[A-Z0-9]{1,21}$/;
const referenceShape = /^RF(\d{2})([A-Z0-9]{1,21})$/;

/**
 * The creditor reference that carries a body of 1 to 21 letters and digits: "539007547034" → "RF18539007547034".
 * Throws on another body: bodies are ours.
 */
export function creditorReferenceOf(body: string): string {
  if (!bodyShape.test(body)) throw new Error(`Not the body of a creditor reference: ${JSON.stringify(body)}`);
  return `RF${checkOf(body)}${body}`;
}

/**
 * Reads what a person or a bank writes, in any case, with or without spaces; null when it is none. The check digits are
 * compared with the ones ISO 11649 makes (02 to 98): by the sum alone 00, 01 and 99 would pass as their twins.
 */
export function findCreditorReference(text: string): string | null {
  const compact = text.replace(/\s/g, "").toUpperCase();
  const match = referenceShape.exec(compact);
  return match && match[1] === checkOf(match[2] ?? "") ? compact : null;
}

/** "RF18 5390 0754 7034", as ISO 11649 prints it. */
export function formatCreditorReference(reference: string): string {
  return reference.replace(/.{4}(?=.)/g, "$& ");
}

/** The body without the zeros in front of it, which do not change the check: what two references are compared by. */
export function bodyOf(reference: string): string {
  return reference.slice(4).replace(/^0+(?=.)/, "");
}

function checkOf(body: string): string {
  let rest = 0;
  for (const character of `${body}RF00`) {
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  }
  return String(98 - rest).padStart(2, "0");
}

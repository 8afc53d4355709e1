import { cleanText } from "../../app/core/order";

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** Product and shipping names are HTML in WordPress ("Tom &amp; Co<br>"): tags go, entities become letters. */
export function plainText(html: string, lengthMax: number): string {
  const text = html
    .replace(/<[a-z/!][^<>]*>/gi, " ")
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : " ";
    });
  return cleanText(text, lengthMax);
}

/** The way back, for notes: WordPress shows them as HTML, and what we write there holds names typed by strangers. */
export function htmlText(text: string, lengthMax: number): string {
  return cleanText(text, lengthMax).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** What is left of a note once WordPress and its plugins re-set it: letters and digits, for comparing. */
export function squeeze(html: string): string {
  return plainText(html, 10_000).normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

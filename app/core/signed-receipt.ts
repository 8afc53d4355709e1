import type { Money } from "./money";
import type { ShopperLocale } from "./locale";

/** A stroke of a pen on a pad 1000 wide and 400 high: x and y in turn, whole numbers. */
export type Stroke = number[];
export const pad = { width: 1000, height: 400 } as const;
/** Far more than anybody's signature; a page that sends more sends no signature. */
export const padLimits = { strokesMax: 60, pointsMax: 4_000, jsonLengthMax: 60_000 } as const;

/** Who signed, and how: with a pen, a finger or a mouse, or by typing their name and saying that this is their signature. */
export type Signature = { name: string; strokes: Stroke[] };

/**
 * What both parties signed, frozen: the receipt by its number and the hash of its bytes, so that neither can be changed
 * without the other showing it. The receipt itself is never touched.
 */
export type SignedFacts = {
  number: string;
  receiptNumber: string;
  receiptSha256: string;
  locale: ShopperLocale;
  timeZone: string;
  seller: { name: string; legalLines: string[] };
  amount: Money;
  methodTitle: string;
  about: string;
  paidAt: Date;
  signedAt: Date;
  payer: Signature;
  payee: Signature;
};

export type PadProblem = "not-a-signature" | "too-much";

/** Understands what the pad posted: a JSON list of strokes; empty text is no stroke. Everything else is refused. */
export function readPad(text: string): { ok: true; strokes: Stroke[] } | { ok: false; reason: PadProblem } {
  if (text.trim() === "") return { ok: true, strokes: [] };
  if (text.length > padLimits.jsonLengthMax) return { ok: false, reason: "too-much" };
  const value = parse(text);
  if (!Array.isArray(value) || !value.every(isStroke)) return { ok: false, reason: "not-a-signature" };
  const points = value.reduce((sum, stroke) => sum + stroke.length / 2, 0);
  return value.length > padLimits.strokesMax || points > padLimits.pointsMax ? { ok: false, reason: "too-much" } : { ok: true, strokes: value };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isStroke = (value: unknown): value is Stroke =>
  Array.isArray(value) && value.length >= 2 && value.length % 2 === 0 &&
  value.every((one, index) => Number.isInteger(one) && one >= 0 && one <= (index % 2 === 0 ? pad.width : pad.height));

/** The strokes as a drawing of our own making: nothing of what was posted but whole numbers is in it. */
export function drawSignature(strokes: readonly Stroke[]): string {
  const path = strokes.map((stroke) => {
    const points = Array.from({ length: stroke.length / 2 }, (_, index) => `${stroke[index * 2]} ${stroke[index * 2 + 1]}`);
    // A dot is a line of no length: round ends make it a dot.
    return `M${points.join("L")}${points.length === 1 ? `L${points[0]}` : ""}`;
  }).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${pad.width} ${pad.height}" width="${pad.width}" height="${pad.height}"><path d="${path}" fill="none" stroke="#111" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}

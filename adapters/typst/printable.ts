const replacement = "\ufffd";
/** A run without a place to break would leave its column. */
const unbrokenMax = 40;

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Joiners and variation selectors shape what stands beside them and are never drawn themselves. */
const isJoiner = (code: number) => code === 0x200c || code === 0x200d || (code >= 0xfe00 && code <= 0xfe0f);

/**
 * A stranger's text as these fonts can draw it: PDF/A refuses a document with a missing glyph, so a character that
 * no single font holds whole becomes one replacement mark, and what is invisible or private goes.
 * In: the code points of each font. Out: text, never source.
 */
export function printable(text: string, fonts: readonly ReadonlySet<number>[]): string {
  const clean = text.toWellFormed().normalize("NFC").replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").replace(/(?![\u200c\u200d])\p{Cf}/gu, "");
  let drawn = "";
  let unbroken = 0;
  for (const { segment } of graphemes.segment(clean)) {
    const isSpace = segment === " ";
    unbroken = isSpace ? 0 : unbroken + 1;
    if (unbroken > unbrokenMax) {
      drawn += "\u200b";
      unbroken = 1;
    }
    drawn += isDrawable(segment, fonts) ? segment : replacement;
  }
  return drawn;
}

function isDrawable(segment: string, fonts: readonly ReadonlySet<number>[]): boolean {
  if (/[\p{Co}\p{Cn}]/u.test(segment)) return false;
  const codes = Array.from(segment, (character) => character.codePointAt(0) ?? 0).filter((code) => !isJoiner(code));
  return codes.length > 0 && fonts.some((font) => codes.every((code) => font.has(code)));
}

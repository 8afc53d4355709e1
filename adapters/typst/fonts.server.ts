import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** In the order they are tried. Latin, Greek and Cyrillic first; emoji last, for it also holds digits. */
const files = [
  "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
  "@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf",
  "@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
  "@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf",
  "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
];

/** As the fonts name themselves; the template asks for these and falls back to nothing else. */
export const fontFamilies = ["Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Emoji"] as const;

/** The receipt's fonts (SIL OFL), from their packages. */
export const readFonts = (): Buffer[] => files.map((file) => readFileSync(require.resolve(file)));

/** The code points a TrueType font has glyphs for: its Unicode `cmap`, formats 4 and 12 (OpenType 1.9, "cmap"). */
export function coverageOf(font: Buffer): Set<number> {
  const covered = new Set<number>();
  const cmap = tableAt(font, "cmap");
  for (let record = 0; record < font.readUInt16BE(cmap + 2); record += 1) {
    const at = cmap + 4 + record * 8;
    const platform = font.readUInt16BE(at);
    if (platform !== 0 && platform !== 3) continue;
    const table = cmap + font.readUInt32BE(at + 4);
    const format = font.readUInt16BE(table);
    if (format === 4) addSegments(font, table, covered);
    if (format === 12) addGroups(font, table, covered);
  }
  return covered;
}

function tableAt(font: Buffer, tag: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const record = 12 + index * 16;
    if (font.toString("latin1", record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`Font without ${tag}`);
}

function addGroups(font: Buffer, table: number, covered: Set<number>): void {
  for (let group = 0; group < font.readUInt32BE(table + 12); group += 1) {
    const at = table + 16 + group * 12;
    for (let code = font.readUInt32BE(at); code <= font.readUInt32BE(at + 4); code += 1) covered.add(code);
  }
}

function addSegments(font: Buffer, table: number, covered: Set<number>): void {
  const size = font.readUInt16BE(table + 6);
  for (let segment = 0; segment < size; segment += 2) {
    const end = font.readUInt16BE(table + 14 + segment);
    const start = font.readUInt16BE(table + 16 + size + segment);
    const delta = font.readUInt16BE(table + 16 + size * 2 + segment);
    const rangeAt = table + 16 + size * 3 + segment;
    const range = font.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const raw = range === 0 ? code : font.readUInt16BE(rangeAt + range + (code - start) * 2);
      const hasGlyph = range === 0 ? ((raw + delta) & 0xffff) !== 0 : raw !== 0;
      if (hasGlyph) covered.add(code);
    }
  }
}

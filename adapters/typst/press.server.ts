import { createRequire } from "node:module";
import type { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { Words } from "../../app/core/locale";
import type { PaperLook } from "../../app/core/printers";
import { VendorError } from "../../app/core/vendor-error";
import { coverageOf, fontFamilies, readFonts } from "./fonts.server";
import { printable } from "./printable";

const require = createRequire(import.meta.url);

/** Far above what `readLogo` makes; a larger picture is left out rather than slowing every paper. */
const logoBytesMax = 200_000;
/** Results kept between prints, in prints; the layout's memory does not grow beyond that. */
const cacheAgeMax = 0;

type Press = { compiler: NodeCompiler; coverage: Set<number>[] };

/**
 * PDF/A-3a: embedded fonts, tags for screen readers, readable in ten years (ISO 19005-3). The compiler's older build,
 * which is all some platforms have, knows only level B, without the tags.
 */
const pdfStandards = ["a-3a", "a-3b"] as const;

let press: Press | null = null;

/**
 * `sheet`: what the template reads, texts and figures written. `drawings`: what is ours and no text, given as it is.
 * `at` dates the file; `failed` is what to say of this very paper.
 */
export type Print = { template: string; sheet: object; drawings?: object; at: Date; look: PaperLook; failed: Words };

/** Prints one paper with Typst. The compiler is native and loaded by the first print, so that nothing else waits for it. */
export function printPaper(print: Print): Uint8Array {
  press ??= openPress();
  try {
    for (const standard of pdfStandards) {
      const pdf = tryToPrint(() => printWith(press as Press, print, standard));
      if (pdf) return pdf;
    }
    return printPlainly(press, print);
  } finally {
    press.compiler.evictCache(cacheAgeMax);
  }
}

function openPress(): Press {
  try {
    const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler") as typeof import("@myriaddreamin/typst-ts-node-compiler");
    const fonts = readFonts();
    return { compiler: NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts }] }), coverage: fonts.map(coverageOf) };
  } catch (cause) {
    const machine = `${process.platform} ${process.arch}`;
    throw new VendorError({
      vendor: "typst",
      isRetryable: true,
      merchantMessage: {
        fr: `Les reçus ne peuvent pas être imprimés sur cette machine (${machine}) : le compilateur Typst ne s'y charge pas. Réinstallez les dépendances.`,
        en: `Receipts cannot be printed on this machine (${machine}): the Typst compiler does not load. Reinstall the dependencies.`,
      },
      cause,
    });
  }
}

function tryToPrint(print: () => Uint8Array): Uint8Array | null {
  try {
    return print();
  } catch {
    return null;
  }
}

function printWith({ compiler, coverage }: Press, { template, sheet, drawings, at, look: { logoPng } }: Print, standard: (typeof pdfStandards)[number]): Uint8Array {
  const date = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
  const written = mapTexts(sheet, (text) => printable(text, coverage));
  const data = JSON.stringify({ ...written, ...drawings, logo: logoOf(logoPng), date, fonts: fontFamilies });
  const pdf = compiler.pdf({ mainFileContent: template, inputs: { data } }, { pdfStandard: standard });
  return new Uint8Array(pdf);
}

/** A PNG at most 60 mm wide and 15 mm high, by the size its header states; null for what is none or too heavy. */
function logoOf(png: Uint8Array | null): { bytes: number[]; widthMm: number } | null {
  if (png === null || png.byteLength < 24 || png.byteLength > logoBytesMax) return null;
  const header = new DataView(png.buffer, png.byteOffset, 24);
  const ratio = header.getUint32(16) / Math.max(1, header.getUint32(20));
  return { bytes: [...png], widthMm: Math.min(60, 15 * ratio) };
}

/** The paper must exist even if a logo or a rare script cannot be drawn: once more with the Latin font alone and no logo. */
function printPlainly(press: Press, print: Print): Uint8Array {
  try {
    const latin = { ...press, coverage: press.coverage.slice(0, 1) };
    return printWith(latin, { ...print, look: { ...print.look, logoPng: null } }, pdfStandards[1]);
  } catch (cause) {
    throw new VendorError({ vendor: "typst", isRetryable: false, merchantMessage: print.failed, cause });
  }
}

/** Every string of a plain value through one function, its shape kept. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => mapTexts(entry, change)) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapTexts(entry, change)])) as T;
}

import sharp from "sharp";
import type { Scan } from "./core/scan";

/** What a person may upload of a paper (a cheque, a carrier's slip), and what is kept of it. Bytes and pixels are checked before anything is decoded. */
export const scanLimits = { uploadBytesMax: 8_000_000, pixelsMax: 50_000_000, sideMax: 1_800, quality: 80 } as const;

export type ScanProblem = "too-heavy" | "too-many-pixels" | "not-a-scan" | "unreadable";

/**
 * A photo is re-encoded, so that nothing but its pixels is kept (no place, no camera, no hidden file); a PDF is kept as it
 * is, and only ever given back as a download. What it is is told by its first bytes, never by its name. `as`: what a photo is kept as; WebP is small, JPEG is taken everywhere.
 */
export async function readScan(upload: Uint8Array, as: "webp" | "jpeg" = "webp"): Promise<{ ok: true; scan: Scan } | { ok: false; reason: ScanProblem }> {
  if (upload.byteLength > scanLimits.uploadBytesMax) return { ok: false, reason: "too-heavy" };
  const head = Buffer.from(upload.subarray(0, 12));
  const hex = head.toString("hex");
  if (head.toString("latin1").startsWith("%PDF-")) return { ok: true, scan: { mimeType: "application/pdf", bytes: upload } };
  if (!hex.startsWith("89504e470d0a1a0a") && !hex.startsWith("ffd8ff") && !/^52494646.{8}57454250$/.test(hex)) return { ok: false, reason: "not-a-scan" };
  try {
    const { width, height } = await sharp(upload, { limitInputPixels: false, pages: 1 }).metadata();
    if (width * height > scanLimits.pixelsMax) return { ok: false, reason: "too-many-pixels" };
    const { sideMax, quality } = scanLimits;
    const picture = sharp(upload, { limitInputPixels: scanLimits.pixelsMax * 2, pages: 1, failOn: "error" })
      .rotate().resize({ width: sideMax, height: sideMax, fit: "inside", withoutEnlargement: true });
    const bytes = await (as === "webp" ? picture.webp({ quality }) : picture.flatten({ background: "#ffffff" }).jpeg({ quality })).toBuffer();
    return { ok: true, scan: { mimeType: `image/${as}`, bytes: new Uint8Array(bytes) } };
  } catch {
    // The decoder's words say nothing a shop owner could use.
    return { ok: false, reason: "unreadable" };
  }
}

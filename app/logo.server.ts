import sharp from "sharp";

/** What a shop may upload, and what is made of it. Bytes and pixels are checked before anything is decoded. */
export const logoLimits = {
  uploadBytesMax: 2_000_000,
  /** An image bomb is a small file with many pixels. */
  pixelsMax: 4_000_000,
  png: { width: 480, height: 160 },
  /** Inlined in the pay page, which must stay under 14 kB in all. */
  webpBytesMax: 4_500,
} as const;

export type LogoProblem = "too-heavy" | "too-many-pixels" | "vector-image" | "not-an-image" | "unreadable";
export type Logo = { ok: true; png: Uint8Array; webp: Uint8Array } | { ok: false; reason: LogoProblem };

/**
 * Makes a shop's logo from an uploaded file: re-encoded pixels only, so that nothing else in the file survives.
 * Out: a PNG of at most 480 × 160 for mails and receipts, and a small WebP for the pay page.
 */
export async function readLogo(upload: Uint8Array): Promise<Logo> {
  if (upload.byteLength > logoLimits.uploadBytesMax) return { ok: false, reason: "too-heavy" };
  const kind = kindOf(upload);
  if (kind !== "raster") return { ok: false, reason: kind };
  try {
    // Reads the header only, so that a size beyond every limit is still told by its own reason.
    const { width, height } = await sharp(upload, { limitInputPixels: false, pages: 1 }).metadata();
    if (width * height > logoLimits.pixelsMax) return { ok: false, reason: "too-many-pixels" };
    const source = await open(upload).rotate().toColourspace("srgb").resize({ ...logoLimits.png, fit: "inside", withoutEnlargement: true }).png().toBuffer();
    const png = await sharp(source).png({ compressionLevel: 9, palette: true, quality: 90 }).toBuffer();
    return { ok: true, png: new Uint8Array(png), webp: await smallWebp(source) };
  } catch {
    // The decoder's words say nothing a shop owner could use.
    return { ok: false, reason: "unreadable" };
  }
}

/** The first page only: an animated logo is a still one here. The second limit is the decoder's own, should the header lie. */
function open(bytes: Uint8Array) {
  return sharp(bytes, { limitInputPixels: logoLimits.pixelsMax * 2, pages: 1, failOn: "error" });
}

/** By the first bytes, so that no other decoder (SVG, PDF, TIFF…) is ever reached. */
function kindOf(bytes: Uint8Array): "raster" | "vector-image" | "not-an-image" {
  const head = Buffer.from(bytes.subarray(0, 1024));
  const hex = head.subarray(0, 12).toString("hex");
  const isRaster =
    hex.startsWith("89504e470d0a1a0a") || hex.startsWith("ffd8ff") || /^47494638(37|39)61/.test(hex) || /^52494646.{8}57454250$/.test(hex);
  if (isRaster) return "raster";
  return /<svg|<\?xml|<!doctype/i.test(head.toString("latin1")) ? "vector-image" : "not-an-image";
}

/** The sharpest of a few encodings that is small enough; the last one always is, for it has few pixels. */
async function smallWebp(source: Uint8Array): Promise<Uint8Array> {
  let smallest = new Uint8Array();
  for (const [width, height] of [[320, 96], [240, 72], [160, 48], [80, 32]] as const) {
    for (const quality of [80, 55, 30]) {
      const webp = await sharp(source).resize({ width, height, fit: "inside", withoutEnlargement: true }).webp({ quality, alphaQuality: quality, effort: 6 }).toBuffer();
      smallest = new Uint8Array(webp);
      if (smallest.byteLength <= logoLimits.webpBytesMax) return smallest;
    }
  }
  return smallest;
}

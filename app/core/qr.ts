import QRCode from "qrcode";

/** Longest text we draw: a pay page's address is far below it, and the code stays easy to scan. */
export const qrLengthMax = 300;

/** Light modules around a code (ISO/IEC 18004 asks for four). */
export const quietModules = 4;
const pictured = { errorCorrectionLevel: "M", margin: quietModules } as const;

/** A text as a PNG picture of a QR code (level M) with its quiet zone; `scale`: pixels per module, whole, so that none is blurred. */
export function pictureQr(text: string, { scale }: { scale: number }): Promise<Uint8Array> {
  return QRCode.toBuffer(text, { type: "png", scale, ...pictured });
}

/** Bytes as they are (level M, one byte segment) as such a picture. */
export function pictureQrBytes(bytes: Uint8Array, { scale }: { scale: number }): Promise<Uint8Array> {
  return QRCode.toBuffer([{ data: bytes, mode: "byte" }], { type: "png", scale, ...pictured });
}

/** A text's code as an SVG file. */
export function pictureQrSvg(text: string): Promise<string> {
  return QRCode.toString(text, { type: "svg", ...pictured });
}

/** A code's dark modules as one SVG path drawn with a stroke of 1, without its quiet zone; `size` in modules. */
export type QrDrawing = { size: number; path: string };

const drawn = new Map<string, QrDrawing>();
const drawnMax = 300;

/**
 * Draws a text as QR (level M, one byte segment: a token is random, and a shorter mixture takes long to look for).
 * The last ones are kept, for a page is read again and again. Throws on an empty or too long text: addresses are ours.
 */
export function drawQr(text: string): QrDrawing {
  if (text === "" || text.length > qrLengthMax) throw new Error(`Not a text for a QR code: ${text.length} characters`);
  const known = drawn.get(text);
  if (known) return known;
  const drawing = drawModules(QRCode.create([{ data: new TextEncoder().encode(text), mode: "byte" }], { errorCorrectionLevel: "M" }).modules);
  const [oldest] = drawn.keys();
  if (drawn.size >= drawnMax && oldest !== undefined) drawn.delete(oldest);
  drawn.set(text, drawing);
  return drawing;
}

/** Draws bytes as they are (level M, byte mode), in a version no larger than `versionMax`. Throws when they do not fit. */
export function drawQrBytes(bytes: Uint8Array, { versionMax }: { versionMax: number }): QrDrawing {
  const { modules, version } = QRCode.create([{ data: bytes, mode: "byte" }], { errorCorrectionLevel: "M" });
  if (version > versionMax) throw new Error(`Version ${version} is above ${versionMax}: ${bytes.length} bytes are too many`);
  return drawModules(modules);
}

function drawModules(modules: { size: number; get(row: number, column: number): number }): QrDrawing {
  let path = "";
  for (let row = 0; row < modules.size; row += 1) path += rowPath(row, modules.size, (column) => modules.get(row, column) === 1);
  return { size: modules.size, path };
}

/** Runs of dark modules as horizontal strokes; relative moves keep the page small. */
function rowPath(row: number, size: number, isDark: (column: number) => boolean): string {
  let path = "";
  let pen = 0;
  for (let column = 0; column < size; column += 1) {
    if (!isDark(column)) continue;
    const start = column;
    while (column + 1 < size && isDark(column + 1)) column += 1;
    path += path === "" ? `M${start} ${row}.5` : `m${start - pen} 0`;
    path += `h${column + 1 - start}`;
    pen = column + 1;
  }
  return path;
}

import { scanGrayBuffer } from "@undecaf/zbar-wasm";
import type { QrDrawing } from "../../app/core/qr";

const pixelsPerModule = 4;
const quietModules = 4;

/** Paints a drawn code on white, with its quiet zone, and lets a scanner read it. Out: every text found. */
export async function scanCode({ size, path }: QrDrawing): Promise<string[]> {
  const side = (size + 2 * quietModules) * pixelsPerModule;
  const page = new Uint8Array(side * side).fill(255);
  let column = 0;
  let row = 0;
  for (const [, command = "", first = "0", second = "0"] of path.matchAll(/([Mmh])(-?\d+)(?: (-?[\d.]+))?/g)) {
    if (command === "M") [column, row] = [Number(first), Math.floor(Number(second))];
    if (command === "m") column += Number(first);
    if (command !== "h") continue;
    for (let y = 0; y < pixelsPerModule; y += 1) {
      const start = ((row + quietModules) * pixelsPerModule + y) * side + (column + quietModules) * pixelsPerModule;
      page.fill(0, start, start + Number(first) * pixelsPerModule);
    }
    column += Number(first);
  }
  return (await scanGrayBuffer(page.buffer, side, side)).map((symbol) => symbol.decode("utf-8"));
}

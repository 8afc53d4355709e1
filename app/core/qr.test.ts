import fc from "fast-check";
import jsqr from "jsqr";
import sharp from "sharp";
import { expect, test } from "vitest";
import { drawQr, qrLengthMax } from "./qr";

async function decode(text: string): Promise<string | undefined> {
  const { size, path } = drawQr(text);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 ${size + 8} ${size + 8}" width="${(size + 8) * 6}"><path fill="#fff" d="M-4-4h${size + 8}v${size + 8}h-${size + 8}z"/><path stroke="#000" d="${path}"/></svg>`;
  const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsqr(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

test("what is drawn reads back as what was given", async () => {
  const address = fc.stringMatching(/^[A-Za-z0-9_-]{27}$/).map((token) => `https://pay.example.org/p/${token}`);
  await fc.assert(
    fc.asyncProperty(address, async (url) => {
      expect(await decode(url)).toBe(url);
    }),
    { numRuns: 20 },
  );
});

test("nothing and too much are refused", () => {
  expect(() => drawQr("")).toThrow();
  expect(() => drawQr("a".repeat(qrLengthMax + 1))).toThrow();
});

import sharp from "sharp";
import { expect, test } from "vitest";
import { logoLimits, readLogo } from "./logo.server";

const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 4, background: "#c65d3b80" } });

/** A whole PNG whose header claims another size, as image bombs do: its check sum (PNG §D) agrees. */
async function pngClaiming(width: number, height: number): Promise<Buffer> {
  const png = await picture(10, 10).png().toBuffer();
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  let sum = 0xffffffff;
  for (const byte of png.subarray(12, 29)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  png.writeUInt32BE((sum ^ 0xffffffff) >>> 0, 29);
  return png;
}

test.each(["png", "jpeg", "webp", "gif"] as const)("a %s becomes a PNG within 480 × 160 and a small WebP", async (format) => {
  const logo = await readLogo(await picture(1200, 600).toFormat(format).toBuffer());
  if (!logo.ok) throw new Error(logo.reason);
  expect(await sharp(logo.png).metadata()).toMatchObject({ format: "png", width: 320, height: 160 });
  expect((await sharp(logo.webp).metadata()).format).toBe("webp");
});

test("a small logo is not blown up, and transparency stays", async () => {
  const logo = await readLogo(await picture(60, 40).png().toBuffer());
  if (!logo.ok) throw new Error(logo.reason);
  expect(await sharp(logo.png).metadata()).toMatchObject({ width: 60, height: 40, hasAlpha: true });
});

test("even noise is small enough for the pay page", async () => {
  const noise = Buffer.from(Array.from({ length: 480 * 160 * 3 }, (_, at) => (at * 7919 + (at ^ (at >> 3)) * 104729) % 256));
  const logo = await readLogo(await sharp(noise, { raw: { width: 480, height: 160, channels: 3 } }).png().toBuffer());
  if (!logo.ok) throw new Error(logo.reason);
  expect(logo.webp.byteLength).toBeLessThanOrEqual(logoLimits.webpBytesMax);
});

test("nothing but pixels survives: no place, no comment, no hidden file", async () => {
  const jpeg = await picture(100, 50).jpeg().withExif({ IFD0: { Copyright: "secret-place" } }).toBuffer();
  const logo = await readLogo(Buffer.concat([jpeg, Buffer.from("<script>alert(1)</script>")]));
  if (!logo.ok) throw new Error(logo.reason);
  for (const bytes of [logo.png, logo.webp]) expect(Buffer.from(bytes).toString("latin1")).not.toMatch(/secret-place|<script/);
});

test.each([
  ["too-heavy", async () => Buffer.alloc(logoLimits.uploadBytesMax + 1)],
  ["too-many-pixels", () => pngClaiming(50_000, 50_000)],
  ["too-many-pixels", () => picture(2_500, 2_000).png().toBuffer()],
  ["vector-image", async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ["vector-image", async () => Buffer.from('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>')],
  ["not-an-image", async () => Buffer.from("%PDF-1.7")],
  ["not-an-image", async () => Buffer.alloc(0)],
  ["unreadable", async () => Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(64, 7)])],
  ["unreadable", async () => (await picture(200, 200).png().toBuffer()).subarray(0, 120)],
] as const)("a file that is %s is refused with that reason", async (reason, make) => {
  expect(await readLogo(await make())).toEqual({ ok: false, reason });
});

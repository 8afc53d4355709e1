import sharp from "sharp";
import { readLogo } from "../app/logo.server";

/** A camellia, drawn here so that the demo ships no picture. */
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320" viewBox="-80 -80 160 160">
<g fill="#7a2e3b">${[0, 72, 144, 216, 288].map((turn) => `<ellipse rx="30" ry="38" cy="-34" transform="rotate(${turn})"/>`).join("")}</g>
<g fill="#9c4657">${[36, 108, 180, 252, 324].map((turn) => `<ellipse rx="20" ry="27" cy="-24" transform="rotate(${turn})"/>`).join("")}</g>
<circle r="15" fill="#f2c14e"/></svg>`;

/** The demo shop's logo, by the road every upload takes. */
export async function demoLogo(): Promise<{ logoPng: Uint8Array; logoWebp: Uint8Array }> {
  const logo = await readLogo(await sharp(Buffer.from(drawing)).png().toBuffer());
  if (!logo.ok) throw new Error(`The demo's logo: ${logo.reason}`);
  return { logoPng: logo.png, logoWebp: logo.webp };
}

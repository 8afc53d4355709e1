/** "#rrggbb", in either case. */
const hexShape = /^#[0-9a-f]{6}$/i;

/** Used where a stored color is not one. */
export const accentDefault = "#1f4d3f";

/** Reads a "#rrggbb" color; null when it is none, so that nothing else can reach a style sheet. */
export function findColor(text: string): string | null {
  const trimmed = text.trim();
  return hexShape.test(trimmed) ? trimmed.toLowerCase() : null;
}

const channelsOf = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminanceOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(hex).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast between two "#rrggbb" colors, 1 to 21 (WCAG 2.2). */
export function contrastOf(a: string, b: string): number {
  const [light, dark] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const ink = "#000000";
const paper = "#ffffff";

/** The text color to set on a background: white as long as it is readable (4.5 to 1), else black; one always is (√21 > 4.5). */
export function readableOn(background: string): string {
  return contrastOf(paper, background) >= 4.5 ? paper : ink;
}

/**
 * The color nearest to `color` that reads on `background` at `ratio` to 1: moved towards black on light
 * grounds and towards white on dark ones, as little as needed.
 */
export function readableAs(color: string, background: string, ratio: number): string {
  const goal = contrastOf(ink, background) >= contrastOf(paper, background) ? ink : paper;
  for (let step = 0; step <= 20; step += 1) {
    const mixed = mix(color, goal, step / 20);
    if (contrastOf(mixed, background) >= ratio) return mixed;
  }
  return goal;
}

function mix(from: string, to: string, share: number): string {
  const goal = channelsOf(to);
  const channels = channelsOf(from).map((channel, at) => Math.round(channel + ((goal[at] ?? 0) - channel) * share));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

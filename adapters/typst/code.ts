import { drawEpcQr } from "../../app/core/epc-qr";
import { drawQr, quietModules, type QrDrawing } from "../../app/core/qr";

/** An address as a picture and a link's target: exact, so kept away from what makes strangers' text printable. */
export type Code = { url: string; alt: string; svg: string };

export const codeOf = (url: string, alt: string): Code => ({ url, alt, svg: svgOf(drawQr(url)) });

/** A transfer's code: it leads nowhere, a bank's app reads it. */
export const bankCodeOf = (payload: string, alt: string): Omit<Code, "url"> => ({ alt, svg: svgOf(drawEpcQr(payload)) });

function svgOf({ size, path }: QrDrawing): string {
  const side = size + 2 * quietModules;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side * 10}" height="${side * 10}" viewBox="${-quietModules} ${-quietModules} ${side} ${side}">`
    + `<path d="${path}" fill="none" stroke="#000000" stroke-width="1" shape-rendering="crispEdges"/></svg>`;
}

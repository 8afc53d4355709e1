import type { Request } from "express";

/** Every request but those below. Forms and hooks are a few kilobytes. */
export const bodyBytesMax = 1_000_000;
/** A logo as the shop has it, before we make it small. */
export const logoBodyBytesMax = 3_000_000;
/** What is read and thrown away after a refusal before the connection is cut. */
const discardedBytesMax = 20_000_000;
/** A photo or a PDF of a cheque or of a carrier's slip (`scanLimits` is what is kept of it), with the form around it. */
export const scanBodyBytesMax = 9_000_000;
const logoPaths = new Set(["/app/settings/shop"]);
const scanPaths = [/^\/app\/till\/scans\/\w+$/, /^\/app\/links\/\w+\/dispute\/\w+\/evidence$/];

export type BodyResult = { ok: true; bytes: Buffer } | { ok: false; reason: "too-large" | "interrupted" };

/** What a path may receive, in bytes. Remix posts a page's form to the same path with `.data` behind it. */
export function bodyBytesMaxOf(pathname: string): number {
  const path = pathname.replace(/\.data$/, "").replace(/(?<=.)\/$/, "");
  if (scanPaths.some((shape) => shape.test(path))) return scanBodyBytesMax;
  return logoPaths.has(path) ? logoBodyBytesMax : bodyBytesMax;
}

/** What is sent after a refusal is read and thrown away: a connection cut while the sender sends would hide the answer from it. */
export function discardBody(request: Request): void {
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > discardedBytesMax) request.destroy();
  });
  request.resume();
}

/** Reads a body whole, or none of it when it announces too much; counting all the same, for an announced length may lie and a chunked body announces none. */
export function readBody(request: Request, bytesMax: number): Promise<BodyResult> {
  const isBodiless = request.headers["content-length"] === undefined && request.headers["transfer-encoding"] === undefined;
  if (isBodiless) return Promise.resolve({ ok: true, bytes: Buffer.alloc(0) }); // RFC 9112, 6.3
  if (Number(request.headers["content-length"] ?? 0) > bytesMax) return Promise.resolve({ ok: false, reason: "too-large" });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > bytesMax) {
        request.pause().removeAllListeners("data");
        return resolve({ ok: false, reason: "too-large" });
      }
      chunks.push(chunk);
    });
    request.once("end", () => resolve({ ok: true, bytes: Buffer.concat(chunks) }));
    request.once("error", () => resolve({ ok: false, reason: "interrupted" }));
    request.once("close", () => resolve({ ok: false, reason: "interrupted" }));
  });
}

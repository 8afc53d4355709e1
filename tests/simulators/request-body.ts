import type { IncomingMessage } from "node:http";

/** A request's body as text. Throws when it is larger than `bytesMax`, which none of ours is. */
export async function readText(request: IncomingMessage, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new Error("The request is larger than any of ours");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

import type { Composed } from "./message";

/** A composed mail's HTML with its pictures inside, for a frame that shows exactly what will be sent. */
export function previewHtml({ html, attachments }: Pick<Composed, "html" | "attachments">): string {
  return attachments.reduce(
    (shown, { cid, mimeType, bytes }) => (cid === null ? shown : shown.replaceAll(`cid:${cid}`, `data:${mimeType};base64,${base64Of(bytes)}`)),
    html,
  );
}

/** Bytes as base64. */
export const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");

import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** How far the clocks of a shop and ours may differ, and so how long a signed request is worth anything. */
export const companionWindowSeconds = 300;
/** Nonces are forgotten when no clock within the window could still accept their request. */
export const nonceKeptSeconds = 2 * companionWindowSeconds;

export const companionHeaders = {
  connection: "x-reglo-connection",
  timestamp: "x-reglo-timestamp",
  nonce: "x-reglo-nonce",
  signature: "x-reglo-signature",
} as const;

/** What is signed: `target` is path and query as they travel, `timestamp` whole seconds since 1970. */
export type SignedParts = { method: string; target: string; timestamp: number; nonce: string; body: Uint8Array };

/** One signed request as it arrived. */
export type SignedRequest = SignedParts & { connectionId: string; signature: string };

export type SignatureProblem = "stale" | "wrong-signature";

const nonceShape = /^[A-Za-z0-9_-]{16,64}$/;
const signatureShape = /^[0-9a-f]{64}$/;
const connectionShape = /^con_[0-9a-z]{10,60}$/;
const timestampShape = /^[1-9]\d{8,10}$/;

/** Hex HMAC-SHA256 over version, method, target, timestamp, nonce and the body's hash, one a line. The same both ways. */
export function signCompanion(secret: string, parts: SignedParts): string {
  const bodyHash = createHash("sha256").update(parts.body).digest("hex");
  const text = ["v1", parts.method.toUpperCase(), parts.target, String(parts.timestamp), parts.nonce, bodyHash].join("\n");
  return createHmac("sha256", secret).update(text).digest("hex");
}

/** Reads the four headers; null when one is missing or cannot be one of ours, before anything is looked up. */
export function findSignedRequest(
  headers: Readonly<Record<string, string>>,
  request: Pick<SignedParts, "method" | "target" | "body">,
): SignedRequest | null {
  const connectionId = headers[companionHeaders.connection] ?? "";
  const timestamp = headers[companionHeaders.timestamp] ?? "";
  const nonce = headers[companionHeaders.nonce] ?? "";
  const signature = headers[companionHeaders.signature] ?? "";
  const isOurs = connectionShape.test(connectionId) && timestampShape.test(timestamp) && nonceShape.test(nonce) && signatureShape.test(signature);
  return isOurs ? { ...request, connectionId, timestamp: Number(timestamp), nonce, signature } : null;
}

/**
 * What is wrong with a signed request, or null. The signature is compared in constant time, and first: whoever cannot
 * sign learns nothing about our clock. Whether the nonce is new is memory's business.
 */
export function signatureProblem(secret: string, request: SignedRequest, now: Date): SignatureProblem | null {
  const expected = Buffer.from(signCompanion(secret, request), "hex");
  const given = Buffer.from(request.signature, "hex");
  if (given.byteLength !== expected.byteLength || !timingSafeEqual(given, expected)) return "wrong-signature";
  return Math.abs(skewSeconds(request, now)) > companionWindowSeconds ? "stale" : null;
}

/** How far the sender's clock is ahead of ours, in whole seconds; the way between is part of it. */
export function skewSeconds(request: Pick<SignedParts, "timestamp">, now: Date): number {
  return request.timestamp - Math.floor(now.getTime() / 1_000);
}

/** The headers of a request of ours. */
export function signedHeaders(secret: string, connectionId: string, parts: SignedParts): Record<string, string> {
  return {
    [companionHeaders.connection]: connectionId,
    [companionHeaders.timestamp]: String(parts.timestamp),
    [companionHeaders.nonce]: parts.nonce,
    [companionHeaders.signature]: signCompanion(secret, parts),
  };
}

/** Marks a picture's address as ours for one link: the address may be guessed, the mark may not. 32 hex digits. */
export function pictureMark(secret: string, linkId: string): string {
  return createHmac("sha256", secret).update(`v1\npicture\n${linkId}`).digest("hex").slice(0, 32);
}

/** Compares two short texts without telling by its time where they differ. */
export function isSameText(a: string, b: string): boolean {
  const [hashA, hashB] = [a, b].map((text) => createHash("sha256").update(text).digest());
  return hashA !== undefined && hashB !== undefined && timingSafeEqual(hashA, hashB);
}

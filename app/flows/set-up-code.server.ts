import { createHmac, timingSafeEqual } from "node:crypto";

const codeLength = 24;

/**
 * What whoever opens the first shop must show: an installation that strangers reach is not theirs to take. It follows
 * from the secret key, is written into the log at start, and is worth nothing once there is a shop. Null on loopback.
 */
export function setUpCodeOf(env: { appUrl: string; secretKey: Uint8Array }): string | null {
  if (/^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(env.appUrl).hostname)) return null;
  return createHmac("sha256", env.secretKey).update("set-up").digest("base64url").slice(0, codeLength);
}

/** Whether the address that was opened carries the code. */
export function hasSetUpCode(requestUrl: string, code: string | null): boolean {
  if (code === null) return true;
  const shown = Buffer.from(new URL(requestUrl).searchParams.get("code") ?? "");
  return shown.length === code.length && timingSafeEqual(shown, Buffer.from(code));
}

import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";

/** Seals a text for one place only: a value moved to another store or column does not open. */
export type Sealer = {
  seal(text: string, place: string): string;
  open(sealed: string, place: string): string;
  /** A keyed mark of a text for one purpose: 160 bits in base64url. Whoever lacks the key cannot make it. */
  mark(text: string, purpose: string): string;
};

const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
const version = "v1";
const markBytes = 20;

/**
 * AES-256-GCM with the place ("sto_…/connection.settings") as associated data (NIST SP 800-38D); marks are HMAC-SHA256
 * (RFC 2104) under a key of their own, drawn from the first, and cut to 160 bits (NIST SP 800-107, section 5.3.3).
 * In: a 32-byte key kept outside the database. `open` throws on a wrong key, place or altered byte.
 */
export function makeSealer(key: Uint8Array): Sealer {
  if (key.length !== keyBytes) throw new Error(`The secret key must be ${keyBytes} bytes`);
  const markKey = createHmac("sha256", key).update("mark-v1").digest();
  return {
    mark: (text, purpose) => createHmac("sha256", markKey).update(`${purpose}\n${text}`).digest().subarray(0, markBytes).toString("base64url"),
    seal(text, place) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `${version}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open(sealed, place) {
      const [found, data] = sealed.split(".", 2);
      if (found !== version || data === undefined) throw new Error("Not a sealed value");
      const bytes = Buffer.from(data, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivBytes)).setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString("utf8");
    },
  };
}

/** How tokens are looked up: the database holds only their sha256, in hex. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

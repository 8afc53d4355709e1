import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const ivBytes = 12;
const tagBytes = 16;

/**
 * Tokens at rest: AES-256-GCM under a key drawn from the app's own secret, which the house keeps sealed elsewhere.
 * Bound to one connection and shop: a value moved to another row does not open. The first secret seals, any opens: a
 * renewed one takes over as tokens are renewed, within the hour.
 */
export type Sealer = { seal(plain: string): string; open(sealed: string): string | null };

export function makeSealer(input: { sealingSecrets: readonly string[]; connectionId: string; shopDomain: string }): Sealer {
  const bound = Buffer.from(`${input.connectionId}\n${input.shopDomain}`);
  const keys = input.sealingSecrets.map((secret) => Buffer.from(hkdfSync("sha256", secret, bound, "reglo shopify tokens", 32)));
  const openWith = (key: Buffer, bytes: Buffer): string | null => {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivBytes)).setAAD(bound);
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString("utf8");
    } catch {
      return null;
    }
  };
  return {
    seal(plain) {
      const iv = randomBytes(ivBytes);
      const [key] = keys;
      if (key === undefined) throw new Error("No secret to seal with");
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(bound);
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      if (bytes.byteLength <= ivBytes + tagBytes) return null;
      for (const key of keys) {
        const plain = openWith(key, bytes);
        if (plain !== null) return plain;
      }
      return null;
    },
  };
}

import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** Clocks differ: Shopify's own libraries forgive as much. */
const clockToleranceMs = 10_000;
/** Shopify's live one minute (admin) or five (customer); anything longer was not made by Shopify. */
const lifeMaxMs = 15 * 60_000;
const tokenLengthMax = 4_000;

/** Where the token was made. Only the admin's have an issuer, and their `sub` is a staff member's number. */
export type Surface = "admin" | "customer";

/** `userRef`: a staff member's number, or a customer's; null for a shopper who is not signed in, or hidden from us. */
export type Session = { shopDomain: string; surface: Surface; userRef: string | null; tokenId: string; expiresAt: Date };
export type SessionRefusal = "malformed" | "wrong-algorithm" | "wrong-signature" | "expired" | "not-yet-valid" | "other-app" | "other-shop" | "wrong-issuer" | "wrong-subject";
/** `clientSecret`: which of them signed it. */
export type ReadSession = { ok: true; session: Session; clientSecret: string } | { ok: false; reason: SessionRefusal };

export type SessionCheck = {
  token: string;
  surface: Surface;
  clientId: string;
  /** Two while the app's secret is being changed. */
  clientSecrets: readonly string[];
  now: Date;
  /** The shop this must be about, where the caller knows; a token of any other shop is refused. */
  shopDomain?: string;
};

/**
 * Believes a session token (JWT, RFC 7519) or not: HS256 with the app's secret and nothing else, for our app, of one
 * *.myshopify.com shop, in its time. Signature first, claims after; `aud` is checked here because Shopify's own
 * library does not check it on customer surfaces.
 */
export function readSessionToken(check: SessionCheck): ReadSession {
  const parts = check.token.length > tokenLengthMax ? [] : check.token.split(".");
  const [head = "", payload = "", signature = ""] = parts;
  if (parts.length !== 3 || !parts.every((part) => /^[\w-]+$/.test(part))) return refused("malformed");
  const header = headerSchema.safeParse(decode(head));
  if (!header.success) return refused("malformed");
  if (header.data.alg !== "HS256") return refused("wrong-algorithm");
  const clientSecret = check.clientSecrets.find((secret) => isSigned(`${head}.${payload}`, signature, secret));
  if (clientSecret === undefined) return refused("wrong-signature");
  const parsed = claimsSchema.safeParse(decode(payload));
  if (!parsed.success) return refused("malformed");
  return readClaims(parsed.data, check, clientSecret);
}

/** The shop a token says it is about, its signature unread: only where to look for the secret. Null when it names none. */
export function claimedShopOf(token: string): string | null {
  const payload = token.length > tokenLengthMax ? "" : (token.split(".")[1] ?? "");
  const claims = claimsSchema.pick({ dest: true }).safeParse(decode(payload));
  return claims.success ? shopDomainOf(claims.data.dest) : null;
}

/** The admin writes the shop with https://, customer surfaces without. */
const shopDomainOf = (dest: string): string | null => /^(?:https:\/\/)?([a-z0-9][a-z0-9-]{0,59}\.myshopify\.com)$/.exec(dest)?.[1] ?? null;

const headerSchema = z.object({ alg: z.string(), typ: z.literal("JWT").optional() });
const claimsSchema = z.object({
  aud: z.string(), dest: z.string(), exp: z.int().positive(), nbf: z.int().positive(), iat: z.int().positive(), jti: z.string().min(1).max(200),
  iss: z.string().optional(), sub: z.string().optional(),
});

function readClaims(claims: z.infer<typeof claimsSchema>, { surface, clientId, now, shopDomain: wanted }: SessionCheck, clientSecret: string): ReadSession {
  const nowMs = now.getTime();
  const [expMs, nbfMs] = [claims.exp * 1_000, claims.nbf * 1_000];
  if (claims.aud !== clientId) return refused("other-app");
  const shopDomain = shopDomainOf(claims.dest);
  if (shopDomain === null || (wanted !== undefined && shopDomain !== wanted)) return refused("other-shop");
  if (surface === "admin" && claims.iss !== `https://${shopDomain}/admin`) return refused("wrong-issuer");
  if (expMs <= nowMs - clockToleranceMs || expMs - nbfMs > lifeMaxMs) return refused("expired");
  if (Math.max(nbfMs, claims.iat * 1_000) > nowMs + clockToleranceMs) return refused("not-yet-valid");
  const userRef = refOf(claims.sub, surface);
  if (userRef === undefined) return refused("wrong-subject");
  return { ok: true, clientSecret, session: { shopDomain, surface, userRef, tokenId: claims.jti, expiresAt: new Date(expMs) } };
}

/** undefined for a subject that is of the other surface, or none where there must be one. */
function refOf(sub: string | undefined, surface: Surface): string | null | undefined {
  if (surface === "admin") return sub !== undefined && /^\d{1,20}$/.test(sub) ? sub : undefined;
  return sub === undefined ? null : /^gid:\/\/shopify\/Customer\/(\d{1,20})$/.exec(sub)?.[1];
}

const refused = (reason: SessionRefusal): ReadSession => ({ ok: false, reason });

function isSigned(signed: string, signature: string, secret: string): boolean {
  // Compared as written: base64url has several spellings of the same bytes.
  const expected = Buffer.from(createHmac("sha256", secret).update(signed).digest("base64url"));
  const given = Buffer.from(signature);
  return secret !== "" && given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

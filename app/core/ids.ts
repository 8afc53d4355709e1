/** What an id names, by its prefix. Tokens in URLs are separate and never ids. */
export const idPrefixes = ["sto", "usr", "con", "lnk", "pay", "ent", "alc", "rcp", "msg", "evt", "lev", "tsk", "rfd", "rbk", "bsk", "hnd", "sgn", "evd", "inv", "set", "prs"] as const;
export type IdPrefix = (typeof idPrefixes)[number];

declare const tokenBrand: unique symbol;
/** The secret part of a pay page's address: 160 random bits in base64url. Stored hashed for look-up, sealed for copying. */
export type LinkToken = string & { readonly [tokenBrand]: true };

const tokenShape = /^[A-Za-z0-9_-]{27}$/;

/** Reads a token from an address; null when it cannot be one of ours, before any look-up. */
export function findLinkToken(text: string): LinkToken | null {
  return tokenShape.test(text) ? (text as LinkToken) : null;
}

import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { readSessionToken, type SessionCheck } from "./session-token";

const clientId = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
const secret = "shpss_0123456789abcdef0123456789abcdef";
const now = new Date("2026-11-21T12:00:00Z");
const at = (seconds: number) => now.getTime() / 1_000 + seconds;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

const adminClaims = {
  iss: "https://atelier.myshopify.com/admin", dest: "https://atelier.myshopify.com", aud: clientId, sub: "42",
  exp: at(60), nbf: at(0), iat: at(0), jti: "f8912129", sid: "abc",
};
const customerClaims = { dest: "atelier.myshopify.com", aud: clientId, sub: "gid://shopify/Customer/7", exp: at(300), nbf: at(0), iat: at(0), jti: "9" };

function sign(claims: object, { header = { alg: "HS256", typ: "JWT" } as object, key = secret, hash = "sha256" } = {}): string {
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest("base64url")}`;
}
const read = (token: string, change: Partial<SessionCheck> = {}) => readSessionToken({ token, surface: "admin", clientId, clientSecrets: [secret], now, ...change });

it("reads the admin's token", () => {
  expect(read(sign(adminClaims))).toEqual({
    ok: true, clientSecret: secret, session: { shopDomain: "atelier.myshopify.com", surface: "admin", userRef: "42", tokenId: "f8912129", expiresAt: new Date(at(60) * 1_000) },
  });
});

it("reads a customer's token, and one of a shopper we may not know", () => {
  expect(read(sign(customerClaims), { surface: "customer" })).toMatchObject({ ok: true, session: { shopDomain: "atelier.myshopify.com", userRef: "7" } });
  expect(read(sign({ ...customerClaims, sub: undefined }), { surface: "customer" })).toMatchObject({ ok: true, session: { userRef: null } });
});

it("forgives clocks ten seconds, no more", () => {
  expect(read(sign({ ...adminClaims, exp: at(-9), nbf: at(-69), iat: at(-69) })).ok).toBe(true);
  expect(read(sign({ ...adminClaims, exp: at(-10), nbf: at(-70), iat: at(-70) }))).toEqual({ ok: false, reason: "expired" });
  expect(read(sign({ ...adminClaims, nbf: at(10) })).ok).toBe(true);
  expect(read(sign({ ...adminClaims, nbf: at(11) }))).toEqual({ ok: false, reason: "not-yet-valid" });
});

it("reads tokens of both secrets while one is being changed", () => {
  const clientSecrets = ["shpss_new", secret];
  expect(read(sign(adminClaims), { clientSecrets }).ok).toBe(true);
  expect(read(sign(adminClaims, { key: "shpss_new" }), { clientSecrets }).ok).toBe(true);
});

const good = sign(adminClaims);
const [head = "", body = "", mac = ""] = good.split(".");
const forgeries: [string, string, string, Partial<SessionCheck>?][] = [
  ["algorithm none, no signature", `${encode({ alg: "none", typ: "JWT" })}.${body}.`, "malformed"],
  ["algorithm none, any signature", `${encode({ alg: "none", typ: "JWT" })}.${body}.${mac}`, "wrong-algorithm"],
  ["algorithm HS512, rightly signed", sign(adminClaims, { header: { alg: "HS512", typ: "JWT" }, hash: "sha512" }), "wrong-algorithm"],
  ["algorithm RS256, signed with the secret", sign(adminClaims, { header: { alg: "RS256", typ: "JWT" } }), "wrong-algorithm"],
  ["signed with another app's secret", sign(adminClaims, { key: "shpss_other" }), "wrong-signature"],
  ["signed with the client id, which is public", sign(adminClaims, { key: clientId }), "wrong-signature"],
  ["an empty secret", sign(adminClaims, { key: "" }), "wrong-signature", { clientSecrets: [""] }],
  ["claims changed after signing", `${head}.${encode({ ...adminClaims, sub: "1" })}.${mac}`, "wrong-signature"],
  ["the signature's last letter respelled", `${head}.${body}.${mac.slice(0, -1)}${mac.endsWith("A") ? "B" : "A"}`, "wrong-signature"],
  ["made for another app", sign({ ...adminClaims, aud: "0".repeat(32) }), "other-app"],
  ["made for several apps", sign({ ...adminClaims, aud: [clientId, "other"] }), "malformed"],
  ["a shop that is none of Shopify's", sign({ ...adminClaims, dest: "https://atelier.myshopify.com.evil.example", iss: "https://atelier.myshopify.com.evil.example/admin" }), "other-shop"],
  ["a shop of Shopify's, but not this one", sign({ ...adminClaims, dest: "https://rival.myshopify.com", iss: "https://rival.myshopify.com/admin" }), "other-shop", { shopDomain: "atelier.myshopify.com" }],
  ["issued by another shop", sign({ ...adminClaims, iss: "https://rival.myshopify.com/admin" }), "wrong-issuer"],
  ["expired an hour ago", sign({ ...adminClaims, exp: at(-3_600), nbf: at(-3_660) }), "expired"],
  ["good for a year", sign({ ...adminClaims, exp: at(31_536_000) }), "expired"],
  ["a life without end", sign({ ...adminClaims, exp: undefined }), "malformed"],
  ["a customer's token at the admin's door", sign(customerClaims), "wrong-issuer"],
  ["a staff token at the customer's door", good, "wrong-subject", { surface: "customer" }],
  ["no subject at the admin's door", sign({ ...adminClaims, sub: undefined }), "wrong-subject"],
  ["four parts", `${good}.${mac}`, "malformed"],
  ["nothing", "", "malformed"],
  ["a megabyte", "a".repeat(1_000_000), "malformed"],
];

for (const [what, token, reason, change] of forgeries) {
  it(`refuses a token: ${what}`, () => expect(read(token, change)).toEqual({ ok: false, reason }));
}

it("refuses the good token with any one letter changed", () => {
  for (let index = 0; index < good.length; index += 1) {
    const letter = good[index] === "A" ? "B" : "A";
    if (good[index] !== ".") expect(read(good.slice(0, index) + letter + good.slice(index + 1)).ok, String(index)).toBe(false);
  }
});

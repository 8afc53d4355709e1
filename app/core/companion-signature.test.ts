import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findSignedRequest, isSameText, pictureMark, signatureProblem, signCompanion, signedHeaders, skewSeconds } from "./companion-signature";

type Vector = { name: string; secret: string; method: string; target: string; timestamp: number; nonce: string; body: string; signature: string };
const vectors = JSON.parse(readFileSync("tests/fixtures/companion-signature.json", "utf8")) as Vector[];

test.each(vectors)("signs $name as the shop's side does", ({ secret, signature, body, ...parts }) => {
  expect(signCompanion(secret, { ...parts, body: new TextEncoder().encode(body) })).toBe(signature);
});

const now = new Date("2026-11-21T12:00:00Z");
const parts = { method: "POST", target: "/api/shop/health?a=1", timestamp: now.getTime() / 1_000, nonce: "nonce-nonce-nonce-1", body: new TextEncoder().encode("{}") };
const connectionId = "con_0123456789abcdef";
const read = (change: Partial<typeof parts> = {}, signed: Partial<typeof parts> = {}) => {
  const request = findSignedRequest(signedHeaders("secret", connectionId, { ...parts, ...signed }), { ...parts, ...change });
  if (!request) throw new Error("not a signed request");
  return request;
};

test("believes a signature for five minutes either way, to the second", () => {
  const at = (timestamp: number) => signatureProblem("secret", read({}, { timestamp }), now);
  expect([-301, -300, 0, 300, 301].map((seconds) => at(parts.timestamp + seconds))).toEqual(["stale", null, null, null, "stale"]);
  expect(skewSeconds(read({}, { timestamp: parts.timestamp + 42 }), now)).toBe(42);
});

test("believes nothing of which one part is another", () => {
  expect(signatureProblem("secret", read({ method: "PUT" }), now)).toBe("wrong-signature");
  expect(signatureProblem("secret", read({ target: "/api/shop/health?a=2" }), now)).toBe("wrong-signature");
  expect(signatureProblem("secret", read({ body: new TextEncoder().encode("{ }") }), now)).toBe("wrong-signature");
  expect(signatureProblem("secret", { ...read(), nonce: "nonce-nonce-nonce-2" }, now)).toBe("wrong-signature");
  expect(signatureProblem("secret", { ...read(), timestamp: parts.timestamp + 1 }, now)).toBe("wrong-signature");
  expect(signatureProblem("Secret", read(), now)).toBe("wrong-signature");
});

test("finds the signature wrong whichever of its digits is changed, and never says it is stale instead", () => {
  const good = read({}, { timestamp: parts.timestamp - 9_999 });
  for (let index = 0; index < good.signature.length; index += 1) {
    const flipped = good.signature[index] === "0" ? "1" : "0";
    const signature = good.signature.slice(0, index) + flipped + good.signature.slice(index + 1);
    expect(signatureProblem("secret", { ...good, signature }, now)).toBe("wrong-signature");
  }
});

test.each([
  ["x-reglo-connection", "con_1' OR 1=1"], ["x-reglo-connection", ""], ["x-reglo-timestamp", "1e9"], ["x-reglo-timestamp", "-5"],
  ["x-reglo-nonce", "short"], ["x-reglo-nonce", "n".repeat(65)], ["x-reglo-signature", "A".repeat(64)], ["x-reglo-signature", "0".repeat(63)],
])("takes %s %j for no signed request at all", (name, value) => {
  expect(findSignedRequest({ ...signedHeaders("secret", connectionId, parts), [name]: value }, parts)).toBeNull();
});

test("marks a picture for one link and one secret", () => {
  expect(pictureMark("secret", "lnk_1")).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set([pictureMark("secret", "lnk_1"), pictureMark("secret", "lnk_2"), pictureMark("other", "lnk_1")]).size).toBe(3);
  expect(isSameText(pictureMark("secret", "lnk_1"), pictureMark("secret", "lnk_1"))).toBe(true);
  expect(isSameText("a", "ab")).toBe(false);
});

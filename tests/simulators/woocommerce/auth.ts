import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

export type Key = { key: string; secret: string; permissions: "read" | "write" | "read_write"; mayManage: boolean };
export type AuthResult = { ok: true; key: Key | null } | { ok: false; code: string; message: string };

const refuse = (message: string, code = "woocommerce_rest_authentication_error"): AuthResult => ({ ok: false, code, message });
const timestampWindowSeconds = 15 * 60;

/**
 * Who asks, by WooCommerce's own order: Basic only where PHP believes in HTTPS, an unknown Basic key is nobody rather
 * than an error, then OAuth 1.0a (RFC 5849) wherever its parameters are. `key: null` goes on without rights.
 */
export function authenticate(input: {
  request: IncomingMessage; url: URL; homeUrl: string; isTls: boolean; keys: readonly Key[]; now: Date; nonces: Set<string>;
}): AuthResult {
  const { request, url, keys } = input;
  // Whoever asks at another address than a pretty one is not looked at (is_request_to_rest_api): the words count, wherever they stand.
  if (!(request.url ?? "").includes("wp-json/wc/")) return { ok: true, key: null };
  if (input.isTls) {
    const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1];
    const [name = "", secret = ""] = basic === undefined ? [] : Buffer.from(basic, "base64").toString("utf8").split(":");
    const key = keys.find((candidate) => candidate.key === name);
    if (key !== undefined && key.secret !== secret) return refuse("Consumer secret is invalid.");
    if (key !== undefined) return permit(key, request.method ?? "GET");
  }
  const given = Object.fromEntries(url.searchParams);
  const names = ["oauth_consumer_key", "oauth_timestamp", "oauth_nonce", "oauth_signature", "oauth_signature_method"];
  const missing = names.filter((name) => !given[name]);
  if (missing.length === names.length) return { ok: true, key: null };
  if (missing.length > 0) return refuse(`Missing OAuth parameter ${missing.join(", ")}`, "woocommerce_rest_authentication_missing_parameter");
  const key = keys.find((candidate) => candidate.key === given["oauth_consumer_key"]);
  if (key === undefined) return refuse("Consumer key is invalid.");
  const expected = signature(input, key.secret);
  const actual = Buffer.from(given["oauth_signature"] ?? "", "base64");
  if (expected.byteLength !== actual.byteLength || !timingSafeEqual(expected, actual)) return refuse("Invalid signature - provided signature does not match.");
  const seconds = input.now.getTime() / 1_000;
  if (Math.abs(Number(given["oauth_timestamp"]) - seconds) > timestampWindowSeconds) return refuse("Invalid timestamp.");
  const nonce = given["oauth_nonce"] ?? "";
  if (input.nonces.has(nonce)) return refuse("Invalid nonce - nonce has already been used.");
  input.nonces.add(nonce);
  return permit(key, request.method ?? "GET");
}

function permit(key: Key, method: string): AuthResult {
  const isWrite = method !== "GET" && method !== "HEAD";
  if (isWrite && key.permissions === "read") return refuse("The API key provided does not have write permissions.");
  if (!isWrite && key.permissions === "write") return refuse("The API key provided does not have read permissions.");
  return { ok: true, key };
}

/** Over the address WordPress calls its own, not the one that was called. */
function signature(input: { request: IncomingMessage; url: URL; homeUrl: string; isTls: boolean }, secret: string): Buffer {
  const home = input.homeUrl.replace(/^https?/, input.isTls ? "https" : "http");
  // PHP keeps the last of parameters given twice, and the vendor's library gives every one twice.
  const pairs = Object.entries(Object.fromEntries(input.url.searchParams))
    .filter(([name]) => name !== "oauth_signature")
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const query = pairs.map(([name, value]) => `${name}=${value}`).join("&");
  const base = [input.request.method ?? "GET", encode(home + input.url.pathname), encode(query)].join("&");
  return createHmac("sha256", `${secret}&`).update(base).digest();
}

const encode = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

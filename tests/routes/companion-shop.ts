import { createHash, randomBytes } from "node:crypto";
import { signedHeaders, type SignedParts } from "../../app/core/companion-signature";
import * as verbs from "../../app/routes/api.shop.$verb";
import * as connect from "../../app/routes/api.shop.connect";
import * as connectPage from "../../app/routes/connect.shop";
import { call, openMember, origin, type Answer, type House, type Member } from "./merchant-house";

export const site = "https://shop.example/";
export const verifier = randomBytes(32).toString("base64url");
export const challenge = createHash("sha256").update(verifier).digest("base64url");
const url = "https://shop.example/wp-json/reglo/v1/";

export type Companion = { member: Member; connectionId: string; secret: string };
export type SignedOptions = Partial<{ secret: string; connectionId: string; at: Date; nonce: string; target: string; signedBody: string; headers: Record<string, string> }>;

/** What a companion asks for when it sends its administrator over. */
export const asked = (change: Record<string, string> = {}) => ({
  name: "Boutique Émail", site, return: "https://shop.example/wp-admin/admin.php?page=wc-settings&tab=reglo", state: "s".repeat(32), challenge, ...change,
});

/** A member's yes, and the code it is worth. */
export async function grant(member: Member, change: Record<string, string> = {}): Promise<{ answer: Answer; code: string }> {
  const answer = await member.post(connectPage, "/connect/shop", { ...asked(change), intent: "yes" });
  return { answer, code: new URL(answer.location ?? site).searchParams.get("reglo_code") ?? "" };
}

export function exchange(house: House, code: string, change: object = {}, clientIp = "192.0.2.9"): Promise<Answer> {
  const body = JSON.stringify({ code, verifier, vendor: "paper-shop", url, settings: {}, locale: "fr_FR", ...change });
  return call(house, connect.action, new Request(`${origin}/api/shop/connect`, { method: "POST", body, headers: { "content-type": "application/json" } }), {}, clientIp);
}

/** A shop whose companion is connected, by the same road as a real one. */
export async function openCompanionShop(house: House, email: string): Promise<Companion> {
  const member = await openMember(house, email);
  const { code } = await grant(member);
  const answer = await exchange(house, code);
  const said = JSON.parse(String(answer.body)) as { connection: string; secret: string };
  return { member, connectionId: said.connection, secret: said.secret };
}

/** One signed call, or one that is wrong in a chosen way. */
export async function ask(house: House, shop: Companion, verb: string, body: unknown, options: SignedOptions = {}): Promise<{ status: number; said: Record<string, unknown> }> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const parts: SignedParts = {
    method: "POST", target: options.target ?? `/api/shop/${verb}`, timestamp: Math.floor((options.at ?? house.clock.now()).getTime() / 1_000),
    nonce: options.nonce ?? randomBytes(18).toString("base64url"), body: new TextEncoder().encode(options.signedBody ?? text),
  };
  const headers = options.headers ?? signedHeaders(options.secret ?? shop.secret, options.connectionId ?? shop.connectionId, parts);
  const answer = await call(house, verbs.action, new Request(`${origin}/api/shop/${verb}`, { method: "POST", body: text, headers }), { verb });
  return { status: answer.status, said: JSON.parse(String(answer.body)) as Record<string, unknown> };
}

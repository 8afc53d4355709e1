import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { World } from "./world";

const accessLifeSeconds = 3_600;
const clientCredentialsLifeSeconds = 86_399;
const refreshLifeSeconds = 7_776_000;

/** The app as this shop knows it, and every token it was given. */
export type Door = {
  clientId: string;
  /** Signs all that leaves the shop: the oldest that was not revoked. */
  clientSecret: string;
  /** While it is being changed: tokens are asked for with either, and die with the secret they were asked for with. */
  nextSecret: string | null;
  /** Uninstalled: no grant, and every token is dead. */
  isInstalled: boolean;
  /** Client credentials work between an app and a shop of one organisation only. */
  isSameOrganisation: boolean;
  access: Map<string, { expiresAt: number; secret: string }>;
  refresh: Map<string, { expiresAt: number; replacedBy: string | null }>;
  /** "client_credentials", "refresh_token", "token-exchange", in order. */
  grants: string[];
};

export type Answer = { status: number; body: unknown };
const refuse = (error: string, description = error): Answer => ({ status: 400, body: { error, error_description: description } });

/** POST /admin/oauth/access_token. */
export function grant(world: World, door: Door, given: Record<string, unknown>): Answer {
  const secret = [door.clientSecret, door.nextSecret].find((one) => one !== null && one === given["client_secret"]);
  if (given["client_id"] !== door.clientId || secret == null) return refuse("invalid_client");
  if (!door.isInstalled) return refuse("app_not_installed");
  switch (given["grant_type"]) {
    case "client_credentials":
      if (!door.isSameOrganisation) return refuse("shop_not_permitted", "Client credentials cannot be performed on this shop.");
      door.grants.push("client_credentials");
      return { status: 200, body: { access_token: access(world, door, { lifeSeconds: clientCredentialsLifeSeconds, secret }), scope: world.scopes.join(","), expires_in: clientCredentialsLifeSeconds } };
    case "refresh_token":
      return refresh(world, door, { token: String(given["refresh_token"] ?? ""), secret });
    case "urn:ietf:params:oauth:grant-type:token-exchange":
      return exchange(world, door, given, secret);
    default:
      return refuse("unsupported_grant_type");
  }
}

/** The old refresh token works once more and again until the new one is used: a lost answer loses nothing. */
function refresh(world: World, door: Door, { token, secret }: { token: string; secret: string }): Answer {
  const found = door.refresh.get(token);
  const isOver = found === undefined || found.expiresAt <= world.now().getTime();
  const wasFollowed = found?.replacedBy != null && door.refresh.get(found.replacedBy)?.replacedBy != null;
  if (isOver || wasFollowed) return refuse("invalid_grant", "This refresh token is no longer valid.");
  door.grants.push("refresh_token");
  if (found.replacedBy !== null) door.refresh.delete(found.replacedBy);
  const body = pair(world, door, secret);
  found.replacedBy = body.refresh_token;
  return { status: 200, body };
}

function exchange(world: World, door: Door, given: Record<string, unknown>, secret: string): Answer {
  if (given["subject_token_type"] !== "urn:ietf:params:oauth:token-type:id_token") return refuse("invalid_request");
  if (given["requested_token_type"] !== "urn:shopify:params:oauth:token-type:offline-access-token") return refuse("invalid_request");
  if (given["expiring"] !== "1") return { status: 403, body: { error: "Non-expiring access tokens are no longer accepted" } };
  if (!isOurs(world, door, String(given["subject_token"] ?? ""))) return refuse("invalid_subject_token");
  door.grants.push("token-exchange");
  return { status: 200, body: pair(world, door, secret) };
}

function pair(world: World, door: Door, secret: string) {
  const refreshToken = `shprt_${randomBytes(16).toString("hex")}`;
  door.refresh.set(refreshToken, { expiresAt: world.now().getTime() + refreshLifeSeconds * 1_000, replacedBy: null });
  return {
    access_token: access(world, door, { lifeSeconds: accessLifeSeconds, secret }), scope: world.scopes.join(","), expires_in: accessLifeSeconds,
    refresh_token: refreshToken, refresh_token_expires_in: refreshLifeSeconds,
  };
}

function access(world: World, door: Door, { lifeSeconds, secret }: { lifeSeconds: number; secret: string }): string {
  const token = `shpat_${randomBytes(16).toString("hex")}`;
  door.access.set(token, { expiresAt: world.now().getTime() + lifeSeconds * 1_000, secret });
  return token;
}

/** Staff make a new secret for the app; the old one stays until it is revoked. Out: the new one. */
export function renewSecret(door: Door): string {
  return (door.nextSecret = `shpss_${randomBytes(16).toString("hex")}`);
}

export function revokeOldSecret(door: Door): void {
  if (door.nextSecret === null) throw new Error("No new secret was made");
  for (const [token, { secret }] of door.access) if (secret === door.clientSecret) door.access.delete(token);
  door.clientSecret = door.nextSecret;
  door.nextSecret = null;
}

export function isOpen(world: World, door: Door, token: string | undefined): boolean {
  const found = token === undefined ? undefined : door.access.get(token);
  return door.isInstalled && found !== undefined && found.expiresAt > world.now().getTime();
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const macOf = (signed: string, secret: string) => createHmac("sha256", secret).update(signed).digest("base64url");

/** A session token as App Bridge hands it out. */
export function makeSessionToken(world: World, door: Door, change: Record<string, unknown> = {}, secret = door.clientSecret): string {
  const at = Math.floor(world.now().getTime() / 1_000);
  const claims = {
    iss: `https://${world.domain}/admin`, dest: `https://${world.domain}`, aud: door.clientId, sub: "42",
    exp: at + 60, nbf: at, iat: at, jti: randomBytes(8).toString("hex"), sid: randomBytes(8).toString("hex"), ...change,
  };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${macOf(signed, secret)}`;
}

function isOurs(world: World, door: Door, token: string): boolean {
  const [head = "", payload = "", mac = ""] = token.split(".");
  const isSignedWith = (secret: string) => {
    const [given, expected] = [Buffer.from(mac), Buffer.from(macOf(`${head}.${payload}`, secret))];
    return given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
  };
  if (!isSignedWith(door.clientSecret) && (door.nextSecret === null || !isSignedWith(door.nextSecret))) return false;
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { aud: string; dest: string; exp: number };
  return claims.aud === door.clientId && claims.dest === `https://${world.domain}` && claims.exp * 1_000 > world.now().getTime();
}

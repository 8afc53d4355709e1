import { AsyncLocalStorage } from "node:async_hooks";
import { ApiVersion, LogSeverity, Session as VendorSession } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { shopifyApp } from "@shopify/shopify-app-remix/server";
import { secretsOf } from "../../app/core/app-client";
import type { EmbeddingDeps, InstalledShop } from "../../app/core/embedding";
import { requiredScopes } from "./check.server";
import type { Grant } from "./grants.server";
import { findShopDomain } from "./settings";
import { makeKeeper } from "./tokens.server";
import { embedPath } from "./visit-answers";

/** The library fetches through one function for the whole process; each call of ours brings its own. */
const reach = new AsyncLocalStorage<typeof fetch>();
setAbstractFetchFunc((...args: Parameters<typeof fetch>) => (reach.getStore() ?? fetch)(...args));

export type Admission = { ok: true; grant: Grant } | { ok: false; answer: Response };

/**
 * Shopify's own library as the doorman of embedded requests: token exchange on the first visit, and again whenever the
 * kept token is about to end. Two loaders of one first page exchange twice: each keeps what it got, the last one stays.
 */
export function openVisits(deps: EmbeddingDeps): (request: Request, signedWith: string) => Promise<Admission> {
  // The library knows one secret: while it is being changed there are two libraries.
  const libraries = new Map(secretsOf(deps.client).map((secret) => [secret, openLibrary(deps, secret)]));
  return async (request, signedWith) => {
    const library = libraries.get(signedWith);
    if (library === undefined) throw new Error("A token was believed that no secret of ours signed");
    try {
      const { session } = await reach.run(fetchOf(deps), () => library.authenticate.admin(request));
      return { ok: true, grant: grantOf(session, deps.now()) };
    } catch (thrown) {
      if (!(thrown instanceof Response)) throw thrown;
      return { ok: false, answer: thrown };
    }
  };
}

function openLibrary(deps: EmbeddingDeps, secret: string) {
  return shopifyApp({
    apiKey: deps.client.id,
    apiSecretKey: secret,
    apiVersion: ApiVersion.July26,
    scopes: [...requiredScopes],
    appUrl: deps.appUrl,
    authPathPrefix: embedPath,
    sessionStorage: sessionsOf(deps),
    isEmbeddedApp: true,
    // Its debug lines hold tokens, and it would write to the console.
    logger: { level: LogSeverity.Error, log: () => undefined },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  });
}

/**
 * Tokens are asked for with the new secret, whichever signed the visit: those of the old one die with it. A simulator
 * stands in for every shop: the shop's own name travels in a header there.
 */
function fetchOf({ baseUrl, client, fetch: send }: EmbeddingDeps): typeof fetch {
  return (input, init) => {
    const { oldSecret, secret } = client;
    const body = oldSecret !== null && typeof init?.body === "string" ? init.body.replaceAll(JSON.stringify(oldSecret), JSON.stringify(secret)) : init?.body;
    const own = body === undefined ? init : { ...init, body };
    if (baseUrl === null) return send(input, own);
    const { host, pathname, search } = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init?.headers);
    headers.set("x-forwarded-host", host);
    return send(`${baseUrl}${pathname}${search}`, { ...own, headers });
  };
}

const sessionId = (shopDomain: string) => `offline_${shopDomain}`;

/** The library's sessions are our sealed tokens, one set a shop, in the shop's own memory. */
function sessionsOf(deps: EmbeddingDeps) {
  const placeOf = async (id: string): Promise<(InstalledShop & { shopDomain: string }) | null> => {
    const shopDomain = findShopDomain(id.replace(/^offline_/, ""));
    const found = shopDomain === null ? null : await deps.findShop(shopDomain);
    return shopDomain === null || found === null ? null : { ...found, shopDomain };
  };
  const keeperOf = (place: InstalledShop & { shopDomain: string }) =>
    makeKeeper({ sealingSecrets: secretsOf(deps.client), connectionId: place.connectionId, shopDomain: place.shopDomain }, place.records);
  return {
    async loadSession(id: string): Promise<VendorSession | undefined> {
      const place = await placeOf(id);
      const grant = place && (await keeperOf(place).find());
      return place && grant ? sessionOf(place.shopDomain, grant, deps.now()) : undefined;
    },
    /** A shop that is not installed yet has no memory: whoever lets it in keeps this. */
    async storeSession(session: VendorSession): Promise<boolean> {
      const place = session.accessToken === undefined ? null : await placeOf(session.id);
      if (place) await keeperOf(place).put(grantOf(session, deps.now()));
      return true;
    },
    deleteSession: async () => true,
    deleteSessions: async () => true,
    findSessionsByShop: async () => [],
  };
}

/** The library tells time by the machine's clock, we by the house's: what travels between them is what is left. */
function sessionOf(shopDomain: string, grant: Grant, now: Date): VendorSession {
  const dateOf = (at: string) => new Date(Date.now() + Date.parse(at) - now.getTime());
  return new VendorSession({
    id: sessionId(shopDomain), shop: shopDomain, state: "", isOnline: false, accessToken: grant.accessToken, scope: grant.scopes.join(","),
    expires: dateOf(grant.expiresAt),
    ...(grant.refreshToken !== null && { refreshToken: grant.refreshToken }),
    ...(grant.refreshExpiresAt !== null && { refreshTokenExpires: dateOf(grant.refreshExpiresAt) }),
  });
}

/** Assumed when a reply does not say (a reply without it must not make a token last for ever). */
const defaultLifeMs = 3_600_000;

function grantOf(session: VendorSession, now: Date): Grant {
  const at = (date: Date | undefined, lifeMs: number) => new Date(now.getTime() + (date === undefined ? lifeMs : date.getTime() - Date.now())).toISOString();
  return {
    accessToken: session.accessToken ?? "",
    scopes: (session.scope ?? "").split(",").filter((scope) => scope !== ""),
    expiresAt: at(session.expires, defaultLifeMs),
    refreshToken: session.refreshToken ?? null,
    refreshExpiresAt: session.refreshTokenExpires === undefined ? null : at(session.refreshTokenExpires, 0),
  };
}

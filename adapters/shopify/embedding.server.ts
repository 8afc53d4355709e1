import { secretsOf } from "../../app/core/app-client";
import type { Bridge, Embedder, Embedding, EmbeddingDeps, Frame, Visit } from "../../app/core/embedding";
import { cleanText } from "../../app/core/order";
import { openShop } from "./api.server";
import { shopFactsQuery } from "./documents/connection.graphql";
import { verifyAppHook } from "./hooks.server";
import { shopFactsReply } from "./replies";
import { accessOf } from "./secrets";
import { readSessionToken, type ReadSession } from "./session-token";
import { findShopDomain, type ShopSettings } from "./settings";
import { makeKeeper } from "./tokens.server";
import { adminOrigin, answerBusy, answerRefused, answerRetry, answerTo, answerTokenPage, embedPath } from "./visit-answers";
import type { openVisits } from "./visits.server";

const scriptUrl = "https://cdn.shopify.com/shopifycloud/app-bridge.js";
const userRefLengthMax = 20;

/** The Shopify admin, inside which the merchant's screens are shown. */
export const shopifyEmbedder: Embedder = { vendor: "shopify", open };

function open(deps: EmbeddingDeps): Embedding {
  // Shopify's library takes a fifth of the start: the first visit loads it, and many houses never have one.
  let visits: Promise<ReturnType<typeof openVisits>> | null = null;
  const openOnce = () => (visits ??= import("./visits.server").then((library) => library.openVisits(deps)));
  const bridge = bridgeOf(deps);
  const frameOf = (request: Request) => {
    const { shopDomain, isEmbedded } = addressOf(request);
    return isEmbedded && shopDomain !== null ? frame(deps, shopDomain) : null;
  };
  return {
    vendor: "shopify",
    bridge,
    concerns: (request) => bearerOf(request) !== null || addressOf(request).isTheirs,
    frameOf,
    tokenPage: (request) => answerTokenPage(frameOf(request), bridge),
    verifyHook: async (hook) => verifyAppHook(hook, secretsOf(deps.client)),
    async enter(request) {
      const known = recognise(request, deps);
      if (!known.ok) return known;
      const admitted = await (await openOnce())(withRealAddress(request, deps.appUrl), known.clientSecret);
      if (!admitted.ok) return { ok: false, answer: admitted.answer.status >= 500 ? answerBusy(frameOf(request)) : admitted.answer };
      const { shopDomain, userRef } = known.session;
      const settings = { shopDomain, clientId: deps.client.id, clientSecret: deps.client.secret };
      const visit: Visit = {
        shopRef: shopDomain,
        userRef: (userRef ?? "").slice(0, userRefLengthMax),
        locale: new URL(request.url).searchParams.get("locale"),
        settings,
        oldSettings: deps.client.oldSecret === null ? null : { ...settings, clientSecret: deps.client.oldSecret },
        async keepAccess(records) {
          const place = await deps.findShop(shopDomain);
          if (place) await makeKeeper({ ...accessOf(settings, deps.client), connectionId: place.connectionId }, records).put(admitted.grant);
        },
        describeShop: () => describeShop(deps, settings, admitted.grant.accessToken),
      };
      return { ok: true, visit };
    },
  };
}

type Known = Extract<ReadSession, { ok: true }> | { ok: false; answer: Response };

/** Our own reading of the session token comes first: Shopify's library does not look at its issuer, nor compare its shop. */
function recognise(request: Request, deps: EmbeddingDeps): Known {
  const { shopDomain, isEmbedded, url } = addressOf(request);
  const bearer = bearerOf(request);
  if (bearer === null && shopDomain === null) return { ok: false, answer: answerRefused(null) };
  if (bearer === null && !isEmbedded) return { ok: false, answer: answerTo(adminUrl(shopDomain ?? "", deps, url)) };
  const token = bearer ?? url.searchParams.get("id_token");
  const fresh = () => answerTo(tokenPath(url, deps));
  if (token === null) return { ok: false, answer: fresh() };
  const read = readSessionToken({
    token, surface: "admin", clientId: deps.client.id, clientSecrets: secretsOf(deps.client), now: deps.now(),
    ...(bearer === null && shopDomain !== null && { shopDomain }),
  });
  if (read.ok) return read;
  const isTime = read.reason === "expired" || read.reason === "not-yet-valid";
  if (bearer !== null) return { ok: false, answer: answerRetry(isTime) };
  return { ok: false, answer: isTime ? fresh() : answerRefused(shopDomain === null ? null : frame(deps, shopDomain)) };
}

function addressOf(request: Request): { url: URL; shopDomain: string | null; isEmbedded: boolean; isTheirs: boolean } {
  const url = new URL(request.url);
  const shop = url.searchParams.get("shop");
  const isEmbedded = url.searchParams.get("embedded") === "1";
  return { url, shopDomain: shop === null ? null : findShopDomain(shop), isEmbedded, isTheirs: shop !== null || (isEmbedded && url.searchParams.has("id_token")) };
}

function bearerOf(request: Request): string | null {
  return /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}

/** Behind a proxy the request names an inner host; the library sends people to what it reads there. */
function withRealAddress(request: Request, appUrl: string): Request {
  const { pathname, search } = new URL(request.url);
  return new Request(`${appUrl}${pathname}${search}`, { headers: request.headers });
}

/** The same page of ours, opened where it belongs. */
function adminUrl(shopDomain: string, deps: EmbeddingDeps, { pathname }: URL): string {
  const page = pathname.startsWith("/app") ? pathname : "/app";
  return `${adminOrigin(deps)}/store/${shopDomain.replace(/\.myshopify\.com$/, "")}/apps/${deps.client.id}${page}`;
}

/** Shopify's script reads `shopify-reload` and comes back there with a fresh token. */
function tokenPath({ pathname, searchParams }: URL, deps: EmbeddingDeps): string {
  const params = new URLSearchParams(searchParams);
  params.delete("id_token");
  params.set("shopify-reload", `${deps.appUrl}${pathname}?${params}`);
  return `${embedPath}/session-token?${params}`;
}

function frame(deps: EmbeddingDeps, shopDomain: string): Frame {
  // The stand-in of an admin is seen under the other name of loopback: a site of its own, as the admin is.
  const simulated = deps.baseUrl === null ? [] : [deps.baseUrl, deps.baseUrl.replace("127.0.0.1", "localhost")];
  return {
    ancestors: [`https://${shopDomain}`, "https://admin.shopify.com", ...simulated],
    sources: {
      script: ["https://cdn.shopify.com", ...simulated],
      connect: ["https://cdn.shopify.com", "https://monorail-edge.shopifysvc.com", ...simulated],
      image: ["https://cdn.shopify.com"],
    },
  };
}

function bridgeOf({ baseUrl, client }: EmbeddingDeps): Bridge {
  return { scriptUrl: baseUrl === null ? scriptUrl : `${baseUrl}${new URL(scriptUrl).pathname}`, clientId: client.id, navigateEvent: "shopify:navigate", globalName: "shopify" };
}

/** With the token just given: the shop has no memory yet. */
async function describeShop(deps: EmbeddingDeps, settings: ShopSettings, accessToken: string) {
  const records: Parameters<typeof makeKeeper>[1] = {
    find: async () => null, put: async () => undefined, list: async () => [], claim: async (_kind, _key, value) => value, swap: async () => false, next: async () => 1,
  };
  const shop = openShop(accessOf(settings, deps.client), { ...deps, connectionId: "", records }, { get: async () => accessToken, renew: async () => accessToken, scopes: async () => [] });
  const { shop: found } = await shop.api.run(shopFactsQuery, {}, shopFactsReply);
  return {
    name: cleanText(found.name, 100), timeZone: found.ianaTimezone, website: found.url, contactEmail: found.contactEmail === "" ? null : found.contactEmail, locale: null,
  };
}

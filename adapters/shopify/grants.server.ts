import { z } from "zod";
import { cleanText } from "../../app/core/order";
import type { AdapterDeps } from "../../app/core/ports";
import { findJson, post, statusTrouble } from "./http.server";
import type { ShopSettings } from "./settings";
import { ShopTrouble } from "./trouble";

/** An offline token and what renews it. `refreshToken` is null where the app's own secret can ask for a new one. */
export type Grant = {
  accessToken: string;
  expiresAt: string;
  scopes: string[];
  refreshToken: string | null;
  refreshExpiresAt: string | null;
};

/** Shopify's own: assumed when a reply does not say (a reply without it must not make a token last for ever). */
const defaultLifeMs = 3_600_000;
const accessTokenPath = "/admin/oauth/access_token";

/** How a token is asked for: by the app's secret, or by the refresh token of the last one. (By a page's session token: `visits.server`.) */
export type GrantRequest =
  | { kind: "client-credentials" }
  | { kind: "refresh"; refreshToken: string };

/** Asks Shopify for a token. Throws ShopTrouble; neither secrets nor tokens are in it. */
export async function askGrant(shop: ShopSettings, deps: AdapterDeps, request: GrantRequest): Promise<Grant> {
  const client = { client_id: shop.clientId, client_secret: shop.clientSecret };
  const body = JSON.stringify({ ...client, ...fieldsOf(request) });
  const reply = await post(shop, deps, accessTokenPath, { "content-type": "application/json" }, body);
  const trouble = statusTrouble(reply, shop);
  if (trouble) throw trouble;
  if (reply.status !== 200) throw refusal(shop, request, reply.text);
  const parsed = grantReply.safeParse(findJson(reply.text));
  if (!parsed.success) throw new ShopTrouble("unexpected-reply", "access_token");
  return toGrant(parsed.data, deps.now());
}

function fieldsOf(request: GrantRequest): Record<string, string> {
  if (request.kind === "client-credentials") return { grant_type: "client_credentials" };
  return { grant_type: "refresh_token", refresh_token: request.refreshToken };
}

const seconds = z.number().positive().max(315_360_000);
const grantReply = z.object({
  access_token: z.string().min(1),
  scope: z.string().catch(""),
  expires_in: seconds.optional(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: seconds.optional(),
});

function toGrant(reply: z.infer<typeof grantReply>, now: Date): Grant {
  const after = (ms: number) => new Date(now.getTime() + ms).toISOString();
  return {
    accessToken: reply.access_token,
    expiresAt: after(reply.expires_in === undefined ? defaultLifeMs : reply.expires_in * 1_000),
    scopes: reply.scope.split(",").map((scope) => scope.trim()).filter((scope) => scope !== ""),
    refreshToken: reply.refresh_token ?? null,
    refreshExpiresAt: reply.refresh_token_expires_in === undefined ? null : after(reply.refresh_token_expires_in * 1_000),
  };
}

const refusalBody = z.object({ error: z.string() });

/** Shopify refuses in JSON, or on a page that holds "Oauth error <code>". */
function refusal(shop: ShopSettings, request: GrantRequest, text: string): ShopTrouble {
  const said = refusalBody.safeParse(findJson(text)).data?.error ?? /Oauth error (\w+)/.exec(text)?.[1];
  // A page that is none of theirs (a firewall, a proxy) says nothing about a refresh token, and there is only one.
  if (said === undefined && request.kind === "refresh") return new ShopTrouble("unexpected-reply", "access_token");
  const code = cleanText(said ?? "refused", 60);
  if (["shop_not_permitted", "app_not_installed"].includes(code)) return new ShopTrouble("not-installed", shop.shopDomain, code);
  if (request.kind === "refresh" && code !== "invalid_client") return new ShopTrouble("reopen-app", shop.shopDomain, code);
  return new ShopTrouble("client-refused", code, code);
}

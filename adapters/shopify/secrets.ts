import { secretsOf, type AppClient } from "../../app/core/app-client";
import type { ShopSettings } from "./settings";

/**
 * A shop's settings with the app's secrets as they are now. For our own app the environment has them, and the
 * connection only what it was when somebody last looked: one there believes nothing, it opens what was sealed with it.
 * Until the old one is revoked Shopify signs hooks with it, and asks for tokens to be renewed with the new one:
 * https://shopify.dev/docs/apps/build/authentication-authorization/client-secrets/rotate-revoke-client-credentials
 */
export type ShopAccess = ShopSettings & { believedSecrets: readonly string[]; sealingSecrets: readonly string[] };

/** `client`: our app at Shopify, where the environment knows one; a connection to another app keeps its own secret. */
export function accessOf(shop: ShopSettings, client: AppClient | null): ShopAccess {
  const believedSecrets = client?.id === shop.clientId ? secretsOf(client) : [shop.clientSecret];
  const [clientSecret = shop.clientSecret] = believedSecrets;
  return { ...shop, clientSecret, believedSecrets, sealingSecrets: [...new Set([...believedSecrets, shop.clientSecret])] };
}

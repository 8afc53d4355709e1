/**
 * A stand-in for what people see of Shopify: its admin with the app inside, its extensions, the customer's account.
 * Shopify's own pages and scripts come from its network, which neither tests nor a newcomer's machine can reach.
 *
 *   const standIn = await openStandIn({ appUrl, bundles });          // every option of the simulator too
 *   standIn.url          admin: /admin/orders · customer: /account · end of a checkout: /thank-you/<order>
 *   standIn.shop         the simulator behind it (../index.ts)
 *   await standIn.close()
 *
 * It is an imitation: the address of every page, its script `app-bridge.js` (browser/bridge-*.js) and the `s-*` elements do the part of
 * Shopify's that the app and its extensions use, no more. Each page says so at its top.
 */
import { startShopifySimulator, type ShopifyOptions, type ShopifySimulator } from "..";
import { readExtensions } from "./extensions";
import { answer, type Site } from "./site";

export type StandInOptions = ShopifyOptions & {
  appUrl: string;
  /** Where scripts/build-extensions.mjs put the bundles. */
  bundles: string;
  /** The page of the app that the admin embeds. */
  appHome?: string;
  optionalScopes?: readonly string[];
  /** The language of the people here. */
  locale?: string;
};
export type StandIn = { url: string; shop: ShopifySimulator; site: Site; close(): Promise<void> };

export async function openStandIn({ appUrl, bundles, appHome = "/app", optionalScopes = ["read_all_orders"], locale = "fr", ...options }: StandInOptions): Promise<StandIn> {
  let site: Site | null = null;
  const shop = await startShopifySimulator({
    ...options,
    pages: async (request, response) => {
      if (site) await answer(site, request, response);
    },
  });
  site = { shop, appUrl, appHome, appHandle: "reglo", optionalScopes, bundles, extensions: () => readExtensions(bundles, locale) };
  return { url: shop.url.replace("127.0.0.1", "localhost"), shop, site, close: shop.close };
}

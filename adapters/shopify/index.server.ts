import type { AdapterDeps, Platform, PlatformAdapter, SettingsValues } from "../../app/core/ports";
import { shopifyBasics, shopAccessOf } from "./adapter-basics";
import { openShop } from "./api.server";
import { openFollower, turnOf } from "./follow.server";
import { inTurn } from "./in-turn";
import { markPaid, recordPart } from "./mark-paid.server";
import { recordRefund } from "./record-refund.server";

/**
 * A Shopify shop over the Admin API, for the merchant edition: the app is the merchant's own (custom distribution),
 * the money comes through their own providers, and Shopify is told. The App Store edition takes `app-store.server`
 * instead, where Shopify takes the money.
 */
export const shopify: PlatformAdapter = { ...shopifyBasics, connect };

function connect(values: SettingsValues, deps: AdapterDeps): Platform {
  const shop = openShop(shopAccessOf(values, deps), deps);
  return {
    ...openFollower(shop),
    can: { cancelOrder: false, recordRefund: true, receiveHooks: true },
    markPaid: (input) => inTurn(turnOf(shop, input.orderRef), () => markPaid(shop, input)),
    recordPart: (input) => inTurn(turnOf(shop, input.orderRef), () => recordPart(shop, input)),
    recordRefund: (input) => inTurn(turnOf(shop, input.orderRef), () => recordRefund(shop, input)),
  };
}

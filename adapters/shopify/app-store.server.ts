import type { AdapterDeps, Platform, PlatformAdapter, SettingsValues } from "../../app/core/ports";
import { shopifyBasics, shopAccessOf } from "./adapter-basics";
import { openShop } from "./api.server";
import { openCollector } from "./collect.server";
import { openFollower } from "./follow.server";

/**
 * The App Store edition: Shopify takes the money on its own page, and this app only asks for it (requirement 1.1.2).
 * Nothing here, nor in what it imports, can write a payment: the built bundle is read by a test. Customers' names and
 * addresses are not asked for: protected customer data of level 1 is enough.
 */
export const shopifyOfAppStore: PlatformAdapter = { ...shopifyBasics, isInstalledOnly: true, connect };

function connect(values: SettingsValues, deps: AdapterDeps): Platform {
  const shop = { ...openShop(shopAccessOf(values, deps), deps), isNamed: false };
  const collector = openCollector(shop.api);
  return {
    ...openFollower(shop),
    can: { cancelOrder: false, recordRefund: false, receiveHooks: true },
    // The app's own file (shopify.app.toml) subscribes for every shop; made here too, each would come twice.
    ensureHooks: async () => ({ created: 0, repaired: 0, problems: [] }),
    collect: {
      findPage: (orderRef) => collector.findOrderPage(orderRef),
      mail: (orderRef, { note } = { note: "" }) => collector.mailOrder(orderRef, note === "" ? {} : { customMessage: note }),
    },
    markPaid: async () => ({ ok: false, reason: "write-ignored", order: null }),
    recordRefund: async () => ({ ok: false, reason: "order-gone" }),
  };
}

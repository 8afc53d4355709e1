import type { Adapter, AdapterDeps, Platform, SettingsValues } from "../../app/core/ports";
import { openApiPlace } from "./api-place.server";
import { callTimeoutMs, openShopApi } from "./api.server";
import { check } from "./check.server";
import { ensureHooks } from "./ensure-hooks.server";
import { readHook, verifyHook } from "./hooks.server";
import { inTurn } from "./in-turn";
import { addNote, markPaid } from "./mark-paid.server";
import { findVendorOrder, listOrders, toOrder } from "./orders.server";
import { openPlugin } from "./plugin.server";
import { recordRefund } from "./record-refund.server";
import { readShopSettings, secretsGoTo, settings } from "./settings";
import { statusWords } from "./status-words";

/** A WooCommerce shop over its REST API (wc/v3) with a key pair of its own. */
export const woocommerce: Adapter<Platform> = {
  vendor: "woocommerce",
  name: "WooCommerce",
  settings,
  readSettings(values) {
    const read = readShopSettings(values);
    return read.ok ? { ok: true } : read;
  },
  secretsGoTo,
  connect: (values, deps) => connect(values, deps),
};

/** The shop behind these settings. `timeoutMs`: how long one call may take; more than usual only for who can wait. Throws on settings never read. */
export function connect(values: SettingsValues, deps: AdapterDeps, timeoutMs = callTimeoutMs): Platform {
  const read = readShopSettings(values);
  if (!read.ok) throw new Error(`Unread settings: ${read.problems.map((problem) => problem.field).join(", ")}`);
  const { storeUrl } = read.shop;
  const place = openApiPlace(storeUrl, deps);
  const shop = { api: openShopApi(read.shop, place, timeoutMs), place, storeUrl };
  const plugin = deps.companion ? openPlugin({ companion: deps.companion, shop, deps }) : null;
  const keyOf = (orderRef: string) => `${deps.connectionId}/${orderRef}`;
  return {
    // The plugin brings its own events, and tries again: WooCommerce's hooks beside it would only say them twice.
    can: { cancelOrder: false, recordRefund: true, receiveHooks: plugin === null },
    statusWords,
    async check() {
      const health = await check(shop, read.shop, deps);
      return plugin ? plugin.addHealth(health) : health;
    },
    async getOrder(orderRef) {
      const vendor = await findVendorOrder(shop, orderRef);
      return vendor === null ? null : toOrder(shop, vendor);
    },
    listOrders: (input) => listOrders(shop, input),
    markPaid: (input) => inTurn(keyOf(input.orderRef), async () => (await plugin?.markPaid(input)) ?? markPaid(shop, input)),
    addNote: (input) => inTurn(keyOf(input.orderRef), () => addNote(shop, input)),
    recordRefund: (input) => inTurn(keyOf(input.orderRef), () => recordRefund(shop, input)),
    ensureHooks: (input) => inTurn(keyOf("hooks"), () => ensureHooks(shop, input)),
    verifyHook: async (hook) => verifyHook(hook, deps.hookSecret ?? null),
    readHook: async (hook) => readHook(hook),
    ...(plugin && { dismissCompanion: () => plugin.dismiss() }),
  };
}

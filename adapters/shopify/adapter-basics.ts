import type { AdapterDeps, PlatformAdapter, SettingsValues } from "../../app/core/ports";
import { screens } from "./screens.server";
import { accessOf, type ShopAccess } from "./secrets";
import { readShopSettings, settings } from "./settings";
import { snippet } from "./snippet";

/** What both editions say of themselves. */
export const shopifyBasics: Omit<PlatformAdapter, "connect"> = {
  vendor: "shopify",
  name: "Shopify",
  settings,
  readSettings(values) {
    const read = readShopSettings(values);
    return read.ok ? { ok: true } : read;
  },
  accountOf(values) {
    const read = readShopSettings(values);
    return read.ok ? read.shop.shopDomain : null;
  },
  screens,
  snippet,
};

/** Settings that were read when they were saved; throws on others. */
export function shopAccessOf(values: SettingsValues, { client = null }: Pick<AdapterDeps, "client">): ShopAccess {
  const read = readShopSettings(values);
  if (!read.ok) throw new Error(`Unread settings: ${read.problems.map((problem) => problem.field).join(", ")}`);
  return accessOf(read.shop, client);
}

import { findCurrency } from "../../app/core/currency";
import type { Words } from "../../app/core/locale";
import { cleanText } from "../../app/core/order";
import type { AdapterDeps, Health } from "../../app/core/ports";
import { usualRoot } from "./api-root";
import { expectReply } from "./api.server";
import { explainRefusal, skewMinutes } from "./key-trouble.server";
import type { Shop } from "./orders.server";
import { systemStatus } from "./replies";
import type { ShopSettings } from "./settings";
import { readSite, type SiteIndex } from "./site.server";
import { ShopTrouble, troubleWords } from "./trouble";

/** HPOS is the default since 8.2, and older shops miss fields we read. */
const versionMin = [8, 2] as const;
type Facts = Health["facts"];

/** Asks the shop what only a working connection answers; every problem says what to do. Changes nothing there. */
export async function check(shop: Shop, settings: ShopSettings, deps: AdapterDeps): Promise<Health> {
  const facts: Facts = [];
  const problems: Words[] = [];
  try {
    const site = await readSite(settings.storeUrl, shop.place, deps);
    if (site !== null) facts.push({ label: { fr: "Boutique", en: "Shop" }, value: cleanText(site.name, 120) });
    const root = await shop.place.root();
    if (root !== usualRoot) facts.push({ label: { fr: "Adresse de l’API", en: "API address" }, value: `/${root}` });
    refuseOtherAddress(settings, site);
    await proveRights(shop, settings, site, deps);
    problems.push(...(await readVersions(shop, deps, facts)));
  } catch (error) {
    if (!(error instanceof ShopTrouble)) throw error;
    problems.push(error.merchantWords);
  }
  return { isWorking: problems.length === 0, checkedAt: deps.now(), facts, problems };
}

/** Signatures over http are computed on the address WordPress calls its own; Basic over https does not care. */
function refuseOtherAddress(settings: ShopSettings, site: SiteIndex | null): void {
  if (site === null || !settings.storeUrl.startsWith("http:") || !URL.canParse(site.home)) return;
  if (new URL(site.home).host !== new URL(settings.storeUrl).host) throw new ShopTrouble("other-address", cleanText(site.home, 200));
}

/** Reading is proved by reading; writing by an empty batch, which passes every check of rights and then does nothing. */
async function proveRights(shop: Shop, settings: ShopSettings, site: SiteIndex | null, deps: AdapterDeps): Promise<void> {
  const read = await shop.api.get("orders", { per_page: "1", _fields: "id" });
  if (!read.ok) throw await explainRefusal({ refused: read, shop, settings, site, deps });
  const write = await shop.api.post("orders/batch", {});
  if (!write.ok) throw isRights(write.code) ? new ShopTrouble("key-rights", "orders") : new ShopTrouble("key-read-only", "");
  const hooks = await shop.api.post("webhooks/batch", {});
  if (!hooks.ok) throw new ShopTrouble("key-rights", "webhooks");
}

const isRights = (code: string) => code.startsWith("woocommerce_rest_cannot_");

/** Asked field by field: the whole status page makes the shop call others on the internet before it answers. */
async function readVersions(shop: Shop, deps: AdapterDeps, facts: Facts): Promise<Words[]> {
  const fields = "environment.version,environment.wp_version,settings.currency,settings.HPOS_enabled";
  const reply = await shop.api.get("system_status", { _fields: fields });
  const minutes = skewMinutes(reply.date, deps.now());
  if (minutes >= 2) facts.push({ label: { fr: "Écart d’horloge", en: "Clock difference" }, value: `${minutes} min` });
  if (!reply.ok) return [];
  const { environment, settings } = expectReply(reply, systemStatus);
  const hpos = settings.HPOS_enabled;
  facts.push(
    { label: { fr: "WooCommerce", en: "WooCommerce" }, value: cleanText(environment.version, 40) },
    { label: { fr: "WordPress", en: "WordPress" }, value: cleanText(environment.wp_version, 40) },
    { label: { fr: "Devise", en: "Currency" }, value: cleanText(settings.currency, 10) },
    { label: { fr: "Stockage des commandes", en: "Order storage" }, value: hpos === true ? "HPOS" : hpos === false ? "wp_posts" : "?" },
  );
  const problems: Words[] = [];
  if (isOlder(environment.version)) problems.push(troubleWords("old-version", cleanText(environment.version, 40)));
  if (findCurrency(settings.currency) === null) problems.push(unknownCurrency(cleanText(settings.currency, 10)));
  return problems;
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < versionMin[0] || (major === versionMin[0] && minor < versionMin[1]);
}

function unknownCurrency(code: string): Words {
  return {
    fr: `La devise de la boutique (${code}) n’est pas une monnaie ISO 4217 : ses commandes ne peuvent pas être payées par un lien.`,
    en: `The shop’s currency (${code}) is no ISO 4217 currency: its orders cannot be paid through a link.`,
  };
}

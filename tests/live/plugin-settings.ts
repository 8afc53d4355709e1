import { plainRoot, usualRoot } from "../../adapters/woocommerce/api-root";
import { isLoopback, readStoreUrl } from "../../adapters/woocommerce/settings";
import { troubleWords } from "../../adapters/woocommerce/trouble";
import { WrongCall } from "./woocommerce-settings";

export type PluginSettings = {
  shopUrl: string; admin: string; adminPassword: string; appUrl: string | null; appPort: number;
  /** May end a connection to another app that still answers; may switch where the shop keeps its orders, and back. */
  mayReplace: boolean; maySwitchOrders: boolean;
};
type Env = Readonly<Record<string, string | undefined>>;
const greetTimeoutMs = 120_000;

/** Null without any of the three: then there is nothing to run. Throws `WrongCall` on what cannot be meant. */
export function readPluginSettings(env: Env): PluginSettings | null {
  const { PLUGIN_URL: url = "", PLUGIN_ADMIN: admin = "", PLUGIN_ADMIN_PASSWORD: adminPassword = "" } = env;
  const given = { PLUGIN_URL: url, PLUGIN_ADMIN: admin, PLUGIN_ADMIN_PASSWORD: adminPassword };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === "" ? [name] : []));
  if (missing.length === Object.keys(given).length) return null;
  if (missing.length > 0) throw new WrongCall([`Missing: ${missing.join(", ")}. The suite needs PLUGIN_URL, PLUGIN_ADMIN and PLUGIN_ADMIN_PASSWORD.`]);
  const read = readStoreUrl(url);
  if (!read.ok) throw new WrongCall([`PLUGIN_URL: ${read.message.en}`]);
  const may = { mayReplace: env.PLUGIN_REPLACE === "1", maySwitchOrders: env.PLUGIN_SWITCH_ORDERS === "1" };
  return { shopUrl: read.storeUrl, admin, adminPassword, ...readAppAddress(env, read.storeUrl), ...may };
}

function readAppAddress({ PLUGIN_APP_URL: url = "", PLUGIN_APP_PORT: port = "" }: Env, shopUrl: string): Pick<PluginSettings, "appUrl" | "appPort"> {
  if (port !== "" && !/^\d{1,5}$/.test(port)) throw new WrongCall([`PLUGIN_APP_PORT: “${port}” is not a port.`]);
  if (url === "") {
    if (!isLoopback(new URL(shopUrl).hostname)) console.log(`WooCommerce plugin, live: the shop at ${shopUrl} is expected on this machine; if it is elsewhere, it needs PLUGIN_APP_URL and PLUGIN_APP_PORT.`);
    return { appUrl: null, appPort: Number(port) };
  }
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new WrongCall([`PLUGIN_APP_URL: “${url}” is not an address.`]);
  const { origin, port: named, protocol, hostname } = new URL(url);
  if (protocol === "http:" && !isLoopback(hostname)) throw new WrongCall(["PLUGIN_APP_URL: plain http is for loopback only; put something with https in front."]);
  if (port === "" && named === "") throw new WrongCall([`PLUGIN_APP_PORT is missing: the port of this machine that ${origin} leads to.`]);
  return { appUrl: origin, appPort: Number(port || named) };
}

type Index = { name?: string; home?: string; namespaces?: string[] };

/** Asks the shop, before anything is built or made, whether this can work. Throws `WrongCall` with the shop owner's own sentence. */
export async function greetPluginShop({ shopUrl }: PluginSettings): Promise<string> {
  const index = await readIndex(shopUrl);
  const { host } = new URL(shopUrl);
  if (index?.namespaces === undefined) throw new WrongCall([`PLUGIN_URL: ${troubleWords("no-wordpress", host).en}`]);
  if (!index.namespaces.includes("wc/v3")) throw new WrongCall([`PLUGIN_URL: ${troubleWords("no-woocommerce", host).en}`]);
  const home = (index.home ?? shopUrl).replace(/\/+$/, "");
  // Signing in gives a cookie for that very name: another one for the same machine would be signed out at once.
  if (home !== shopUrl) throw new WrongCall([`PLUGIN_URL: ${troubleWords("other-address", home).en}`]);
  return index.name ?? "";
}

/** By the parameter, which answers under any permalinks; a few shops leave only the usual address open. */
async function readIndex(shopUrl: string): Promise<Index | null> {
  for (const where of [plainRoot, usualRoot]) {
    try {
      const reply = await fetch(`${shopUrl}/${where}`, { signal: AbortSignal.timeout(greetTimeoutMs) });
      return (await reply.json()) as Index;
    } catch (error) {
      const { cause } = error as { cause?: { code?: string; message?: string } };
      if (cause !== undefined) throw new WrongCall([`PLUGIN_URL: ${shopUrl} cannot be reached (${cause.code ?? cause.message}).`]);
    }
  }
  return null;
}

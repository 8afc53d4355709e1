import { connect } from "../../adapters/woocommerce/index.server";
import { readShopSettings } from "../../adapters/woocommerce/settings";
import type { Health } from "../../app/core/ports";
import { depsOf } from "../contract/woocommerce-bench";

type Env = Readonly<Record<string, string | undefined>>;
export type LiveSettings = { url: string; key: string; secret: string; hookUrl: string | null; hookPort: number };

/** The shop, or the machine of this suite, may be slow: what is proved is what it does, not how fast. */
export const patienceMs = 120_000;

/** A call that cannot work, in one plain sentence: what a stranger reads instead of fifty tests that were not run. */
export class WrongCall extends Error {
  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.name = "Wrong call";
    // Where in this suite it was found out helps nobody.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** Null without any of the three: then there is nothing to run. Throws `WrongCall` on what cannot be meant. */
export function readLiveSettings(env: Env): LiveSettings | null {
  const { WOO_URL: url = "", WOO_KEY: key = "", WOO_SECRET: secret = "" } = env;
  const given = { WOO_URL: url, WOO_KEY: key, WOO_SECRET: secret };
  const missing = Object.entries(given).flatMap(([name, value]) => (value.trim() === "" ? [name] : []));
  if (missing.length === Object.keys(given).length) return null;
  if (missing.length > 0) throw new WrongCall([`Missing: ${missing.join(", ")}. The suite needs WOO_URL, WOO_KEY and WOO_SECRET.`]);
  const read = readShopSettings({ storeUrl: url, consumerKey: key, consumerSecret: secret });
  if (!read.ok) {
    const names: Record<string, string> = { storeUrl: "WOO_URL", consumerKey: "WOO_KEY", consumerSecret: "WOO_SECRET" };
    throw new WrongCall(read.problems.map(({ field, message }) => `${names[field] ?? field}: ${message.en}`));
  }
  const { storeUrl, consumerKey, consumerSecret } = read.shop;
  return { url: storeUrl, key: consumerKey, secret: consumerSecret, ...readHookAddress(env) };
}

function readHookAddress({ WOO_HOOK_URL: url = "", WOO_HOOK_PORT: port = "" }: Env): Pick<LiveSettings, "hookUrl" | "hookPort"> {
  if (url === "") return { hookUrl: null, hookPort: 0 };
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new WrongCall([`WOO_HOOK_URL: “${url}” is not an address. Example: http://127.0.0.1:8080/hook, an address of this machine that the shop can reach.`]);
  const { href, port: named, protocol } = new URL(url);
  if (port !== "" && !/^\d{1,5}$/.test(port)) throw new WrongCall([`WOO_HOOK_PORT: “${port}” is not a port.`]);
  return { hookUrl: href, hookPort: Number(port || named || (protocol === "https:" ? 443 : 80)) };
}

/** Asks the shop whether this can work before anything is made there. Out: what it says of itself. Throws `WrongCall` with the shop owner's own sentence. */
export async function greetShop({ url, key, secret }: LiveSettings): Promise<Health["facts"]> {
  const { facts, problems } = await connect({ storeUrl: url, consumerKey: key, consumerSecret: secret }, depsOf(), patienceMs).check();
  if (problems.length > 0) throw new WrongCall([`The shop at ${url} cannot be used as it is.`, ...problems.map(({ en }) => en)]);
  return facts;
}

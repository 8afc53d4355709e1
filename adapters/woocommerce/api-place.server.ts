import type { AdapterDeps } from "../../app/core/ports";
import { addressWith, plainRoot, readApiRoot, usualRoot, type ApiRoot } from "./api-root";
import { findJson } from "./api.server";
import { siteIndex } from "./replies";
import { fetchPage, indexFields, pathOf, type Page } from "./site.server";
import { ShopTrouble } from "./trouble";

const kind = "woocommerce-api";
const key = "root";

/** What this connection knows of where its shop's API stands; kept, for a shop with plain permalinks stays like that. */
export type ApiPlace = {
  root(): Promise<ApiRoot>;
  /** Something else answered at `tried`: asks the shop itself. Null when it names no other place, or does not answer. */
  lookAgain(tried: ApiRoot): Promise<ApiRoot | null>;
};

export function openApiPlace(storeUrl: string, deps: AdapterDeps): ApiPlace {
  let known: Promise<ApiRoot> | null = null;
  let looking: Promise<ApiRoot | null> | null = null;
  const read = async () => {
    const kept = await deps.records.find(kind, key);
    return typeof kept === "string" ? kept : usualRoot;
  };
  const root = () => (known ??= read().catch((error: unknown) => ((known = null), Promise.reject(error))));
  const look = async (tried: ApiRoot) => {
    const found = await discover(storeUrl, tried, deps);
    if (found === null) return null;
    await deps.records.put(kind, key, found);
    known = Promise.resolve(found);
    return found;
  };
  return {
    root,
    async lookAgain(tried) {
      const now = await root();
      if (now !== tried) return now;
      looking ??= look(tried).finally(() => (looking = null));
      return await looking;
    },
  };
}

/** The home page's own word; where it is silent, the address that works under any permalinks, if the one tried really fails. */
async function discover(storeUrl: string, tried: ApiRoot, deps: AdapterDeps): Promise<ApiRoot | null> {
  const said = await askHome(storeUrl, deps);
  if (said !== null) return said === tried ? null : said;
  if (tried.endsWith(plainRoot) || (await hasIndex(storeUrl, tried, deps))) return null;
  return (await hasIndex(storeUrl, plainRoot, deps)) ? plainRoot : null;
}

/** WordPress answers a HEAD before it draws anything: a slow shop's home page may take longer than we wait. */
async function askHome(storeUrl: string, deps: AdapterDeps): Promise<ApiRoot | null> {
  for (const method of ["HEAD", "GET"] as const) {
    const home = await findPage(`${storeUrl}/`, deps, method);
    const said = home?.status === 200 ? readApiRoot(home, storeUrl) : null;
    if (said !== null) return said;
  }
  return null;
}

async function findPage(url: string, deps: AdapterDeps, method: "GET" | "HEAD"): Promise<Page | null> {
  try {
    return await fetchPage(url, deps, method);
  } catch (error) {
    if (error instanceof ShopTrouble) return null;
    throw error;
  }
}

/** WordPress takes the parameter at any path, also under a sub-folder that is not its own: the home it names must be this one. */
async function hasIndex(storeUrl: string, root: ApiRoot, deps: AdapterDeps): Promise<boolean> {
  const page = await findPage(addressWith(storeUrl, root, "", indexFields), deps, "GET");
  const index = siteIndex.safeParse(findJson(page?.text ?? ""));
  return page?.status === 200 && index.success && pathOf(index.data.home) === pathOf(storeUrl);
}

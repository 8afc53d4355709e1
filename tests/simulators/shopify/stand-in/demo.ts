/**
 * The stand-in as the demo runs it: a shop of some weeks, whose memory lies in a file, whose webhooks leave by
 * themselves, and which has the app installed.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { openStandIn, type StandIn, type StandInOptions } from ".";
import { readAppFile } from "./app-file";
import { fillShop } from "./demo-orders";
import { appAddress } from "./admin-pages";

export type DemoShopOptions = StandInOptions & { memoryFile: string; appToml: string; onTrouble?: (error: unknown) => void };

const deliverEveryMs = 300;
const waitAfterFailureMs = 5_000;
/** What a kill may cost at most. */
const saveEveryMs = 300;
const installTries = 120;
const waitForAppMs = 1_000;
/** Shopify's library turns everything away that says it is no browser. */
const userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

export async function openDemoShop({ memoryFile, appToml, onTrouble = () => undefined, ...options }: DemoShopOptions): Promise<StandIn> {
  const standIn = await openStandIn(options);
  const { shop } = standIn;
  const appFile = readAppFile(readFileSync(appToml, "utf8"));
  const isKnown = existsSync(memoryFile) && shop.recall(readFileSync(memoryFile));
  if (!isKnown) begin(standIn);
  // What was granted on request stays granted.
  shop.scopes = [...appFile.scopes, ...(isKnown ? shop.scopes.filter((scope) => appFile.optionalScopes.includes(scope)) : [])];
  subscribeAsDeployed(standIn, appFile);
  const state = { isOver: false };
  const save = keepIn(memoryFile, standIn);
  const saving = setInterval(save, saveEveryMs);
  const delivering = deliverAlways(standIn, state).catch(onTrouble);
  void install(standIn, state).catch(onTrouble);
  return {
    ...standIn,
    async close() {
      state.isOver = true;
      clearInterval(saving);
      await delivering;
      await standIn.close();
      save();
    },
  };
}

/** Numbers go on from the clock's: a shop that lost its memory gives no order a number that the app knows from another one. */
function begin({ shop, url }: StandIn): void {
  shop.lastId = shop.now().getTime();
  fillShop(shop, url);
}

/** The app may answer elsewhere than last time: what was noted then leads there now. */
function subscribeAsDeployed({ shop, site }: StandIn, { subscriptions }: ReturnType<typeof readAppFile>): void {
  const leadTo = (uri: string) => site.appUrl + new URL(uri, site.appUrl).pathname;
  for (const one of shop.subscriptions) one.uri = leadTo(one.uri);
  for (const { topics, path, includeFields } of subscriptions) {
    for (const topic of topics.map((name) => name.toUpperCase().replace("/", "_"))) {
      const uri = leadTo(path);
      if (!shop.subscriptions.some((one) => one.isOfApp && one.topic === topic && one.uri === uri)) shop.subscribe({ topic, uri, includeFields });
    }
  }
}

/** Whole or not at all: a process killed while it writes leaves the last memory. */
function keepIn(file: string, { shop }: StandIn): () => void {
  let last: Uint8Array = new Uint8Array();
  return () => {
    const now = shop.remember();
    if (now.equals(last)) return;
    writeFileSync(`${file}.new`, now, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    last = now;
  };
}

async function deliverAlways({ shop }: StandIn, state: { isOver: boolean }): Promise<void> {
  while (!state.isOver) {
    const done = await shop.deliver();
    const hasFailed = done.some(({ status }) => status === null || status >= 300);
    await pause(hasFailed ? waitAfterFailureMs : deliverEveryMs, state);
  }
}

async function pause(ms: number, state: { isOver: boolean }): Promise<void> {
  for (let left = ms; left > 0 && !state.isOver; left -= 100) await sleep(Math.min(left, 100));
}

/** Opens the app once as the admin would, so that it is installed before anybody looks. */
async function install({ site, shop }: StandIn, state: { isOver: boolean }): Promise<void> {
  for (let turn = 0; turn < installTries && !state.isOver; turn += 1) {
    try {
      const response = await fetch(appAddress(site, site.appHome), { headers: { "user-agent": userAgent }, signal: AbortSignal.timeout(10_000) });
      await response.arrayBuffer();
      if (response.ok && shop.door.grants.length + shop.door.access.size > 0) return;
    } catch {
      // The app is not up yet, or not any more.
    }
    await pause(waitForAppMs, state);
  }
}

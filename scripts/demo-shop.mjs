// The demo's Shopify shop: started here for `npm start` and `npm run dev`, run by demo-shop-process.mjs.
import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { endChild, root } from "./machine.mjs";
import { dataDirectory } from "./prepare.mjs";

const startTimeoutMs = 120_000;
const stopTimeoutMs = 10_000;
export const demoShopDirectory = path.join(dataDirectory, "shopify");
export const demoShopDomain = "demo-reglo.myshopify.com";

/**
 * What the app must be told to find the shop on this machine; nothing when Shopify itself is set up in the environment.
 * @param {number} port
 * @returns {Record<string, string>}
 */
export function demoShopEnv(port) {
  if (process.env.SHOPIFY_CLIENT_ID || process.env.VENDOR_BASE_URLS || /^(off|false|0)$/.test(process.env.DEMO ?? "on")) return {};
  const { id, secret } = client();
  return { SHOPIFY_CLIENT_ID: id, SHOPIFY_CLIENT_SECRET: secret, VENDOR_BASE_URLS: JSON.stringify({ shopify: `http://localhost:${port}` }), DEMO_SHOP: demoShopDomain };
}

/** The app's id and secret at this shop: made once, because what the app keeps is bound to them. */
function client() {
  const file = path.join(demoShopDirectory, "client.json");
  mkdirSync(demoShopDirectory, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ id: randomBytes(16).toString("hex"), secret: `shpss_${randomBytes(16).toString("hex")}` }), { mode: 0o600 });
  return JSON.parse(readFileSync(file, "utf8"));
}

/**
 * Starts the shop beside everything else; `ready` is when it listens. From there it goes on by itself: it waits for the
 * app, then installs it. Null without one.
 * @param {{ env: Record<string, string | undefined>, port: number }} input
 */
export function openDemoShop({ env, port }) {
  if (!env.DEMO_SHOP) return null;
  const log = openSync(path.join(demoShopDirectory, "shop.log"), "w", 0o600);
  const child = fork(path.join(root, "scripts", "demo-shop-process.mjs"), {
    cwd: root, detached: true, stdio: ["ignore", log, log, "ipc"],
    env: { ...env, DEMO_SHOP_PORT: String(port), DEMO_SHOP_DIRECTORY: demoShopDirectory },
  });
  closeSync(log);
  const ready = new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`The demo's Shopify shop could not open (${why}). See ${path.relative(root, demoShopDirectory)}/shop.log.`));
    const timer = setTimeout(() => { child.kill("SIGKILL"); fail("no answer"); }, startTimeoutMs);
    child.once("message", () => { clearTimeout(timer); resolve(undefined); });
    child.once("exit", (code, signal) => { clearTimeout(timer); fail(signal ?? code); });
  });
  ready.catch(() => undefined); // whoever waits for it is told
  return { ready, url: `http://localhost:${port}`, close: () => endChild(child, stopTimeoutMs) };
}

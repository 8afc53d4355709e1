import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/machine.mjs";
import { fixed, interleave } from "./rounds.mjs";
import { openStage, readModule, startServer } from "./servers.mjs";

const rounds = 7;
const buildTimeoutMs = 300_000;
const settleMs = 300;

/** The merchant's screens in a browser: largest contentful paint and script weight, against a bare Remix + Polaris page. */
export async function bench() {
  const stage = await openStage();
  const scratch = mkdtempSync(path.join(root, "node_modules", ".bare-remix-"));
  const bareOut = path.join(scratch, "build");
  execFileSync(process.execPath, [path.join(root, "node_modules/@remix-run/dev/dist/cli.js"), "vite:build", "tests/bench/bare-remix", "--logLevel", "error"], { cwd: root, env: { ...process.env, NODE_ENV: "production", BARE_OUT: bareOut }, stdio: ["ignore", "ignore", "inherit"], timeout: buildTimeoutMs });
  const ours = await startServer("build/server/server.js", stage.env);
  const bare = await startServer("tests/bench/bare-remix/serve.mjs", { BARE_OUT: bareOut });
  const { openBrowser, openVisitor } = await readModule("/tests/support/browser.ts");
  const browser = await openBrowser();
  const signedIn = await signIn(await openVisitor(browser), ours.url);
  const measures = [];
  const look = (address, storageState) => () => seen(openVisitor, browser, address, storageState);
  const weigh = await look(`${bare.url}/page`)();
  for (const [name, where] of [["orders", "/app/orders"], ["a link", `/app/links/${stage.linkId}`], ["settings", "/app/settings"]]) {
    const own = look(ours.url + where, signedIn);
    const { scriptBytes } = await own();
    measures.push(await interleave({ name: `admin, ${name}: largest contentful paint / bare Remix + Polaris page`, unit: "ms", rounds, ours: async () => (await own()).paintMs, reference: async () => (await look(`${bare.url}/page`)()).paintMs }));
    measures.push(fixed(`admin, ${name}: script bytes, compressed / bare Remix + Polaris page`, "bytes", scriptBytes, weigh.scriptBytes));
  }
  await browser.close();
  await ours.stop();
  await bare.stop();
  await stage.close();
  rmSync(scratch, { recursive: true, force: true });
  return measures;
}

async function signIn(context, url) {
  const page = await context.newPage();
  await page.goto(`${url}/app/orders`);
  await page.getByRole("button", { name: "Entrer dans la démonstration" }).click();
  await page.getByRole("heading", { name: "Commandes", level: 1 }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

/** One first visit: nothing in the cache. Bytes as they travel, without headers. */
async function seen(openVisitor, browser, address, storageState) {
  const context = await openVisitor(browser, { viewport: { width: 1360, height: 900 }, ...(storageState && { storageState }) });
  const page = await context.newPage();
  const response = await page.goto(address, { waitUntil: "load" });
  if (response?.status() !== 200 || page.url() !== address) throw new Error(`${address} answered ${response?.status()} at ${page.url()}`);
  await page.waitForTimeout(settleMs);
  const found = await page.evaluate(() => new Promise((resolve) => {
    const scripts = performance.getEntriesByType("resource").filter(({ name }) => new URL(name).pathname.endsWith(".js"));
    new PerformanceObserver((list) => resolve({ paintMs: list.getEntries().at(-1)?.startTime ?? 0, scriptBytes: scripts.reduce((sum, one) => sum + one.encodedBodySize, 0) })).observe({ type: "largest-contentful-paint", buffered: true });
  }));
  await context.close();
  if (found.paintMs === 0 || found.scriptBytes === 0) throw new Error(`${address} painted nothing, or weighs nothing`);
  return found;
}

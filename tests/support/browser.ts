import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from "playwright-core";
import { root } from "../../scripts/machine.mjs";

const flags = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
];
const installed = [
  "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const unpackTimeoutMs = 120_000;
const launchTimeoutMs = 180_000;
/** What a click or a page may take where many tests share two cores. */
const actTimeoutMs = 90_000;

/** A Chromium without a window: CHROMIUM_PATH, else the machine's, else the one npm brought. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, env } = findChromium();
  return chromium.launch({ executablePath, args: flags, timeout: launchTimeoutMs, env: { ...definedEnv(), ...env } });
}

/** A visitor of their own (cookies, language, window), with the user agent of an ordinary browser: some sites turn bots away. */
export async function openVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const major = browser.version().split(".")[0];
  const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;
  const context = await browser.newContext({ userAgent, locale: "fr-FR", timezoneId: "Europe/Paris", ...options });
  context.setDefaultTimeout(actTimeoutMs);
  return context;
}

function findChromium(): { executablePath: string; env: Record<string, string> } {
  const given = process.env.CHROMIUM_PATH;
  if (given) return { executablePath: given, env: {} };
  const found = installed.find((candidate) => existsSync(candidate));
  if (found) return { executablePath: found, env: {} };
  const directory = unpackChromium();
  // The unpacked one brings a font for machines that have none.
  const env: Record<string, string> = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: path.join(directory, "fonts") };
  return { executablePath: path.join(directory, "chromium"), env };
}

/**
 * Unpacks @sparticuz/chromium into node_modules and moves it there whole. Left alone it unpacks to `/tmp/chromium`, mode 700:
 * another account's copy then looks like ours and does not run, and a half-written one looks finished.
 */
function unpackChromium(): string {
  const packageDirectory = path.join(root, "node_modules", "@sparticuz", "chromium");
  if (!existsSync(packageDirectory)) throw new Error("There is no Chromium: set CHROMIUM_PATH, or install the packages again");
  const { version } = JSON.parse(readFileSync(path.join(packageDirectory, "package.json"), "utf8")) as { version: string };
  const cache = path.join(root, "node_modules", ".cache");
  const directory = path.join(cache, `chromium-${version}`);
  if (existsSync(directory)) return directory;
  mkdirSync(cache, { recursive: true });
  const partial = mkdtempSync(`${directory}-`);
  const script = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())';
  const result = spawnSync(process.execPath, ["-e", script], { cwd: root, env: { ...process.env, TMPDIR: partial }, encoding: "utf8", timeout: unpackTimeoutMs });
  if (result.status !== 0) throw new Error(`Chromium could not be unpacked. ${result.stderr}`);
  try {
    renameSync(partial, directory);
  } catch {
    rmSync(partial, { recursive: true, force: true }); // another test process was first
  }
  return directory;
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

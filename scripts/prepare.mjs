// Everything between a fresh clone and something that runs: packages, database client, build. Each step remembers what
// it was made from and is left out when that did not change. Node's own modules only: nothing is installed yet.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { takeLock } from "./lock.mjs";
import { root } from "./machine.mjs";

const nodeMin = [20, 19];
const installTimeoutMs = 20 * 60_000;
const generateTimeoutMs = 60_000;
const buildTimeoutMs = 5 * 60_000;
const waitForOtherMs = 20 * 60_000;
const shownLinesMax = 40;
export const dataDirectory = path.join(root, ".data");

/**
 * Brings node_modules, generated/ and build/ up to date. Two commands started at once take turns.
 * @param {{ say: (line: string) => void, isBuildNeeded?: boolean }} options
 */
export async function prepare({ say, isBuildNeeded = true }) {
  refuseOldNode();
  mkdirSync(dataDirectory, { recursive: true });
  const lock = await waitForLock(path.join(dataDirectory, "prepare.lock"), say);
  try {
    await install(say);
    await generate(say);
    if (isBuildNeeded) await build(say);
  } finally {
    lock.release();
  }
}

/**
 * Writes the database client where it is missing or of another schema: what reading types needs, and nothing else.
 * @param {{ say: (line: string) => void }} options
 */
export async function prepareClient({ say }) {
  const { stamp, wanted } = clientState();
  if (readOr(stamp, "") === wanted) return;
  mkdirSync(dataDirectory, { recursive: true });
  const lock = await waitForLock(path.join(dataDirectory, "prepare.lock"), say);
  try {
    await generate(say);
  } finally {
    lock.release();
  }
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [majorMin = 0, minorMin = 0] = nodeMin;
  if (major > majorMin || (major === majorMin && minor >= minorMin)) return;
  throw new Error(`Réglo needs Node ${nodeMin.join(".")} or newer; this is ${process.versions.node}.`);
}

async function waitForLock(file, say) {
  const deadline = performance.now() + waitForOtherMs;
  for (let isTold = false; ; isTold = true) {
    const lock = takeLock(file);
    if (lock.ok) return lock;
    if (performance.now() > deadline) throw new Error(`Process ${lock.pid} has been preparing this directory for too long. End it, then try again.`);
    if (!isTold) say(`Waiting for process ${lock.pid}, which prepares this directory`);
    await sleep(500);
  }
}

async function install(say) {
  const stamp = path.join(root, "node_modules", ".reglo-lock");
  const wanted = `${hashOf([path.join(root, "package-lock.json")])} ${process.platform}-${process.arch}`;
  if (readOr(stamp, "") === wanted) return;
  if (!isInstalled()) {
    say("Installing packages from the npm registry (a minute or two, once)");
    // The scripts of packages are not run: npm 11 asks before it does, and some download from elsewhere.
    await runNode([...npm(), "ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"], {
      what: "npm ci", timeoutMs: installTimeoutMs, env: {},
    });
  }
  writeFileSync(stamp, wanted);
}

/** npm notes what it installed; the same versions as the lock file asks for means there is nothing to do. */
function isInstalled() {
  const had = JSON.parse(readOr(path.join(root, "node_modules", ".package-lock.json"), "{}")).packages ?? {};
  const wanted = Object.entries(JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")).packages);
  return wanted.every(([name, one]) => name === "" || one.optional || one.peer || had[name]?.version === one.version);
}

/** npm as it was called, else the one on the path; with a cache of our own when the usual one cannot be written. */
function npm() {
  const command = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const cache = process.env.npm_config_cache ?? path.join(homedir(), ".npm");
  return isWritable(cache) ? command : [...command, `--cache=${path.join(dataDirectory, "npm-cache")}`];
}

function isWritable(directory) {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch (error) {
    const parent = path.dirname(directory);
    return error.code === "ENOENT" && parent !== directory && isWritable(parent);
  }
}

function clientState() {
  const wanted = hashOf([path.join(root, "prisma", "schema.prisma"), path.join(root, "node_modules", "prisma", "package.json")]);
  return { stamp: path.join(root, "generated", "made-from"), wanted };
}

async function generate(say) {
  const { stamp, wanted } = clientState();
  if (readOr(stamp, "") === wanted) return;
  say("Writing the database client");
  await runNode([process.execPath, path.join("node_modules", "prisma", "build", "index.js"), "generate"], {
    what: "prisma generate", timeoutMs: generateTimeoutMs, env: { CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" },
  });
  writeFileSync(stamp, wanted);
}

async function build(say) {
  const stamp = path.join(root, "build", "made-from");
  const sources = ["app", "adapters", "public", "prisma"].flatMap((directory) => filesUnder(path.join(root, directory)));
  const edition = process.env.EDITION || "merchant";
  const wanted = edition + hashOf([...sources, ...["edition.config.ts", "vite.config.ts", "tsconfig.json", "package-lock.json"].map((file) => path.join(root, file))]);
  if (readOr(stamp, "") === wanted) return;
  say(edition === "merchant" ? "Building the app" : `Building the app, edition ${edition}`);
  await runNode([process.execPath, path.join("node_modules", "@remix-run", "dev", "dist", "cli.js"), "vite:build", "--logLevel", "warn"], {
    what: "the build", timeoutMs: buildTimeoutMs, env: { NODE_ENV: "production", EDITION: edition },
  });
  writeFileSync(stamp, wanted);
}

/** Every file below a directory but its tests, in one order. */
export function filesUnder(directory) {
  if (!existsSync(directory)) return [];
  const entries = readdirSync(directory, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name));
  return files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

/** One hash over names and contents. */
export function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(path.relative(root, file)).update("\0").update(existsSync(file) ? readFileSync(file) : "").update("\0");
  return hash.digest("hex");
}

function readOr(file, fallback) {
  return existsSync(file) ? readFileSync(file, "utf8") : fallback;
}

/** Runs one command quietly; what it wrote is shown only when it fails. */
function runNode([command, ...args], { what, timeoutMs, env }) {
  return new Promise((resolve, reject) => {
    const isWindowsScript = process.platform === "win32" && command === "npm";
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"], timeout: timeoutMs, shell: isWindowsScript });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) return resolve(undefined);
      const lines = output.trim().split("\n");
      reject(new Error(`${what} failed (${signal ?? code}).\n${lines.slice(0, shownLinesMax).join("\n")}`));
    });
  });
}

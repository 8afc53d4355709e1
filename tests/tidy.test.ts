import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { root } from "../scripts/machine.mjs";
import { functionsOf, importsOf, readSources, type Source } from "./support/sources";

const everything = readSources();
const code = everything.filter(({ path: file }) => /^(app|adapters|scripts|tests|prisma|extensions)\//.test(file) && /\.(ts|tsx|mjs|js)$/.test(file) && !file.startsWith("tests/fixtures/"));
const product = code.filter((source) => /^(app|adapters)\//.test(source.path) && !source.isTest);
const vendors = readdirSync(path.join(root, "adapters"), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

/** Computation without effect, so core may use it. */
const purePackages = ["node:crypto", "node:zlib", "ibantools", "qrcode"];

/** Its maker is also a vendor; the screens are made of it. */
const designSystem = /@shopify\/polaris(-icons)?|--p-[\w-]+/g;

const linesMax = 250;
const functionLinesMax = 70;

/** Files where a pattern stands, as `path:line`. */
function places(sources: readonly Source[], pattern: RegExp): string[] {
  return sources.flatMap(({ path: file, text }) =>
    text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])));
}

const within = (...starts: string[]) => product.filter(({ path: file }) => starts.some((start) => file.startsWith(start)));
const outside = (...starts: string[]) => product.filter(({ path: file }) => !starts.some((start) => file.startsWith(start)));

/** Which of our own rooms each room may import; the composition root, the entries and tests may import all. */
const rooms: Record<string, readonly string[]> = {
  "app/core/": ["app/core/"],
  "app/db/": ["app/core/", "app/db/", "generated/"],
  "app/flows/": ["app/core/", "app/db/", "app/flows/"],
  "app/ui/": ["app/core/", "app/ui/"],
  "app/routes/": ["app/core/", "app/flows/", "app/ui/", "app/routes/", "app/root", "app/door.server", "app/screen-door.server", "app/counter-door.server", "app/sign-in-cookie.server", "app/logo.server", "app/scan.server"],
  "app/server/": ["app/core/", "app/flows/", "app/server/", "app/context.server", "app/env.server"],
  ...Object.fromEntries(vendors.map((vendor) => [`adapters/${vendor}/`, ["app/core/", `adapters/${vendor}/`]])),
};

test("rooms import only the rooms below them", () => {
  const wrong = product.flatMap((source) => {
    const room = Object.keys(rooms).find((start) => source.path.startsWith(start));
    if (room === undefined) return [];
    const own = importsOf(source).filter((name) => /^(app|adapters|generated|tests|scripts|prisma)\//.test(name));
    return own.filter((name) => !rooms[room]?.some((allowed) => name.startsWith(allowed))).map((name) => `${source.path} → ${name}`);
  });
  expect(wrong).toEqual([]);
});

test("rules are pure: core imports nothing that acts", () => {
  const isPure = (name: string) => name.startsWith("app/core/") || purePackages.includes(name);
  const wrong = within("app/core/").flatMap((source) => importsOf(source).filter((name) => !isPure(name)).map((name) => `${source.path} → ${name}`));
  expect(wrong).toEqual([]);
});

test("an extension imports what is shared among them, its own files and what its host gives; nothing of the app", () => {
  const own = code.filter((source) => source.path.startsWith("extensions/shopify/") && !source.isTest);
  const wrong = own.flatMap((source) => {
    const room = source.path.split("/").slice(0, 3).join("/");
    const isAllowed = (name: string) => [`${room}/`, "extensions/shopify/shared/", "preact", "@shopify/ui-extensions/"].some((start) => name.startsWith(start));
    return importsOf(source).filter((name) => !isAllowed(name)).map((name) => `${source.path} → ${name}`);
  });
  expect(own.length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});

test("Remix stays at the door and on the screen", () => {
  const doors = ["app/routes", "app/ui/", "app/root", "app/entry.", "app/server", "app/door.server", "app/load-context"];
  expect(places(outside(...doors), /@remix-run\//)).toEqual([]);
});

test("Prisma stays in memory", () => {
  expect(places(outside("app/db/"), /@prisma\/|generated\/prisma/)).toEqual([]);
});

test("the environment is read in one place", () => {
  expect(places(outside("app/env.server.ts"), /process\.env/)).toEqual([]);
});

test("time is asked of now(), so that a test can move it", () => {
  expect(places(within("app/core/", "app/flows/"), /new Date\(\)|Date\.now\(/)).toEqual([]);
});

test("nobody outside of a vendor's folder names the vendor", () => {
  // Words of the house too, or ways to pay that several vendors offer under the same name; the import rule guards those.
  const shared = ["email", "sandbox", "bank-transfer", "in-person", "paypal"];
  const names = vendors.filter((vendor) => !shared.includes(vendor));
  const wrong = names.flatMap((name) => {
    const letters = [...name.replaceAll("-", "")].map((letter) => `[${letter}${letter.toUpperCase()}]`).join("[- ]?");
    const others = outside(`adapters/${name}/`, "adapters/index.server.ts", "adapters/index.app-store.server.ts").map((source) => ({ ...source, text: source.text.replaceAll(designSystem, "") }));
    return places(others, new RegExp(`(?<![a-z])${letters}(?![a-z])`)); // "stripe", not "striped"
  });
  expect(wrong).toEqual([]);
});

test("every adapter folder is in the registry", () => {
  const registry = readFileSync(path.join(root, "adapters", "index.server.ts"), "utf8");
  expect(vendors.filter((vendor) => !registry.includes(`"./${vendor}/`))).toEqual([]);
});

test("money is never a float, and nothing is left for later", () => {
  expect(places(within("app/core/", "adapters/"), /parseFloat/)).toEqual([]);
  expect(places(code, new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME"].join("|")})\\b`))).toEqual([]);
  expect(places(product, /\bconsole\.\w+\(/)).toEqual([]);
});

test("tests run all, and replace no module", () => {
  const tests = code.filter((source) => source.isTest);
  expect(places(tests, new RegExp(`\\b${"vi"}\\.(mock|doMock)\\(`))).toEqual([]);
  expect(places(tests, new RegExp(`\\b(test|it|describe)\\.${"(only|skip|todo)"}\\(\\s*["'\`]`))).toEqual([]);
});

test("a browser test waits for what it sees: the network may never be idle, and no time is always enough", () => {
  expect(places(code.filter(({ path: file }) => /^tests\/(e2e|support)\//.test(file)), new RegExp(["network" + "idle", "waitFor" + "Timeout"].join("|")))).toEqual([]);
});

test("files and functions fit a reader's head", { timeout: 120_000 }, () => {
  const long = code.map(({ path: file, text }) => ({ file, lines: text.trimEnd().split("\n").length })).filter(({ lines }) => lines > linesMax);
  expect(long).toEqual([]);
  const wide = code.flatMap((source) => functionsOf(source).filter(({ lines }) => lines > functionLinesMax).map(({ name, line, lines }) => `${source.path}:${line} ${name} (${lines} lines)`));
  expect(wide).toEqual([]);
});

test("names are kebab-case, and no folder is a drawer for odds and ends", () => {
  const named = code.filter(({ path: file }) => !file.startsWith("app/routes/"));
  expect(named.map(({ path: file }) => file).filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/.test(path.basename(file)))).toEqual([]);
  const drawers = /(^|\/)(utils?|libs?|services?|helpers?|common|types|misc)\//;
  expect(code.map(({ path: file }) => file).filter((file) => drawers.test(file))).toEqual([]);
});

test("no test is served as a page", () => {
  expect(everything.filter(({ path: file }) => file.startsWith("app/routes/") && /\.test\./.test(file))).toEqual([]);
});

test("no file names a machine or a registry", () => {
  const machine = new RegExp(`(^|[\\s"'\`=(:])/(${["wo" + "rk", "ro" + "ot", "ho" + "me/[a-z]"].join("|")})/`);
  const text = everything.filter(({ path: file }) => !file.startsWith("tests/fixtures/"));
  expect(places(text, machine)).toEqual([]);
  expect(places(text, new RegExp(`registry\\.(${"npmjs|yarnpkg"})|"${"resolved"}":`))).toEqual([]);
});

test("the lock file knows every platform's package, or `npm ci` refuses it", () => {
  type Locked = { optionalDependencies?: Record<string, string> };
  const { packages } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")) as { packages: Record<string, Locked> };
  const known = new Set(Object.keys(packages).map((place) => place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length)));
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !known.has(name)).map((name) => `${place} → ${name}`));
  expect(missing).toEqual([]);
});

test("what the commands promise is there", () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
  const files = Object.values(scripts).flatMap((script) => /^node (\S+)/.exec(script)?.[1] ?? []);
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

/**
 * `npm run build:extensions`: every Shopify extension as the modules Shopify runs, in build/extensions/:
 *   manifest.json                   what there is: handle, name in each language, targets with their files
 *   <handle>/<target>.js            ESM; its default export draws the target, or tells whether to offer it
 *   <handle>/locales/<language>.json
 * EDITION (app-store, merchant) and APP_URL are written into the bundles, as Shopify's CLI does with its .env file.
 */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { root } from "./machine.mjs";

export const sourceDirectory = path.join(root, "extensions", "shopify");
export const editions = ["app-store", "merchant"];

/** Handles of all extensions: the folders that hold a toml. */
export function listExtensions() {
  const folders = readdirSync(sourceDirectory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map((entry) => entry.name).filter((name) => existsSync(path.join(sourceDirectory, name, "shopify.extension.toml"))).sort();
}

/**
 * Where an extension shows itself. A condition ("should_render") is a target of its own, named as Shopify names it.
 * @param {string} handle @returns {{ target: string, module: string }[]}
 */
export function targetsOf(handle) {
  const toml = readFileSync(path.join(sourceDirectory, handle, "shopify.extension.toml"), "utf8");
  const said = `handle = "${handle}"`;
  if (!toml.includes(said)) throw new Error(`extensions/shopify/${handle}: the toml does not say ${said}`);
  return toml.split("[[extensions.targeting]]").slice(1).flatMap((section) => {
    const [main = "", condition] = section.split("[extensions.targeting.should_render]");
    const target = valueOf(main, "target");
    const own = { target, module: valueOf(main, "module") };
    return condition === undefined ? [own] : [own, { target: target.replace(/\.render$/, ".should-render"), module: valueOf(condition, "module") }];
  });
}

function valueOf(section, key) {
  const value = new RegExp(`^${key} = "([^"]+)"`, "m").exec(section)?.[1];
  if (value === undefined) throw new Error(`No ${key} in:\n${section}`);
  return value;
}

/**
 * Builds them all. `edition` decides what is in them, `appUrl` is where the shoppers' ones find the app.
 * @param {{ edition: string, appUrl: string, outDir?: string }} input
 * @returns {Promise<{ handle: string, targets: { target: string, file: string, gzipBytes: number }[] }[]>}
 */
export async function buildExtensions({ edition, appUrl, outDir = path.join(root, "build", "extensions") }) {
  if (!editions.includes(edition)) throw new Error(`EDITION is "${edition}"; it can be ${editions.join(" or ")}.`);
  rmSync(outDir, { recursive: true, force: true });
  const built = [];
  for (const handle of listExtensions()) {
    const targets = [];
    for (const { target, module } of targetsOf(handle)) targets.push(await buildTarget({ handle, target, module, edition, appUrl, outDir }));
    cpSync(path.join(sourceDirectory, handle, "locales"), path.join(outDir, handle, "locales"), { recursive: true });
    built.push({ handle, names: namesOf(handle), targets });
  }
  mkdirSync(outDir, { recursive: true });
  const manifest = built.map(({ handle, names, targets }) => ({ handle, names, targets: targets.map(({ target, file }) => ({ target, file })) }));
  writeFileSync(path.join(outDir, "manifest.json"), `${JSON.stringify({ edition, appUrl, extensions: manifest }, null, 1)}\n`);
  return built;
}

async function buildTarget({ handle, target, module, edition, appUrl, outDir }) {
  const file = `${handle}/${target}.js`;
  await build({
    root: sourceDirectory, configFile: false, logLevel: "warn", envFile: false,
    define: { "process.env.EDITION": JSON.stringify(edition), "process.env.APP_URL": JSON.stringify(appUrl.replace(/\/$/, "")) },
    build: {
      outDir, emptyOutDir: false, target: "es2020", modulePreload: false, copyPublicDir: false, reportCompressedSize: false,
      rollupOptions: {
        input: path.join(sourceDirectory, handle, module),
        preserveEntrySignatures: "strict",
        output: { format: "es", entryFileNames: file, inlineDynamicImports: true },
      },
    },
  });
  return { target, file, gzipBytes: gzipSync(readFileSync(path.join(outDir, file))).length };
}

function namesOf(handle) {
  const directory = path.join(sourceDirectory, handle, "locales");
  return Object.fromEntries(readdirSync(directory).map((file) => [file.split(".")[0], JSON.parse(readFileSync(path.join(directory, file), "utf8")).name]));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = await buildExtensions({ edition: process.env.EDITION ?? "app-store", appUrl: process.env.APP_URL ?? "https://app.example.com" });
  for (const { handle, targets } of built) for (const { target, gzipBytes } of targets) console.log(`${handle}  ${target}  ${(gzipBytes / 1024).toFixed(1)} kB`);
}

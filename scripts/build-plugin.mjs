// `npm run build:plugin`: the WordPress plugin as a zip that WordPress installs, in build/. Also keeps its .pot up to date.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./machine.mjs";
import { compileMo, findTexts, neighbours, problemsOf, readPo, writePot } from "./plugin-texts.mjs";
import { makeZip } from "./zip.mjs";

const name = "reglo-for-woocommerce";
export const pluginDirectory = path.join(root, "extensions", "wordpress", name);

/**
 * Every file of the zip, translations compiled. Throws when a translation is not whole: an untranslated word would be
 * found by a shopper.
 * @returns {{ path: string, bytes: Buffer }[]}
 */
export function pluginFiles() {
  const texts = findTexts(pluginDirectory);
  const sources = readdirSync(pluginDirectory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = sources.map((entry) => path.relative(pluginDirectory, path.join(entry.parentPath, entry.name)).split(path.sep).join("/")).sort();
  const plain = files.map((file) => ({ path: `${name}/${file}`, bytes: readFileSync(path.join(pluginDirectory, file)) }));
  return [...plain, ...files.filter((file) => file.endsWith(".po")).flatMap((file) => compiled(file, texts))];
}

function compiled(file, texts) {
  const locale = /-([A-Za-z_]+)\.po$/.exec(file)?.[1] ?? "";
  const po = readPo(readFileSync(path.join(pluginDirectory, file), "utf8"));
  const problems = problemsOf(texts, po);
  if (problems.length > 0) throw new Error(`${file} is not whole:\n  ${problems.join("\n  ")}`);
  return [locale, ...(neighbours[locale] ?? [])].map((one) => ({ path: `${name}/languages/${name}-${one}.mo`, bytes: compileMo(po) }));
}

/** Writes build/reglo-for-woocommerce.zip. @returns {{ zip: string, version: string, files: number, bytes: number }} */
export function buildPlugin() {
  const main = readFileSync(path.join(pluginDirectory, `${name}.php`), "utf8");
  const version = /^ \* Version: (\S+)$/m.exec(main)?.[1] ?? "";
  if (!main.includes(`const VERSION = '${version}';`)) throw new Error(`The header says ${version}, the constant VERSION does not.`);
  const pot = path.join(pluginDirectory, "languages", `${name}.pot`);
  const wanted = writePot(findTexts(pluginDirectory));
  if (!existsSync(pot) || readFileSync(pot, "utf8") !== wanted) writeFileSync(pot, wanted);
  const files = pluginFiles();
  const zip = path.join(root, "build", `${name}.zip`);
  mkdirSync(path.dirname(zip), { recursive: true });
  const bytes = makeZip(files);
  writeFileSync(zip, bytes);
  return { zip, version, files: files.length, bytes: bytes.length };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = buildPlugin();
  console.log(`Réglo for WooCommerce ${built.version}: ${path.relative(root, built.zip)} (${built.files} files, ${Math.round(built.bytes / 1024)} kB)`);
}

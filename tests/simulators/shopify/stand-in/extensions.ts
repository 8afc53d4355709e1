/** The extensions as they were built: which target each bundle serves, its name and its words. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export type Target = { target: string; address: string; shouldRender: string | null };
export type Extension = {
  handle: string;
  name: string;
  targets: Target[];
  /** Words by key, flat ("state.open"), in the language of the people here. */
  words: Record<string, string>;
};
export type Extensions = { appUrl: string; all: Extension[] };

type Manifest = { appUrl: string; extensions: { handle: string; names: Record<string, string>; targets: { target: string; file: string }[] }[] };
const base = "/stand-in/extensions/";

/** What scripts/build-extensions.mjs wrote; nothing built is an answer too: the pages then offer nothing. */
export function readExtensions(directory: string, locale: string): Extensions {
  const file = path.join(directory, "manifest.json");
  if (!existsSync(file)) return { appUrl: "https://app.example.com", all: [] };
  const { appUrl, extensions } = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  const all = extensions.map(({ handle, names, targets }): Extension => {
    const fileOf = (wished: string) => targets.find(({ target }) => target === wished)?.file;
    return {
      handle, name: names[locale] ?? names["en"] ?? handle, words: readWords(path.join(directory, handle, "locales"), locale),
      targets: targets.filter(({ target }) => !target.endsWith(".should-render")).map(({ target, file: own }) => {
        const guard = fileOf(target.replace(/\.render$/, ".should-render"));
        return { target, address: base + own, shouldRender: guard === undefined ? null : base + guard };
      }),
    };
  });
  return { appUrl, all };
}

/** The language's own file over the default one, as Shopify falls back. */
function readWords(directory: string, locale: string): Record<string, string> {
  const files = ["en.default.json", `${locale}.json`, `${locale}.default.json`].map((name) => path.join(directory, name)).filter((name) => existsSync(name));
  return Object.assign({}, ...files.map((name) => flatten(JSON.parse(readFileSync(name, "utf8")) as Tree))) as Record<string, string>;
}

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, before = ""): Record<string, string> {
  return Object.fromEntries(Object.entries(tree).flatMap(([key, value]) => (typeof value === "string" ? [[before + key, value]] : Object.entries(flatten(value, `${before}${key}.`)))));
}

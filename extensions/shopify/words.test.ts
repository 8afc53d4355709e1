// @vitest-environment node
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { listExtensions, sourceDirectory, targetsOf } from "../../scripts/build-extensions.mjs";
import { readWords } from "../../tests/support/extension-stage";

const languages = ["en", "fr", "nl", "de"];
/** Shopify's limit for a locale file. */
const localeBytesMax = 15_000;
const handles = listExtensions();
const isShopper = (handle: string) => ["pay-order", "payments-to-make"].includes(handle);

/** The text of an extension's modules and of all they import from our folders. */
function reachOf(handle: string): string {
  const seen = new Map<string, string>();
  const visit = (file: string): void => {
    const found = [file, `${file}.ts`, `${file}.tsx`].find((one) => existsSync(one) && statSync(one).isFile());
    if (found === undefined || seen.has(found)) return;
    const text = readFileSync(found, "utf8");
    seen.set(found, text);
    for (const [, imported = ""] of text.matchAll(/from "(\.[^"]+)"/g)) visit(path.join(path.dirname(found), imported));
  };
  for (const { module } of targetsOf(handle)) visit(path.join(sourceDirectory, handle, module));
  return [...seen.values()].join("\n");
}

/** A key stands in the code as it is, or is put together: `reason.${…}`. */
const isUsed = (code: string, key: string) => code.includes(`"${key}"`) || code.includes(`\`${key.split(".")[0]}.$`);

it.each(handles)("%s says everything in every language, with the same things filled in", (handle) => {
  const english = readWords(handle, "en");
  const holes = (text = "") => [...text.matchAll(/\{\{\w+\}\}/g)].map(([hole]) => hole).sort();
  for (const language of languages) {
    const words = readWords(handle, language);
    expect(Object.keys(words).sort(), language).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(words)) {
      expect(text.trim(), `${language} ${key}`).not.toBe("");
      expect(holes(text), `${language} ${key}`).toEqual(holes(english[key]));
    }
    expect(words["locale"]).toBe(language);
  }
});

it.each(handles)("%s carries no text that nothing says, and lacks none", (handle) => {
  const code = reachOf(handle);
  const keys = Object.keys(readWords(handle, "en")).filter((key) => !["name", "description"].includes(key));
  const plain = keys.map((key) => key.replace(/\.(one|other)$/, ""));
  expect(plain.filter((key) => !isUsed(code, key))).toEqual([]);
  const said = [...code.matchAll(/translate\("([\w.-]+)"/g)].map(([, key = ""]) => key);
  expect(said.length).toBeGreaterThan(3);
  expect(said.filter((key) => !plain.includes(key))).toEqual([]);
});

it("says the same thing by the same key, to staff everywhere and to shoppers everywhere", () => {
  for (const group of [handles.filter(isShopper), handles.filter((handle) => !isShopper(handle))]) {
    for (const language of languages) {
      const known: Record<string, string> = {};
      for (const [key, text] of group.flatMap((handle) => Object.entries(readWords(handle, language)))) {
        if (["name", "description"].includes(key)) continue;
        expect(known[key] ?? text, `${language} ${key}`).toBe(text);
        known[key] = text;
      }
    }
  }
});

it.each(handles)("%s keeps to Shopify’s limits for names and files", (handle) => {
  for (const language of languages) {
    expect(readWords(handle, language)["name"]?.length ?? 99, language).toBeLessThanOrEqual(30);
    const file = path.join(sourceDirectory, handle, "locales", language === "en" ? "en.default.json" : `${language}.json`);
    expect(statSync(file).size).toBeLessThan(localeBytesMax);
  }
  const toml = readFileSync(path.join(sourceDirectory, handle, "shopify.extension.toml"), "utf8");
  expect(toml).toContain('api_version = "2026-07"');
  expect(handle).toMatch(/^[a-z-]{1,50}$/);
});

it("leaves the full page alone in its extension, as Shopify demands", () => {
  const withPage = handles.filter((handle) => targetsOf(handle).some(({ target }) => target === "customer-account.page.render"));
  expect(withPage).toEqual(["payments-to-make"]);
  expect(targetsOf("payments-to-make")).toHaveLength(1);
});

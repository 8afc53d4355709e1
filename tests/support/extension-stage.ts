import { readFileSync } from "node:fs";
import path from "node:path";
import { getExtension, type AnyExtensionTarget } from "@shopify/ui-extensions-tester";
import { render } from "preact";
import { vi } from "vitest";
import { root } from "../../scripts/machine.mjs";

export type Call = { url: string; body: Record<string, unknown>; headers: Record<string, string> };
export type Answering = (call: Call, index: number) => Response | Promise<Response>;

/** The parts of the global `shopify` that tests set, whatever the target. */
type Settable = Record<string, unknown> & { i18n: Record<string, unknown> };

export type StageInput = { handle: string; target: AnyExtensionTarget; language?: string; set?: Record<string, unknown>; answer?: Answering };

/** Every text of an extension by its dotted key. */
export function readWords(handle: string, language: string): Record<string, string> {
  const file = path.join(root, "extensions", "shopify", handle, "locales", language === "en" ? "en.default.json" : `${language}.json`);
  return flatten(JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>);
}

function flatten(node: Record<string, unknown>, prefix = ""): Record<string, string> {
  const entries = Object.entries(node).map(([key, value]): Record<string, string> =>
    typeof value === "string" ? { [prefix + key]: value } : flatten(value as Record<string, unknown>, `${prefix}${key}.`));
  return Object.assign({}, ...entries) as Record<string, string>;
}

/** As Shopify translates, but a missing key, a missing replacement or a forgotten plural throws. */
export function makeTranslate(words: Record<string, string>): (key: string, options?: Record<string, string | number>) => string {
  return (key, options = {}) => {
    const plural = options["count"] === 1 ? "one" : "other";
    const text = words[key] ?? ("count" in options ? words[`${key}.${plural}`] : undefined);
    if (text === undefined) throw new Error(`No text for ${key}`);
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
      if (options[name] === undefined) throw new Error(`${key} lacks ${name}`);
      return String(options[name]);
    });
  };
}

export function reply(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });
}


/** Draws a target in jsdom with its real words, an app that answers as told, and a list of what was asked. */
export async function openStage({ handle, target, language = "en", set = {}, answer = () => reply({ ok: true }) }: StageInput) {
  const extension = getExtension(target, { configSearchDir: path.join(root, "extensions", "shopify", handle) });
  extension.setUp();
  const calls: Call[] = [];
  const api = extension.shopify as unknown as Settable;
  api.i18n["translate"] = makeTranslate(readWords(handle, language));
  api.i18n["formatDate"] = (date: Date) => date.toISOString().slice(0, 10);
  for (const [name, value] of Object.entries(set)) api[name] = value;
  extension.fetch = vi.fn(async (url: RequestInfo | URL, init?: RequestInit) => {
    const call = { url: String(url), body: JSON.parse(String(init?.body ?? "{}")) as Record<string, unknown>, headers: init?.headers as Record<string, string> };
    calls.push(call);
    const given = await Promise.race([answer(call, calls.length - 1), whenAborted(init?.signal ?? null)]);
    return given;
  });
  await extension.render();
  return { calls, close: () => closeStage(extension) };
}

function whenAborted(signal: AbortSignal | null): Promise<never> {
  return new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError"))));
}

/** An app that is down: the caller gives up, as a browser lets it. */
export const neverAnswers = (): Promise<Response> => new Promise(() => {});

/** Preact keeps its tree on the body: emptied by hand only, the next test would be drawn onto a ghost. */
function closeStage(extension: { tearDown: () => void }): void {
  render(null, document.body);
  extension.tearDown();
}

/** What a person would read or hear: texts and the attributes that name things. */
export function seen(): string {
  const named = ["heading", "label", "details", "accessibilitylabel", "alt", "value", "error", "collapsedsummary", "subheading"];
  const parts = [...document.body.querySelectorAll("*")].flatMap((element) => [
    ...named.flatMap((name) => element.getAttribute(name) ?? []),
    ...[...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? ""),
  ]);
  return parts.join(" | ");
}

/** The button, link or checkbox that says this, by its label or its text. */
export function control(words: string): HTMLElement {
  const found = [...document.body.querySelectorAll<HTMLElement>("s-button, s-link, s-checkbox, s-clickable")].find((element) =>
    element.getAttribute("accessibilitylabel") === words || element.getAttribute("label") === words || element.textContent === words);
  if (!found) throw new Error(`No control says "${words}". Seen: ${seen()}`);
  return found;
}

export function press(words: string): void {
  control(words).dispatchEvent(new Event("click", { bubbles: true }));
}

/** Types and lets Preact draw, which it does before any later event. */
export async function type(tag: string, text: string): Promise<void> {
  const field = document.body.querySelector(tag) as (HTMLElement & { value: string }) | null;
  if (!field) throw new Error(`No ${tag}. Seen: ${seen()}`);
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await Promise.resolve();
  await Promise.resolve();
}

/** Waits until the check passes; long enough for a machine that does other things too. */
export const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000 });

/** Waits until a person would see these words. */
export async function untilSeen(...words: string[]): Promise<void> {
  await until(() => {
    for (const one of words) if (!seen().includes(one)) throw new Error(`Not seen: "${one}". Seen: ${seen()}`);
  });
}

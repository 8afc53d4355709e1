import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type Violation = { id: string; impact: string; nodes: { html: string }[] };

/**
 * What axe finds on the page at hand, each as "rule: the place"; run from outside of the page's policy, which allows no
 * script. `axeOptions`: as axe.run takes them; `impacts`: which findings count, all when it is left out.
 */
export async function violationsOf(page: Page, { axeOptions = {}, impacts }: { axeOptions?: object; impacts?: readonly string[] } = {}): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const expression = `${axe}; axe.run(document, ${JSON.stringify(axeOptions)}).then((result) => JSON.stringify(result.violations))`;
  const { result } = await session.send("Runtime.evaluate", { expression, awaitPromise: true });
  await session.detach();
  const found = JSON.parse(String(result.value)) as Violation[];
  return found.filter(({ impact }) => impacts?.includes(impact) ?? true).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Unmet rules that keep somebody out, by axe's own measure; and whether the page can be read without scrolling sideways. */
export async function faultsOf(page: Page, axeOptions: object = {}): Promise<string[]> {
  await page.waitForLoadState("networkidle");
  const found = await violationsOf(page, { axeOptions, impacts: ["serious", "critical"] });
  const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
  return isTooWide ? [...found, "wider than the window"] : found;
}

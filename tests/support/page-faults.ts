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

/** How long a page must have been left alone to be at rest, and when it is looked at as it stands. */
const rest = { quietMs: 300, enoughMs: 10_000 };

/**
 * Waits until the page, its pictures and its letters have come and nothing has changed on it for a moment. Asks the page
 * and not the network: a frame that is replaced while it loads leaves requests which never end.
 */
export async function pageAtRest(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  await page.evaluate(async ({ quietMs, enoughMs }) => {
    const enough = new Promise<void>((resolve) => setTimeout(resolve, enoughMs));
    const whole = Promise.all([document.fonts.ready, ...Array.from(document.images, (image) => image.decode().catch(() => undefined))]);
    await Promise.race([enough, whole]);
    const quiet = new Promise<void>((resolve) => {
      const watch = () => setTimeout(() => { observer.disconnect(); resolve(); }, quietMs);
      let timer = watch();
      const observer = new MutationObserver(() => { clearTimeout(timer); timer = watch(); });
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    await Promise.race([enough, quiet]);
  }, rest);
}

/** Unmet rules that keep somebody out, by axe's own measure; and whether the page can be read without scrolling sideways. */
export async function faultsOf(page: Page, axeOptions: object = {}): Promise<string[]> {
  await pageAtRest(page);
  const found = await violationsOf(page, { axeOptions, impacts: ["serious", "critical"] });
  const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
  return isTooWide ? [...found, "wider than the window"] : found;
}

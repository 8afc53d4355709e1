import path from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { buildExtensions } from "../../scripts/build-extensions.mjs";
import { root } from "../../scripts/machine.mjs";
import { openStandIn, type StandIn } from "../simulators/shopify/stand-in";
import { readAppFile } from "../simulators/shopify/stand-in/app-file";
import { readFileSync } from "node:fs";
import { openVisitor } from "../support/browser";
import { openDemoHouse, type DemoHouse } from "./demo-house";

export type ShopifyHouse = DemoHouse & { standIn: StandIn; shop: StandIn["shop"]; declaredAppUrl: string };

const declaredAppUrl = "https://app.example.com";
export const pictures = path.join(root, "test-results", "shopify");
export const sizes = { desktop: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } };

/** The built app beside a simulated Shopify shop with its stand-in pages, the real built extensions, and an inbox. */
export async function openShopifyHouse(): Promise<ShopifyHouse> {
  const bundles = path.join(root, "test-results", `extensions-${process.pid}`);
  await buildExtensions({ edition: "merchant", appUrl: declaredAppUrl, outDir: bundles });
  const domain = "demo-reglo.myshopify.com";
  const standIn = await openStandIn({ appUrl: "http://localhost:1", bundles, domain });
  const { shop } = standIn;
  const house = await openDemoHouse({
    SHOPIFY_CLIENT_ID: shop.door.clientId, SHOPIFY_CLIENT_SECRET: shop.door.clientSecret, VENDOR_BASE_URLS: JSON.stringify({ shopify: standIn.url }), DEMO_SHOP: domain,
  });
  standIn.site.appUrl = house.app.url;
  for (const { topics, path: where, includeFields } of readAppFile(readFileSync(path.join(root, "shopify.app.toml"), "utf8")).subscriptions) {
    for (const topic of topics) shop.subscribe({ topic: topic.toUpperCase().replace("/", "_"), uri: house.app.url + where, includeFields });
  }
  return {
    ...house, standIn, shop, declaredAppUrl,
    async close() {
      await house.close();
      await standIn.close();
    },
  };
}

/**
 * A refused form answers 422 and a missing page 404, both meant. The app's frame is of another site than the shop's
 * page, as in life, and this browser keeps nothing for such frames, as a private window: scroll positions are lost there.
 */
const isExpected = /status of (422|404)|sessionStorage/;

/** Somebody in a browser at the shop; what their browser complains about fails the test. */
export async function atShop(browser: Browser, house: ShopifyHouse, options: BrowserContextOptions, act: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await openVisitor(browser, { viewport: sizes.desktop, baseURL: house.standIn.url, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => isExpected.test(error.message) || complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !isExpected.test(message.text())) complaints.push(`${message.text()} ${message.location().url}`);
  });
  await act(page, context);
  await context.close();
  expect(complaints).toEqual([]);
  expect(house.shop.complaints).toEqual([]);
}

/** Waits for something that another process does. */
export async function until<T>(find: () => T | null | undefined | false | Promise<T | null | undefined | false>, what: string, timeoutMs = 120_000): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await find();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`It did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A customer in the shop's account: they choose who they are. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.goto("/account");
  const label = await page.getByRole("option", { name: new RegExp(name) }).innerText();
  await page.getByLabel("Client").selectOption({ label });
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("heading", { name: "Commandes" }).waitFor();
}

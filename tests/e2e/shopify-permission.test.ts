import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requiredScopes } from "../../adapters/shopify/check.server";
import { openBrowser } from "../support/browser";
import { faultsOf, pageAtRest } from "../support/page-faults";
import { atShop, openShopifyHouse, until, type ShopifyHouse } from "./shopify-house";

let house: ShopifyHouse;
let browser: Browser;
beforeAll(async () => {
  [house, browser] = await Promise.all([openShopifyHouse(), openBrowser()]);
  house.shop.scopes = [...requiredScopes];
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const app = (page: Page): FrameLocator => page.frameLocator("#app-frame");

test("inside the admin a button asks for the orders older than 60 days: declined nothing changes, accepted they come", async () => {
  const age = (days: number) => new Date(house.shop.now().getTime() - days * 86_400_000);
  house.shop.addOrder({ name: "#OLD", createdAt: age(70), updatedAt: age(3), totalMinor: 7_000 });
  house.shop.addOrder({ name: "#NEW", createdAt: age(1), updatedAt: age(1), totalMinor: 6_000 });
  await atShop(browser, house, {}, async (page) => {
    const answers = ["dismiss", "accept"] as const;
    let asked = 0;
    page.on("dialog", (dialog) => void dialog[answers[asked++] ?? "dismiss"]());
    await page.goto("/admin/apps/reglo/");
    await app(page).getByRole("heading", { name: "Commandes", level: 1 }).waitFor();
    await until(async () => {
      await page.reload();
      await app(page).getByRole("heading", { name: "Commandes", level: 1 }).waitFor();
      return app(page).getByText("des 60 derniers jours").isVisible();
    }, "the list says how far back it goes");
    expect(await app(page).getByText("#OLD").count()).toBe(0);
    await app(page).getByRole("link", { name: "Voir les plus anciennes" }).click();
    await app(page).getByRole("heading", { name: "Commandes de plus de 60 jours" }).waitFor();
    await pageAtRest(page);
    expect(await faultsOf(page, { iframes: false })).toEqual([]);
    const ask = app(page).getByRole("button", { name: "Demander à voir les plus anciennes" });
    await ask.click();
    await app(page).getByText("rien n’a changé").waitFor();
    expect(house.shop.scopes).not.toContain("read_all_orders");
    await ask.click();
    await ask.waitFor({ state: "detached" });
    expect([asked, house.shop.scopes.includes("read_all_orders")]).toEqual([2, true]);
    await until(async () => {
      await page.goto("/admin/apps/reglo/");
      await app(page).getByRole("heading", { name: "Commandes", level: 1 }).waitFor();
      return app(page).getByText("#OLD").first().isVisible();
    }, "the older order is listed");
    expect(await app(page).getByText("des 60 derniers jours").count()).toBe(0);
  });
}, 300_000);

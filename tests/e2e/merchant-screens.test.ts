import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../scripts/machine.mjs";
import { openBrowser, openVisitor } from "../support/browser";
import { faultsOf } from "../support/page-faults";
import { enterDemo, openDemoHouse, type DemoHouse } from "./demo-house";

const pictures = path.join(root, "test-results", "merchant");
const sizes = { desktop: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } };

let house: DemoHouse;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [house, browser] = await Promise.all([openDemoHouse(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** A merchant inside the demo; what their browser complains about fails the test. */
async function inside(options: BrowserContextOptions, act: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await openVisitor(browser, { viewport: sizes.desktop, baseURL: house.app.url, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // A refused form answers 422 and a missing page 404: the browser notes both, and both are meant.
    if (message.type() === "error" && !/status of (422|404)/.test(message.text())) complaints.push(message.text());
  });
  await enterDemo(page);
  await act(page, context);
  await context.close();
  expect(complaints).toEqual([]);
}

const orderWithoutLink = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name }).getByRole("link").first();

test("every screen can be read, on a desk and on a phone, by everybody", async () => {
  for (const [size, viewport] of Object.entries(sizes)) {
    await inside({ viewport, ...(size === "phone" && { isMobile: true, hasTouch: true }) }, async (page) => {
      const link = await (await page.goto("/app/links"), page.getByRole("row").filter({ hasText: "Trop-perçu" }).getByRole("link").getAttribute("href"));
      const order = await (await page.goto("/app/orders"), orderWithoutLink(page, "Aucun lien").getAttribute("href"));
      const paths = { orders: "/app/orders", none: "/app/orders?q=zzz", order, links: "/app/links", ask: "/app/links/new", link, tasks: "/app/tasks", settings: "/app/settings", shop: "/app/settings/shop", members: "/app/settings/members", account: "/app/settings/account", missing: "/app/nowhere" };
      for (const [name, where] of Object.entries(paths)) {
        await page.goto(where ?? "");
        expect([size, name, await faultsOf(page)]).toEqual([size, name, []]);
        await page.screenshot({ path: path.join(pictures, `${name}.${size}.png`), fullPage: true });
      }
    });
  }
});

test("a merchant previews, sends, and the customer gets the very mail that was shown", async () => {
  await inside({}, async (page) => {
    await orderWithoutLink(page, "Camille Lefèvre").click();
    await page.getByLabel("Un mot de votre part").fill("À bientôt à la boutique !");
    await page.getByRole("button", { name: "Voir l’aperçu" }).click();
    const shown = page.frameLocator("iframe[title='Aperçu de l’e-mail']");
    await shown.getByText("À bientôt à la boutique !").waitFor();
    const subject = await page.locator("dl").filter({ hasText: "Objet" }).locator("dd").last().innerText();
    await page.screenshot({ path: path.join(pictures, "preview.desktop.png"), fullPage: true });
    await page.getByRole("button", { name: "Envoyer", exact: true }).dblclick();
    await page.getByText("Le lien est créé et l’e-mail part à l’instant.").waitFor();
    const address = await page.getByLabel("Adresse de paiement").inputValue();
    const to = await page.locator("dl").filter({ hasText: "Client" }).locator(".stranger").last().innerText();
    const mail = await house.mailTo(to);
    expect(mail.subject).toBe(subject);
    expect(mail.text).toContain(address);
    expect(house.mails.filter((one) => one.subject === subject)).toHaveLength(1);
    expect(await faultsOf(page)).toEqual([]);
    // The mail is read here before the app has heard that it was taken.
    await expect.poll(async () => (await page.reload(), page.getByText("Parti", { exact: true }).count())).toBe(1);
    await page.screenshot({ path: path.join(pictures, "sent.desktop.png"), fullPage: true });
  });
});

test("a wrong amount is told at its field, and nothing else that was typed is lost", async () => {
  await inside({}, async (page) => {
    await orderWithoutLink(page, "Aucun lien").click();
    await page.getByLabel("Un mot de votre part").fill("Gardez-moi");
    for (const [typed, told] of [["douze", /en chiffres/], ["12.345", /trop de décimales/], ["0", /supérieur à zéro/], ["1e12", /en chiffres/], ["99 999", /plus que ce qui reste/]] as const) {
      await page.getByLabel("Montant demandé").fill(typed);
      await page.getByRole("button", { name: "Voir l’aperçu" }).click();
      await page.getByText(told).waitFor();
      expect([await page.getByLabel("Montant demandé").inputValue(), await page.getByLabel("Un mot de votre part").inputValue()]).toEqual([typed, "Gardez-moi"]);
    }
    expect(await faultsOf(page)).toEqual([]);
    await page.screenshot({ path: path.join(pictures, "refused.desktop.png"), fullPage: true });
  });
});

test("a link is cancelled and the cancelling undone from the notice", async () => {
  await inside({}, async (page) => {
    await page.goto("/app/links?status=open");
    await page.getByRole("row").nth(1).getByRole("link").click();
    await page.getByRole("button", { name: "Annuler le lien" }).click();
    await page.getByText("plus personne ne peut le payer").waitFor();
    await page.getByRole("button", { name: "Annuler", exact: true }).click();
    await page.getByText("Lien rouvert", { exact: false }).first().waitFor();
    await page.getByRole("button", { name: "Annuler le lien" }).waitFor();
  });
});

test("without script a merchant signs in, searches, sees a preview, makes a link and finds its address", async () => {
  await inside({ javaScriptEnabled: false }, async (page) => {
    await page.getByRole("searchbox").fill("Aucune commande de ce nom");
    await page.getByRole("button", { name: "Rechercher" }).click();
    await page.getByText("Aucune commande ne correspond").waitFor();
    await page.goto("/app/orders");
    await orderWithoutLink(page, "Aucun lien").click();
    await page.getByLabel("Un mot de votre part").fill("Sans script");
    await page.getByRole("button", { name: "Voir l’aperçu" }).click();
    await page.frameLocator("iframe").getByText("Sans script").waitFor();
    expect(await page.getByLabel("Un mot de votre part").inputValue()).toBe("Sans script");
    await page.getByRole("button", { name: "Créer sans envoyer (copier)" }).click();
    expect(await page.getByLabel("Adresse de paiement").inputValue()).toMatch(/\/p\/[\w-]{27}$/);
  });
});

/** The menu opens once the page's script has run, and the page follows once it has come: a slow machine may still be at either. */
async function chooseLanguage(page: Page, name: string, lang: string): Promise<void> {
  const item = page.getByRole("button", { name }).or(page.getByRole("menuitem", { name })).first();
  const isThere = async () => (await page.locator("html").getAttribute("lang")) === lang;
  const tryOnce = async () => {
    if (await isThere()) return true;
    if (!(await item.isVisible())) await page.getByRole("button", { name: /Maison Camélia/ }).click();
    await item.click({ timeout: 5_000 }).catch(() => undefined);
    return isThere();
  };
  await expect.poll(tryOnce).toBe(true);
}

test("the keyboard reaches the page past the menu, and the screens speak English when asked", async () => {
  await inside({}, async (page) => {
    await page.goto("/app/orders");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/contenu/i);
    await chooseLanguage(page, "English", "en");
    await page.getByRole("heading", { name: "Orders", level: 1 }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await chooseLanguage(page, "Français", "fr");
    await page.getByRole("heading", { name: "Commandes", level: 1 }).waitFor();
  });
});

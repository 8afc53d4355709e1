import { mkdirSync } from "node:fs";
import path from "node:path";
import jsQR from "jsqr";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../scripts/machine.mjs";
import { openBrowser, openVisitor } from "../support/browser";
import { faultsOf } from "../support/page-faults";
import { enterDemo, openDemoHouse, type DemoHouse } from "./demo-house";

const pictures = path.join(root, "test-results", "baskets");
const customer = "compta@dubois.example.test";
const numbers = ["1045", "1046", "1064"];

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

async function visit(options: BrowserContextOptions, act: (page: Page) => Promise<void>): Promise<void> {
  const context = await openVisitor(browser, { viewport: { width: 1360, height: 900 }, baseURL: house.app.url, ...options });
  try {
    await act(await context.newPage());
  } finally {
    await context.close();
  }
}

/** CommonJS with a default inside. */
const scan = (jsQR as unknown as { default?: typeof jsQR }).default ?? jsQR;

async function textOfCode(png: Buffer): Promise<string | undefined> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return scan(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

const shot = (page: Page, name: string) => page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
const pageOf = (text: string) => /http:\/\/\S+\/b\/[\w-]{27}/.exec(text)?.[0] ?? "";

test("a merchant asks one customer for three orders by one mail, which names each and whose code leads to their page", async () => {
  await visit({}, async (page) => {
    await enterDemo(page);
    for (const number of numbers) await page.getByLabel(`Choisir la commande ${number}`).check();
    await shot(page, "orders");
    await page.getByRole("button", { name: "Envoyer un seul lien pour tout" }).click();
    await page.getByRole("heading", { name: "Un seul lien pour plusieurs commandes" }).waitFor();
    await page.getByLabel("Un mot de votre part").fill("Merci de régler ces trois factures.");
    await page.getByRole("button", { name: "Voir l’aperçu" }).click();
    const shown = page.frameLocator("iframe[title='Aperçu de l’e-mail']");
    for (const number of numbers) await shown.getByText(`Commande ${number}`, { exact: true }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "together");
    await page.getByRole("button", { name: "Envoyer un seul lien", exact: true }).dblclick();
    await page.getByText("Lien groupé", { exact: true }).waitFor();
    const address = await page.getByLabel("Adresse de la page groupée").inputValue();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "link");
    const mail = await house.mailTo(customer);
    expect(mail.subject).toMatch(/625,00.€ à régler – Commandes 1045, 1046, 1064/);
    expect(pageOf(mail.text ?? "")).toBe(address);
    for (const number of numbers) expect(mail.text).toContain(`Commande ${number}`);
    const qr = mail.attachments.find(({ filename }) => filename === "qr.png");
    expect(await textOfCode(qr?.content ?? Buffer.alloc(0))).toBe(address);
    expect(house.mails.filter(({ subject }) => subject === mail.subject)).toHaveLength(1);
  });
});

test("the customer unticks one, sees the new sum, pays, and holds a receipt for each order", async () => {
  const address = pageOf((await house.mailTo(customer)).text ?? "");
  await visit({ viewport: { width: 390, height: 844 } }, async (page) => {
    await page.goto(address);
    expect(await page.getByRole("checkbox").count()).toBe(3);
    expect(await page.getByRole("button", { name: "Voir le nouveau total" }).isVisible()).toBe(false);
    await page.getByRole("checkbox").nth(1).uncheck();
    expect(await page.getByRole("button", { name: /^Payer/ }).count()).toBe(0);
    await shot(page, "unticked");
    await page.getByRole("button", { name: "Voir le nouveau total" }).click();
    await page.getByRole("button", { name: /Payer 525,00/ }).waitFor();
    expect(page.url()).toContain("pick=");
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "recounted");
    await page.getByRole("button", { name: /Payer 525,00/ }).click();
    await page.getByRole("button", { name: /payer|pay/i }).first().click();
    await page.getByText("Merci, votre paiement est reçu").waitFor();
    await expect.poll(async () => { await page.reload(); return page.getByRole("link", { name: /Reçu R-/ }).count(); }).toBe(2);
    await shot(page, "done");
    await page.getByRole("link", { name: "Voir ce qui reste à payer" }).click();
    await page.getByRole("button", { name: /Payer 100,00/ }).waitFor();
    await shot(page, "rest");
  });
});

test("orders of different customers are refused with the reason, and nothing is made", async () => {
  await visit({ javaScriptEnabled: false }, async (page) => {
    await enterDemo(page);
    await page.getByLabel("Choisir la commande 1046").check();
    await page.getByLabel("Choisir la commande 1067").check();
    await page.getByRole("button", { name: "Envoyer un seul lien pour tout" }).click();
    await page.getByText("ne sont pas du même client").waitFor();
    expect(await page.getByRole("button", { name: "Envoyer un seul lien", exact: true }).count()).toBe(0);
    await shot(page, "different");
  });
});

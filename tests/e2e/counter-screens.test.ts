import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../scripts/machine.mjs";
import { openBrowser, openVisitor } from "../support/browser";
import { faultsOf } from "../support/page-faults";
import { enterDemo, openDemoHouse, type DemoHouse } from "./demo-house";

const pictures = path.join(root, "test-results", "counter");
const sizes = { desktop: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } };

let house: DemoHouse;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [house, browser] = await Promise.all([openDemoHouse(), openBrowser()]);
  const context = await openVisitor(browser, { viewport: sizes.desktop, baseURL: house.app.url });
  page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of (422|404)/.test(message.text())) complaints.push(message.text());
  });
  await enterDemo(page);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** Both sizes looked at: axe's serious findings, and whether anything scrolls sideways. */
async function look(name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: path.join(pictures, `${name}.${size}.png`), fullPage: true });
    expect([name, size, await faultsOf(page)]).toEqual([name, size, []]);
  }
  await page.setViewportSize(sizes.desktop);
}

test("a shop says where it is, which decides whether cash may be noted, and where its counter stands", async () => {
  await page.goto("/app/till");
  await look("till-before");
  await page.goto("/app/till/guarantees");
  await look("guarantees");
  await page.goto("/app/settings/shop");
  await page.getByLabel("Pays de la boutique").selectOption("FR");
  await page.getByText("art. 286, I, 3° bis", { exact: false }).first().waitFor();
  await look("shop-french");
  await page.getByLabel("Pays de la boutique").selectOption("BE");
  await page.getByText("seul l’horeca", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.waitForURL(/\/app\/settings(\?|$)/);
  await page.getByRole("link", { name: "Ouvrir Sur place" }).click();
  await page.getByLabel("Où payer").fill("Rue des Bouchers 12, Bruxelles");
  await page.getByRole("button", { name: "Vérifier et enregistrer" }).click();
  await page.waitForURL(/notice=connection-saved/);
  await page.goto("/app/settings");
  await page.getByText("Rue des Bouchers 12, Bruxelles", { exact: true }).waitFor();
});

test("cash for an order without a link: noted by keyboard, signed by both, undone with a reason", async () => {
  await page.goto("/app/orders");
  await page.getByRole("row").filter({ hasText: "Aucun lien" }).getByRole("link").first().click();
  await page.getByRole("link", { name: "Paiement reçu" }).click();
  await page.getByLabel("Reçu par").selectOption("cash");
  await look("received");
  await page.getByLabel("Montant reçu").focus();
  await page.keyboard.press("Enter");
  await page.getByText("Paiement noté.").waitFor();
  await look("noted");
  await expect.poll(async () => (await page.reload(), page.getByRole("link", { name: "Faire signer" }).count())).toBe(1);
  await page.getByRole("link", { name: "Faire signer" }).click();
  const pad = page.locator("canvas").first();
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error("no pad");
  await page.mouse.move(box.x + 30, box.y + 60);
  await page.mouse.down();
  for (let step = 0; step < 30; step += 1) await page.mouse.move(box.x + 30 + step * 8, box.y + 60 + 25 * Math.sin(step / 2));
  await page.mouse.up();
  await page.getByLabel("Je signe en écrivant mon nom ci-dessus").last().focus();
  await page.keyboard.press("Space");
  await look("sign");
  await page.getByRole("button", { name: "Enregistrer les deux signatures" }).click();
  await page.getByRole("link", { name: "Reçu signé (PDF)" }).waitFor();
  await page.getByText("C’était une erreur").first().click();
  await page.getByLabel("Raison").first().fill("Mauvaise commande");
  await page.getByRole("button", { name: "Annuler cette note" }).first().click();
  await page.getByText("Annulé : Mauvaise commande", { exact: false }).first().waitFor();
  await look("reversed");
});

test("a cheque's life on the link's page, to the bank with its slip, and the till that day", async () => {
  await page.getByLabel("Reçu par").selectOption("cheque");
  await page.getByLabel("Numéro du chèque").fill("1234567");
  await page.getByLabel("Banque", { exact: true }).fill("Banque du Nord");
  await page.getByLabel("Émetteur (titulaire du compte)").fill("Camille Lefèvre");
  await page.getByRole("button", { name: "Noter comme reçu" }).click();
  await page.getByText("Chèque n° 1234567", { exact: false }).first().waitFor();
  await look("cheque");
  await page.goto("/app/till/cheques");
  await look("cheques");
  await page.getByRole("button", { name: "Noter la remise" }).click();
  await page.getByText("1 chèque remis en banque.").waitFor();
  await look("banked");
  await page.getByRole("link", { name: "Voir le lien" }).first().click();
  await page.getByText("Crédité", { exact: true }).click();
  await page.getByRole("button", { name: "Confirmer" }).first().click();
  await page.getByText("Étape du chèque notée.").waitFor();
  await page.goto(page.url().replace(/\/counter.*/, ""));
  await page.getByRole("heading", { name: "Au comptoir et à la banque" }).waitFor();
  await look("link");
  await page.goto("/app/till?check=1");
  await page.getByText("Rien n’a été altéré", { exact: false }).waitFor();
  await look("till");
  expect(complaints).toEqual([]);
});

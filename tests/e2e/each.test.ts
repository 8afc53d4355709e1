import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../scripts/machine.mjs";
import { openBrowser, openVisitor } from "../support/browser";
import { faultsOf } from "../support/page-faults";
import { enterDemo, openDemoHouse, type DemoHouse } from "./demo-house";

const pictures = path.join(root, "test-results", "each");

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
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  try {
    await enterDemo(page);
    await act(page);
  } finally {
    await context.close();
  }
  expect(complaints).toEqual([]);
}

const shot = (page: Page, name: string) => page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
const pickAll = (page: Page) => page.getByLabel("Toutes les commandes à payer de cette page");
const mailsAbout = (number: string) => house.mails.filter(({ subject }) => subject?.includes(number)).length;
const rowOf = (page: Page, number: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name: number, exact: true }) });

test("all of the page are ticked by one box, by keyboard; it follows single ticks and says how many", async () => {
  await visit({}, async (page) => {
    const boxes = page.locator('input[name="order"]');
    const all = await boxes.count();
    await pickAll(page).focus();
    await page.keyboard.press("Space");
    await page.getByText(`${all} commandes choisies`).waitFor();
    expect(await boxes.evaluateAll((found) => found.every((box) => (box as HTMLInputElement).checked))).toBe(true);
    await boxes.first().uncheck();
    await page.getByText(`${all - 1} commandes choisies`).waitFor();
    expect(await pickAll(page).evaluate((box) => (box as HTMLInputElement).indeterminate)).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "picked");
  });
});

test("chosen orders go one by one with their results, a broken connection is tried again, and a double click sends once", async () => {
  await visit({}, async (page) => {
    for (const number of ["1068", "1067", "1066"]) await page.getByLabel(`Choisir la commande ${number}`).check();
    await page.getByRole("button", { name: "Envoyer un lien à chacune" }).click();
    await page.getByRole("heading", { name: "Un lien à chacune" }).waitFor();
    await page.getByText("3 liens partiront.").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "each.desktop");
    let posts = 0;
    await page.route("**/app/each*", (route) => (route.request().method() === "POST" && (posts += 1) === 2 ? route.abort() : route.continue()));
    await page.getByRole("button", { name: "Envoyer 3 liens" }).dblclick();
    await page.getByText("1 lien envoyé, 2 commandes sans envoi", { exact: false }).waitFor();
    const rows = page.getByRole("row");
    expect(await Promise.all([1, 2, 3].map((at) => rows.nth(at).getByText(/^(Envoyé|Pas de réponse|Pas encore essayé)$/).textContent()))).toEqual(["Envoyé", "Pas de réponse", "Pas encore essayé"]);
    await shot(page, "broken.desktop");
    await page.getByRole("button", { name: "Réessayer (2)" }).click();
    await page.getByText("3 liens envoyés.", { exact: false }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "done.desktop");
    await Promise.all(["camille@", "jonas@", "zoe@"].map((address) => house.mailTo(address)));
    await page.reload();
    await page.getByText("3 commandes l’ont déjà reçu.").waitFor();
    expect(await page.getByRole("button", { name: /^Envoyer/ }).count()).toBe(0);
    expect([mailsAbout("1068"), mailsAbout("1067")]).toEqual([1, 1]);
    const dutch = await house.mailTo("jonas@");
    expect(dutch.text).toContain("Bestelling 1067");
  });
});

test("the work can be stopped and taken up again", async () => {
  await visit({}, async (page) => {
    for (const number of ["1045", "1046", "1064"]) await page.getByLabel(`Choisir la commande ${number}`).check();
    await page.getByRole("button", { name: "Envoyer un lien à chacune" }).click();
    let letGo = () => undefined as void;
    const held = new Promise<void>((resolve) => { letGo = resolve; });
    await page.route("**/app/each*", async (route) => {
      if (route.request().method() === "POST") await held;
      await route.continue();
    });
    await page.getByRole("button", { name: "Envoyer 3 liens" }).click();
    await page.getByText("0 sur 3").waitFor();
    await rowOf(page, "1045").getByText("À son tour").or(rowOf(page, "1064").getByText("À son tour")).first().waitFor();
    await shot(page, "sending.desktop");
    await page.getByRole("button", { name: "Arrêter" }).click();
    letGo();
    await page.getByText("Arrêté : 1 lien envoyé, 2 commandes attendent.", { exact: false }).waitFor();
    await shot(page, "stopped.desktop");
    await page.getByRole("button", { name: "Continuer (2)" }).click();
    await page.getByText("3 liens envoyés.", { exact: false }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
});

test("on a phone and without script one press does all, and says of each what became of it", async () => {
  await visit({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false }, async (page) => {
    expect(await pickAll(page).isVisible()).toBe(false);
    for (const number of ["1063", "1065"]) await page.getByLabel(`Choisir la commande ${number}`).check();
    await page.getByRole("button", { name: "Envoyer un lien à chacune" }).click();
    await page.getByText("2 liens partiront.").waitFor();
    await shot(page, "each.phone");
    await page.getByRole("button", { name: "Envoyer 2 liens" }).click();
    await page.getByText("2 liens envoyés.", { exact: false }).waitFor();
    await shot(page, "done.phone");
  });
  await visit({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }, async (page) => {
    await shot(page, "orders.phone");
    await page.goto(`/app/each?order=${encodeURIComponent("con_none/1")}`);
    await page.getByText("Une des commandes choisies est introuvable.").waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
});

test("the lists say at a glance what became of the money and of the order", async () => {
  await visit({}, async (page) => {
    await page.goto("/app/links");
    for (const [number, badge] of [["Commande 1053", "Litige"], ["Commande 1057", "Remboursé en partie"], ["Commande 1051", "Commande annulée"], ["Commande 1050", "Payée ailleurs"]] as const) {
      await rowOf(page, number).getByText(badge, { exact: true }).waitFor();
    }
    expect(await rowOf(page, "Commande 1050").getByText("En attente").count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "links.desktop");
    await page.getByRole("link", { name: "À surveiller" }).click();
    await page.locator('a[aria-current="page"]', { hasText: "À surveiller" }).waitFor();
    expect((await page.getByRole("row").getByRole("link").allTextContents()).sort()).toEqual(["Commande 1053", "Commande 1056"]);
    await shot(page, "watched.desktop");
  });
  await visit({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }, async (page) => {
    await page.goto("/app/links");
    expect(await faultsOf(page)).toEqual([]);
    await shot(page, "links.phone");
  });
});

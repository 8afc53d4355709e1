import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../scripts/machine.mjs";
import { openApp, type App } from "../../app/context.server";
import { insertConnection } from "../../app/db/connections.server";
import { insertMember } from "../../app/db/members.server";
import { insertStore } from "../../app/db/stores.server";
import { readEnv } from "../../app/env.server";
import { startShopifySimulator, type ShopifySimulator } from "../simulators/shopify";
import { startTestApp, type TestApp } from "../support/app";
import { openBrowser, openVisitor } from "../support/browser";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { renderLiquid } from "../support/liquid";
import { faultsOf, pageAtRest } from "../support/page-faults";

const pictures = path.join(root, "test-results", "order-codes");
const sizes = { desktop: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } };
const password = "une phrase assez longue";
const email = "gerante@example.test";

let database: TestDatabase;
let sim: ShopifySimulator;
let server: TestApp;
let app: App;
let browser: Browser;
let connectionId: string;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [database, sim, browser] = await Promise.all([createTestDatabase(), startShopifySimulator(), openBrowser()]);
  const env = { SECRET_KEY: randomBytes(32).toString("base64"), VENDOR_BASE_URLS: JSON.stringify({ shopify: sim.url }) };
  server = await startTestApp({ databaseUrl: database.url, env: { ...env, WORKER: "off" } });
  app = await openApp(readEnv({ ...env, DATABASE_URL: database.url, APP_URL: server.url, NODE_ENV: "test" }));
  const at = new Date();
  const storeId = app.newId("sto");
  connectionId = app.newId("con");
  await insertStore(app.db, { id: storeId, name: "Atelier Lumière", locale: "fr", timeZone: "Europe/Paris", at });
  await insertMember(app.db, { id: app.newId("usr"), storeId, email, password, locale: "fr", at });
  await insertConnection(app.db, { id: connectionId, storeId, port: "platform", vendor: "shopify", settings: sim.settings, account: sim.domain, hookSecret: null, at });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await app?.close();
  await sim?.close();
  await database?.drop();
});

let snippet = "";

test("a merchant makes the text, copies it whole, and can do it all by keyboard and reader, on a desk and on a phone", async () => {
  for (const [size, viewport] of Object.entries(sizes)) {
    const context = await openVisitor(browser, { viewport, baseURL: server.url });
    const page = await context.newPage();
    await page.goto(`/sign-in?to=/app/settings/connections/${connectionId}`);
    await page.getByLabel("Adresse e-mail").fill(email);
    await page.getByLabel("Mot de passe").fill(password);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Code QR dans vos modèles" }).waitFor();
    const make = page.getByRole("button", { name: "Créer le code à copier" });
    if (await make.isVisible()) await make.click();
    const field = page.getByLabel("À copier dans le modèle (Liquid)");
    await field.waitFor();
    snippet = await field.inputValue();
    await pageAtRest(page);
    await field.scrollIntoViewIfNeeded();
    await page.screenshot({ path: path.join(pictures, `settings-${size}.png`), fullPage: true });
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  }
  expect(snippet).toContain("hmac_sha256");
});

test("whoever scans the code sees what is to pay, goes on to the pay page, and later reads that it is paid", async () => {
  const { ref, name } = sim.addOrder({ locale: "fr" });
  const address = /href="([^"]+)"/.exec(renderLiquid(snippet, { id: Number(ref), name, financial_status: "pending" }))?.[1] ?? "";
  const context = await openVisitor(browser, { viewport: sizes.phone, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole("heading", { name: "Payer votre commande" }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: path.join(pictures, "ask-phone.png"), fullPage: true });
  await page.getByRole("button", { name: "Aller au paiement" }).click();
  await page.waitForURL(/\/p\/[\w-]{27}$/);
  sim.payByCard(ref);
  await page.goto(address);
  await page.getByRole("heading", { name: "C’est déjà payé" }).waitFor();
  await page.screenshot({ path: path.join(pictures, "paid-phone.png"), fullPage: true });
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize(sizes.desktop);
  await page.screenshot({ path: path.join(pictures, "paid-desktop.png") });
  await context.close();
});

test("over the wire, a worker without an origin can read every answer of the doors, whatever goes wrong on the way", async () => {
  const door = `${server.url}/api/admin/print`;
  const preflight = await fetch(door, { method: "OPTIONS", headers: { Origin: "null", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type" } });
  expect([preflight.status, preflight.headers.get("access-control-allow-headers")]).toEqual([204, "Authorization, Content-Type"]);
  const { ref } = sim.addOrder();
  const ask = (body: BodyInit, token: string) =>
    fetch(door, { method: "POST", headers: { Origin: "null", "Content-Type": "application/json", Authorization: `Bearer ${token}`, "Sec-Fetch-Site": "cross-site" }, body });
  const good = await ask(JSON.stringify({ orderRefs: [`gid://shopify/Order/${ref}`], locale: "fr" }), sim.sessionToken());
  const printed = await fetch(((await good.json()) as { url: string }).url);
  const answers = [preflight, good, printed, await ask("{", sim.sessionToken()), await ask("{}", "x.y.z"), await ask("x".repeat(2_000_000), sim.sessionToken()), await fetch(`${server.url}/print/notices.pdf`)];
  expect(answers.map(({ status }) => status)).toEqual([204, 200, 200, 400, 401, 413, 404]);
  for (const answer of answers) expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(printed.headers.get("content-type")).toBe("application/pdf");
});

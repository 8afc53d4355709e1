import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { simpleParser, type ParsedMail } from "mailparser";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { SMTPServer } from "smtp-server";
import { openApp, type App } from "../../app/context.server";
import { insertConnection, listConnections, type Connection } from "../../app/db/connections.server";
import { insertMember } from "../../app/db/members.server";
import { insertStore } from "../../app/db/stores.server";
import { readEnv } from "../../app/env.server";
import { listeningPort, root } from "../../scripts/machine.mjs";
import { prepare } from "../../scripts/prepare.mjs";
import { rawShop } from "../contract/woocommerce-bench";
import type { RawShop } from "../contract/woocommerce-facts";
import { startTestApp, type TestApp } from "../support/app";
import { openBrowser, openVisitor } from "../support/browser";
import { createTestDatabase, type TestDatabase } from "../support/database";

export type PluginSettings = {
  shopUrl: string; admin: string; adminPassword: string; appUrl: string | null; appPort: number;
  /** May end a connection to another app that still answers; may switch where the shop keeps its orders, and back. */
  mayReplace: boolean; maySwitchOrders: boolean;
};
/** Shops may be slow, and the machine of this suite busy. */
export const pageTimeoutMs = 240_000;
type Fields = Record<string, unknown>;

/** Null without a shop: then there is nothing to run. */
export function readPluginSettings(env: NodeJS.ProcessEnv): PluginSettings | null {
  const { PLUGIN_URL: url, PLUGIN_ADMIN: admin, PLUGIN_ADMIN_PASSWORD: adminPassword, PLUGIN_APP_URL: appUrl, PLUGIN_APP_PORT: port } = env;
  const may = { mayReplace: env.PLUGIN_REPLACE === "1", maySwitchOrders: env.PLUGIN_SWITCH_ORDERS === "1" };
  return url && admin && adminPassword ? { shopUrl: url.replace(/\/+$/, ""), admin, adminPassword, appUrl: appUrl || null, appPort: Number(port ?? 0), ...may } : null;
}

const member = { email: "live@example.test", password: "une phrase assez longue" };

/** The product whole, as its own process with its own database and inbox, and a browser: what stands before a real shop. */
export type World = {
  settings: PluginSettings;
  appUrl: string;
  app: App;
  mails: ParsedMail[];
  member: typeof member;
  browser: Browser;
  /** The administrator's page in the shop, signed in. */
  admin: Page;
  start(): Promise<void>;
  stop(): Promise<void>;
  connection(): Promise<Connection>;
  /** The shop's REST API, with the keys the handshake brought. */
  shop(call: string, body?: Fields): Promise<Fields>;
  /** Until it is true; shops that nobody visits run nothing by themselves, so they are visited meanwhile. */
  until(what: string, isTrue: () => Promise<boolean>, timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
};

export async function openWorld(settings: PluginSettings): Promise<World> {
  if (!existsSync(path.join(root, "build", "server", "server.js"))) await prepare({ say: (line) => console.log(line) });
  const database = await createTestDatabase();
  const mails: ParsedMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true, disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => void simpleParser(stream).then((mail) => done(null, String(mails.push(mail))), done),
  });
  const smtpPort = await listeningPort(0);
  await new Promise<void>((resolve) => smtp.listen(smtpPort, "127.0.0.1", resolve));
  const port = settings.appPort || (await listeningPort(0));
  const appUrl = settings.appUrl ?? `http://127.0.0.1:${port}`;
  const { NODE_EXTRA_CA_CERTS: authority } = process.env;
  const env = { PORT: String(port), APP_URL: appUrl, SECRET_KEY: randomBytes(32).toString("base64"), DEMO: "on", ...(authority && { NODE_EXTRA_CA_CERTS: authority }) };
  const app = await openApp(readEnv({ ...env, DATABASE_URL: database.url, NODE_ENV: "test" }));
  const storeId = await openStore(app, smtpPort);
  const browser = await openBrowser();
  const admin = await (await openShopVisitor(browser, { viewport: { width: 1400, height: 1100 } })).newPage();
  admin.setDefaultTimeout(pageTimeoutMs);
  return makeWorld({ settings, appUrl, env, app, storeId, mails, browser, admin, database, smtp });
}

/** A visitor of the shop. The browser does not read NODE_EXTRA_CA_CERTS: with a private authority it takes any. */
export function openShopVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return openVisitor(browser, { ...options, ignoreHTTPSErrors: Boolean(process.env.NODE_EXTRA_CA_CERTS) });
}

async function openStore(app: App, smtpPort: number): Promise<string> {
  const storeId = app.newId("sto");
  const at = app.now();
  await insertStore(app.db, { id: storeId, name: "Boutique en vrai", locale: "fr", timeZone: "Europe/Brussels", at });
  await insertMember(app.db, { id: app.newId("usr"), storeId, ...member, locale: "fr", at });
  const mail = { host: "127.0.0.1", port: String(smtpPort), security: "none", user: "", password: "", fromName: "", fromAddress: "shop@example.test", replyTo: "" };
  await insertConnection(app.db, { id: app.newId("con"), storeId, port: "provider", vendor: "sandbox", settings: {}, hookSecret: randomBytes(24).toString("base64url"), at });
  await insertConnection(app.db, { id: app.newId("con"), storeId, port: "messenger", vendor: "email", settings: mail, hookSecret: null, at });
  return storeId;
}

type Parts = Pick<World, "settings" | "appUrl" | "app" | "mails" | "browser" | "admin"> & { env: Record<string, string>; storeId: string; database: TestDatabase; smtp: SMTPServer };

function makeWorld({ env, storeId, database, smtp, ...parts }: Parts): World {
  let running: TestApp | null = null;
  let raw: { key: string; shop: RawShop } | null = null;
  const world: World = {
    ...parts, member,
    async start() {
      running = await startTestApp({ databaseUrl: database.url, env });
    },
    async stop() {
      await running?.stop();
      running = null;
    },
    async connection() {
      const found = (await listConnections(parts.app.db, storeId)).find(({ port }) => port === "platform");
      if (!found) throw new Error("The shop is not connected");
      return found;
    },
    async shop(call, body = {}) {
      const { consumerKey = "", consumerSecret = "" } = (await world.connection()).settings;
      if (raw?.key !== consumerKey) raw = { key: consumerKey, shop: rawShop({ url: parts.settings.shopUrl, key: consumerKey, secret: consumerSecret }) };
      const answer = await raw.shop.call(call, body);
      if (answer.status >= 300) throw new Error(`${call}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
      return answer.body as Fields;
    },
    async until(what, isTrue, timeoutMs = 180_000) {
      const deadline = performance.now() + timeoutMs;
      while (!(await isTrue())) {
        if (performance.now() > deadline) throw new Error(`It did not come to pass in ${timeoutMs / 1_000} s: ${what}`);
        await fetch(`${parts.settings.shopUrl}/wp-cron.php?doing_wp_cron`).catch(() => undefined);
        await sleep(2_000);
      }
    },
    async close() {
      await parts.browser.close();
      await world.stop();
      await parts.app.close();
      await new Promise<void>((resolve) => smtp.close(resolve));
      await database.drop();
    },
  };
  return world;
}

/** Signs somebody in to the shop. */
export async function signInToShop(page: Page, shopUrl: string, user: string, password: string): Promise<void> {
  await page.goto(`${shopUrl}/wp-login.php`);
  await page.fill("#user_login", user);
  await page.fill("#user_pass", password);
  await Promise.all([page.waitForURL((url) => !url.pathname.endsWith("wp-login.php"), { waitUntil: "domcontentloaded" }), page.click("#wp-submit")]);
}

/** Uploads the zip as an administrator does; one that is there already is replaced. Out: whether there was one. */
export async function installPlugin(page: Page, shopUrl: string, zip: string): Promise<{ wasThere: boolean }> {
  await page.goto(`${shopUrl}/wp-admin/plugin-install.php?tab=upload`, { waitUntil: "domcontentloaded" });
  await page.setInputFiles("input[name=pluginzip]", zip);
  await Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), page.evaluate("document.querySelector('form.wp-upload-form').submit()")]);
  const replace = page.locator(".update-from-upload-overwrite");
  const wasThere = (await replace.count()) > 0;
  if (wasThere) await Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), replace.click()]);
  const activate = page.locator("a[href*='action=activate'][href*='reglo-for-woocommerce']").first();
  if (await activate.count()) await Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), activate.click()]);
  await switchPlugin(page, shopUrl, "activate");
  return { wasThere };
}

/** Presses the plugin's own link on the list of plugins; nothing when it is so already. */
export async function switchPlugin(page: Page, shopUrl: string, action: "activate" | "deactivate" | "delete"): Promise<void> {
  await page.goto(`${shopUrl}/wp-admin/plugins.php?plugin_status=all`, { waitUntil: "domcontentloaded" });
  const link = page.locator(`tr[data-plugin^="reglo-for-woocommerce/"] .row-actions .${action} a`).first();
  if ((await link.count()) === 0) return;
  const address = new URL((await link.getAttribute("href")) ?? "", page.url()).href;
  await page.goto(address, { waitUntil: "domcontentloaded" });
  const confirm = page.locator("form input[name=verify-delete] ~ #submit, form:has(input[name=verify-delete]) #submit").first();
  if (action === "delete" && (await confirm.count())) await Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), confirm.click()]);
}

/** Types the app's address, presses Connect, signs in, says yes. Ends on the settings again. */
export async function connectShop(world: World): Promise<void> {
  const { admin: page, settings, appUrl } = world;
  const tab = `${settings.shopUrl}/wp-admin/admin.php?page=wc-settings&tab=reglo`;
  await page.goto(tab, { waitUntil: "domcontentloaded" });
  const end = page.locator("button[name=reglo_revoke]");
  if ((await end.count()) > 0) {
    const isAlive = (await page.locator(".reglo-health .reglo-dot-bad").count()) === 0;
    if (isAlive && !settings.mayReplace) throw new Error("This shop is connected to an app that answers. End that connection first, or set PLUGIN_REPLACE=1 to have it ended.");
    page.once("dialog", (dialog) => void dialog.accept());
    await Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), end.click()]);
  }
  await page.fill("#reglo_app", appUrl);
  await page.click("button[name=reglo_connect]");
  await page.waitForURL(/\/sign-in\?/);
  await page.fill("input[name=email]", world.member.email);
  await page.fill("input[name=password]", world.member.password);
  await page.click("form:has(input[name=password]) button[type=submit]");
  await page.waitForURL(/\/connect\/shop\?/);
  await page.click("button[value=yes]");
  await page.waitForURL((url) => url.pathname.endsWith("/wp-admin/admin.php"), { waitUntil: "domcontentloaded" });
}

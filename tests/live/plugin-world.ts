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
import type { PluginSettings } from "./plugin-settings";

/** Shops may be slow, and the machine of this suite busy. */
export const pageTimeoutMs = 240_000;
type Fields = Record<string, unknown>;

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

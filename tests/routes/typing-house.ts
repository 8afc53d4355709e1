import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import pg from "pg";
import { SMTPServer } from "smtp-server";
import { orderKind, sandboxOrder } from "../../adapters/sandbox/index.server";
import { openApp, type App, type Ctx } from "../../app/context.server";
import { insertConnection } from "../../app/db/connections.server";
import { insertMember } from "../../app/db/members.server";
import { recordsOf } from "../../app/db/records.server";
import { insertStore, updateStore } from "../../app/db/stores.server";
import { readEnv } from "../../app/env.server";
import { refreshOrder } from "../../app/flows/refresh-order.server";
import { mailSettings } from "../../prisma/demo-mail";
import { startTestApp } from "../support/app";
import { createTestDatabase } from "../support/database";
import { seePage, type Seen } from "./typing-page";

export const member = { email: "zoe@boutique.example", password: "une phrase assez longue" } as const;

/** What is posted: fields as a form posts them, or bytes as nobody's form does. */
export type Press = Record<string, string> | FormData | { raw: BodyInit; type: string };

export type TypingHouse = {
  url: string;
  /** The same memory, opened beside the server: for what a test prepares and counts. */
  app: App;
  sql: pg.Pool;
  storeId: string;
  platformId: string;
  providerId: string;
  mails: ParsedMail[];
  cookie: string;
  log(): string;
  ctx(): Promise<Ctx>;
  /** An unpaid order the shop has, of one line. */
  addOrder(ref: string, change?: { totalMinor?: number; currency?: string; name?: string; email?: string; line?: string }): Promise<string>;
  look(path: string): Promise<Seen>;
  press(path: string, what: Press, headers?: Record<string, string>): Promise<Seen>;
  close(): Promise<void>;
};

/** The built server with a shop, its till, a way to pay and a mail, somebody signed in, and a hand that posts what it likes. */
export async function openTypingHouse(input: { env?: Record<string, string> } = {}): Promise<TypingHouse> {
  const database = await createTestDatabase();
  const inbox = await openInbox();
  const env = { SECRET_KEY: randomBytes(32).toString("base64"), DEMO: "on", ...input.env };
  const app = await openApp(readEnv({ ...env, DATABASE_URL: database.url, APP_URL: "http://127.0.0.1:1", NODE_ENV: "test" }), { log: () => undefined });
  const shop = await openShop(app, inbox.port);
  const served = await startTestApp({ databaseUrl: database.url, env });
  const sql = new pg.Pool({ connectionString: database.url, max: 3 });
  sql.on("error", () => undefined);
  const { url } = served;
  const asked = (path: string, init: RequestInit, cookie: string) =>
    fetch(url + path, { redirect: "manual", ...init, headers: { cookie, "accept-language": "fr", accept: "text/html", ...(init.headers as Record<string, string> | undefined) } }).then(seePage);
  const post = (path: string, what: Press, headers: Record<string, string>, cookie: string) => {
    const isRaw = "raw" in what && typeof what.type === "string";
    const body = isRaw ? what.raw : what instanceof FormData ? what : new URLSearchParams(what as Record<string, string>);
    return asked(path, { method: "POST", body, headers: { origin: url, ...(isRaw && { "content-type": what.type }), ...headers } }, cookie);
  };
  const cookie = ((await post("/sign-in", member, {}, "")).cookie ?? "").split(";")[0] ?? "";
  return {
    url, app, sql, ...shop, mails: inbox.mails, cookie,
    log: served.log,
    ctx: () => app.openStore(shop.storeId),
    addOrder: (ref, change = {}) => addOrder(app, shop, ref, change),
    look: (path) => asked(path, {}, cookie),
    press: (path, what, headers = {}) => post(path, what, headers, cookie),
    async close() {
      await sql.end();
      await served.stop();
      await app.close();
      await inbox.close();
      await database.drop();
    },
  };
}

async function openInbox(): Promise<{ port: number; mails: ParsedMail[]; close(): Promise<void> }> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, _session, done) => void simpleParser(stream).then((mail) => done(null, String(mails.push(mail))), done),
  });
  server.on("error", () => undefined);
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  return { mails, port: (listening.address() as AddressInfo).port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

type OpenedShop = Pick<TypingHouse, "storeId" | "platformId" | "providerId">;

async function openShop(app: App, smtpPort: number): Promise<OpenedShop> {
  const at = app.now();
  const storeId = app.newId("sto");
  await insertStore(app.db, { id: storeId, name: "Maison Thé", locale: "fr", timeZone: "Europe/Brussels", at });
  await updateStore(app.db, storeId, { country: "BE" });
  await insertMember(app.db, { id: app.newId("usr"), storeId, ...member, locale: "fr", at });
  const connect = async (port: "platform" | "provider" | "messenger", vendor: string, settings: Record<string, string>) =>
    (await insertConnection(app.db, { id: app.newId("con"), storeId, port, vendor, settings, hookSecret: randomBytes(24).toString("base64url"), at })).id;
  const platformId = await connect("platform", "sandbox", {});
  const providerId = await connect("provider", "sandbox", {});
  for (const { vendor, example } of app.registry.provider) if (example) await connect("provider", vendor, example);
  await connect("messenger", "email", mailSettings({ demoSmtpPort: smtpPort, demoImapPort: null }, { name: "", host: "boutique.example" }));
  return { storeId, platformId, providerId };
}

async function addOrder(app: App, shop: OpenedShop, ref: string, change: NonNullable<Parameters<TypingHouse["addOrder"]>[1]>): Promise<string> {
  const { totalMinor = 12_100, currency = "EUR", name = "Zoé", email = "zoe@example.test", line = "Théière" } = change;
  const order = sandboxOrder({ ref, currency, lines: [{ description: line, quantity: 1, totalMinor }], customer: { name, email, locale: "fr" }, createdAt: app.now() });
  await recordsOf(app.db, shop.platformId).put(orderKind, ref, order);
  await refreshOrder(await app.openStore(shop.storeId), { platformId: shop.platformId, orderRef: ref });
  return ref;
}

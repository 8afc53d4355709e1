// What the demo stands on, for `npm start` and `npm run dev`: one at a time per directory, database, inbox, ports, keys.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openDatabase } from "./database.mjs";
import { demoShopEnv, openDemoShop } from "./demo-shop.mjs";
import { takeLock } from "./lock.mjs";
import { listeningPort } from "./machine.mjs";
import { dataDirectory, prepare } from "./prepare.mjs";

const appPort = 3000;
const smtpPort = 1025;
const imapPort = 1143;
const inboxPort = 8025;
const shopPort = 8030;
const secretKeyBytes = 32;
const files = Object.fromEntries(["start.lock", "ports.json", "secret-key"].map((name) => [name, path.join(dataDirectory, name)]));

/**
 * Opens it, or says who has it open. `close` ends everything in the opposite order, also after a failure half way.
 * @param {{ say: (line: string) => void, isBuildNeeded?: boolean, onOpening?: (close: () => Promise<void>) => void }} options
 */
export async function openDemo({ say, isBuildNeeded = true, onOpening = () => {} }) {
  mkdirSync(dataDirectory, { recursive: true });
  const lock = takeLock(files["start.lock"]);
  if (!lock.ok) return { ok: false, pid: lock.pid };
  /** @type {{ what: string, close: () => unknown }[]} */
  const opened = [{ what: "the lock", close: lock.release }];
  const close = () => closeAll(opened);
  onOpening(close);
  await prepare({ say, isBuildNeeded });
  const database = await openDatabase({ say });
  opened.unshift({ what: "the database", close: database.close });
  const ports = await choosePorts(say);
  const { openInbox } = await import("./inbox.mjs");
  const inbox = await openInbox({ directory: path.join(dataDirectory, "inbox"), smtpPort: ports.smtp, webPort: ports.inbox, imapPort: ports.imap });
  opened.unshift({ what: "the inbox", close: inbox.close });
  const env = environment({ database, ports });
  const shop = openDemoShop({ env, port: ports.shop });
  if (shop) opened.unshift({ what: "the demo's shop", close: shop.close });
  return { ok: true, env, inboxUrl: inbox.url, shop, opened, close };
}

async function closeAll(opened) {
  const problems = [];
  for (const { what, close } of opened.splice(0)) {
    try {
      await close();
    } catch (error) {
      problems.push(`${what}: ${error.message}`);
    }
  }
  if (problems.length > 0) throw new Error(`Not everything closed well. ${problems.join("; ")}`);
}

/** The ports of last time when they are free: an address in someone's history keeps working. */
async function choosePorts(say) {
  const last = existsSync(files["ports.json"]) ? JSON.parse(readFileSync(files["ports.json"], "utf8")) : {};
  const app = process.env.PORT ? Number(process.env.PORT) : await chosen("The app", last.app ?? appPort, say);
  const ports = { app, smtp: await chosen("The inbox's SMTP", last.smtp ?? smtpPort, say), imap: await chosen("The inbox's IMAP", last.imap ?? imapPort, say), inbox: await chosen("The inbox", last.inbox ?? inboxPort, say), shop: await chosen("The demo's shop", last.shop ?? shopPort, say) };
  writeFileSync(files["ports.json"], JSON.stringify(ports));
  return ports;
}

async function chosen(what, wished, say) {
  const port = await listeningPort(wished);
  if (port !== wished) say(`Port ${wished} is taken. ${what} uses ${port}`);
  return port;
}

function environment({ database, ports }) {
  return {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: database.url,
    PORT: String(ports.app),
    APP_URL: process.env.APP_URL ?? `http://localhost:${ports.app}`,
    SECRET_KEY: process.env.SECRET_KEY ?? secretKey(),
    DEMO: process.env.DEMO ?? "on",
    DEMO_SMTP_PORT: String(ports.smtp),
    DEMO_IMAP_PORT: String(ports.imap),
    ...demoShopEnv(ports.shop),
  };
}

function secretKey() {
  if (!existsSync(files["secret-key"])) writeFileSync(files["secret-key"], randomBytes(secretKeyBytes).toString("base64"), { mode: 0o600, flag: "wx" });
  return readFileSync(files["secret-key"], "utf8").trim();
}

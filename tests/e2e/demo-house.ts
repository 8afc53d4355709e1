import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import type { Page } from "playwright-core";
import { SMTPServer } from "smtp-server";
import { root } from "../../scripts/machine.mjs";
import { startTestApp, type TestApp } from "../support/app";
import { createTestDatabase } from "../support/database";

export type DemoHouse = {
  app: TestApp;
  /** Every mail the demo sent, oldest first. */
  mails: ParsedMail[];
  /** The next mail to somebody, waiting for it when it is still on its way. */
  mailTo(address: string): Promise<ParsedMail>;
  close(): Promise<void>;
};

const mailTimeoutMs = 120_000;

/** The built app on a database of its own (`more`: what else its environment says), filled with the demo's shop, and an inbox that takes every mail. */
export async function openDemoHouse(more: Record<string, string> = {}): Promise<DemoHouse> {
  const database = await createTestDatabase();
  const mails: ParsedMail[] = [];
  const inbox = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, _session, done) => void simpleParser(stream).then((mail) => done(null, String(mails.push(mail))), done),
  });
  inbox.on("error", () => undefined);
  const listening = inbox.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const env = { SECRET_KEY: randomBytes(32).toString("base64"), DEMO: "on", DEMO_SMTP_PORT: String((listening.address() as AddressInfo).port), ...more };
  await seed({ ...env, DATABASE_URL: database.url });
  const app = await startTestApp({ databaseUrl: database.url, env });
  return {
    app, mails,
    mailTo: (address) => waitFor(() => mails.findLast((mail) => [mail.to ?? []].flat().some((to) => to.text.includes(address)))),
    async close() {
      await app.stop();
      await new Promise<void>((resolve) => inbox.close(() => resolve()));
      await database.drop();
    },
  };
}

/** Through the demo's one button to its list of orders. */
export async function enterDemo(page: Page): Promise<void> {
  await page.goto("/app/orders");
  await page.getByRole("button", { name: "Entrer dans la démonstration" }).click();
  await page.getByRole("heading", { name: "Commandes", level: 1 }).waitFor();
}

async function seed(env: Record<string, string>): Promise<void> {
  const child = fork(path.join(root, "build", "server", "seed.js"), {
    cwd: root, stdio: ["ignore", "ignore", "pipe", "ipc"], env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", APP_URL: "http://127.0.0.1:1", ...env },
  });
  let log = "";
  child.stderr?.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`The demo was not made (${code}).\n${log}`);
}

async function waitFor<T>(find: () => T | undefined): Promise<T> {
  const deadline = performance.now() + mailTimeoutMs;
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error("The mail did not come");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

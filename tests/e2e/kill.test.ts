import { randomBytes, randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { orderKind, sandboxOrder } from "../../adapters/sandbox/index.server";
import { openApp, type App } from "../../app/context.server";
import { insertConnection } from "../../app/db/connections.server";
import { getLinkToken } from "../../app/db/links.server";
import { recordsOf } from "../../app/db/records.server";
import { insertStore } from "../../app/db/stores.server";
import { readEnv } from "../../app/env.server";
import { sendPaymentLink } from "../../app/flows/send-payment-link.server";
import { startTestApp, type TestApp } from "../support/app";
import { createTestDatabase, type TestDatabase } from "../support/database";

const killsDefault = 4;
const kills = Number(process.env.KILLS ?? killsDefault);
const secretKey = randomBytes(32).toString("base64");
const restMs = 240_000;

let database: TestDatabase;
let tool: App;
let sql: pg.Pool;
let smtp: SMTPServer;
const mails: string[] = [];
const storeId = "sto_kill";
let platformId = "";

beforeAll(async () => {
  database = await createTestDatabase();
  sql = new pg.Pool({ connectionString: database.url, max: 2 });
  sql.on("error", () => undefined);
  smtp = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS"], onData: (stream, _session, done) => {
    let text = "";
    stream.on("data", (chunk: Buffer) => (text += chunk.toString("latin1")));
    stream.on("end", () => {
      mails.push(/^message-id: *<([^@>]+)@/im.exec(text)?.[1] ?? "");
      done();
    });
  } });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  tool = await openApp(readEnv({ DATABASE_URL: database.url, APP_URL: "http://127.0.0.1:9", SECRET_KEY: secretKey, DEMO: "on", NODE_ENV: "test" }), { log: () => undefined });
  await insertStore(tool.db, { id: storeId, name: "Maison Camélia", locale: "fr", timeZone: "Europe/Paris", at: new Date() });
  const connect = async (port: "platform" | "provider" | "messenger", vendor: string, settings: Record<string, string>) =>
    (await insertConnection(tool.db, { id: tool.newId("con"), storeId, port, vendor, settings, hookSecret: "kill-secret", at: new Date() })).id;
  platformId = await connect("platform", "sandbox", {});
  await connect("provider", "sandbox", {});
  const { port } = smtp.server.address() as { port: number };
  await connect("messenger", "email", { host: "127.0.0.1", port: String(port), security: "none", user: "", password: "", fromName: "", fromAddress: "pay@camelia.test", replyTo: "" });
});
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await tool.close();
  await sql.end();
  await database.drop();
});

const start = () => startTestApp({ databaseUrl: database.url, env: { SECRET_KEY: secretKey } });

async function newLink(ref: string): Promise<string> {
  const order = sandboxOrder({
    ref, lines: [{ description: "Thé", quantity: 1, totalMinor: 4_200 }], customer: { name: "Zoë", email: `${ref}@example.test`, locale: "fr" }, createdAt: new Date(),
  });
  await recordsOf(tool.db, platformId).put(orderKind, ref, order);
  const sent = await sendPaymentLink(await tool.openStore(storeId), {
    platformId, orderRef: ref, amountMinor: null, email: `${ref}@example.test`, locale: "fr", expiresAt: null, description: "", note: "", messageId: tool.newId("msg"),
  });
  if (!sent.ok) throw new Error(sent.reason);
  return getLinkToken(tool.db, storeId, sent.linkId);
}

const post = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual", signal: AbortSignal.timeout(60_000) });

/** Presses pay on our page, then on the provider's; answers where the shopper is sent, or null when the app died under them. */
async function payThrough(app: TestApp, token: string): Promise<string | null> {
  try {
    const sent = await post(`${app.url}/p/${token}`, {});
    const checkout = sent.headers.get("location");
    if (sent.status !== 303 || checkout === null) return null;
    await post(app.url + new URL(checkout).pathname, { action: "pay" });
    return checkout;
  } catch {
    return null;
  }
}

async function untilAtRest(app: TestApp): Promise<void> {
  const deadline = performance.now() + restMs;
  for (;;) {
    const { rows } = await sql.query<{ busy: number }>(
      `SELECT (SELECT count(*) FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
               WHERE j.run_at <= now() + interval '3 seconds' AND t.identifier <> 'sweep')::int
            + (SELECT count(*) FROM receipt r LEFT JOIN message m ON m.receipt_id = r.id AND m.status = 'sent' WHERE m.id IS NULL)::int AS busy`,
    );
    if (rows[0]?.busy === 0) return;
    if (performance.now() > deadline) throw new Error(`The queue does not come to rest: ${JSON.stringify(rows)}\n${app.log().slice(-2_000)}`);
    await sleep(300);
  }
}

test("killed while people pay, started again: every payment is settled, receipted and told to the shop once", { timeout: 240_000 + kills * 120_000 }, async () => {
  for (let round = 0; round < kills; round += 1) {
    const tokens = await Promise.all([0, 1, 2].map((index) => newLink(`k${round}x${index}`)));
    const app = await start();
    const paying = Promise.all(tokens.map((token) => payThrough(app, token)));
    await sleep(randomInt(20, 900));
    await app.kill();
    await paying;
    const again = await start();
    // People whose page died press again; whoever had paid already hears so.
    await Promise.all(tokens.map((token) => payThrough(again, token)));
    await untilAtRest(again);
    await again.kill();
  }
  const last = await start();
  await untilAtRest(last);
  await last.stop();
  await expectAllPaidOnce();
});

async function expectAllPaidOnce(): Promise<void> {
  const links = await sql.query(
    `SELECT l.order_ref, (SELECT sum(a.amount_minor) FROM allocation a WHERE a.link_id = l.id)::int AS paid,
       (SELECT count(*) FROM entry e JOIN payment_target t ON t.payment_id = e.payment_id WHERE t.link_id = l.id)::int AS entries,
       (SELECT count(*) FROM receipt r JOIN payment_target t ON t.payment_id = r.payment_id WHERE t.link_id = l.id)::int AS receipts
     FROM payment_link l ORDER BY l.order_ref`,
  );
  expect(links.rows).toHaveLength(kills * 3);
  for (const link of links.rows) expect(link).toEqual({ order_ref: link.order_ref, paid: 4_200, entries: 1, receipts: 1 });
  const orders = await recordsOf(tool.db, platformId).list(orderKind);
  for (const { value } of orders as { value: { status: string; notes: unknown[] } }[]) {
    expect(value.status).toBe("processing");
    expect(value.notes).toHaveLength(1);
  }
  const { rows: messages } = await sql.query<{ id: string; status: string; problem: string | null }>("SELECT id, status, problem FROM message");
  // A link that was paid before its mail was known to have left is not asked for any more; a kill can fall between the
  // mail and the word of it, so such a mail may have arrived too.
  const unsent = messages.filter(({ status }) => status !== "sent");
  expect(unsent.filter(({ problem }) => problem !== "no-longer-due")).toEqual([]);
  const arrived = new Set(mails);
  expect(messages.filter(({ id, status }) => status === "sent" && !arrived.has(id))).toEqual([]);
  expect([...arrived].filter((id) => !messages.some((message) => message.id === id))).toEqual([]);
  // Mail is the one effect that may repeat after a crash: under the same Message-ID, and once a crash at most.
  expect(mails.length - arrived.size).toBeLessThanOrEqual(kills * 2 * 3);
}

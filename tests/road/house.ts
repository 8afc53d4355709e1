import { randomBytes } from "node:crypto";
import pg from "pg";
import { openApp, type App } from "../../app/context.server";
import type { JobName } from "../../app/db/jobs.server";
import { insertConnection } from "../../app/db/connections.server";
import { insertStore } from "../../app/db/stores.server";
import { readEnv } from "../../app/env.server";
import { currencyOf } from "../../app/core/currency";
import type { PlanTerms } from "../../app/core/payment-plan";
import type { Adapter, PlatformAdapter, Provider } from "../../app/core/ports";
import type { Ctx } from "../../app/flows/ctx";
import { jobHandlers } from "../../app/flows/run-jobs.server";
import { sendPaymentLink } from "../../app/flows/send-payment-link.server";
import { createTestDatabase } from "../support/database";
import { emptyPaper, paperMessenger, paperOrder, paperPlatform, paperProvider, type Paper } from "./paper";

/** A clock that stands until it is moved. It stands in 2030: jobs planned by it are later than all the database plans. */
export type Clock = { now(): Date; move(ms: number): void };

export function makeClock(start = "2030-11-21T12:00:00Z"): Clock {
  let nowMs = Date.parse(start);
  return { now: () => new Date(nowMs), move: (ms) => void (nowMs += ms) };
}

export type House = {
  app: App;
  paper: Paper;
  clock: Clock;
  sql: pg.Pool;
  /** A new store with a shop, a way to pay and a mail, all on paper. */
  openShop(): Promise<Shop>;
  close(): Promise<void>;
};

export type Shop = { storeId: string; platformId: string; providerId: string; ctx(): Promise<Ctx> };

/** The whole product on a real database, with the outside world on paper. */
export async function openHouse(input: { clock?: Clock; extraProviders?: readonly Adapter<Provider>[]; extraPlatforms?: readonly PlatformAdapter[]; env?: Readonly<Record<string, string>> } = {}): Promise<House> {
  const clock = input.clock ?? makeClock();
  const database = await createTestDatabase();
  const paper = emptyPaper();
  const app = await openApp(
    readEnv({ DATABASE_URL: database.url, APP_URL: "http://127.0.0.1:3000", SECRET_KEY: randomBytes(32).toString("base64"), NODE_ENV: "test", ...input.env }),
    {
      now: clock.now,
      log: () => undefined,
      registry: { platform: [paperPlatform(paper), ...(input.extraPlatforms ?? [])], provider: [paperProvider(paper), paperProvider(paper, "paper-pay-two"), ...(input.extraProviders ?? [])], messenger: [paperMessenger(paper)] },
    },
  );
  const sql = new pg.Pool({ connectionString: database.url, max: 3 });
  // Dropping the database cuts what is still closing.
  sql.on("error", () => undefined);
  return {
    app, paper, clock, sql,
    openShop: () => openShop(app, clock),
    async close() {
      await sql.end();
      await app.close();
      await database.drop();
    },
  };
}

async function openShop(app: App, clock: Clock): Promise<Shop> {
  const storeId = app.newId("sto");
  await insertStore(app.db, { id: storeId, name: "Maison Thé", locale: "fr", timeZone: "Europe/Paris", at: clock.now() });
  const connect = async (port: "platform" | "provider" | "messenger", vendor: string) =>
    (await insertConnection(app.db, { id: app.newId("con"), storeId, port, vendor, settings: {}, hookSecret: null, at: clock.now() })).id;
  const platformId = await connect("platform", "paper-shop");
  const providerId = await connect("provider", "paper-pay");
  await connect("messenger", "paper-mail");
  return { storeId, platformId, providerId, ctx: () => app.openStore(storeId) };
}

/** An order on paper and the link that asks for it; unmailed unless said. */
export async function openLink(
  house: House, shop: Shop,
  input: { ref?: string; amountMinor?: number; code?: string; expiresInMs?: number; isMailed?: boolean; plan?: PlanTerms } = {},
): Promise<{ linkId: string; orderRef: string }> {
  const orderRef = input.ref ?? house.app.newId("evt");
  if (!house.paper.orders.has(orderRef)) {
    house.paper.orders.set(orderRef, paperOrder(orderRef, input.amountMinor ?? 12_100, house.clock.now(), input.code));
  }
  const sent = await sendPaymentLink(await shop.ctx(), {
    platformId: shop.platformId, orderRef, amountMinor: null, email: "zoe@example.test", locale: "fr",
    expiresAt: new Date(house.clock.now().getTime() + (input.expiresInMs ?? 30 * 86_400_000)),
    description: "Commande", note: "", messageId: input.isMailed ? house.app.newId("msg") : null,
    ...(input.plan && { plan: input.plan }),
  });
  if (!sent.ok) throw new Error(sent.reason);
  return { linkId: sent.linkId, orderRef };
}

type Waiting = { id: string; name: JobName; payload: unknown };
const roundsMax = 200;

/**
 * Runs what waits in the queue as the worker would, until nothing is due by the house's clock: a job that throws stays.
 * Out: the names of the jobs that failed, in order.
 */
export async function runDueJobs(house: House): Promise<string[]> {
  const failed: string[] = [];
  const skipped = new Set<string>();
  for (let round = 0; round < roundsMax; round += 1) {
    const { rows } = await house.sql.query<Waiting>(
      `SELECT j.id::text AS id, t.identifier AS name, j.payload FROM graphile_worker._private_jobs j
       JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE j.run_at <= $1::timestamptz AND NOT (j.id::text = ANY($2)) ORDER BY j.run_at, j.id LIMIT 1`,
      [house.clock.now(), [...skipped]],
    );
    const job = rows[0];
    if (!job) return failed;
    try {
      const handle = jobHandlers(house.app)[job.name] as (payload: unknown) => Promise<unknown>;
      await handle(job.payload);
      await house.sql.query("DELETE FROM graphile_worker._private_jobs WHERE id = $1", [job.id]);
    } catch {
      failed.push(job.name);
      skipped.add(job.id);
    }
  }
  throw new Error("The queue does not come to rest");
}

/** The worker is killed before it could note the end of what it did: what is due now runs, and waits to run again. */
export async function runDueJobsUnnoted(house: House): Promise<void> {
  const { rows } = await house.sql.query<Waiting>(
    `SELECT j.id::text AS id, t.identifier AS name, j.payload FROM graphile_worker._private_jobs j
     JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE j.run_at <= $1::timestamptz ORDER BY j.run_at, j.id`,
    [house.clock.now()],
  );
  for (const job of rows) {
    const handle = jobHandlers(house.app)[job.name] as (payload: unknown) => Promise<unknown>;
    await handle(job.payload).catch(() => undefined);
  }
}

/** The shopper paid at the provider; nobody told us. */
export function payOnPaper(house: House, paymentId: string, change: { amountMinor?: number; code?: string; ref?: string } = {}): void {
  const checkout = house.paper.checkouts.get(`cs_${paymentId}`);
  if (!checkout) throw new Error(`No checkout for ${paymentId}`);
  checkout.progress = "succeeded";
  if (change.code !== undefined) checkout.currency = currencyOf(change.code);
  checkout.facts.push({
    kind: "capture", ref: change.ref ?? `ch_${paymentId}`, amountMinor: change.amountMinor ?? checkout.amountMinor, occurredAt: house.clock.now(),
  });
}

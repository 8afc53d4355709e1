import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "../../generated/prisma/client";
import { invariant } from "../core/assert";
import { currencyOf, type Currency } from "../core/currency";
import type { Sealer } from "./seal.server";

export type Sql = PrismaClient | Prisma.TransactionClient;

/** The memory as flows hold it, inside a transaction (then without a pool) or not. */
export type Db = { sql: Sql; sealer: Sealer; pool?: pg.Pool };

/** The memory as the house opens it. */
export type OpenDb = Db & { sql: PrismaClient; pool: pg.Pool; close(): Promise<void> };

const poolMax = 10;
const connectTimeoutMs = 5_000;
const transactionTimeoutMs = 15_000;
const transactionAttemptsMax = 3;

/** Opens the pool. Nothing is connected until the first query. */
export function openDb(input: { url: string; sealer: Sealer }): OpenDb {
  const pool = new pg.Pool({ connectionString: input.url, max: poolMax, connectionTimeoutMillis: connectTimeoutMs });
  // An idle connection that the server cuts is replaced by the next query; unheard, it would end the process.
  pool.on("error", () => undefined);
  freeCutConnections(pool);
  const sql = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  return { sql, pool, sealer: input.sealer, close: () => sql.$disconnect() };
}

/**
 * A connection cut inside a transaction stays taken: Prisma's adapter gives one back only after a ROLLBACK, which a dead
 * connection cannot answer (@prisma/adapter-pg 6, PgTransaction). Ten such and every request would wait for ever.
 */
function freeCutConnections(pool: pg.Pool): void {
  const taken = new Set<pg.PoolClient>();
  pool.on("acquire", (client) => void taken.add(client));
  pool.on("release", (_error, client) => void taken.delete(client));
  pool.on("connect", (client) => {
    client.once("end", () => {
      if (!taken.has(client)) return;
      const { release } = client;
      // Whoever still holds it may give it back later: the pool throws at a second time.
      client.release = () => undefined;
      release.call(client, true);
    });
  });
}

/**
 * Runs `work` in one transaction; a serialisation failure or deadlock (SQLSTATE 40001, 40P01) runs it again,
 * three times at most, so `work` must reach nothing outside the database.
 */
export async function inTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  invariant("$transaction" in db.sql, "transactions do not nest");
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.sql.$transaction((sql) => work({ sql, sealer: db.sealer }), {
        timeout: transactionTimeoutMs,
        maxWait: transactionTimeoutMs,
      });
    } catch (error) {
      if (attempt >= transactionAttemptsMax || !isConflict(error)) throw error;
    }
  }
}

function isConflict(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034") return true;
  return /40001|40P01|deadlock detected|could not serialize/.test(String(error));
}

/** True when a write met a row that is already there (unique constraint). */
export function isAlreadyThere(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** A bigint column as a number of minor units; throws beyond what a number holds exactly. */
export function toMinor(value: bigint): number {
  const amountMinor = Number(value);
  invariant(Number.isSafeInteger(amountMinor), `amount out of range: ${value}`);
  return amountMinor;
}

/** A currency column; throws on a code we could not have written. */
export const toCurrency = (code: string): Currency => currencyOf(code);

/** A value for a JSON column: dates become ISO text, undefined goes. */
export function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}

/** A text for LIKE that stands for itself: Prisma's `contains` leaves % and _ as wildcards. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "../../generated/prisma/client";
import { invariant } from "../core/assert";
import { currencyOf, type Currency } from "../core/currency";
import { isSpoiledPlan } from "./rows.server";
import type { Sealer } from "./seal.server";

export type Sql = PrismaClient | Prisma.TransactionClient;

/** The memory as flows hold it, inside a transaction (then without a pool) or not. */
export type Db = { sql: Sql; sealer: Sealer; pool?: pg.Pool };

/** One connection inside a transaction of prepared statements alone: see `inShortTransaction`. */
export type ShortTx = { connection: pg.PoolClient; sealer: Sealer };

/** What prepared statements run on: whoever asks no more of it works in both kinds of transaction. */
export type Statements = Db | ShortTx;

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
    client.on("error", () => undefined); // told to the query under way; between two of a transaction nobody else listens
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

/**
 * The same for work that needs prepared statements only: a fifth of the processor time, for Prisma takes its own for
 * each statement, BEGIN and COMMIT among them. What hangs is cut like Prisma's after fifteen seconds, and the server
 * rolls back.
 */
export async function inShortTransaction<T>(db: OpenDb, work: (tx: ShortTx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await shortTransaction(db, work);
    } catch (error) {
      if (attempt >= transactionAttemptsMax || !isConflict(error)) throw error;
    }
  }
}

async function shortTransaction<T>({ pool, sealer }: OpenDb, work: (tx: ShortTx) => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  let isGiven = false;
  const give = (isBroken: boolean) => {
    if (isGiven) return;
    isGiven = true;
    connection.release(isBroken);
  };
  const timer = setTimeout(() => give(true), transactionTimeoutMs);
  try {
    await connection.query("BEGIN");
    const done = await work({ connection, sealer });
    await connection.query("COMMIT");
    give(false);
    return done;
  } catch (error) {
    if (!isGiven) await connection.query("ROLLBACK").then(() => give(false), () => give(true));
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function isConflict(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return error.code === "40001" || error.code === "40P01" || isSpoiledPlan(error);
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

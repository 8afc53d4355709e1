import pg from "pg";
import type { Statements } from "./client.server";

/** One prepared statement. `name` is unique: PostgreSQL plans it once per connection. */
export type Query = { name: string; text: string; values: readonly unknown[] };

const int8 = 20;
const types = { getTypeParser: (oid: number, format?: string) => (oid === int8 ? BigInt : pg.types.getTypeParser(oid, format as "text")) };

/**
 * Rows as Prisma would give them (camelCase, bigint, Date), for the reads every page and hook makes: Prisma's engine
 * takes about 2 ms of processor time for each, a prepared statement 0.1. Inside a transaction the transaction is used.
 */
export async function rowsOf<Row>(db: Statements, query: Query): Promise<Row[]> {
  return (await rawRowsOf(db, query)).map((row) => camelRow(row) as Row);
}

async function rawRowsOf(db: Statements, query: Query): Promise<Record<string, unknown>[]> {
  if ("connection" in db) return sent(db.connection, query);
  if (db.pool === undefined) return db.sql.$queryRawUnsafe<Record<string, unknown>[]>(query.text, ...query.values);
  try {
    return await sent(db.pool, query);
  } catch (error) {
    if (!isSpoiledPlan(error)) throw error;
    return sent(db.pool, query);
  }
}

/** Statements whose plans a migration spoiled under the running app: they go unprepared from then on. */
const spoiled = new Set<string>();

/** "Cached plan must not change result type": a column was added. The next try goes well; a transaction must begin anew for it. */
export const isSpoiledPlan = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === "0A000";

async function sent(to: pg.Pool | pg.PoolClient, { name, text, values }: Query): Promise<Record<string, unknown>[]> {
  const query = { text, values: [...values], types: types as pg.CustomTypesConfig };
  try {
    return (await to.query<Record<string, unknown>>(spoiled.has(name) ? query : { ...query, name })).rows;
  } catch (error) {
    if (isSpoiledPlan(error)) spoiled.add(name);
    throw error;
  }
}

/** Lets one transaction at a time past a word (a PostgreSQL advisory lock on its hash); released when the transaction ends. */
export async function lockUntilCommit(db: Statements, word: string): Promise<void> {
  await rowsOf(db, { name: "lock-until-commit", text: "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended($1, 0))", values: [word] });
}

const names = new Map<string, string>();

function camelRow(row: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key in row) {
    let name = names.get(key);
    if (name === undefined) names.set(key, (name = key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())));
    result[name] = row[key];
  }
  return result;
}

import pg from "pg";
import type { Db } from "./client.server";

/** One prepared statement. `name` is unique: PostgreSQL plans it once per connection. */
export type Query = { name: string; text: string; values: readonly unknown[] };

const int8 = 20;
const types = { getTypeParser: (oid: number, format?: string) => (oid === int8 ? BigInt : pg.types.getTypeParser(oid, format as "text")) };

/**
 * Rows as Prisma would give them (camelCase, bigint, Date), for the reads every page and hook makes: Prisma's engine
 * takes about 2 ms of processor time for each, a prepared statement 0.1. Inside a transaction the transaction is used.
 */
export async function rowsOf<Row>(db: Db, query: Query): Promise<Row[]> {
  const rows = db.pool
    ? await preparedRows(db.pool, query)
    : await db.sql.$queryRawUnsafe<Record<string, unknown>[]>(query.text, ...query.values);
  return rows.map((row) => camelRow(row) as Row);
}

/** A migration that adds a column under a running app spoils its plans for good ("cached plan must not change result type"): then unprepared. */
async function preparedRows(pool: pg.Pool, { name, text, values }: Query): Promise<Record<string, unknown>[]> {
  const query = { text, values: [...values], types: types as pg.CustomTypesConfig };
  try {
    return (await pool.query<Record<string, unknown>>({ ...query, name })).rows;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === "0A000")) throw error;
    return (await pool.query<Record<string, unknown>>(query)).rows;
  }
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

import { Prisma } from "../../generated/prisma/client";
import type { Currency } from "../core/currency";
import type { TillTotal } from "../core/till";
import { toCurrency, toMinor, type Db } from "./client.server";

/** What a store's till took since a moment, by currency and method. */
export async function sumTillSince(db: Db, storeId: string, since: Date): Promise<TillTotal[]> {
  const rows = await db.sql.$queryRaw<{ currency: string; method: string; came: bigint; went: bigint; count: bigint }[]>(Prisma.sql`
    SELECT currency, method, coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0)::bigint AS came,
      coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0)::bigint AS went, count(*) AS count
    FROM till_entry WHERE store_id = ${storeId} AND at >= ${since} GROUP BY currency, method ORDER BY currency, method`);
  return rows.map((row) => ({ currency: toCurrency(row.currency), method: row.method, inMinor: toMinor(row.came), outMinor: toMinor(row.went), count: Number(row.count) }));
}

/** What came in and what went out of the till, per day of the shop's zone and currency; days without either are absent. */
export async function listTillDays(db: Db, storeId: string, input: { since: Date; timeZone: string }): Promise<{ day: string; currency: Currency; inMinor: number; outMinor: number }[]> {
  const rows = await db.sql.$queryRaw<{ day: string; currency: string; came: bigint; went: bigint }[]>(Prisma.sql`
    SELECT to_char(at AT TIME ZONE ${input.timeZone}, 'YYYY-MM-DD') AS day, currency,
      coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0)::bigint AS came, coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0)::bigint AS went
    FROM till_entry WHERE store_id = ${storeId} AND at >= ${input.since} GROUP BY 1, 2 ORDER BY 1, 2`);
  return rows.map((row) => ({ day: row.day, currency: toCurrency(row.currency), inMinor: toMinor(row.came), outMinor: toMinor(row.went) }));
}

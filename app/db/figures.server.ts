import { Prisma } from "../../generated/prisma/client";
import type { Currency } from "../core/currency";
import { toCurrency, toMinor, type Db } from "./client.server";
import { linkStatusSql } from "./link-filters.server";

/** A sum in one currency, and over how many things; lists begin with the currency used most. */
export type Figure = { currency: Currency; amountMinor: number; count: number };

type Row = { currency: string; sum: bigint; count: bigint };

const toFigure = (row: Row): Figure => ({ currency: toCurrency(row.currency), amountMinor: toMinor(row.sum), count: Number(row.count) });

/**
 * What the store's unpaid orders have open, per currency. `recordingIds`: connections to shops that record parts; the
 * others call all of a part-paid order open, and what its links brought comes off.
 */
export async function sumToCollect(db: Db, storeId: string, recordingIds: readonly string[]): Promise<Figure[]> {
  const rows = await db.sql.$queryRaw<Row[]>(Prisma.sql`
    WITH brought AS (
      SELECT l.connection_id, l.order_ref, l.currency, sum(a.amount_minor) AS amount_minor
      FROM payment_link l JOIN allocation a ON a.link_id = l.id JOIN entry e ON e.id = a.entry_id
      WHERE l.store_id = ${storeId} AND l.connection_id <> ALL(${[...recordingIds]}) AND a.kind = 'due' AND e.kind IN ('capture', 'reversal')
      GROUP BY l.connection_id, l.order_ref, l.currency)
    SELECT o.currency, sum(greatest(0, o.open_minor - coalesce(b.amount_minor, 0)))::bigint AS sum, count(*) AS count
    FROM order_snapshot o LEFT JOIN brought b ON b.connection_id = o.connection_id AND b.order_ref = o.ref AND b.currency = o.currency
    WHERE o.store_id = ${storeId} AND o.state = 'unpaid' GROUP BY o.currency ORDER BY count(*) DESC, o.currency`);
  return rows.map(toFigure);
}

/**
 * What was asked and is past its date: the latest link of each unpaid order (or a link without an order), expired
 * with something still open. An order asked again by a newer link is not late.
 */
export async function sumLate(db: Db, storeId: string, now: Date): Promise<Figure[]> {
  const rows = await db.sql.$queryRaw<Row[]>(Prisma.sql`
    WITH latest AS (
      SELECT DISTINCT ON (coalesce(l.connection_id || '/' || l.order_ref, l.id)) l.* FROM payment_link l
      WHERE l.store_id = ${storeId} AND l.kind <> 'reusable' AND l.amount_minor IS NOT NULL
      ORDER BY coalesce(l.connection_id || '/' || l.order_ref, l.id), l.created_at DESC, l.id DESC)
    SELECT l.currency, sum(l.amount_minor - coalesce((
        SELECT sum(a.amount_minor) FROM allocation a JOIN entry e ON e.id = a.entry_id
        WHERE a.link_id = l.id AND a.kind = 'due' AND e.kind IN ('capture', 'reversal')), 0))::bigint AS sum, count(*) AS count
    FROM latest l LEFT JOIN order_snapshot o ON o.connection_id = l.connection_id AND o.ref = l.order_ref
    WHERE ${linkStatusSql(now)} = 'expired' AND coalesce(o.state, 'unpaid') = 'unpaid'
    GROUP BY l.currency ORDER BY count(*) DESC, l.currency`);
  return rows.map(toFigure);
}

/** Money that came in since a moment, less what went back; counts the payments. */
export async function sumReceived(db: Db, storeId: string, since: Date): Promise<Figure[]> {
  const rows = await db.sql.$queryRaw<Row[]>(Prisma.sql`
    SELECT currency, sum(amount_minor)::bigint AS sum, count(*) FILTER (WHERE kind = 'capture') AS count FROM entry
    WHERE store_id = ${storeId} AND occurred_at >= ${since} GROUP BY currency ORDER BY count(*) DESC, currency`);
  return rows.map(toFigure);
}

/** Per day and currency: asked by links made that day, and received that day less what went back. Days without either are absent. */
export type DayFigure = { day: string; currency: Currency; askedMinor: number; receivedMinor: number };

/** In: the first moment that counts, and the zone in which days begin. */
export async function listDayFigures(db: Db, storeId: string, input: { since: Date; timeZone: string }): Promise<DayFigure[]> {
  const { since, timeZone } = input;
  const rows = await db.sql.$queryRaw<{ day: string; currency: string; asked: bigint; received: bigint }[]>(Prisma.sql`
    SELECT day, currency, sum(asked)::bigint AS asked, sum(received)::bigint AS received FROM (
      SELECT to_char(created_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, currency, amount_minor AS asked, 0 AS received FROM payment_link
      WHERE store_id = ${storeId} AND created_at >= ${since} AND amount_minor IS NOT NULL AND kind <> 'reusable'
      UNION ALL
      SELECT to_char(occurred_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD'), currency, 0, amount_minor FROM entry
      WHERE store_id = ${storeId} AND occurred_at >= ${since}) moves
    GROUP BY day, currency ORDER BY day, currency`);
  return rows.map((row) => ({
    day: row.day, currency: toCurrency(row.currency), askedMinor: toMinor(row.asked), receivedMinor: toMinor(row.received),
  }));
}

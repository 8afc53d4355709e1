import { Prisma, type TillClosing as ClosingRow, type TillEntry as EntryRow } from "../../generated/prisma/client";
import type { CivilDay } from "../core/civil-day";
import type { EntryKind } from "../core/payment";
import { firstHash, type ChainEnd, type TillEntry, type TillTotal } from "../core/till";
import type { ClosingKind, TillClosing } from "../core/till-closing";
import { toCurrency, toJson, toMinor, type Db } from "./client.server";

/** Where a store's till stands: the end of its chain, and what is closed. */
export type TillState = { end: ChainEnd; firstDay: CivilDay | null; closedDay: CivilDay | null; closedUntil: Date | null };

const sealPlace = (storeId: string) => `${storeId}/till_closing.seal`;

function toEntry(row: EntryRow): TillEntry {
  return { ...row, number: Number(row.number), kind: row.kind as EntryKind, amountMinor: toMinor(row.amountMinor), currency: toCurrency(row.currency) };
}

function toClosing(row: ClosingRow): TillClosing {
  const { seal, ...rest } = row;
  return {
    ...rest, number: Number(row.number), kind: row.kind as ClosingKind, lastMove: Number(row.lastMove),
    totals: row.totals as unknown as TillTotal[], perpetual: row.perpetual as unknown as TillTotal[],
  };
}

type StateRow = { last_number: bigint; last_hash: string; last_at: Date | null; first_day: string | null; closed_day: string | null; closed_until: Date | null };

const toState = (row: StateRow): TillState => ({
  end: { number: Number(row.last_number), hash: row.last_hash, at: row.last_at }, firstDay: row.first_day, closedDay: row.closed_day, closedUntil: row.closed_until,
});

/** Opens the till or finds it, and locks it: rows are written one behind the other until the transaction ends. */
export async function lockTill(db: Db, storeId: string): Promise<TillState> {
  await db.sql.$executeRaw(Prisma.sql`INSERT INTO till (store_id, last_hash) VALUES (${storeId}, ${firstHash}) ON CONFLICT DO NOTHING`);
  const rows = await db.sql.$queryRaw<StateRow[]>(Prisma.sql`SELECT * FROM till WHERE store_id = ${storeId} FOR UPDATE`);
  return toState(rows[0] as StateRow);
}

/** Null for a store that never noted money by hand. */
export async function findTill(db: Db, storeId: string): Promise<TillState | null> {
  const rows = await db.sql.$queryRaw<StateRow[]>(Prisma.sql`SELECT * FROM till WHERE store_id = ${storeId}`);
  return rows[0] ? toState(rows[0]) : null;
}

/** Writes a move and moves the till's end to it; the till is locked. `firstDay` and `nextClosingAt` begin with its first move. */
export async function insertTillEntry(db: Db, entry: TillEntry, first: { firstDay: CivilDay; nextClosingAt: Date } | null): Promise<void> {
  await db.sql.tillEntry.create({ data: entry });
  await db.sql.till.update({ where: { storeId: entry.storeId }, data: { lastNumber: entry.number, lastHash: entry.hash, lastAt: entry.at, ...first } });
}

/** Writes a closing under the till's lock, sealed so that nobody without this installation's key can write one. */
export async function insertClosing(db: Db, closing: TillClosing, next: { nextClosingAt: Date }): Promise<void> {
  const { totals, perpetual, ...rest } = closing;
  await db.sql.tillClosing.create({
    data: { ...rest, totals: toJson(totals), perpetual: toJson(perpetual), seal: db.sealer.seal(closing.hash, sealPlace(closing.storeId)) },
  });
  const isDay = closing.kind === "day";
  await db.sql.till.update({ where: { storeId: closing.storeId }, data: { ...next, ...(isDay && { closedDay: closing.name, closedUntil: closing.until }) } });
}

/** A page of moves behind a number, oldest first. */
export async function listTillEntries(db: Db, storeId: string, page: { after: number; limit: number; from?: Date; until?: Date }): Promise<TillEntry[]> {
  const at = { ...(page.from && { gte: page.from }), ...(page.until && { lt: page.until }) };
  const rows = await db.sql.tillEntry.findMany({ where: { storeId, number: { gt: page.after }, at }, orderBy: { number: "asc" }, take: page.limit });
  return rows.map(toEntry);
}

export async function findLastClosing(db: Db, storeId: string, kind?: ClosingKind): Promise<TillClosing | null> {
  const row = await db.sql.tillClosing.findFirst({ where: { storeId, ...(kind && { kind }) }, orderBy: { number: "desc" } });
  return row && toClosing(row);
}

/** Closings before a number, newest first. */
export async function listClosings(db: Db, storeId: string, page: { kind?: ClosingKind | undefined; before?: number | undefined; limit: number }): Promise<TillClosing[]> {
  const { kind, before, limit } = page;
  const rows = await db.sql.tillClosing.findMany({
    where: { storeId, ...(kind && { kind }), ...(before !== undefined && { number: { lt: before } }) }, orderBy: { number: "desc" }, take: limit,
  });
  return rows.map(toClosing);
}

/** The days of a month ("2026-11") or a year ("2026"), oldest first. */
export async function listDaysWithin(db: Db, storeId: string, name: string): Promise<TillClosing[]> {
  const rows = await db.sql.tillClosing.findMany({ where: { storeId, kind: "day", name: { startsWith: `${name}-` } }, orderBy: { number: "asc" } });
  return rows.map(toClosing);
}

export async function findClosing(db: Db, storeId: string, number: number): Promise<TillClosing | null> {
  const row = await db.sql.tillClosing.findUnique({ where: { storeId_number: { storeId, number } } });
  return row && toClosing(row);
}

/** The numbers of closings whose seal this installation did not make, of those given. */
export async function listBrokenSeals(db: Db, storeId: string): Promise<number[]> {
  const rows = await db.sql.tillClosing.findMany({ where: { storeId }, select: { number: true, hash: true, seal: true } });
  return rows.filter(({ hash, seal }) => openSeal(db, storeId, seal) !== hash).map(({ number }) => Number(number));
}

function openSeal(db: Db, storeId: string, seal: string): string | null {
  try {
    return db.sealer.open(seal, sealPlace(storeId));
  } catch {
    return null;
  }
}

/** Moves whose ledger row says something else or is not there. */
export async function listMovesAgainstLedger(db: Db, storeId: string): Promise<number[]> {
  const rows = await db.sql.$queryRaw<{ number: bigint }[]>(Prisma.sql`
    SELECT t.number FROM till_entry t LEFT JOIN entry e ON e.id = t.entry_id AND e.store_id = t.store_id
    WHERE t.store_id = ${storeId} AND (e.id IS NULL OR e.amount_minor <> t.amount_minor OR e.currency <> t.currency OR e.kind <> t.kind OR e.occurred_at <> t.happened_at)
    ORDER BY t.number`);
  return rows.map(({ number }) => Number(number));
}

/** The stores whose next closing is due. */
export async function listTillsToClose(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db.sql.till.findMany({ where: { nextClosingAt: { lte: now } }, orderBy: { nextClosingAt: "asc" }, take: limit, select: { storeId: true } });
  return rows.map(({ storeId }) => storeId);
}


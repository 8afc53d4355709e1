import { Prisma, type Entry as EntryRow } from "../../generated/prisma/client";
import type { Allocation, AllocationKind } from "../core/allocation";
import type { Currency } from "../core/currency";
import { moneyOf, type Money } from "../core/money";
import type { Entry, EntryKind } from "../core/payment";
import { toCurrency, toMinor, type Db } from "./client.server";

/** A ledger row with its id. */
export type SavedEntry = Entry & { id: string; storeId: string; paymentId: string; recordedAt: Date };

function toEntry(row: EntryRow): SavedEntry {
  return {
    id: row.id,
    storeId: row.storeId,
    paymentId: row.paymentId,
    kind: row.kind as EntryKind,
    ref: row.ref,
    amountMinor: toMinor(row.amountMinor),
    currency: toCurrency(row.currency),
    occurredAt: row.occurredAt,
    recordedAt: row.recordedAt,
  };
}

/** Writes one movement of money and the links it belongs to. The database refuses parts that do not sum to it. */
export async function insertEntry(
  db: Db,
  input: {
    id: string;
    storeId: string;
    paymentId: string;
    entry: Entry;
    parts: readonly Allocation[];
    at: Date;
    newId: (prefix: "alc") => string;
  },
): Promise<void> {
  const { id, storeId, paymentId, entry } = input;
  await db.sql.entry.create({ data: { ...entry, id, storeId, paymentId, recordedAt: input.at } });
  await db.sql.allocation.createMany({
    data: input.parts.map((part, position) => ({ ...part, id: input.newId("alc"), storeId, entryId: id, paymentId, position })),
  });
}

export async function getEntry(db: Db, storeId: string, entryId: string): Promise<SavedEntry> {
  return toEntry(await db.sql.entry.findFirstOrThrow({ where: { id: entryId, storeId } }));
}

/** A payment's ledger in the order it was written. */
export async function listEntries(db: Db, storeId: string, paymentId: string): Promise<SavedEntry[]> {
  const rows = await db.sql.entry.findMany({ where: { storeId, paymentId }, orderBy: [{ recordedAt: "asc" }, { id: "asc" }] });
  return rows.map(toEntry);
}

/** What a link's captures had paid of it when one entry was written, that one included: later money does not change an earlier receipt. */
export async function sumPaidUntil(db: Db, storeId: string, linkId: string, entry: Pick<SavedEntry, "id" | "recordedAt">): Promise<number> {
  const [row] = await db.sql.$queryRaw<{ sum: bigint }[]>(Prisma.sql`
    SELECT coalesce(sum(a.amount_minor), 0)::bigint AS sum FROM allocation a JOIN entry e ON e.id = a.entry_id
    WHERE a.store_id = ${storeId} AND a.link_id = ${linkId} AND a.kind = 'due' AND e.kind IN ('capture', 'reversal')
      AND (e.recorded_at, e.id) <= (${entry.recordedAt}::timestamptz, ${entry.id})`);
  return toMinor(row?.sum ?? 0n);
}

/** What of a link's captures was due, for those movements alone. In: references as `partRef` writes them; others count nothing. */
export async function sumPartsByRef(db: Db, storeId: string, linkId: string, refs: readonly string[]): Promise<number> {
  if (refs.length === 0) return 0;
  const [row] = await db.sql.$queryRaw<{ sum: bigint }[]>(Prisma.sql`
    SELECT coalesce(sum(a.amount_minor), 0)::bigint AS sum FROM allocation a JOIN entry e ON e.id = a.entry_id
    WHERE a.store_id = ${storeId} AND a.link_id = ${linkId} AND a.kind = 'due' AND e.kind = 'capture' AND a.entry_id || ':' || a.link_id = ANY(${[...refs]})`);
  return toMinor(row?.sum ?? 0n);
}

/** Money that attempts of one basket brought in a currency its links do not have and that is still held, by link and currency. */
export async function listForeignOfBasket(db: Db, storeId: string, basketId: string): Promise<{ linkId: string; amount: Money }[]> {
  const rows = await db.sql.$queryRaw<{ link_id: string; currency: string; sum: bigint }[]>(Prisma.sql`
    SELECT a.link_id, e.currency, sum(a.amount_minor)::bigint AS sum FROM payment p JOIN allocation a ON a.payment_id = p.id JOIN entry e ON e.id = a.entry_id
    WHERE p.store_id = ${storeId} AND p.basket_id = ${basketId} AND a.kind = 'foreign' GROUP BY a.link_id, e.currency HAVING sum(a.amount_minor) > 0 ORDER BY a.link_id, e.currency`);
  return rows.map((row) => ({ linkId: row.link_id, amount: moneyOf(toMinor(row.sum), toCurrency(row.currency)) }));
}

/** The captures that a link's money came in by, in the order they were written. */
export async function listCapturesOfLink(db: Db, storeId: string, linkId: string): Promise<SavedEntry[]> {
  const rows = await db.sql.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT e.id FROM entry e WHERE e.store_id = ${storeId} AND e.kind = 'capture'
      AND EXISTS (SELECT 1 FROM allocation a WHERE a.entry_id = e.id AND a.link_id = ${linkId} AND a.kind = 'due') ORDER BY e.recorded_at, e.id`);
  return Promise.all(rows.map(({ id }) => getEntry(db, storeId, id)));
}

/** The capture that came last of those that still pay a link, by the provider's clock: what was taken back or given to another link is none. */
export async function findLastCapture(db: Db, storeId: string, linkId: string): Promise<SavedEntry | null> {
  const [last] = await listHeldDue(db, storeId, linkId);
  return last ? getEntry(db, storeId, last.entryId) : null;
}

/** What each movement holds of a link's due money, the last one first; what was taken back is nobody's. Minor units > 0. */
export async function listHeldDue(db: Db, storeId: string, linkId: string): Promise<{ entryId: string; paymentId: string; currency: Currency; amountMinor: number }[]> {
  const rows = await db.sql.$queryRaw<{ entryId: string; paymentId: string; currency: string; sum: bigint }[]>(Prisma.sql`
    SELECT e.id AS "entryId", e.payment_id AS "paymentId", e.currency, sum(a.amount_minor)::bigint AS sum
    FROM entry e JOIN allocation a ON a.entry_id = e.id AND a.link_id = ${linkId} AND a.kind = 'due'
    WHERE e.store_id = ${storeId} AND e.kind = 'capture'
      AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.payment_id = e.payment_id AND r.kind = 'reversal' AND r.ref = e.ref)
    GROUP BY e.id HAVING sum(a.amount_minor) > 0 ORDER BY e.occurred_at DESC, e.recorded_at DESC, e.id DESC`);
  return rows.map(({ sum, currency, ...row }) => ({ ...row, currency: toCurrency(currency), amountMinor: toMinor(sum) }));
}

/** Writes later parts of a movement, which the database only takes when all its parts still sum to it. */
export async function insertParts(
  db: Db, input: { storeId: string; entryId: string; paymentId: string; rebookingId?: string; parts: readonly Allocation[]; newId: (prefix: "alc") => string },
): Promise<void> {
  const { storeId, entryId, paymentId, rebookingId = null, parts, newId } = input;
  const { _max: { position } } = await db.sql.allocation.aggregate({ where: { entryId }, _max: { position: true } });
  const first = (position ?? -1) + 1;
  await db.sql.allocation.createMany({
    data: parts.map((part, index) => ({ ...part, id: newId("alc"), storeId, entryId, paymentId, rebookingId, position: first + index })),
  });
}

/** Under which a part of a link's money is recorded in its shop's books. */
export const partRef = (entryId: string, linkId: string): string => `${entryId}:${linkId}`;

export type SavedAllocation = Allocation & { entryId: string; rebookingId: string | null };

/** A payment's parts in the order they were written. */
export async function listAllocations(db: Db, storeId: string, paymentId: string): Promise<SavedAllocation[]> {
  const rows = await db.sql.allocation.findMany({
    where: { storeId, paymentId },
    orderBy: [{ entryId: "asc" }, { position: "asc" }],
  });
  return rows.map((row) => ({
    entryId: row.entryId,
    rebookingId: row.rebookingId,
    linkId: row.linkId,
    kind: row.kind as AllocationKind,
    amountMinor: toMinor(row.amountMinor),
  }));
}

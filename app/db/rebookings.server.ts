import { Prisma, type Rebooking as RebookingRow } from "../../generated/prisma/client";
import type { Allocation } from "../core/allocation";
import { toMinor, type Db } from "./client.server";
import { insertParts } from "./ledger.server";

/** Money of one movement, moved from one link to another; `undoes` names the one this takes back. */
export type Rebooking = {
  id: string; storeId: string; entryId: string; paymentId: string; fromLinkId: string; toLinkId: string; amountMinor: number; undoes: string | null; createdAt: Date;
};

const toRebooking = (row: RebookingRow): Rebooking => ({ ...row, amountMinor: toMinor(row.amountMinor) });

/** Writes a rebooking with its parts, which the database only takes when the movement's parts still sum to it. */
export async function insertRebooking(db: Db, rebooking: Rebooking, parts: readonly Allocation[], newId: (prefix: "alc") => string): Promise<void> {
  await db.sql.rebooking.create({ data: rebooking });
  const { storeId, entryId, paymentId, id: rebookingId } = rebooking;
  await insertParts(db, { storeId, entryId, paymentId, rebookingId, parts, newId });
}

export async function findRebooking(db: Db, storeId: string, id: string): Promise<Rebooking | null> {
  const row = await db.sql.rebooking.findFirst({ where: { id, storeId } });
  return row && toRebooking(row);
}

export async function isRebookingUndone(db: Db, storeId: string, id: string): Promise<boolean> {
  return (await db.sql.rebooking.count({ where: { storeId, undoes: id } })) > 0;
}

/** What went from or to a link, oldest first, with whether it was taken back. */
export async function listRebookingsOfLink(db: Db, storeId: string, linkId: string): Promise<(Rebooking & { isUndone: boolean })[]> {
  const rows = await db.sql.rebooking.findMany({ where: { storeId, OR: [{ fromLinkId: linkId }, { toLinkId: linkId }] }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const undone = new Set(rows.map((row) => row.undoes));
  return rows.map((row) => ({ ...toRebooking(row), isUndone: undone.has(row.id) }));
}

/** Links that still ask money in a currency, youngest first: where free money may go. */
export async function listAskingLinkIds(db: Db, storeId: string, input: { currency: string; exceptLinkId: string; limit: number }): Promise<string[]> {
  const rows = await db.sql.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT l.id FROM payment_link l WHERE l.store_id = ${storeId} AND l.currency = ${input.currency} AND l.id <> ${input.exceptLinkId}
      AND l.kind <> 'reusable' AND l.cancelled_at IS NULL AND l.amount_minor > coalesce((
        SELECT sum(a.amount_minor) FROM allocation a JOIN entry e ON e.id = a.entry_id
        WHERE a.link_id = l.id AND a.kind = 'due' AND e.kind IN ('capture', 'reversal')), 0)
    ORDER BY l.created_at DESC, l.id DESC LIMIT ${input.limit}`);
  return rows.map(({ id }) => id);
}

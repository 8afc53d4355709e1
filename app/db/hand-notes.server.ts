import { Prisma, type HandNote as NoteRow } from "../../generated/prisma/client";
import { placeOf, type HandMethod, type HandNote, type HandNoteKind, type WrittenCheque } from "../core/hand-note";
import type { Words } from "../core/locale";
import { moneyOf } from "../core/money";
import { toCurrency, toJson, toMinor, type Db } from "./client.server";

function toNote(row: NoteRow): HandNote {
  const { amountMinor, currency, place, problem, ...rest } = row;
  return {
    ...rest, kind: row.kind as HandNoteKind, method: row.method as HandMethod, amount: moneyOf(toMinor(amountMinor), toCurrency(currency)),
    cheque: row.cheque as WrittenCheque | null, status: row.status as HandNote["status"],
  };
}

/** Writes a note unless its id, or its place about another note, is taken. Out: what stands there, and whether it is this one. */
export async function claimNote(db: Db, note: Omit<HandNote, "status">): Promise<{ note: HandNote; isNew: boolean }> {
  const { amount, cheque, ...rest } = note;
  const place = placeOf(note.kind);
  const { count } = await db.sql.handNote.createMany({
    data: [{ ...rest, place, amountMinor: amount.amountMinor, currency: amount.currency, cheque: cheque === null ? Prisma.DbNull : toJson(cheque) }], skipDuplicates: true,
  });
  const own = await findNote(db, note.storeId, note.id);
  const other = own ?? (await db.sql.handNote.findFirst({ where: { storeId: note.storeId, aboutId: note.aboutId, place } }).then((row) => row && toNote(row)));
  if (!other) throw new Error(`Note ${note.id} is another store's`);
  return { note: other, isNew: count === 1 };
}

export async function findNote(db: Db, storeId: string, noteId: string): Promise<HandNote | null> {
  const row = await db.sql.handNote.findFirst({ where: { id: noteId, storeId } });
  return row && toNote(row);
}

/** Everything stated about one link, oldest first; with it what was stated of money for several links that this one is among. */
export async function listNotesOfLink(db: Db, storeId: string, linkId: string): Promise<HandNote[]> {
  const rows = await db.sql.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id FROM hand_note WHERE store_id = ${storeId} AND link_id = ${linkId}
    UNION SELECT n.id FROM payment_target t JOIN hand_note n ON n.payment_id = t.payment_id
      WHERE t.store_id = ${storeId} AND t.link_id = ${linkId} AND EXISTS (SELECT 1 FROM hand_note r WHERE r.id = coalesce(n.about_id, n.id) AND r.kind = 'received')`);
  return (await db.sql.handNote.findMany({ where: { storeId, id: { in: rows.map(({ id }) => id) } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] })).map(toNote);
}

/** What was stated of the money of these payments, oldest first. */
export async function listNotesOfPayments(db: Db, storeId: string, paymentIds: readonly string[]): Promise<HandNote[]> {
  return (await db.sql.handNote.findMany({ where: { storeId, paymentId: { in: [...paymentIds] } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] })).map(toNote);
}

/** The notes about one note, oldest first. */
export async function listNotesAbout(db: Db, storeId: string, noteId: string): Promise<HandNote[]> {
  return (await db.sql.handNote.findMany({ where: { storeId, aboutId: noteId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] })).map(toNote);
}

/** Notes the account took, or refused and why. */
export async function endNote(db: Db, note: Pick<HandNote, "id" | "storeId">, end: { status: "done" } | { status: "refused"; problem: Words }): Promise<void> {
  await db.sql.handNote.updateMany({
    where: { id: note.id, storeId: note.storeId },
    data: { status: end.status, ...(end.status === "refused" && { problem: toJson(end.problem) }) },
  });
}

/** Cheques that were received and have none of the given kinds of note about them, oldest first. */
export async function listCheques(db: Db, storeId: string, input: { without: readonly HandNoteKind[]; having: HandNoteKind | null; limit: number }): Promise<HandNote[]> {
  const ids = await db.sql.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT n.id FROM hand_note n WHERE n.store_id = ${storeId} AND n.method = 'cheque' AND n.kind = 'received' AND n.status = 'done'
      AND NOT EXISTS (SELECT 1 FROM hand_note s WHERE s.about_id = n.id AND s.status <> 'refused' AND s.kind = ANY(${[...input.without]}))
      AND (${input.having}::text IS NULL OR EXISTS (SELECT 1 FROM hand_note s WHERE s.about_id = n.id AND s.kind = ${input.having}))
    ORDER BY n.created_at, n.id LIMIT ${input.limit}`);
  const rows = await db.sql.handNote.findMany({ where: { storeId, id: { in: ids.map(({ id }) => id) } }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map(toNote);
}

/** The cheques that went to the bank with one slip, and when; oldest first. */
export async function listOnSlip(db: Db, storeId: string, slipId: string): Promise<{ cheque: HandNote; at: Date }[]> {
  const banked = await db.sql.handNote.findMany({ where: { storeId, slipId, kind: "banked" }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const rows = await db.sql.handNote.findMany({ where: { storeId, id: { in: banked.flatMap(({ aboutId }) => aboutId ?? []) } } });
  return banked.flatMap(({ aboutId, happenedAt }) => rows.filter(({ id }) => id === aboutId).map((row) => ({ cheque: toNote(row), at: happenedAt })));
}

/** The latest slips, newest first. */
export async function listSlips(db: Db, storeId: string, limit: number): Promise<{ slipId: string; at: Date; count: number }[]> {
  const rows = await db.sql.$queryRaw<{ slip_id: string; at: Date; count: bigint }[]>(Prisma.sql`
    SELECT slip_id, min(happened_at) AS at, count(*) AS count FROM hand_note WHERE store_id = ${storeId} AND slip_id IS NOT NULL
    GROUP BY slip_id ORDER BY min(created_at) DESC LIMIT ${limit}`);
  return rows.map(({ slip_id: slipId, at, count }) => ({ slipId, at, count: Number(count) }));
}

import type { SettingsChangeKind } from "../core/settings-journal";
import { Prisma } from "../../generated/prisma/client";
import type { Db } from "./client.server";

/** One line of the journal. `subject`: the connection, member or invitation it is about. `memberId` null: the shop's own system, or the house. */
export type SettingsChange = { id: string; storeId: string; memberId: string | null; kind: SettingsChangeKind; subject: string | null; fields: string[]; at: Date };

/** Adds one line, in the transaction that changes the setting. */
export async function addSettingsChange(tx: Db, change: SettingsChange): Promise<void> {
  await tx.sql.settingsChange.create({ data: change });
}

/** A store's latest lines, newest first. */
export async function listSettingsChanges(db: Db, storeId: string, limit: number): Promise<SettingsChange[]> {
  const rows = await db.sql.settingsChange.findMany({ where: { storeId }, orderBy: [{ at: "desc" }, { id: "desc" }], take: limit });
  return rows.map((row) => ({ ...row, kind: row.kind as SettingsChangeKind }));
}

/** Who these ids are: a member's address, also of one who was removed; "" for staff whom the shop's own admin vouched for. */
export async function nameActors(db: Db, storeId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const members = await db.sql.member.findMany({ where: { storeId, id: { in: [...ids] } }, select: { id: true, email: true } });
  const visitors = await db.sql.visitor.findMany({ where: { storeId, id: { in: [...ids] } }, select: { id: true } });
  return new Map([...visitors.map(({ id }) => [id, ""] as const), ...members.map(({ id, email }) => [id, email] as const)]);
}

/** Throws away what is older than a moment, at most `limit` lines. In: a transaction of its own, for the table refuses deletes else. */
export async function deleteOldSettingsChanges(tx: Db, input: { before: Date; limit: number }): Promise<void> {
  await tx.sql.$executeRaw`SELECT set_config('reglo.clear_away', 'settings_change', true)`;
  await tx.sql.$executeRaw(Prisma.sql`
    DELETE FROM settings_change WHERE ctid = ANY(ARRAY(SELECT ctid FROM settings_change WHERE at < ${input.before} LIMIT ${input.limit} FOR UPDATE SKIP LOCKED))`);
}

import type { CodeKey as CodeKeyRow } from "../../generated/prisma/client";
import type { Db } from "./client.server";

/** A key in a shop's templates. Retired: handed out no more, still believed. Revoked: its codes are over. */
export type CodeKey = { id: string; storeId: string; connectionId: string; secret: string; createdAt: Date; retiredAt: Date | null; revokedAt: Date | null };

const place = (row: Pick<CodeKeyRow, "id" | "storeId">) => `${row.storeId}/code_key.secret/${row.id}`;
const toKey = (db: Db, row: CodeKeyRow): CodeKey => ({ ...row, secret: db.sealer.open(row.secret, place(row)) });

/** Makes a key, unless the connection has one that is not retired: then nothing is made. */
export async function insertCodeKey(db: Db, key: Omit<CodeKey, "retiredAt" | "revokedAt">): Promise<void> {
  await db.sql.codeKey.createMany({ data: [{ ...key, secret: db.sealer.seal(key.secret, place(key)) }], skipDuplicates: true });
}

/** The look-up without a store: a code's own text says which key signed it. */
export async function findCodeKey(db: Db, keyId: string): Promise<CodeKey | null> {
  const row = await db.sql.codeKey.findUnique({ where: { id: keyId } });
  return row && toKey(db, row);
}

/** A connection's keys, newest first. */
export async function listCodeKeys(db: Db, storeId: string, connectionId: string): Promise<CodeKey[]> {
  const rows = await db.sql.codeKey.findMany({ where: { storeId, connectionId }, orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
  return rows.map((row) => toKey(db, row));
}

/** The one in the templates is handed out no more; codes made with it go on. */
export async function retireCodeKeys(db: Db, of: { storeId: string; connectionId: string }, at: Date): Promise<void> {
  await db.sql.codeKey.updateMany({ where: { ...of, retiredAt: null }, data: { retiredAt: at } });
}

/** Ends every code made with a retired key. */
export async function revokeRetiredCodeKeys(db: Db, of: { storeId: string; connectionId: string }, at: Date): Promise<void> {
  await db.sql.codeKey.updateMany({ where: { ...of, retiredAt: { not: null }, revokedAt: null }, data: { revokedAt: at } });
}

import type { Scan } from "../core/scan";
import type { Db } from "./client.server";

/** A picture or a PDF of a cheque. */
export type ChequeScan = Scan;

const place = (storeId: string, noteId: string) => `${storeId}/cheque_scan/${noteId}`;

/** Keeps a cheque's scan, sealed for its store and note; another one takes its place. */
export async function saveScan(db: Db, storeId: string, noteId: string, scan: ChequeScan, at: Date): Promise<void> {
  const data = { mimeType: scan.mimeType, sealed: db.sealer.seal(Buffer.from(scan.bytes).toString("base64"), place(storeId, noteId)), addedAt: at };
  await db.sql.chequeScan.upsert({ where: { noteId, storeId }, create: { noteId, storeId, ...data }, update: data });
}

export async function findScan(db: Db, storeId: string, noteId: string): Promise<ChequeScan | null> {
  const row = await db.sql.chequeScan.findFirst({ where: { noteId, storeId } });
  return row && { mimeType: row.mimeType as ChequeScan["mimeType"], bytes: new Uint8Array(Buffer.from(db.sealer.open(row.sealed, place(storeId, noteId)), "base64")) };
}

/** Which of these notes have a scan. */
export async function listScanned(db: Db, storeId: string, noteIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.sql.chequeScan.findMany({ where: { storeId, noteId: { in: [...noteIds] } }, select: { noteId: true } });
  return new Set(rows.map(({ noteId }) => noteId));
}

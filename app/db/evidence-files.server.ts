import { Prisma } from "../../generated/prisma/client";
import type { Scan } from "../core/scan";
import type { Db } from "./client.server";

/** A file a person added to a dispute's evidence, without its bytes. */
export type EvidenceFile = { id: string; mimeType: Scan["mimeType"]; addedAt: Date };

const place = (storeId: string, id: string) => `${storeId}/evidence_file/${id}`;

/** Keeps a file, sealed for its store, while its payment has fewer than `filesMax`; false when it has as many. Inside a transaction that locked the payment. */
export async function insertEvidence(tx: Db, input: { id: string; storeId: string; paymentId: string; scan: Scan; filesMax: number; at: Date }): Promise<boolean> {
  const { id, storeId, paymentId, scan } = input;
  await tx.sql.$queryRaw(Prisma.sql`SELECT 1 FROM payment WHERE id = ${paymentId} AND store_id = ${storeId} FOR UPDATE`);
  if ((await tx.sql.evidenceFile.count({ where: { storeId, paymentId } })) >= input.filesMax) return false;
  const sealed = tx.sealer.seal(Buffer.from(scan.bytes).toString("base64"), place(storeId, id));
  await tx.sql.evidenceFile.create({ data: { id, storeId, paymentId, mimeType: scan.mimeType, sealed, addedAt: input.at } });
  return true;
}

/** A payment's files, oldest first. */
export async function listEvidenceFiles(db: Db, storeId: string, paymentId: string): Promise<EvidenceFile[]> {
  const rows = await db.sql.evidenceFile.findMany({ where: { storeId, paymentId }, select: { id: true, mimeType: true, addedAt: true }, orderBy: [{ addedAt: "asc" }, { id: "asc" }] });
  return rows.map((row) => ({ ...row, mimeType: row.mimeType as Scan["mimeType"] }));
}

export async function findEvidenceFile(db: Db, storeId: string, at: { id: string; paymentId: string }): Promise<Scan | null> {
  const row = await db.sql.evidenceFile.findFirst({ where: { ...at, storeId } });
  return row && { mimeType: row.mimeType as Scan["mimeType"], bytes: new Uint8Array(Buffer.from(db.sealer.open(row.sealed, place(storeId, row.id)), "base64")) };
}

/** Takes away a file added by mistake. */
export async function deleteEvidence(db: Db, storeId: string, at: { id: string; paymentId: string }): Promise<void> {
  await db.sql.evidenceFile.deleteMany({ where: { ...at, storeId } });
}

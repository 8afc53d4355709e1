import { fileHash } from "../core/receipt-proof";
import type { SignedFacts } from "../core/signed-receipt";
import { toJson, type Db } from "./client.server";

/** Writes a signed receipt once; a receipt has one. */
export async function insertSigned(db: Db, input: { id: string; storeId: string; receiptId: string; facts: SignedFacts; pdf: Uint8Array }): Promise<void> {
  const { facts, pdf, ...ids } = input;
  await db.sql.signedReceipt.create({
    data: { ...ids, number: facts.number, facts: toJson(facts), pdf: new Uint8Array(pdf), pdfSha256: fileHash(pdf), signedAt: facts.signedAt },
  });
}

export async function findSigned(db: Db, storeId: string, signedId: string): Promise<{ number: string; pdf: Uint8Array } | null> {
  return db.sql.signedReceipt.findFirst({ where: { id: signedId, storeId }, select: { number: true, pdf: true } });
}

export async function findSignedOf(db: Db, storeId: string, receiptId: string): Promise<{ id: string; number: string } | null> {
  return db.sql.signedReceipt.findFirst({ where: { receiptId, storeId }, select: { id: true, number: true } });
}

/** The signed ones of a link's receipts: their ids by the receipt's. */
export async function listSignedOf(db: Db, storeId: string, linkId: string): Promise<Map<string, string>> {
  const rows = await db.sql.$queryRaw<{ id: string; receipt_id: string }[]>`
    SELECT s.id, s.receipt_id FROM signed_receipt s JOIN receipt r ON r.id = s.receipt_id WHERE s.store_id = ${storeId} AND r.link_id = ${linkId}`;
  return new Map(rows.map((row) => [row.receipt_id, row.id]));
}

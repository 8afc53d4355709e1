import { Prisma, type Receipt as ReceiptRow } from "../../generated/prisma/client";
import type { ReceiptFacts } from "../core/receipt";
import { fileHash } from "../core/receipt-proof";
import { toCurrency, toJson, type Db } from "./client.server";
import { rowsOf } from "./rows.server";

export type SavedReceipt = {
  id: string;
  storeId: string;
  entryId: string;
  linkId: string;
  paymentId: string;
  rebookingId: string | null;
  number: string;
  facts: ReceiptFacts;
  pdfSha256: string;
  issuedAt: Date;
};

type FactsJson = Omit<ReceiptFacts, "issuedAt" | "paidAt"> & { issuedAt: string; paidAt: string };

function toReceipt(row: Omit<ReceiptRow, "pdf">): SavedReceipt {
  const json = row.facts as unknown as FactsJson;
  const facts: ReceiptFacts = {
    ...json,
    amount: { amountMinor: json.amount.amountMinor, currency: toCurrency(json.amount.currency) },
    issuedAt: new Date(json.issuedAt),
    paidAt: new Date(json.paidAt),
  };
  return { ...row, facts };
}

/**
 * The next number of a gapless series. Locks the series until the caller's transaction ends: a rollback leaves no hole.
 */
export async function nextInSequence(db: Db, storeId: string, name: string): Promise<number> {
  const rows = await db.sql.$queryRaw<{ last: bigint }[]>(Prisma.sql`
    INSERT INTO sequence (store_id, name, last) VALUES (${storeId}, ${name}, 1)
    ON CONFLICT (store_id, name) DO UPDATE SET last = sequence.last + 1 RETURNING last`);
  return Number(rows[0]?.last);
}

export async function insertReceipt(
  db: Db,
  input: { id: string; storeId: string; entryId: string; linkId: string; paymentId: string; rebookingId: string | null; facts: ReceiptFacts; pdf: Uint8Array },
): Promise<void> {
  const { facts, pdf, ...ids } = input;
  const pdfSha256 = fileHash(pdf);
  await db.sql.receipt.create({
    data: { ...ids, number: facts.number, facts: toJson(facts), pdf: new Uint8Array(pdf), pdfSha256, issuedAt: facts.issuedAt },
  });
}

const withoutPdf = { pdf: true } as const;

/** The receipt of what one movement of money, or the rebooking of a part of it, was for one link. */
export async function findReceiptOfEntry(db: Db, storeId: string, at: { entryId: string; linkId: string; rebookingId: string | null }): Promise<SavedReceipt | null> {
  const row = await db.sql.receipt.findFirst({ where: { ...at, storeId }, omit: withoutPdf });
  return row && toReceipt(row);
}

/** The first receipt (no credit) of a payment's money for one link; null before there is one. */
export async function findFirstReceiptNumber(db: Db, storeId: string, at: { paymentId: string; linkId: string }): Promise<string | null> {
  const row = await db.sql.receipt.findFirst({
    where: { ...at, storeId, facts: { path: ["kind"], equals: "receipt" } }, select: { number: true }, orderBy: [{ issuedAt: "asc" }, { id: "asc" }],
  });
  return row?.number ?? null;
}

/** The receipt a reversal takes back: that of the very money it undoes, of several on one payment. Null when none was issued. */
export async function findReversedReceiptNumber(db: Db, storeId: string, reversal: { entryId: string; linkId: string }): Promise<string | null> {
  const [row] = await db.sql.$queryRaw<{ number: string }[]>(Prisma.sql`
    SELECT r.number FROM entry back JOIN entry e ON e.payment_id = back.payment_id AND e.ref = back.ref AND e.kind = 'capture'
    JOIN receipt r ON r.entry_id = e.id AND r.link_id = ${reversal.linkId}
    WHERE back.id = ${reversal.entryId} AND back.store_id = ${storeId} ORDER BY r.issued_at, r.id LIMIT 1`);
  return row?.number ?? null;
}

/** Which of a link's receipts state money that was none: taken back since. Ids. */
export async function listCancelledReceipts(db: Db, storeId: string, linkId: string): Promise<Set<string>> {
  const rows = await db.sql.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT r.id FROM receipt r JOIN entry e ON e.id = r.entry_id AND e.kind = 'capture'
    JOIN entry back ON back.payment_id = e.payment_id AND back.ref = e.ref AND back.kind = 'reversal'
    WHERE r.store_id = ${storeId} AND r.link_id = ${linkId}`);
  return new Set(rows.map(({ id }) => id));
}

export async function getReceipt(db: Db, storeId: string, receiptId: string): Promise<SavedReceipt> {
  return toReceipt(await db.sql.receipt.findFirstOrThrow({ where: { id: receiptId, storeId }, omit: withoutPdf }));
}

/** The one look-up without a store: the address it comes from is marked as ours. */
export async function findReceiptById(db: Db, receiptId: string): Promise<SavedReceipt | null> {
  const row = await db.sql.receipt.findUnique({ where: { id: receiptId }, omit: withoutPdf });
  return row && toReceipt(row);
}

/** Every receipt a link's money produced, oldest first. */
export const listReceiptsOfLink = (db: Db, storeId: string, linkId: string): Promise<SavedReceipt[]> => listReceiptsOfLinks(db, storeId, [linkId]);

/** The same for several links. */
export async function listReceiptsOfLinks(db: Db, storeId: string, linkIds: readonly string[]): Promise<SavedReceipt[]> {
  const text = `SELECT id, store_id, entry_id, link_id, payment_id, number, facts, pdf_sha256, issued_at FROM receipt
    WHERE store_id = $1 AND link_id = ANY($2::text[]) ORDER BY issued_at, id`;
  return (await rowsOf<Omit<ReceiptRow, "pdf">>(db, { name: "receipts-of-links", text, values: [storeId, [...linkIds]] })).map(toReceipt);
}

export async function findReceiptPdf(db: Db, storeId: string, receiptId: string): Promise<Uint8Array | null> {
  const row = await db.sql.receipt.findFirst({ where: { id: receiptId, storeId }, select: { pdf: true } });
  return row?.pdf ?? null;
}

import { Prisma } from "../../generated/prisma/client";
import type { StructuredReference } from "../core/structured-reference";
import { toMinor, type Db, type Statements } from "./client.server";
import { rowsOf } from "./rows.server";

/** One sequence with the attempts that draw a number of their own: no two transfers of a store look alike. */
export const referenceSequence = "transfer-reference";

/** Draws the number of a new link or basket; one that has its number keeps it. */
export async function drawReference(db: Statements, storeId: string, subjectId: string): Promise<void> {
  await rowsOf(db, {
    name: "draw-reference",
    text: `WITH drawn AS (
        INSERT INTO sequence (store_id, name, last) VALUES ($1, $2, 1)
        ON CONFLICT (store_id, name) DO UPDATE SET last = sequence.last + 1 RETURNING last)
      INSERT INTO transfer_reference (store_id, number, subject_id) SELECT $1, last, $3 FROM drawn
      ON CONFLICT (subject_id) DO NOTHING`,
    values: [storeId, referenceSequence, subjectId],
  });
}

/** The number of a link or a basket; null for a link of many payers, each of whose transfers draws its own. */
export async function findReferenceNumber(db: Db, storeId: string, subjectId: string): Promise<number | null> {
  const text = "SELECT number FROM transfer_reference WHERE store_id = $1 AND subject_id = $2";
  const [row] = await rowsOf<{ number: bigint }>(db, { name: "reference-number", text, values: [storeId, subjectId] });
  return row ? toMinor(row.number) : null;
}

/** The links that a reference on a statement speaks of: the one it was drawn for, those of its basket, or those of an attempt that drew its own. */
export async function listLinksByReference(db: Db, storeId: string, { ogm }: StructuredReference): Promise<string[]> {
  const rows = await db.sql.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT coalesce(b.link_id, r.subject_id) AS id FROM transfer_reference r LEFT JOIN basket_link b ON b.basket_id = r.subject_id
      WHERE r.store_id = ${storeId} AND r.number = ${BigInt(ogm.slice(0, 10))}
    UNION SELECT t.link_id FROM payment p JOIN payment_target t ON t.payment_id = p.id WHERE p.store_id = ${storeId} AND p.provider_ref = ${ogm}`);
  return rows.map(({ id }) => id);
}

/** The basket that a reference on a statement was drawn for; null where it is a link's own, or nobody's. */
export async function findBasketByReference(db: Db, storeId: string, { ogm }: StructuredReference): Promise<string | null> {
  const [row] = await db.sql.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT b.id FROM transfer_reference r JOIN basket b ON b.id = r.subject_id AND b.store_id = r.store_id
    WHERE r.store_id = ${storeId} AND r.number = ${BigInt(ogm.slice(0, 10))}`);
  return row?.id ?? null;
}

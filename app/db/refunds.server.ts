import { Prisma } from "../../generated/prisma/client";
import type { UnsettledRefund } from "../core/payment";
import { toMinor, type Db } from "./client.server";

/**
 * Keeps what a provider says of a refund beside the ledger. What failed stays so: answers that overtake each other end
 * the same. Out: whether this was news.
 */
export async function noteRefund(
  db: Db, input: { storeId: string; paymentId: string; ref: string; amountMinor: number; state: UnsettledRefund["state"]; at: Date },
): Promise<boolean> {
  const { storeId, paymentId, ref, amountMinor, state, at } = input;
  const rows = await db.sql.$queryRaw<{ ref: string }[]>(Prisma.sql`
    INSERT INTO pending_refund (payment_id, ref, store_id, amount_minor, state, created_at, changed_at)
    VALUES (${paymentId}, ${ref}, ${storeId}, ${amountMinor}, ${state}, ${at}, ${at})
    ON CONFLICT (payment_id, ref) DO UPDATE SET state = EXCLUDED.state, changed_at = EXCLUDED.changed_at
      WHERE pending_refund.state = 'pending' AND EXCLUDED.state = 'failed'
    RETURNING ref`);
  return rows.length > 0;
}

/**
 * What is on its way out of one payment and not in the ledger yet, in minor units: refunds the provider has promised, and
 * what a person has just stated as given back, or as never received.
 */
export async function sumPendingRefunds(db: Db, storeId: string, paymentId: string): Promise<number> {
  const [row] = await db.sql.$queryRaw<{ sum: bigint }[]>(Prisma.sql`
    SELECT coalesce(sum(amount_minor), 0)::bigint AS sum FROM (
      SELECT r.amount_minor FROM pending_refund r
      WHERE r.store_id = ${storeId} AND r.payment_id = ${paymentId} AND r.state = 'pending'
        AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.payment_id = r.payment_id AND e.kind = 'refund' AND e.ref = r.ref)
      UNION ALL SELECT n.amount_minor FROM hand_note n LEFT JOIN hand_note slip ON slip.id = n.about_id
      WHERE n.store_id = ${storeId} AND n.payment_id = ${paymentId} AND n.status = 'claimed'
        AND (n.kind = 'returned' OR (n.kind = 'reversed' AND slip.kind = 'received'))
        AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.payment_id = n.payment_id AND (e.kind, e.ref) IN (('refund', n.id), ('reversal', n.about_id)))
    ) leaving`);
  return toMinor(row?.sum ?? 0n);
}

/** Remembers on whose page a refund was begun, before the provider is asked; the same press again changes nothing. */
export async function saveRefundWish(db: Db, input: { storeId: string; paymentId: string; refundId: string; linkId: string; at: Date }): Promise<void> {
  const { at, ...wish } = input;
  await db.sql.refundWish.createMany({ data: [{ ...wish, createdAt: at }], skipDuplicates: true });
}

/** For which link each of these refunds was asked, by the id we gave it; those nobody here asked for are left out. */
export async function readRefundWishes(db: Db, storeId: string, paymentId: string, refundIds: readonly string[]): Promise<Map<string, string>> {
  if (refundIds.length === 0) return new Map();
  const rows = await db.sql.refundWish.findMany({ where: { storeId, paymentId, refundId: { in: [...refundIds] } } });
  return new Map(rows.map(({ refundId, linkId }) => [refundId, linkId]));
}

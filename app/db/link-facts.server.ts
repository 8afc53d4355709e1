import { noFacts, type LinkFacts } from "../core/link-marks";
import type { OrderState } from "../core/order";
import { toMinor, type Db } from "./client.server";
import { rowsOf } from "./rows.server";

type FactsRow = { id: string; disputed: bigint; isDisputeOpen: boolean; orderState: string | null; isMarkedByUs: boolean };

/** Whether the last word between us and the shop about a link's order was ours: it is paid. In: the alias `l`. */
export const isMarkedByUsText = `coalesce((SELECT v.kind = 'order-marked-paid' FROM link_event v
        WHERE v.link_id = l.id AND v.kind IN ('order-marked-paid', 'order-asks-again') ORDER BY v.at DESC, v.id DESC LIMIT 1), false)`;

/** What is known of each link beside its totals, in one query however many they are; every link asked for is there. */
export async function readLinkFacts(db: Db, storeId: string, linkIds: readonly string[]): Promise<Map<string, LinkFacts>> {
  const facts = new Map<string, LinkFacts>(linkIds.map((id) => [id, noFacts]));
  if (linkIds.length === 0) return facts;
  const rows = await rowsOf<FactsRow>(db, {
    name: "link-facts",
    text: `SELECT l.id, o.state AS order_state, coalesce(m.disputed, 0)::bigint AS disputed, coalesce(m.is_open, false) AS is_dispute_open,
        ${isMarkedByUsText} AS is_marked_by_us
      FROM payment_link l
      LEFT JOIN order_snapshot o ON o.connection_id = l.connection_id AND o.ref = l.order_ref AND o.store_id = l.store_id
      LEFT JOIN LATERAL (
        SELECT -sum(a.amount_minor) FILTER (WHERE a.kind <> 'foreign' AND e.kind IN ('dispute', 'dispute-reversal')) AS disputed, bool_or(p.dispute IS NOT NULL) AS is_open
        FROM allocation a JOIN entry e ON e.id = a.entry_id JOIN payment p ON p.id = a.payment_id WHERE a.link_id = l.id) m ON true
      WHERE l.store_id = $1 AND l.id = ANY($2::text[])`,
    values: [storeId, [...linkIds]],
  });
  for (const { id, disputed, isDisputeOpen, isMarkedByUs, orderState } of rows) {
    facts.set(id, { disputedMinor: Math.max(0, toMinor(disputed)), isDisputeOpen, isMarkedByUs, orderState: orderState as OrderState | null });
  }
  return facts;
}

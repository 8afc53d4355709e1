import { Prisma } from "../../generated/prisma/client";
import { assertUnreachable } from "../core/assert";
import type { LinkStatus } from "../core/payment-link";
import { isMarkedByUsText } from "./link-facts.server";

/** `linkState` in SQL, for filters and sums; a test holds the two together. In: the alias `l` and the moment. */
export const linkStatusSql = (now: Date) => Prisma.sql`CASE
  WHEN l.kind <> 'reusable' AND coalesce(l.amount_minor, 1) <= coalesce((
    SELECT sum(a.amount_minor) FROM allocation a JOIN entry e ON e.id = a.entry_id
    WHERE a.link_id = l.id AND a.kind = 'due' AND e.kind IN ('capture', 'reversal')), 0) THEN 'paid'
  WHEN l.cancelled_at IS NOT NULL THEN 'cancelled'
  WHEN l.expires_at <= ${now} THEN 'expired'
  ELSE 'open' END`;

/** A list's filters: a group as `linkGroup` has it, links of which something was given back, and those `isWatched` means. */
export type LinkFilter = LinkStatus | "refunded" | "watched";

/** `linkMarks`, `linkGroup` and `isWatched` in SQL; a test holds them together. In: the alias `l` and the moment. */
export function linkFilterSql(filter: LinkFilter, now: Date): Prisma.Sql {
  const status = linkStatusSql(now);
  switch (filter) {
    case "open": case "expired":
      return Prisma.sql`${status} = ${filter} AND (${orderStateSql} = 'unpaid' OR (${orderStateSql} = 'paid' AND ${isMarkedSql}))`;
    case "paid":
      return Prisma.sql`(${status} = 'paid' OR (${status} IN ('open', 'expired') AND ${orderStateSql} IN ('paid', 'refunded') AND NOT ${isMarkedSql}))`;
    case "cancelled":
      return Prisma.sql`(${status} = 'cancelled' OR (${status} IN ('open', 'expired') AND (${orderStateSql} IN ('cancelled', 'gone') OR (${orderStateSql} = 'refunded' AND ${isMarkedSql}))))`;
    case "refunded":
      return Prisma.sql`(SELECT m.refunded - m.disputed > 0 FROM (${moneySql}) m)`;
    case "watched":
      return Prisma.sql`(SELECT m.is_open OR m.surplus > 0 OR (${status} IN ('open', 'expired') AND ${orderStateSql} = 'paid' AND ${isMarkedSql}) OR (m.paid - m.refunded + m.surplus > 0
        AND ((${status} IN ('open', 'expired') AND ${orderStateSql} <> 'unpaid') OR (${status} = 'paid' AND ${orderStateSql} IN ('cancelled', 'gone')))) FROM (${moneySql}) m)`;
    default:
      return assertUnreachable(filter);
  }
}

const orderStateSql = Prisma.sql`coalesce((SELECT o.state FROM order_snapshot o WHERE o.connection_id = l.connection_id AND o.ref = l.order_ref AND o.store_id = l.store_id), 'unpaid')`;

const isMarkedSql = Prisma.raw(isMarkedByUsText);

/** `readLinkTotals` for one link: what was given back counts first against what was too much. */
const moneySql = Prisma.sql`
  SELECT paid, disputed, is_open, greatest(0, back - greatest(0, least(surplus, back))) AS refunded, greatest(0, surplus - greatest(0, least(surplus, back))) AS surplus
  FROM (SELECT
      coalesce(sum(a.amount_minor) FILTER (WHERE a.kind = 'due' AND e.kind IN ('capture', 'reversal')), 0) AS paid,
      coalesce(-sum(a.amount_minor) FILTER (WHERE a.kind = 'due' AND e.kind NOT IN ('capture', 'reversal')), 0) AS back,
      coalesce(sum(a.amount_minor) FILTER (WHERE a.kind = 'surplus'), 0) AS surplus,
      greatest(0, coalesce(-sum(a.amount_minor) FILTER (WHERE a.kind <> 'foreign' AND e.kind IN ('dispute', 'dispute-reversal')), 0)) AS disputed,
      coalesce(bool_or(p.dispute IS NOT NULL), false) AS is_open
    FROM allocation a JOIN entry e ON e.id = a.entry_id JOIN payment p ON p.id = a.payment_id WHERE a.link_id = l.id) sums`;

import { findEndOfDay } from "../core/civil-day";
import { noTotals, type PaymentLink } from "../core/payment-link";
import type { SavedOrder } from "../db/orders.server";
import type { Ctx } from "./ctx";
import { readDue } from "./read-due.server";
import type { readLinkStandings } from "./read-link-standings.server";

/** What of an order is paid and open by the shop and by us together, in its currency's minor units. `next`: the part its link's plan asks now, and by when. */
export type OrderMoney = { paidMinor: number; openMinor: number; next: { amountMinor: number; dueAt: Date | null } | null };

type Standings = Awaited<ReturnType<typeof readLinkStandings>>;
const isAsking = (link: PaymentLink, standings: Standings) => ["open", "expired"].includes(standings.get(link.id)?.state.status ?? "");

/** Connections whose shops record parts by themselves: what such a shop calls open has them taken off already. */
export const recordingIds = (ctx: Ctx): string[] => ctx.platforms.filter(({ port }) => port.recordPart !== undefined).map(({ connection }) => connection.id);

/**
 * An unpaid order's money. A link that follows the order knows what is open of it, whether the shop records parts or not.
 * Without one, a shop that records none still calls all of it open, so what its links brought comes off.
 */
export function readOrderMoney(ctx: Ctx, order: SavedOrder, links: readonly PaymentLink[], standings: Standings): OrderMoney {
  const own = links.filter(({ currency }) => currency === order.currency);
  const following = own.find((link) => link.followsOrder && isAsking(link, standings));
  const isRecorded = recordingIds(ctx).includes(order.platformId);
  const broughtMinor = isRecorded ? 0 : own.reduce((sum, { id }) => sum + (standings.get(id)?.totals.paidMinor ?? 0), 0);
  const openMinor = following ? (standings.get(following.id)?.state.openMinor ?? 0) : Math.max(0, order.openMinor - broughtMinor);
  return { paidMinor: Math.max(0, order.totalMinor - openMinor), openMinor, next: openMinor === 0 ? null : nextOf(ctx, own, standings) };
}

/** Null where the plan leaves nothing to say beside what is open. */
function nextOf(ctx: Ctx, links: readonly PaymentLink[], standings: Standings): OrderMoney["next"] {
  const asking = links.find((link) => isAsking(link, standings));
  const due = asking && readDue(ctx, asking, standings.get(asking.id)?.totals ?? noTotals);
  if (!due || due.maxMinor === 0 || (due.nextDueOn === null && due.suggestedMinor === due.maxMinor)) return null;
  return { amountMinor: due.suggestedMinor, dueAt: due.nextDueOn === null ? null : findEndOfDay(due.nextDueOn, ctx.store.timeZone) };
}

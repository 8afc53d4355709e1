import type { Order } from "../core/order";
import { updateConnection } from "../db/connections.server";
import { hurryEffects } from "../db/jobs.server";
import type { Ctx } from "./ctx";
import { followOrder } from "./refresh-order.server";

/** Read again this far back at every poll: clocks differ, and orders change while pages are read. */
export const syncOverlapMs = 10 * 60_000;
/** How far back the first poll of a new connection looks. */
export const firstSyncMs = 90 * 86_400_000;
export const syncPagesMax = 200;
/** Not read for longer than this, with a poll every five minutes, a shop was away: or we were. */
export const awayAfterMs = 8 * 60_000;

/**
 * Asks a platform for every order changed since the last poll: the second net under hooks, which may never come.
 * Progress is kept after each page, so a poll that is cut off goes on where it stopped.
 * A shop that is back after an outage is told at once what waited for it.
 * Out: how many orders were read. Throws VendorError when the platform cannot be asked.
 */
export async function syncOrders(ctx: Ctx, platformId: string): Promise<number> {
  const platform = ctx.platform(platformId);
  const connection = ctx.platforms.find((one) => one.connection.id === platformId)?.connection;
  const known = connection?.syncedUntil ?? null;
  const startedAt = ctx.now();
  const modifiedAfter = new Date(known ? known.getTime() - syncOverlapMs : startedAt.getTime() - firstSyncMs);
  let page: string | null = null;
  let count = 0;
  let newest = known;
  for (let pages = 0; pages < syncPagesMax; pages += 1) {
    const { orders, next, unreadable = [] } = await platform.listOrders({ modifiedAfter, page });
    for (const orderRef of unreadable) ctx.log("warn", "order-unreadable", { platformId, orderRef });
    for (const order of orders) await keep(ctx, platformId, order);
    count += orders.length;
    newest = laterOf(newest, orders.at(-1)?.updatedAt ?? null, startedAt);
    if (newest) await updateConnection(ctx.db, { id: platformId, storeId: ctx.store.id }, { syncedUntil: newest });
    page = next;
    if (page === null) break;
  }
  await updateConnection(ctx.db, { id: platformId, storeId: ctx.store.id }, { lastSyncAt: startedAt });
  const lastSyncAt = connection?.lastSyncAt ?? null;
  if (lastSyncAt !== null && startedAt.getTime() - lastSyncAt.getTime() > awayAfterMs) await hurryEffects(ctx.db, ctx.store.id);
  return count;
}

/** One order that cannot be kept (a text no database takes) holds up none of the others. */
async function keep(ctx: Ctx, platformId: string, order: Order): Promise<void> {
  try {
    await followOrder(ctx, { platformId, order });
  } catch (error) {
    ctx.log("error", "order-not-kept", { platformId, orderRef: order.ref, error: error instanceof Error ? error.name : "" });
  }
}

/** How far a shop was read, by the shop's own clock, which may be hours beside ours; never later than now, for it would skip. */
function laterOf(known: Date | null, seen: Date | null, now: Date): Date | null {
  if (seen === null || (known !== null && seen <= known)) return known;
  return seen < now ? seen : now;
}

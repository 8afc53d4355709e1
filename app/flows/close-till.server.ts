import { addDays, dayOf, findStartOfDay } from "../core/civil-day";
import { addTotals, firstHash, totalsOf } from "../core/till";
import { chainClosing, duePeriods, endOfDay, periodsEndingWith, sumOfDays, type ClosingBody, type Period } from "../core/till-closing";
import { inTransaction, type Db } from "../db/client.server";
import { findLastClosing, insertClosing, listDaysWithin, listTillEntries, lockTill, type TillState } from "../db/till.server";
import type { Ctx } from "./ctx";

/** More than a year of days with its months: whoever was away longer is caught up by the next runs. */
export const closingsPerRunMax = 400;
/** Two a second, day and night: beyond any counter. */
const movesPerDayMax = 172_800;

/**
 * Closes every day, month and year of the till that is over and not closed yet, oldest first, each in a transaction of
 * its own under the till's lock: two workers at once make none twice, and one that is killed leaves none half made.
 * Out: how many were made.
 */
export async function closeTill(ctx: Ctx): Promise<number> {
  for (let made = 0; made < closingsPerRunMax; made += 1) {
    if (!(await inTransaction(ctx.db, (tx) => closeNext(ctx, tx)))) return made;
  }
  return closingsPerRunMax;
}

async function closeNext(ctx: Ctx, tx: Db): Promise<boolean> {
  const till = await lockTill(tx, ctx.store.id);
  const last = await findLastClosing(tx, ctx.store.id);
  const period = findNext(ctx, till, last);
  if (period === null) return false;
  const body = period.kind === "day" ? await closeDay(ctx, tx, till, period) : await closeDaysOf(ctx, tx, period);
  const day = period.kind === "day" ? period.name : (till.closedDay ?? period.name);
  const isMoreBehind = findBehind(day, period) !== null;
  const nextClosingAt = isMoreBehind ? body.until : endOfDay(addDays(day, 1), ctx.store.timeZone, body.until);
  await insertClosing(tx, chainClosing(last, body), { nextClosingAt });
  return true;
}

/** The period to close now; null when none is over. */
function findNext(ctx: Ctx, { firstDay, closedDay, closedUntil, end }: TillState, last: Period | null): Period | null {
  if (firstDay === null) return null;
  const behind = closedDay !== null && last !== null ? findBehind(closedDay, last) : null;
  if (behind) return behind;
  // A clock that went back closes no day before its last move.
  const now = new Date(Math.max(ctx.now().getTime(), end.at?.getTime() ?? 0, closedUntil?.getTime() ?? 0));
  return duePeriods({ firstDay, closedDay, today: dayOf(now, ctx.store.timeZone), limit: 1 })[0] ?? null;
}

/** The month behind its last day, the year behind its last month. */
function findBehind(day: string, done: Period): Period | null {
  const together = periodsEndingWith(day);
  return together[together.findIndex(({ kind, name }) => kind === done.kind && name === done.name) + 1] ?? null;
}

async function closeDay(ctx: Ctx, tx: Db, till: TillState, period: Period): Promise<ClosingBody> {
  const { id: storeId, timeZone } = ctx.store;
  const before = await findLastClosing(tx, storeId, "day");
  const from = till.closedUntil ?? findStartOfDay(period.name, timeZone) ?? ctx.now();
  const until = endOfDay(period.name, timeZone, from);
  const moves = await listTillEntries(tx, storeId, { after: before?.lastMove ?? 0, until, limit: movesPerDayMax });
  if (moves.length === movesPerDayMax) throw new Error(`More than ${movesPerDayMax} moves on ${period.name}`);
  const totals = totalsOf(moves);
  const { number: lastMove, hash: lastMoveHash } = moves.at(-1) ?? { number: before?.lastMove ?? 0, hash: before?.lastMoveHash ?? firstHash };
  const perpetual = addTotals([...(before?.perpetual ?? []), ...totals]);
  return { ...period, storeId, timeZone, from, until, closedAt: ctx.now(), lastMove, lastMoveHash, totals, perpetual };
}

async function closeDaysOf(ctx: Ctx, tx: Db, period: Period): Promise<ClosingBody> {
  const { id: storeId, timeZone } = ctx.store;
  const days = await listDaysWithin(tx, storeId, period.name);
  const [first, last] = [days.at(0), days.at(-1)];
  if (!first || !last) throw new Error(`No day in ${period.name} to close`);
  const { until, lastMove, lastMoveHash, perpetual } = last;
  return { ...period, storeId, timeZone, from: first.from, until, closedAt: ctx.now(), lastMove, lastMoveHash, totals: sumOfDays(days), perpetual };
}

import { addDays, dayOf, findStartOfDay, monthStartOf } from "../core/civil-day";
import type { Currency } from "../core/currency";
import { listDayFigures, sumLate, sumReceived, sumToCollect, type Figure } from "../db/figures.server";
import type { Ctx } from "./ctx";
import { recordingIds } from "./read-order-money.server";

export const chartDays = 30;

/** Every day of the window, oldest first, days without money included. */
export type Chart = { currency: Currency; days: { day: string; askedMinor: number; receivedMinor: number }[] };
export type Figures = { toCollect: Figure[]; late: Figure[]; received: Figure[]; charts: Chart[] };

/** What the home page counts: per currency, in days as they begin where the shop is. */
export async function readFigures(ctx: Ctx): Promise<Figures> {
  const { db, store } = ctx;
  const today = dayOf(ctx.now(), store.timeZone);
  const firstDay = addDays(today, 1 - chartDays);
  const [toCollect, late, received, moves] = await Promise.all([
    sumToCollect(db, store.id, recordingIds(ctx)),
    sumLate(db, store.id, ctx.now()),
    sumReceived(db, store.id, startOf(monthStartOf(ctx.now(), store.timeZone), store.timeZone)),
    listDayFigures(db, store.id, { since: startOf(firstDay, store.timeZone), timeZone: store.timeZone }),
  ]);
  const days = Array.from({ length: chartDays }, (_, index) => addDays(firstDay, index));
  const countOf = (currency: Currency) => moves.filter((move) => move.currency === currency).length;
  const currencies = [...new Set(moves.map((move) => move.currency))].sort((a, b) => countOf(b) - countOf(a));
  const charts = currencies.map((currency): Chart => ({
    currency,
    days: days.map((day) => {
      const move = moves.find((one) => one.day === day && one.currency === currency);
      return { day, askedMinor: move?.askedMinor ?? 0, receivedMinor: move?.receivedMinor ?? 0 };
    }),
  }));
  return { toCollect, late, received, charts };
}

function startOf(day: string, timeZone: string): Date {
  const at = findStartOfDay(day, timeZone);
  if (at === null) throw new Error(`Not a day: ${day}`);
  return at;
}

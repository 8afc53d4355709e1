import { addDays, dayOf, findStartOfDay } from "../core/civil-day";
import type { Currency } from "../core/currency";
import type { TillTotal } from "../core/till";
import type { TillClosing } from "../core/till-closing";
import { notesCash, tillLawOf, type TillLaw } from "../core/till-rule";
import { listCheques } from "../db/hand-notes.server";
import { listTillDays, sumTillSince } from "../db/till-figures.server";
import { findTill, listClosings } from "../db/till.server";
import type { Ctx } from "./ctx";

export const tillChartDays = 30;
export const closingsPerPage = 40;
const chequesMax = 500;

export type TillChart = { currency: Currency; days: { day: string; inMinor: number; outMinor: number }[] };
export type TillView = {
  isEmpty: boolean;
  isOn: boolean;
  law: TillLaw;
  today: TillTotal[];
  charts: TillChart[];
  /** Newest first. `older`: the number to ask before for the next page; null: this is the last. */
  closings: TillClosing[];
  older: number | null;
  chequesToBank: number;
};

/** The till as its owner looks at it. In: where the page of closings begins. */
export async function readTill(ctx: Ctx, page: { before: number | null }): Promise<TillView> {
  const { db, store } = ctx;
  const today = dayOf(ctx.now(), store.timeZone);
  const first = addDays(today, 1 - tillChartDays);
  const [till, sums, moves, closings, cheques] = await Promise.all([
    findTill(db, store.id),
    sumTillSince(db, store.id, startOf(today, store.timeZone)),
    listTillDays(db, store.id, { since: startOf(first, store.timeZone), timeZone: store.timeZone }),
    listClosings(db, store.id, { ...(page.before !== null && { before: page.before }), limit: closingsPerPage + 1 }),
    listCheques(db, store.id, { without: ["banked", "withdrawn"], having: null, limit: chequesMax }),
  ]);
  const shown = closings.slice(0, closingsPerPage);
  const days = Array.from({ length: tillChartDays }, (_, index) => addDays(first, index));
  return {
    isEmpty: till === null || till.end.number === 0,
    isOn: notesCash(store),
    law: tillLawOf(store),
    today: sums,
    charts: [...new Set(moves.map(({ currency }) => currency))].map((currency) => ({
      currency, days: days.map((day) => moves.find((one) => one.day === day && one.currency === currency) ?? { day, inMinor: 0, outMinor: 0 }),
    })),
    closings: shown,
    older: closings.length > shown.length ? (shown.at(-1)?.number ?? null) : null,
    chequesToBank: cheques.length,
  };
}

function startOf(day: string, timeZone: string): Date {
  const at = findStartOfDay(day, timeZone);
  if (at === null) throw new Error(`Not a day: ${day}`);
  return at;
}

import { addDays, findStartOfDay, type CivilDay } from "./civil-day";
import { addTotals, firstHash, hashAfter, type TillTotal } from "./till";

export const closingKinds = ["day", "month", "year"] as const;
export type ClosingKind = (typeof closingKinds)[number];

/** A period of the store's calendar: "2026-11-21", "2026-11" or "2026". */
export type Period = { kind: ClosingKind; name: string };

/** The end of a period, written once. Its hash covers the closing before it and the end of the chain of moves. */
export type TillClosing = Period & {
  /** From 1, without a gap, days, months and years in one series. */
  number: number;
  storeId: string;
  timeZone: string;
  /** The first moment of the period, and the first after it. */
  from: Date;
  until: Date;
  closedAt: Date;
  /** The last move before `until`, and its hash: 0 and zeros before the first. */
  lastMove: number;
  lastMoveHash: string;
  totals: TillTotal[];
  /** Everything since the till's first move, never reset. */
  perpetual: TillTotal[];
  previousHash: string;
  hash: string;
};

/**
 * The periods that are over and not closed, oldest first: each day since the first move, and behind a month's or a
 * year's last day the month and the year. In: the day of the first move, the last day closed (null: none), and today.
 */
export function duePeriods(input: { firstDay: CivilDay; closedDay: CivilDay | null; today: CivilDay; limit: number }): Period[] {
  const periods: Period[] = [];
  let day = input.closedDay === null ? input.firstDay : addDays(input.closedDay, 1);
  for (; day < input.today && periods.length < input.limit; day = addDays(day, 1)) {
    periods.push(...periodsEndingWith(day));
  }
  return periods;
}

/** The day itself, and what ends with it. */
export function periodsEndingWith(day: CivilDay): Period[] {
  const next = addDays(day, 1);
  const periods: Period[] = [{ kind: "day", name: day }];
  if (next.slice(0, 7) !== day.slice(0, 7)) periods.push({ kind: "month", name: day.slice(0, 7) });
  if (next.slice(0, 4) !== day.slice(0, 4)) periods.push({ kind: "year", name: day.slice(0, 4) });
  return periods;
}

/** Whether a day belongs to a month or a year. */
export const isWithin = (day: CivilDay, period: Period): boolean => (period.kind === "day" ? day === period.name : day.startsWith(`${period.name}-`));

/**
 * The moment after a day, where the shop is: 23, 24 or 25 hours after its midnight. Never before `from`: a shop that
 * moves to another time zone has one day that is longer or shorter, and no moment in two days or in none.
 */
export function endOfDay(day: CivilDay, timeZone: string, from: Date): Date {
  const next = findStartOfDay(addDays(day, 1), timeZone);
  if (next === null) throw new Error(`Not a day: ${day}`);
  return next < from ? from : next;
}

export type ClosingBody = Omit<TillClosing, "hash" | "previousHash" | "number">;

/** The hash a closing has behind another. */
export function hashOfClosing(previousHash: string, closing: ClosingBody & { number: number }): string {
  const listed = (totals: readonly TillTotal[]) => totals.map(({ currency, method, inMinor, outMinor, count }) => ({ currency, method, inMinor, outMinor, count }));
  return hashAfter(previousHash, {
    number: closing.number, storeId: closing.storeId, kind: closing.kind, name: closing.name, timeZone: closing.timeZone, from: closing.from.toISOString(),
    until: closing.until.toISOString(), closedAt: closing.closedAt.toISOString(), lastMove: closing.lastMove, lastMoveHash: closing.lastMoveHash,
    totals: listed(closing.totals), perpetual: listed(closing.perpetual),
  });
}

/** Puts a closing behind the one before it; null: the first. */
export function chainClosing(before: Pick<TillClosing, "number" | "hash"> | null, body: ClosingBody): TillClosing {
  const whole = { ...body, number: (before?.number ?? 0) + 1 };
  const previousHash = before?.hash ?? firstHash;
  return { ...whole, previousHash, hash: hashOfClosing(previousHash, whole) };
}

/** A month or a year from the closings of its days. */
export function sumOfDays(days: readonly Pick<TillClosing, "totals">[]): TillTotal[] {
  return addTotals(days.flatMap(({ totals }) => totals));
}

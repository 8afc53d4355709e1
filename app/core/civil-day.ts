/** A day where the shop is, as a date field writes it: "2026-12-21". */
export type CivilDay = string;

/** Beyond 9999 as ISO 8601 writes it ("+010000-01-01"): the day after the last that can be typed. */
const dayShape = /^(\d{4}|\+\d{6})-(\d{2})-(\d{2})$/;
const dayMs = 86_400_000;

/** The day an instant belongs to in a time zone. */
export function dayOf(at: Date, timeZone: string): CivilDay {
  const formatter = dayFormatters.get(timeZone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  dayFormatters.set(timeZone, formatter);
  return formatter.format(at);
}

/** Making one costs as much as using it a thousand times; there are as many as time zones. */
const dayFormatters = new Map<string, Intl.DateTimeFormat>();

/** The day `days` later; negative goes back. Throws on a text that is no day. */
export function addDays(day: CivilDay, days: number): CivilDay {
  const start = utcOf(day);
  if (start === null) throw new Error(`Not a day: ${JSON.stringify(day)}`);
  return writtenDay(start + days * dayMs);
}

/** The same day `months` later, or the last one of a month that is shorter. Throws on a text that is no day. */
export function addMonths(day: CivilDay, months: number): CivilDay {
  const start = utcOf(day);
  if (start === null) throw new Error(`Not a day: ${JSON.stringify(day)}`);
  const at = new Date(start);
  const lastOfMonth = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 0));
  return `${lastOfMonth.toISOString().slice(0, 8)}${String(Math.min(at.getUTCDate(), lastOfMonth.getUTCDate())).padStart(2, "0")}`;
}

/** The instant a day begins in a time zone, DST included; null when the text is no day of the calendar. */
export function findStartOfDay(day: CivilDay, timeZone: string): Date | null {
  const midnight = utcOf(day);
  if (midnight === null) return null;
  // The offset is the one in force at the answer, which may differ from the one at UTC midnight: two rounds settle it.
  let at = midnight;
  for (let round = 0; round < 2; round += 1) at = midnight - offsetMs(at, timeZone);
  // Where midnight does not exist (DST begins at 0 h), the day begins later.
  return dayOf(new Date(at), timeZone) < day ? new Date(at + 3_600_000) : new Date(at);
}

/** The last second of a day in a time zone: a link "until 21 December" is payable all that day. */
export function findEndOfDay(day: CivilDay, timeZone: string): Date | null {
  if (utcOf(day) === null) return null;
  const next = findStartOfDay(addDays(day, 1), timeZone);
  return next && new Date(next.getTime() - 1_000);
}

/** The first day of the month an instant belongs to. */
export const monthStartOf = (at: Date, timeZone: string): CivilDay => `${dayOf(at, timeZone).slice(0, 8)}01`;

/** Whether this runtime knows the zone's name ("Europe/Paris"). */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function utcOf(day: CivilDay): number | null {
  const match = dayShape.exec(day);
  if (!match) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) || writtenDay(at) !== day ? null : at;
}

const writtenDay = (at: number): CivilDay => new Date(at).toISOString().split("T")[0] ?? "";

function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  }).formatToParts(new Date(at));
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) - Math.floor(at / 1_000) * 1_000;
}

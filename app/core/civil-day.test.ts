import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dayOf, findEndOfDay, findStartOfDay, isTimeZone, monthStartOf } from "./civil-day";

const zones = ["Europe/Paris", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "America/Sao_Paulo", "UTC"];
const aDay = fc.date({ min: new Date("2000-01-01T00:00:00Z"), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10));

test("a day ends one second before the next begins, and both ends belong to it, in any zone and over any DST change", () => {
  fc.assert(fc.property(aDay, fc.constantFrom(...zones), (day, zone) => {
    const start = findStartOfDay(day, zone) as Date;
    const end = findEndOfDay(day, zone) as Date;
    expect([dayOf(start, zone), dayOf(end, zone)]).toEqual([day, day]);
    expect(dayOf(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1));
    expect(dayOf(new Date(end.getTime() + 1_000), zone)).toBe(addDays(day, 1));
  }));
});

test("the day clocks change in Paris has 23 or 25 hours", () => {
  const hours = (day: string) => ((findEndOfDay(day, "Europe/Paris") as Date).getTime() + 1_000 - (findStartOfDay(day, "Europe/Paris") as Date).getTime()) / 3_600_000;
  expect([hours("2026-03-29"), hours("2026-10-25"), hours("2026-12-21")]).toEqual([23, 25, 24]);
});

test("what is no day of the calendar is refused", () => {
  for (const text of ["", "2026-02-30", "2026-13-01", "21/12/2026", "2026-1-1", "demain"]) expect(findEndOfDay(text, "UTC")).toBeNull();
});

test("a month begins where the shop is", () => {
  expect(monthStartOf(new Date("2026-11-30T23:30:00Z"), "Europe/Paris")).toBe("2026-12-01");
});

test("an unknown time zone is told apart", () => {
  expect([isTimeZone("Europe/Brussels"), isTimeZone("Europe/Nowhere"), isTimeZone("")]).toEqual([true, false, false]);
});

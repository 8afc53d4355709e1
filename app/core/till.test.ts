import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays, dayOf, findStartOfDay } from "./civil-day";
import { currencyOf } from "./currency";
import { addTotals, chainMove, emptyChain, endOf, firstHash, totalsOf, type TillEntry } from "./till";
import { beginCheck } from "./till-check";
import { chainClosing, duePeriods, endOfDay, isWithin, sumOfDays, type TillClosing } from "./till-closing";

const storeId = "sto_1";
const zones = ["Europe/Paris", "Europe/Brussels", "Pacific/Auckland", "America/St_Johns", "Africa/Cairo", "America/Santiago", "UTC"] as const;
const sum = (list: readonly { inMinor: number; outMinor: number }[]) => list.reduce((total, one) => total + one.inMinor - one.outMinor, 0);

/** A till as it would be lived: hours pass (or the clock goes back), money moves, and somebody closes now and then. */
const happening = fc.record({
  hours: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 40 }) }, { weight: 1, arbitrary: fc.integer({ min: -40, max: -1 }) }, { weight: 1, arbitrary: fc.integer({ min: 100, max: 500 }) }),
  amountMinor: fc.integer({ min: -50_000, max: 90_000 }).filter((amount) => amount !== 0),
  method: fc.constantFrom("cash", "cheque", "bank-transfer"),
  currency: fc.constantFrom("EUR", "CHF").map(currencyOf),
  isClosed: fc.boolean(),
});
type Happening = { hours: number; amountMinor: number; method: string; currency: TillEntry["currency"]; isClosed: boolean };

function live(happenings: readonly Happening[], timeZone: string) {
  let nowMs = Date.parse("2027-10-20T10:00:00Z");
  const moves: TillEntry[] = [];
  const closings: TillClosing[] = [];
  const lastDay = () => closings.findLast(({ kind }) => kind === "day");
  const close = () => {
    const [first] = moves;
    if (!first) return;
    const now = new Date(Math.max(nowMs, moves.at(-1)?.at.getTime() ?? 0, lastDay()?.until.getTime() ?? 0));
    const due = duePeriods({ firstDay: dayOf(first.at, timeZone), closedDay: lastDay()?.name ?? null, today: dayOf(now, timeZone), limit: 10_000 });
    for (const period of due) {
      const before = lastDay();
      const days = closings.filter(({ kind, name }) => kind === "day" && isWithin(name, period));
      const from = period.kind === "day" ? (before?.until ?? findStartOfDay(period.name, timeZone) ?? now) : (days[0]?.from ?? now);
      const until = period.kind === "day" ? endOfDay(period.name, timeZone, from) : (days.at(-1)?.until ?? now);
      const own = moves.filter((move) => move.number > (before?.lastMove ?? 0) && move.at < until);
      const totals = period.kind === "day" ? totalsOf(own) : sumOfDays(days);
      const end = period.kind === "day" ? own.at(-1) : undefined;
      closings.push(chainClosing(closings.at(-1) ?? null, {
        ...period, storeId, timeZone, from, until, closedAt: now, totals,
        perpetual: period.kind === "day" ? addTotals([...(before?.perpetual ?? []), ...totals]) : (before?.perpetual ?? []),
        lastMove: end?.number ?? before?.lastMove ?? 0, lastMoveHash: end?.hash ?? before?.lastMoveHash ?? firstHash,
      }));
    }
  };
  for (const { hours, isClosed, ...money } of happenings) {
    nowMs += hours * 3_600_000;
    const last = moves.at(-1);
    moves.push(chainMove(last ? endOf(last) : emptyChain, {
      storeId, at: new Date(nowMs), happenedAt: new Date(nowMs - 3_600_000), kind: money.amountMinor > 0 ? "capture" : "refund", reference: "1042", entryId: `ent_${moves.length}`, ...money,
    }, lastDay()?.until ?? null));
    if (isClosed) close();
  }
  nowMs += 800 * 3_600_000;
  close();
  return { moves, closings };
}

function faultsOf(moves: readonly TillEntry[], closings: readonly TillClosing[], end = moves.at(-1)) {
  const check = beginCheck(closings);
  for (const move of moves) check.move(move);
  return check.finish(end ? endOf(end) : emptyChain);
}

const lives = fc.tuple(fc.array(happening, { minLength: 1, maxLength: 8 }), fc.constantFrom(...zones));

it("holds whatever happens: no fault, no period twice, none missing, and the totals are the moves", () => {
  fc.assert(fc.property(lives, ([happenings, timeZone]) => {
    const { moves, closings } = live(happenings, timeZone);
    expect(faultsOf(moves, closings)).toEqual([]);
    const days = closings.filter(({ kind }) => kind === "day");
    expect(days.map(({ name }) => name)).toEqual(days.map((_, index) => addDays(days[0]?.name ?? "", index)));
    expect(new Set(closings.map(({ kind, name }) => `${kind} ${name}`)).size).toBe(closings.length);
    expect(sum(days.flatMap(({ totals }) => totals))).toBe(moves.reduce((total, { amountMinor }) => total + amountMinor, 0));
    expect(sum(days.at(-1)?.perpetual ?? [])).toBe(moves.reduce((total, { amountMinor }) => total + amountMinor, 0));
    for (const month of closings.filter(({ kind }) => kind === "month")) expect(addDays(`${month.name}-28`, 4).slice(0, 7)).not.toBe(month.name);
  }), { numRuns: 40 });
});

it("finds whatever is changed, taken out, put in, turned round or cut off", () => {
  const change = fc.constantFrom("amount", "method", "time", "drop", "twice", "swap", "cut", "closing", "closing-drop", "rehash");
  fc.assert(fc.property(lives, change, fc.nat(), ([happenings, timeZone], what, at) => {
    const { moves, closings } = live(happenings, timeZone);
    const index = at % moves.length;
    const [mine, theirs] = [moves.map((move) => ({ ...move })), closings.map((closing) => ({ ...closing }))];
    const move = mine[index] as TillEntry;
    const closing = theirs[at % theirs.length] as TillClosing;
    if (what === "amount") move.amountMinor += 1;
    if (what === "method") move.method = `${move.method}!`;
    if (what === "time") move.happenedAt = new Date(move.happenedAt.getTime() + 1);
    if (what === "drop") mine.splice(index, 1);
    if (what === "twice") mine.splice(index, 0, { ...move });
    if (what === "swap") mine.splice(index, 2, ...mine.slice(index, index + 2).reverse());
    if (what === "cut") mine.pop();
    if (what === "closing") closing.totals = [...closing.totals, { currency: currencyOf("EUR"), method: "zz", inMinor: 1, outMinor: 0, count: 1 }];
    if (what === "closing-drop") theirs.splice(at % theirs.length, 1);
    // Somebody who knows the rule writes the whole chain anew: the closings still know the old one.
    if (what === "rehash") mine.splice(0, mine.length, ...rewrite(mine));
    fc.pre(what !== "swap" || index < moves.length - 1);
    fc.pre(what !== "closing-drop" || at % closings.length < closings.length - 1);
    expect(faultsOf(mine, theirs, what === "rehash" ? mine.at(-1) : moves.at(-1))).not.toEqual([]);
  }), { numRuns: 80 });
});

function rewrite(moves: readonly TillEntry[]): TillEntry[] {
  return moves.reduce<TillEntry[]>((done, move, index) => {
    const last = done.at(-1);
    const { number, hash, previousHash, ...rest } = move;
    return [...done, chainMove(last ? endOf(last) : emptyChain, { ...rest, amountMinor: rest.amountMinor + (index === 0 ? 100 : 0) }, null)];
  }, []);
}

it("has days of 23 and 25 hours where the clocks change, and loses no hour", () => {
  const until = (day: string, from: string) => endOfDay(day, "Europe/Paris", new Date(from)).toISOString();
  expect(until("2027-03-28", "2027-03-27T23:00:00.000Z")).toBe("2027-03-28T22:00:00.000Z");
  expect(until("2027-10-31", "2027-10-30T22:00:00.000Z")).toBe("2027-10-31T23:00:00.000Z");
});

it("closes a month and a year behind their last day", () => {
  const due = duePeriods({ firstDay: "2027-12-31", closedDay: null, today: "2028-01-02", limit: 10 });
  expect(due).toEqual([
    { kind: "day", name: "2027-12-31" }, { kind: "month", name: "2027-12" }, { kind: "year", name: "2027" }, { kind: "day", name: "2028-01-01" },
  ]);
  expect(duePeriods({ firstDay: "2028-01-02", closedDay: null, today: "2028-01-02", limit: 10 })).toEqual([]);
  expect(duePeriods({ firstDay: "2028-01-02", closedDay: "2028-01-05", today: "2028-01-03", limit: 10 })).toEqual([]);
});

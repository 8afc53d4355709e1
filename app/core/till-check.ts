import { endOfDay, hashOfClosing, isWithin, sumOfDays, type TillClosing } from "./till-closing";
import { addTotals, emptyChain, firstHash, hashOfMove, totalsOf, type ChainEnd, type TillEntry, type TillTotal } from "./till";

/** What a check can find, and at which row of which chain. */
export type TillFault = {
  chain: "moves" | "closings";
  number: number;
  /**
   * missing: a number was jumped · changed: the row is not what its hash says · cut: it does not follow the one above ·
   * time: it stands before the one above · totals: they are not the sum of the moves · ledger: the ledger says otherwise ·
   * end: rows at the end are gone · seal: the closing was not written by this installation.
   */
  fault: "missing" | "changed" | "cut" | "time" | "totals" | "ledger" | "end" | "seal";
};

const sameTotals = (a: readonly TillTotal[], b: readonly TillTotal[]) => {
  const text = (totals: readonly TillTotal[]) => JSON.stringify(totals.map((t) => [t.currency, t.method, t.inMinor, t.outMinor, t.count]));
  return text(a) === text(b);
};

/** Begins a check of a store's moves against its day closings; feed it every move in order, page by page, then ask for the faults. */
export function beginCheck(closings: readonly TillClosing[]) {
  const days = closings.filter(({ kind }) => kind === "day").sort((a, b) => a.number - b.number);
  const faults: TillFault[] = [];
  let end: ChainEnd = emptyChain;
  let day = 0;
  let own: TillTotal[] = [];
  let all: TillTotal[] = [];

  const leaveDay = (closing: TillClosing) => {
    const isSummed = sameTotals(closing.totals, own) && sameTotals(closing.perpetual, all);
    if (!isSummed || closing.lastMove !== end.number || closing.lastMoveHash !== end.hash) faults.push({ chain: "closings", number: closing.number, fault: "totals" });
    own = [];
    day += 1;
  };

  return {
    move(entry: TillEntry) {
      for (let closing = days[day]; closing && entry.at >= closing.until; closing = days[day]) leaveDay(closing);
      const tell = (fault: TillFault["fault"]) => void faults.push({ chain: "moves", number: entry.number, fault });
      if (entry.number !== end.number + 1) tell("missing");
      if (entry.previousHash !== end.hash) tell("cut");
      if (entry.hash !== hashOfMove(entry.previousHash, entry)) tell("changed");
      if (end.at !== null && entry.at < end.at) tell("time");
      const total = totalsOf([entry]);
      own = addTotals([...own, ...total]);
      all = addTotals([...all, ...total]);
      end = { number: entry.number, hash: entry.hash, at: entry.at };
    },
    /** In: where the store's books say the chain ends. Out: what is wrong, in no more than a person can look through. */
    finish(told: Pick<ChainEnd, "number" | "hash">): TillFault[] {
      for (let closing = days[day]; closing; closing = days[day]) leaveDay(closing);
      if (told.number !== end.number || told.hash !== end.hash) faults.push({ chain: "moves", number: Math.max(told.number, end.number), fault: "end" });
      return [...faults, ...faultsOfClosings(closings)];
    },
  };
}

/** The chain of closings by itself: whole, in order, each period once, without a hole in time between two days. */
export function faultsOfClosings(closings: readonly TillClosing[]): TillFault[] {
  const faults: TillFault[] = [];
  const tell = (number: number, fault: TillFault["fault"]) => void faults.push({ chain: "closings", number, fault });
  const seen = new Set<string>();
  let before: TillClosing | null = null;
  let dayBefore: TillClosing | null = null;
  for (const closing of [...closings].sort((a, b) => a.number - b.number)) {
    if (closing.number !== (before?.number ?? 0) + 1) tell(closing.number, "missing");
    if (closing.previousHash !== (before?.hash ?? firstHash)) tell(closing.number, "cut");
    if (closing.hash !== hashOfClosing(closing.previousHash, closing)) tell(closing.number, "changed");
    if (seen.has(`${closing.kind} ${closing.name}`)) tell(closing.number, "time");
    seen.add(`${closing.kind} ${closing.name}`);
    if (closing.kind === "day") {
      const isInTime = closing.until.getTime() === endOfDay(closing.name, closing.timeZone, closing.from).getTime();
      if (!isInTime || (dayBefore && dayBefore.until.getTime() !== closing.from.getTime())) tell(closing.number, "time");
      dayBefore = closing;
    } else if (!sameTotals(closing.totals, sumOfDays(closings.filter((one) => one.kind === "day" && isWithin(one.name, closing))))) {
      tell(closing.number, "totals");
    }
    before = closing;
  }
  return faults;
}

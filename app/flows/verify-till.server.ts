import { beginCheck, type TillFault } from "../core/till-check";
import { findTill, listBrokenSeals, listClosings, listMovesAgainstLedger, listTillEntries } from "../db/till.server";
import type { Ctx } from "./ctx";

const pageSize = 5_000;
/** 130 years of days, months and years. */
const closingsMax = 50_000;
const faultsMax = 200;

export type TillVerdict = { moves: number; closings: number; faults: TillFault[] };

/**
 * Reads the whole till again: every hash, every number, every total, every closing's seal, and each move beside its row
 * of the ledger. Out: what it read and what is wrong with it, the first 200. Changes nothing.
 */
export async function verifyTill(ctx: Ctx): Promise<TillVerdict> {
  const { db, store } = ctx;
  const till = await findTill(db, store.id);
  if (till === null) return { moves: 0, closings: 0, faults: [] };
  const closings = await listClosings(db, store.id, { limit: closingsMax });
  const check = beginCheck(closings);
  let after = 0;
  let moves = 0;
  for (;;) {
    const page = await listTillEntries(db, store.id, { after, limit: pageSize });
    for (const entry of page) check.move(entry);
    moves += page.length;
    after = page.at(-1)?.number ?? after;
    if (page.length < pageSize) break;
  }
  const faults = check.finish(till.end);
  const lastDay = closings.find(({ kind }) => kind === "day")?.name ?? null;
  if (lastDay !== till.closedDay) faults.push({ chain: "closings", number: closings[0]?.number ?? 0, fault: "end" });
  for (const number of await listMovesAgainstLedger(db, store.id)) faults.push({ chain: "moves", number, fault: "ledger" });
  for (const number of await listBrokenSeals(db, store.id)) faults.push({ chain: "closings", number, fault: "seal" });
  return { moves, closings: closings.length, faults: faults.slice(0, faultsMax) };
}

import { findScan, saveScan, type ChequeScan } from "../db/cheque-scans.server";
import { findNote } from "../db/hand-notes.server";
import type { Ctx } from "./ctx";

/** Whether the store was ever handed such a cheque. */
export async function hasCheque(ctx: Ctx, noteId: string): Promise<boolean> {
  const note = await findNote(ctx.db, ctx.store.id, noteId);
  return note?.method === "cheque" && note.kind === "received";
}

/** Keeps the scan of a cheque, as the scan door made it from an upload; false when the store has no such cheque. */
export async function keepScan(ctx: Ctx, noteId: string, scan: ChequeScan): Promise<boolean> {
  if (!(await hasCheque(ctx, noteId))) return false;
  await saveScan(ctx.db, ctx.store.id, noteId, scan, ctx.now());
  return true;
}

/** The scan of one of the store's own cheques; null when there is none. */
export const readScanOf = (ctx: Ctx, noteId: string): Promise<ChequeScan | null> => findScan(ctx.db, ctx.store.id, noteId);

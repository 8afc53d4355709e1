import { dayOf } from "../core/civil-day";
import type { HandNote } from "../core/hand-note";
import type { MerchantLocale } from "../core/locale";
import { slipPaper } from "../core/slip-paper";
import { listCheques, listOnSlip, listSlips } from "../db/hand-notes.server";
import type { Ctx } from "./ctx";
import { moveCheque } from "./note-about.server";

/** What fits on one slip, and what the screen shows at once. */
export const slipChequesMax = 100;
const slipsShown = 20;

export type ChequesView = {
  toBank: HandNote[];
  atBank: HandNote[];
  slips: { slipId: string; at: Date; count: number }[];
  /** For the next slip: pressing twice makes one. */
  slipId: string;
  today: string;
};

/** The cheques in the shop's hands, those at the bank, and the slips they went with. */
export async function readCheques(ctx: Ctx): Promise<ChequesView> {
  const { db, store } = ctx;
  const [toBank, atBank, slips] = await Promise.all([
    listCheques(db, store.id, { without: ["banked", "withdrawn"], having: null, limit: slipChequesMax }),
    listCheques(db, store.id, { without: ["cleared", "bounced", "withdrawn"], having: "banked", limit: slipChequesMax }),
    listSlips(db, store.id, slipsShown),
  ]);
  return { toBank, atBank, slips, slipId: ctx.newId("hnd"), today: dayOf(ctx.now(), store.timeZone) };
}

/** Takes chosen cheques to the bank together; one that went meanwhile is passed over. Out: how many went with this slip. */
export async function bankCheques(ctx: Ctx, input: { slipId: string; noteIds: readonly string[]; happenedAt: Date; memberId: string }): Promise<number> {
  const { slipId, happenedAt, memberId } = input;
  for (const noteId of input.noteIds.slice(0, slipChequesMax)) {
    await moveCheque(ctx, { id: `${slipId}_${noteId}`, noteId, happenedAt, reason: "", memberId, step: "banked", slipId });
  }
  return (await listOnSlip(ctx.db, ctx.store.id, slipId)).length;
}

/** The slip to hand in with the cheques, as a PDF; null when the store has no such slip. */
export async function printSlip(ctx: Ctx, input: { slipId: string; locale: MerchantLocale }): Promise<{ fileName: string; pdf: Uint8Array } | null> {
  const cheques = await listOnSlip(ctx.db, ctx.store.id, input.slipId);
  const [first] = cheques;
  if (!first) return null;
  const { name, legalLines, timeZone, logoPng, accentColor } = ctx.store;
  const paper = slipPaper(cheques.map(({ cheque }) => cheque), { at: first.at, number: input.slipId.slice(-8).toUpperCase(), issuer: { name, lines: legalLines }, timeZone, locale: input.locale });
  return { fileName: `remise-${dayOf(first.at, timeZone)}.pdf`, pdf: await ctx.paperPrinter.print(paper, { logoPng, accentColor }) };
}

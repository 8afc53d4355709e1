import { findReceiptPdf, getReceipt } from "../db/receipts.server";
import type { Ctx } from "./ctx";

/** A receipt's PDF as it was issued, byte for byte; null when the store has no such receipt. */
export async function readReceipt(ctx: Ctx, receiptId: string): Promise<{ fileName: string; pdf: Uint8Array } | null> {
  const pdf = await findReceiptPdf(ctx.db, ctx.store.id, receiptId);
  if (!pdf) return null;
  const { number } = await getReceipt(ctx.db, ctx.store.id, receiptId);
  return { fileName: `${number}.pdf`, pdf };
}

import type { ReceiptMessage } from "../core/message";
import { findReceiptPdf, getReceipt } from "../db/receipts.server";
import { senderOf } from "../db/stores.server";
import type { Ctx } from "./ctx";
import { linkAddress } from "./link-address.server";

/** The words around a receipt, with its PDF exactly as it was issued. */
export async function receiptMessage(ctx: Ctx, input: { receiptId: string; linkId: string | null }): Promise<ReceiptMessage> {
  const receipt = await getReceipt(ctx.db, ctx.store.id, input.receiptId);
  const bytes = await findReceiptPdf(ctx.db, ctx.store.id, input.receiptId);
  if (!bytes) throw new Error(`No PDF for ${input.receiptId}`);
  const { facts } = receipt;
  return {
    kind: facts.kind,
    locale: facts.locale,
    sender: senderOf(ctx.store),
    receipt: facts,
    doneUrl: input.linkId === null ? null : await linkAddress(ctx, input.linkId),
    pdf: { fileName: `${facts.number}.pdf`, bytes },
  };
}

import { isSameText } from "../core/companion-signature";
import type { ReceiptFacts } from "../core/receipt";
import { fileHash, findProofCode, proofPath } from "../core/receipt-proof";
import { findReceiptById, listReceiptsOfLink, type SavedReceipt } from "../db/receipts.server";
import { getPayment } from "../db/payments.server";
import type { App, Ctx } from "./ctx";

const purpose = "receipt-proof";

/** The address printed on a receipt, where whoever holds it can check it. */
export function proofAddress(ctx: Pick<Ctx, "appUrl" | "db">, receiptId: string): string {
  return ctx.appUrl + proofPath({ receiptId, mark: ctx.db.sealer.mark(receiptId, purpose) });
}

/** A receipt as its proof states it. `later`: the receipts of money given back or found to be none since, of the same payment and link. */
export type ReceiptProof = { ctx: Ctx; facts: ReceiptFacts; later: ReceiptFacts[]; isTest: boolean; pdfSha256: string };

/** Opens the proof a receipt's address names; null for every address we did not mark, and for a receipt we do not know. */
export async function findReceiptProof(app: App, code: string): Promise<ReceiptProof | null> {
  const read = findProofCode(code);
  if (!read || !isSameText(read.mark, app.db.sealer.mark(read.receiptId, purpose))) return null;
  const receipt = await findReceiptById(app.db, read.receiptId);
  if (!receipt) return null;
  const ctx = await app.openStore(receipt.storeId);
  const [siblings, payment] = await Promise.all([
    listReceiptsOfLink(app.db, receipt.storeId, receipt.linkId),
    getPayment(app.db, receipt.storeId, receipt.paymentId),
  ]);
  return {
    ctx, facts: receipt.facts, pdfSha256: receipt.pdfSha256,
    later: siblings.filter((one) => takesBack(one, receipt)).map((one) => one.facts),
    isTest: ctx.providers.some(({ connection, port }) => connection.id === payment.providerId && port.isTest === true),
  };
}

const takesBack = (one: SavedReceipt, receipt: SavedReceipt) =>
  receipt.facts.kind === "receipt" && one.facts.kind !== "receipt" && one.paymentId === receipt.paymentId;

/** Whether a file is, byte for byte, the PDF that was issued. */
export function isIssuedFile(proof: Pick<ReceiptProof, "pdfSha256">, file: Uint8Array): boolean {
  return fileHash(file) === proof.pdfSha256;
}

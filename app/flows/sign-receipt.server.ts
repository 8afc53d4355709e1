import { civilYear } from "../core/receipt";
import type { Signature, SignedFacts } from "../core/signed-receipt";
import { signedPaper } from "../core/signed-paper";
import { inTransaction } from "../db/client.server";
import { getReceipt, listCancelledReceipts, nextInSequence, type SavedReceipt } from "../db/receipts.server";
import { findSigned, findSignedOf, insertSigned } from "../db/signed-receipts.server";
import type { Ctx } from "./ctx";

/** A receipt of money that came over the counter; null when the store has no such receipt, or it is none that is signed, or was taken back. */
export async function findSignable(ctx: Ctx, receiptId: string): Promise<{ receipt: SavedReceipt; signedId: string | null } | null> {
  const receipt = await getReceipt(ctx.db, ctx.store.id, receiptId).catch(() => null);
  if (receipt?.facts.kind !== "receipt" || !["cash", "cheque"].includes(receipt.facts.methodTitle)) return null;
  const signedId = (await findSignedOf(ctx.db, ctx.store.id, receiptId))?.id ?? null;
  if (signedId === null && (await listCancelledReceipts(ctx.db, ctx.store.id, receipt.linkId)).has(receiptId)) return null;
  return { receipt, signedId };
}

function factsOf(ctx: Ctx, { facts, pdfSha256 }: SavedReceipt, input: { number: string; payer: Signature; payee: Signature }): SignedFacts {
  const { locale, timeZone, seller, amount, methodTitle, paidAt } = facts;
  const about = facts.items.map(({ orderNumber, description }) => orderNumber ?? description).join(", ");
  return {
    ...input, receiptNumber: facts.number, receiptSha256: pdfSha256, locale, timeZone, seller: { name: seller.name, legalLines: seller.legalLines },
    amount, methodTitle, about, paidAt, signedAt: ctx.now(),
  };
}

/** Rolls the transaction back, so that the number just drawn is not lost. */
class AlreadySigned extends Error {}

/**
 * Both parties signed: a document of its own is written, once for a receipt, that names the receipt and the hash of its
 * bytes. Its series has no hole. Out: its id. Throws VendorError when it cannot be printed.
 */
export async function signReceipt(ctx: Ctx, input: { receipt: SavedReceipt; payer: Signature; payee: Signature }): Promise<string> {
  const { receipt, payer, payee } = input;
  const { logoPng, accentColor } = ctx.store;
  const id = ctx.newId("sgn");
  try {
    await inTransaction(ctx.db, async (tx) => {
      const year = civilYear(ctx.now(), ctx.store.timeZone);
      const sequence = await nextInSequence(tx, ctx.store.id, `signed-receipt-${year}`);
      if (await findSignedOf(tx, ctx.store.id, receipt.id)) throw new AlreadySigned();
      const facts = factsOf(ctx, receipt, { number: `S-${year}-${String(sequence).padStart(6, "0")}`, payer, payee });
      const pdf = await ctx.paperPrinter.print(signedPaper(facts), { logoPng, accentColor });
      await insertSigned(tx, { id, storeId: ctx.store.id, receiptId: receipt.id, facts, pdf });
    });
    return id;
  } catch (error) {
    if (!(error instanceof AlreadySigned)) throw error;
    const known = await findSignedOf(ctx.db, ctx.store.id, receipt.id);
    if (!known) throw error;
    return known.id;
  }
}

/** The document to be signed with a pen. */
export async function printToSign(ctx: Ctx, receipt: SavedReceipt): Promise<{ fileName: string; pdf: Uint8Array }> {
  const { logoPng, accentColor } = ctx.store;
  const blank = (name: string): Signature => ({ name, strokes: [] });
  const facts = factsOf(ctx, receipt, { number: "", payer: blank(receipt.facts.payer.name), payee: blank(receipt.facts.seller.name) });
  return { fileName: `${receipt.number}-a-signer.pdf`, pdf: await ctx.paperPrinter.print(signedPaper(facts, true), { logoPng, accentColor }) };
}

/** A signed receipt's PDF as it was made, byte for byte; null when the store has no such one. */
export async function readSigned(ctx: Ctx, signedId: string): Promise<{ fileName: string; pdf: Uint8Array } | null> {
  const signed = await findSigned(ctx.db, ctx.store.id, signedId);
  return signed && { fileName: `${signed.number}.pdf`, pdf: signed.pdf };
}

import type { Scan } from "../core/scan";
import { inTransaction } from "../db/client.server";
import { deleteEvidence, findEvidenceFile, insertEvidence } from "../db/evidence-files.server";
import { findPayment, listTargets } from "../db/payments.server";
import type { Ctx } from "./ctx";

/** What a provider's form takes is far less. */
export const evidenceFilesMax = 6;

/** Whether the store's link has such a payment with a dispute that may still be answered. */
export async function hasOpenDispute(ctx: Ctx, at: { linkId: string; paymentId: string }): Promise<boolean> {
  const payment = await findPayment(ctx.db, ctx.store.id, at.paymentId);
  if (!payment || payment.openDispute === null) return false;
  return (await listTargets(ctx.db, ctx.store.id, payment.id)).some(({ linkId }) => linkId === at.linkId);
}

/** Keeps a file a person adds to a dispute's evidence, as the scan door made it from an upload. */
export async function keepEvidence(ctx: Ctx, input: { paymentId: string; scan: Scan }): Promise<{ ok: true } | { ok: false; reason: "too-many-files" }> {
  const isKept = await inTransaction(ctx.db, (tx) =>
    insertEvidence(tx, { ...input, id: ctx.newId("evd"), storeId: ctx.store.id, filesMax: evidenceFilesMax, at: ctx.now() }));
  return isKept ? { ok: true } : { ok: false, reason: "too-many-files" };
}

export const readEvidence = (ctx: Ctx, at: { id: string; paymentId: string }): Promise<Scan | null> => findEvidenceFile(ctx.db, ctx.store.id, at);
export const removeEvidence = (ctx: Ctx, at: { id: string; paymentId: string }): Promise<void> => deleteEvidence(ctx.db, ctx.store.id, at);

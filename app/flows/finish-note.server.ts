import { assertUnreachable } from "../core/assert";
import type { ChequeStep } from "../core/cheque";
import type { HandNote } from "../core/hand-note";
import type { Provider } from "../core/ports";
import { VendorError } from "../core/vendor-error";
import { endNote, findNote } from "../db/hand-notes.server";
import { getPayment } from "../db/payments.server";
import type { Ctx } from "./ctx";
import { endAnnounced } from "./end-announced.server";
import { openCheckout } from "./open-checkout.server";
import { settlePayment } from "./settle-payment.server";

/**
 * Carries a claimed note to the account and from there, by the one room where money becomes paid, to the ledger and the
 * till. Every step may be taken again: after a crash anywhere the job that was born with the note ends it.
 * Throws VendorError when the account says no; the note then stands as refused.
 */
export async function finishNote(ctx: Ctx, noteId: string): Promise<void> {
  const note = await findNote(ctx.db, ctx.store.id, noteId);
  if (!note || note.status !== "claimed") return;
  const payment = await getPayment(ctx.db, ctx.store.id, note.paymentId);
  try {
    const providerRef = payment.providerRef ?? (await openCheckout(ctx, payment)).providerRef;
    await state(ctx.provider(payment.providerId), note, { paymentId: payment.id, providerRef });
  } catch (error) {
    if (error instanceof VendorError && !error.isRetryable) await endNote(ctx.db, note, { status: "refused", problem: error.merchantWords });
    throw error;
  }
  await settlePayment(ctx, payment.id);
  await endAnnounced(ctx, note);
  await endNote(ctx.db, note, { status: "done" });
}

type At = { paymentId: string; providerRef: string };

async function state(provider: Provider, note: HandNote, at: At): Promise<void> {
  const money = { ...at, ...note.amount };
  switch (note.kind) {
    case "received":
      if (note.method === "cheque") return moveCheque(provider, note, at);
      return provider.recordReceived?.({ ...money, receivedAt: note.happenedAt, ref: note.id });
    case "returned":
      return provider.recordReturned?.({ ...money, returnedAt: note.happenedAt, ref: note.id, ...(note.method !== "cheque" && { method: note.method }) });
    case "reversed":
      if (note.method === "cheque") return moveCheque(provider, note, at);
      return provider.recordReversed?.({ ...at, ref: note.aboutId ?? "", reversedAt: note.happenedAt });
    case "banked":
    case "withdrawn":
    case "cleared":
    case "bounced":
      return moveCheque(provider, note, at);
    default:
      return assertUnreachable(note.kind);
  }
}

/** A step taken before is this very one, taken before a crash. */
async function moveCheque(provider: Provider, note: HandNote, at: At): Promise<void> {
  const isFirst = note.aboutId === null;
  const cheque = isFirst ? { number: note.cheque?.number ?? "", bank: note.cheque?.bank ?? "", amountMinor: note.amount.amountMinor } : null;
  const taken = await provider.recordCheque?.({ ...at, ref: note.aboutId ?? note.id, step: note.kind as ChequeStep, at: note.happenedAt, cheque });
  if (taken?.ok === false && taken.reason !== "already-taken") throw new Error(`Cheque ${note.aboutId ?? note.id} cannot be ${note.kind}: ${taken.reason}`);
}

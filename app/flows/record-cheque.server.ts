import type { Cheque, ChequeProblem, ChequeStep } from "../core/cheque";
import type { PaymentState } from "../core/payment";
import { findPayment } from "../db/payments.server";
import type { Ctx } from "./ctx";
import { settlePayment } from "./settle-payment.server";

/**
 * A person states one step in a cheque's life; the ledger follows: nothing until it clears, money once it does, money
 * out when the bank takes it back. In: the cheque's own `ref`, made when its form was drawn, and, when it is received,
 * what is written on it. Out: the payment's state now, or why the step was not taken. Throws VendorError when the provider refuses it.
 */
export async function recordCheque(
  ctx: Ctx,
  input: { paymentId: string; ref: string; step: ChequeStep; cheque: Cheque | null },
): Promise<{ ok: true; state: PaymentState } | { ok: false; reason: ChequeProblem | "payment-unknown" | "not-recordable" }> {
  const payment = await findPayment(ctx.db, ctx.store.id, input.paymentId);
  if (!payment || payment.providerRef === null) return { ok: false, reason: "payment-unknown" };
  const provider = ctx.provider(payment.providerId);
  if (!provider.recordCheque) return { ok: false, reason: "not-recordable" };
  const taken = await provider.recordCheque({ ...input, providerRef: payment.providerRef, at: ctx.now() });
  // A repeated press settles again: the first one may have been cut off between the two.
  if (!taken.ok && taken.reason !== "already-taken") return taken;
  const { state } = await settlePayment(ctx, payment.id);
  return { ok: true, state };
}

import type { Currency } from "../core/currency";
import type { PaymentState } from "../core/payment";
import { findPayment } from "../db/payments.server";
import type { Ctx } from "./ctx";
import { settlePayment } from "./settle-payment.server";

export type ReceiveProblem = "payment-unknown" | "not-recordable" | "currency-differs" | "amount-not-positive" | "in-the-future";

/** A statement's clock may run a little ahead of ours. */
const aheadMaxMs = 86_400_000;

/**
 * Money a statement line or a person states, for a payment whose provider has no machine that could: noted at the
 * provider once per `ref` (the line's own id, or one made when the form was drawn), then settled like any other money.
 * Out: the payment's state now, or why nothing was noted. Throws VendorError when the provider refuses it.
 */
export async function recordReceived(
  ctx: Ctx,
  input: { paymentId: string; amountMinor: number; currency: Currency; receivedAt: Date; ref: string },
): Promise<{ ok: true; state: PaymentState } | { ok: false; reason: ReceiveProblem }> {
  const payment = await findPayment(ctx.db, ctx.store.id, input.paymentId);
  if (!payment || payment.providerRef === null) return { ok: false, reason: "payment-unknown" };
  const provider = ctx.provider(payment.providerId);
  if (!provider.recordReceived) return { ok: false, reason: "not-recordable" };
  if (input.currency !== payment.currency) return { ok: false, reason: "currency-differs" };
  if (!Number.isSafeInteger(input.amountMinor) || input.amountMinor <= 0) return { ok: false, reason: "amount-not-positive" };
  if (input.receivedAt.getTime() > ctx.now().getTime() + aheadMaxMs) return { ok: false, reason: "in-the-future" };
  await provider.recordReceived({ ...input, providerRef: payment.providerRef });
  const { state } = await settlePayment(ctx, payment.id);
  return { ok: true, state };
}

import type { Currency } from "../core/currency";
import type { PaymentState } from "../core/payment";
import { findPayment } from "../db/payments.server";
import type { Ctx } from "./ctx";
import { settlePayment } from "./settle-payment.server";

/**
 * Money a person gave back by hand, where the provider has no machine that could: noted once per `ref`, then settled,
 * so that the ledger, the credit receipt and the shop learn of it as of any refund. Minor units.
 * Out: the payment's state now, or why nothing was noted. Throws VendorError when it is more than is held.
 */
export async function recordReturned(
  ctx: Ctx,
  input: { paymentId: string; amountMinor: number; currency: Currency; ref: string },
): Promise<{ ok: true; state: PaymentState } | { ok: false; reason: "payment-unknown" | "not-recordable" | "currency-differs" | "amount-not-positive" }> {
  const payment = await findPayment(ctx.db, ctx.store.id, input.paymentId);
  if (!payment || payment.providerRef === null) return { ok: false, reason: "payment-unknown" };
  const provider = ctx.provider(payment.providerId);
  if (!provider.recordReturned) return { ok: false, reason: "not-recordable" };
  if (input.currency !== payment.currency) return { ok: false, reason: "currency-differs" };
  if (!Number.isSafeInteger(input.amountMinor) || input.amountMinor <= 0) return { ok: false, reason: "amount-not-positive" };
  await provider.recordReturned({ ...input, providerRef: payment.providerRef, returnedAt: ctx.now() });
  const { state } = await settlePayment(ctx, payment.id);
  return { ok: true, state };
}

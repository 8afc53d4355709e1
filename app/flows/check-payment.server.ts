import { recheckDelayMs } from "../core/payment";
import { VendorError } from "../core/vendor-error";
import { addJob } from "../db/jobs.server";
import { failPayment, getPayment } from "../db/payments.server";
import { closeCheckout } from "./close-checkouts.server";
import type { Ctx } from "./ctx";
import { openCheckout } from "./open-checkout.server";
import { settlePayment } from "./settle-payment.server";

/**
 * An attempt whose provider still says nothing after this long is given up. Until then asking again with the same key
 * finds the checkout whose answer was lost, however long we were away ourselves: the longest-lived keys of any vendor last
 * a day. Later it would only open another, and no look-up by our id would help: nobody was ever given the address of
 * the first, and it lapses at its provider within that day.
 */
export const unopenedMaxMs = 23 * 3_600_000;
/** Longer than any provider may take to answer: the first call is over, whatever became of it. */
export const recoverAfterMs = 30_000;

/**
 * The janitor: asks about one pending payment and, while it stays pending, comes back at longer and longer delays.
 * Out: nothing. Throws VendorError when the provider cannot be asked; the job's own retries come back.
 */
export async function checkPayment(ctx: Ctx, paymentId: string): Promise<void> {
  await recoverCheckout(ctx, paymentId);
  const { state } = await settlePayment(ctx, paymentId);
  if (state !== "pending") return;
  const payment = await getPayment(ctx.db, ctx.store.id, paymentId);
  const ageMs = ctx.now().getTime() - payment.createdAt.getTime();
  if (payment.providerRef === null && ageMs > unopenedMaxMs) {
    await failPayment(ctx.db, payment, "processing-error", ctx.now());
    return;
  }
  const delayMs = recheckDelayMs(payment.askedCount);
  if (delayMs !== null) await scheduleCheck(ctx, paymentId, delayMs);
}

/**
 * An attempt without a checkout: the provider was down, or its answer was lost. Asking again with the same key learns
 * which checkout it was, and closes it: the shopper was told to try again and has another one.
 */
async function recoverCheckout(ctx: Ctx, paymentId: string): Promise<void> {
  const payment = await getPayment(ctx.db, ctx.store.id, paymentId);
  const ageMs = ctx.now().getTime() - payment.createdAt.getTime();
  if (payment.providerRef !== null || payment.state !== "pending" || ageMs < recoverAfterMs || ageMs > unopenedMaxMs) return;
  try {
    const { providerRef } = await openCheckout(ctx, payment);
    await closeCheckout(ctx, payment, providerRef);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log("warn", "checkout-not-recovered", { paymentId, vendor: error.vendor });
  }
}

/** Plans the next question; one plan per payment. */
export async function scheduleCheck(ctx: Ctx, paymentId: string, delayMs: number): Promise<void> {
  await addJob(
    ctx.db,
    "check-payment",
    { storeId: ctx.store.id, paymentId },
    { key: `check:${paymentId}`, runAt: new Date(ctx.now().getTime() + delayMs) },
  );
}

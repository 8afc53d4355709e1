import { linkState, noTotals } from "../core/payment-link";
import { VendorError } from "../core/vendor-error";
import { addJob } from "../db/jobs.server";
import { listLinksById, readLinkTotals } from "../db/links.server";
import { getPayment, listPaymentsOfLinks, type Payment } from "../db/payments.server";
import type { Ctx } from "./ctx";
import { settlePayment } from "./settle-payment.server";

/**
 * Closes every open checkout that means to pay one of the links, so that nobody pays an old amount or pays twice; one of
 * several links is closed when any of them is named. A checkout where money was already seen is settled instead. Out:
 * "closed" when nothing stands in the way of a new attempt, "paid" when one of the links turns out to be paid,
 * "in-progress" when money is on its way. A provider that does not answer is skipped and asked again later; money that
 * arrives until then is kept and flagged. `startedUntil`: later attempts are left alone.
 */
export async function closeCheckouts(
  ctx: Ctx,
  input: { linkIds: readonly string[]; exceptPaymentId?: string; startedUntil?: Date },
): Promise<"closed" | "paid" | "in-progress"> {
  const found = await listLinksById(ctx.db, ctx.store.id, input.linkIds);
  // A link for many payers: one payer's checkout is no business of another's.
  const links = found.filter((link) => link.kind !== "reusable");
  if (links.length === 0) return "closed";
  const linkIds = links.map((link) => link.id);
  let isProcessing = false;
  for (const payment of await listPaymentsOfLinks(ctx.db, ctx.store.id, linkIds)) {
    if (input.startedUntil !== undefined && payment.createdAt > input.startedUntil) continue;
    if (payment.id === input.exceptPaymentId || payment.state !== "pending" || payment.providerRef === null) continue;
    if (await closeCheckout(ctx, payment, payment.providerRef)) isProcessing = true;
  }
  const totals = await readLinkTotals(ctx.db, ctx.store.id, linkIds);
  if (links.some((link) => linkState(link, totals.get(link.id) ?? noTotals, ctx.now()).status === "paid")) return "paid";
  return isProcessing ? "in-progress" : "closed";
}

/**
 * Closes one attempt's checkout and learns what became of it. Out: whether money is on its way. Where the provider cannot
 * be asked now, a job goes on asking: a checkout that was to be closed is closed one day.
 */
export async function closeCheckout(ctx: Ctx, payment: Payment, providerRef: string): Promise<boolean> {
  try {
    return await close(ctx, payment, providerRef);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log("warn", "checkout-not-closed", { paymentId: payment.id, vendor: error.vendor });
    await addJob(ctx.db, "close-checkout", { storeId: ctx.store.id, paymentId: payment.id }, { key: `close-checkout:${payment.id}` });
    return false;
  }
}

/** The closing that could not be done at once. Throws VendorError when the provider still cannot be asked: the job comes back. */
export async function finishClosing(ctx: Ctx, paymentId: string): Promise<void> {
  const payment = await getPayment(ctx.db, ctx.store.id, paymentId);
  if (payment.state === "pending" && payment.providerRef !== null) await close(ctx, payment, payment.providerRef);
}

async function close(ctx: Ctx, payment: Payment, providerRef: string): Promise<boolean> {
  if (payment.progress === "open") await ctx.provider(payment.providerId).closeCheckout({ paymentId: payment.id, providerRef });
  return (await settlePayment(ctx, payment.id)).progress === "processing";
}

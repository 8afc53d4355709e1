import type { Order } from "../core/order";
import type { PaymentLink } from "../core/payment-link";
import { VendorError } from "../core/vendor-error";
import { inTransaction } from "../db/client.server";
import { listLinksById, readLinkTotals } from "../db/links.server";
import { findOrder } from "../db/orders.server";
import { failPayment, findCheckoutUrl, getPayment, listPaymentsOfLinks, type Payment } from "../db/payments.server";
import { beginAttempt, openOf, type AttemptInput, type BeginProblem, type Begun, type Refused } from "./begin-attempt.server";
import { closeCheckout, closeCheckouts } from "./close-checkouts.server";
import type { Ctx } from "./ctx";
import { openCheckout } from "./open-checkout.server";
import { refreshOrder } from "./refresh-order.server";
import { settlePayment } from "./settle-payment.server";

export type StartProblem = BeginProblem | "provider-unknown" | "provider-down" | "payment-in-progress";
export type StartResult = { ok: true; paymentId: string; checkoutUrl: string } | Refused<StartProblem>;

/** A shop is asked about so many orders at once. */
const ordersAtOnce = 5;

/**
 * A shopper pressed "pay", for one link or several: the open amounts are read now, older checkouts are closed, the attempt
 * is saved, and only then does the provider open a checkout. In: the links in the payer's order, the chosen provider
 * connection, the amount the shopper was shown as open (another one now is shown first), and the amount typed or chosen
 * where the payer may (null: all that is open). Minor units. Out: where to send the shopper, or why not.
 */
export async function startAttempt(ctx: Ctx, input: AttemptInput): Promise<StartResult> {
  const offered = ctx.providers.find(({ connection }) => connection.id === input.providerId);
  if (!offered) return { ok: false, reason: "provider-unknown" };
  const { currencies: limits, isCheckoutLasting: isLasting = false } = offered.port;
  const orders = await readOrders(ctx, input.linkIds);
  const attempt = () => inTransaction(ctx.db, (tx) => beginAttempt(ctx, tx, { ...input, orders, limits, isLasting }));
  let begun = await attempt();
  // The shopper may have given up over there since the first press: a dead checkout is no place to send them.
  if (begun.ok && begun.isSamePress && !(await isStillOpen(ctx, begun.payment))) begun = await attempt();
  if (!begun.ok) return begun;
  const closed = await closeCheckouts(ctx, { linkIds: paidLinks(begun), exceptPaymentId: begun.payment.id });
  if (closed !== "closed") {
    await giveUp(ctx, begun.payment);
    return { ok: false, reason: closed === "paid" ? "already-paid" : "payment-in-progress" };
  }
  if (await isOtherwiseOpen(ctx, begun)) {
    await giveUp(ctx, begun.payment);
    return { ok: false, reason: "amount-changed" };
  }
  return sendToCheckout(ctx, begun);
}

const paidLinks = ({ openMinor }: Begun) => [...openMinor.keys()];

/** Ends an attempt that must not go on. One whose checkout somebody may hold is closed there, and stays asked about. */
async function giveUp(ctx: Ctx, { id }: Payment): Promise<void> {
  const payment = await getPayment(ctx.db, ctx.store.id, id);
  if (payment.state !== "pending") return;
  if (payment.providerRef === null) await failPayment(ctx.db, payment, "checkout-expired", ctx.now());
  else await closeCheckout(ctx, payment, payment.providerRef);
}

/** Since the attempt began, a part was paid in another tab or an order was edited: it would ask for the wrong amount. */
async function isOtherwiseOpen(ctx: Ctx, begun: Begun): Promise<boolean> {
  const links = await listLinksById(ctx.db, ctx.store.id, paidLinks(begun));
  const totals = await readLinkTotals(ctx.db, ctx.store.id, paidLinks(begun));
  return links.some((link) => {
    const total = totals.get(link.id);
    return link.kind !== "reusable" && link.amountMinor !== null && total !== undefined && openOf(ctx, link, total) !== begun.openMinor.get(link.id);
  });
}

async function isStillOpen(ctx: Ctx, payment: Payment): Promise<boolean> {
  try {
    const { state, progress } = await settlePayment(ctx, payment.id);
    return state === "pending" && progress === "open";
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return true;
  }
}

/** The latest word on the order of each link, by the link's id. */
async function readOrders(ctx: Ctx, linkIds: readonly string[]): Promise<Map<string, Order | null>> {
  const links = await listLinksById(ctx.db, ctx.store.id, linkIds);
  const orders = new Map<string, Order | null>();
  for (let at = 0; at < links.length; at += ordersAtOnce) {
    await Promise.all(links.slice(at, at + ordersAtOnce).map(async (link) => orders.set(link.id, await readOrder(ctx, link))));
  }
  return orders;
}

/** The platform's latest word; when it cannot be asked, what we last heard: a shop that is down still gets paid. */
async function readOrder(ctx: Ctx, link: PaymentLink): Promise<Order | null> {
  if (link.platformId === null || link.orderRef === null) return null;
  try {
    return await refreshOrder(ctx, { platformId: link.platformId, orderRef: link.orderRef });
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log("warn", "order-not-read-before-payment", { linkId: link.id, vendor: error.vendor });
    return findOrder(ctx.db, ctx.store.id, link.platformId, link.orderRef);
  }
}

async function sendToCheckout(ctx: Ctx, begun: Begun): Promise<StartResult> {
  const { payment } = begun;
  const known = await findCheckoutUrl(ctx.db, payment);
  if (known !== null) return { ok: true, paymentId: payment.id, checkoutUrl: known };
  try {
    const { checkoutUrl } = await openCheckout(ctx, payment);
    if (await isOvertaken(ctx, begun)) {
      await giveUp(ctx, payment);
      return { ok: false, reason: "payment-in-progress" };
    }
    if (await isOtherwiseOpen(ctx, begun)) {
      // The order was edited while the provider answered; whoever closes old checkouts could not see this one yet.
      await giveUp(ctx, payment);
      return { ok: false, reason: "amount-changed" };
    }
    return { ok: true, paymentId: payment.id, checkoutUrl };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    // The other press of a double click may have been faster and holds the address.
    const other = await findCheckoutUrl(ctx.db, payment);
    if (other !== null) return { ok: true, paymentId: payment.id, checkoutUrl: other };
    ctx.log("warn", "checkout-not-opened", { paymentId: payment.id, vendor: error.vendor, isRetryable: error.isRetryable });
    return { ok: false, reason: "provider-down" };
  }
}

/** A later attempt on one of the links began while this one waited for its provider: only the later one may live. */
async function isOvertaken(ctx: Ctx, begun: Begun): Promise<boolean> {
  const links = await listLinksById(ctx.db, ctx.store.id, paidLinks(begun));
  if (links.some((link) => link.kind === "reusable")) return false;
  // Newest first: whatever stands before this one is later.
  const payments = await listPaymentsOfLinks(ctx.db, ctx.store.id, paidLinks(begun));
  const later = payments.slice(0, payments.findIndex(({ id }) => id === begun.payment.id));
  return later.some(({ state }) => state !== "failed");
}

import type { AllocationKind } from "../core/allocation";
import type { LinkEvent } from "../core/link-history";
import type { Words } from "../core/locale";
import { moneyOf, type Money } from "../core/money";
import type { Order } from "../core/order";
import { refundableMinor } from "../core/payment";
import type { LinkTotals, PaymentLink } from "../core/payment-link";
import type { Provider } from "../core/ports";
import { drawQr, type QrDrawing } from "../core/qr";
import type { ReceiptFacts } from "../core/receipt";
import { VendorError } from "../core/vendor-error";
import { listAllocations, listEntries } from "../db/ledger.server";
import { listLinkEvents } from "../db/link-events.server";
import { findLink } from "../db/links.server";
import { listMessagesOfLink, type Message } from "../db/messages.server";
import { findOrder } from "../db/orders.server";
import { listPaymentsOfLink, type Payment } from "../db/payments.server";
import { sumPendingRefunds } from "../db/refunds.server";
import { listReceiptsOfLink } from "../db/receipts.server";
import { listTasksOfLink, type Task } from "../db/tasks.server";
import type { Ctx } from "./ctx";
import { readCounter, type CounterFacts } from "./read-counter.server";
import { readBasketsOfLink, type BasketOfLink } from "./read-baskets.server";
import { linkAddress } from "./link-address.server";
import { findPrintedReference } from "./read-pay-to.server";
import { readLinkStanding, type LinkStanding } from "./read-link-standings.server";
import { readDisputes, type DisputeView } from "./read-disputes.server";
import { readRebooking } from "./read-rebooking.server";
import { shopStatus } from "./shop-status.server";

/** An attempt with what the ledger still holds of it, and a refund id so that the form pressed twice refunds once. */
export type PaymentOfLink = Pick<Payment, "id" | "state" | "progress" | "method" | "methodDetail" | "transactionId" | "failure" | "createdAt"> & {
  amount: Money;
  captured: Money;
  /** Neither given back nor on its way. */
  refundable: Money;
  /** Accepted by the provider, and no money yet. */
  pendingRefund: Money;
  /** What of it nobody asked for: more than was due, paid twice, or in another currency. */
  extra: Money;
  /** What of it this link holds and is not on its way back; the rest is other orders', paid with it. */
  own: Money;
  canRefund: boolean;
  canRefundPart: boolean;
  refundId: string;
};

export type LinkView = {
  link: PaymentLink;
  state: LinkStanding;
  totals: LinkTotals;
  payUrl: string;
  qr: QrDrawing;
  /** What a transfer for it says on a statement; null where the store takes none. */
  transferReference: string | null;
  order: (Pick<Order, "number" | "state" | "adminUrl"> & { shopStatus: Words }) | null;
  events: LinkEvent[];
  messages: Message[];
  payments: PaymentOfLink[];
  /** The pages on which it can be paid together with others. */
  baskets: BasketOfLink[];
  receipts: { id: string; number: string; kind: ReceiptFacts["kind"]; amount: Money; issuedAt: Date }[];
  tasks: Task[];
  counter: CounterFacts | null;
  rebooking: Awaited<ReturnType<typeof readRebooking>>;
  disputes: DisputeView[];
  hasMessenger: boolean;
  /** For the next message: pressing its button twice sends once. */
  messageId: string;
};

/** Everything the store knows about one link; null when it has no such link. Asks nobody. */
export async function readLink(ctx: Ctx, linkId: string): Promise<LinkView | null> {
  const { db, store } = ctx;
  const link = await findLink(db, store.id, linkId);
  if (!link) return null;
  const [{ totals, state }, payUrl, events, messages, payments, tasks, baskets, order] = await Promise.all([
    readLinkStanding(ctx, link),
    linkAddress(ctx, linkId),
    listLinkEvents(db, store.id, linkId),
    listMessagesOfLink(db, store.id, linkId),
    listPaymentsOfLink(db, store.id, linkId),
    listTasksOfLink(db, store.id, linkId),
    readBasketsOfLink(ctx, linkId),
    link.platformId !== null && link.orderRef !== null ? findOrder(db, store.id, link.platformId, link.orderRef) : null,
  ]);
  const receipts = await listReceiptsOfLink(db, store.id, linkId);
  return {
    link, totals, state, payUrl, events, messages, tasks, baskets,
    qr: drawQr(payUrl),
    transferReference: await findPrintedReference(ctx, link),
    order: order && { number: order.number, state: order.state, adminUrl: order.adminUrl, shopStatus: shopStatus(ctx, order) },
    payments: await Promise.all(payments.map((payment) => paymentOf(ctx, payment, { linkId, totals }))),
    receipts: receipts.map(({ id, number, facts, issuedAt }) => ({ id, number, issuedAt, kind: facts.kind, amount: facts.amount })),
    counter: await readCounter(ctx, linkId),
    rebooking: await readRebooking(ctx, { link, totals, paymentIds: payments.map((payment) => payment.id) }),
    disputes: await readDisputes(ctx, { linkId, payments }),
    hasMessenger: ctx.messenger !== null,
    messageId: ctx.newId("msg"),
  };
}

/** A way that was switched off takes no new payments, and still gives back the old ones; null for a vendor this build no longer has. */
function findProvider(ctx: Ctx, providerId: string): Provider | null {
  try {
    return ctx.provider(providerId);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return null;
  }
}

/** An attempt as a screen shows it, with what the ledger holds of it. */
export async function paymentOf(ctx: Ctx, payment: Payment, { linkId, totals }: { linkId: string; totals: LinkTotals }): Promise<PaymentOfLink> {
  const { id, state, progress, method, methodDetail, transactionId, failure, createdAt } = payment;
  const entries = await listEntries(ctx.db, ctx.store.id, payment.id);
  const pendingMinor = await sumPendingRefunds(ctx.db, ctx.store.id, payment.id);
  const leftMinor = refundableMinor(entries, pendingMinor);
  // Money may come in another currency than was asked.
  const currency = entries[0]?.currency ?? payment.currency;
  const capturedMinor = entries.reduce((sum, entry) => (entry.kind === "capture" || entry.kind === "reversal" ? sum + entry.amountMinor : sum), 0);
  const parts = (await listAllocations(ctx.db, ctx.store.id, payment.id)).filter((part) => part.linkId === linkId);
  const ownMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0);
  const sumOf = (kind: AllocationKind) => Math.max(0, parts.reduce((sum, part) => (part.kind === kind ? sum + part.amountMinor : sum), 0));
  // Another payment given back may have made up for what this one brought too much.
  const extraMinor = sumOf("foreign") + Math.min(sumOf("surplus"), totals.surplusMinor);
  const provider = findProvider(ctx, payment.providerId);
  const isHeld = leftMinor > 0 && state !== "disputed";
  return {
    id, state, progress, method, methodDetail, transactionId, failure, createdAt,
    amount: moneyOf(payment.amountMinor, payment.currency),
    captured: moneyOf(capturedMinor, currency),
    refundable: moneyOf(leftMinor, currency),
    pendingRefund: moneyOf(pendingMinor, currency),
    // A refund takes the extra first, one on its way as well.
    extra: moneyOf(Math.min(leftMinor, Math.max(0, extraMinor - pendingMinor)), currency),
    own: moneyOf(Math.min(leftMinor, Math.max(0, ownMinor - pendingMinor)), currency),
    canRefund: isHeld && provider?.can.refund === true,
    canRefundPart: isHeld && provider?.can.refundPart === true,
    refundId: ctx.newId("rfd"),
  };
}

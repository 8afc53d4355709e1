import type { OrderState } from "../core/order";
import { linkState, noTotals, whyNotPayable, type LinkState, type LinkTotals, type NotPayableReason, type PaymentLink } from "../core/payment-link";
import { findLinkToken } from "../core/ids";
import type { Db } from "../db/client.server";
import { findLinkByToken, getLink, readLinkTotals, type FoundLink } from "../db/links.server";
import { findOrder } from "../db/orders.server";
import { listPaymentsOfLink, listTargets, type Payment } from "../db/payments.server";
import { findReceiptPdf, listReceiptsOfLink, type SavedReceipt } from "../db/receipts.server";
import type { DueNow } from "../core/payment-plan";
import type { App, Ctx } from "./ctx";
import { readDue } from "./read-due.server";

export type { Payment };

/** Opens the store a token belongs to; null for every text that is no token of ours. */
export async function findPayLink(app: App, token: string): Promise<{ ctx: Ctx; link: PaymentLink } | null> {
  const found = await findLinkOf(app, token);
  return found && { ctx: await app.openStore(found.link.storeId, found.storeVersion), link: found.link };
}

async function findLinkOf(app: App, token: string): Promise<FoundLink | null> {
  const shape = findLinkToken(token);
  return shape && findLinkByToken(app.db, shape);
}

/** What the shopper's page is drawn from: our memory only, no vendor is asked. */
export type PayFacts = {
  link: PaymentLink;
  totals: LinkTotals;
  state: LinkState;
  /** What may be paid now where a plan leaves a choice; null: all that is open. */
  due: DueNow | null;
  /** Null when it can be paid now. */
  closedBy: NotPayableReason | null;
  /** Newest first. */
  payments: Payment[];
  receipts: SavedReceipt[];
};

export async function readPayPage(ctx: Ctx, link: PaymentLink): Promise<PayFacts> {
  const order = link.platformId === null || link.orderRef === null ? null : await findOrder(ctx.db, link.storeId, link.platformId, link.orderRef);
  return factsOf(ctx, link, { orderState: order?.state ?? null, ...(await readMemory(ctx.db, link, { hasAttempts: true, hasMoney: true })) });
}

/** The page a token leads to, its store and what is known of the link read at once; null for every text that is no token of ours. */
export async function openPayPage(app: App, token: string): Promise<{ ctx: Ctx; facts: PayFacts } | null> {
  const found = await findLinkOf(app, token);
  if (!found) return null;
  const { link, orderState } = found;
  const [ctx, memory] = await Promise.all([app.openStore(link.storeId, found.storeVersion), readMemory(app.db, link, found)]);
  return { ctx, facts: factsOf(ctx, link, { orderState, ...memory }) };
}

/** What was tried and what came; nothing is asked for where nothing is. */
async function readMemory(db: Db, link: PaymentLink, { hasAttempts, hasMoney }: Pick<FoundLink, "hasAttempts" | "hasMoney">) {
  const [totalsById, payments, receipts] = await Promise.all([
    hasMoney ? readLinkTotals(db, link.storeId, [link.id]) : new Map([[link.id, noTotals]]),
    hasAttempts || hasMoney ? listPaymentsOfLink(db, link.storeId, link.id) : [],
    // A reusable link has many payers: nobody sees another's receipt.
    link.kind === "reusable" || !hasMoney ? [] : listReceiptsOfLink(db, link.storeId, link.id),
  ]);
  const totals = totalsById.get(link.id);
  if (!totals) throw new Error(`No totals for ${link.id}`);
  return { totals, payments, receipts };
}

type Memory = Awaited<ReturnType<typeof readMemory>> & { orderState: OrderState | null };

function factsOf(ctx: Ctx, link: PaymentLink, { totals, orderState, payments, receipts }: Memory): PayFacts {
  return {
    link,
    totals,
    state: linkState(link, totals, ctx.now()),
    due: readDue(ctx, link, totals),
    closedBy: whyNotPayable(link, totals, orderState && { state: orderState }, ctx.now()),
    payments,
    receipts,
  };
}

/** The same, after something may have changed the link. */
export async function readPayPageAgain(ctx: Ctx, linkId: string): Promise<PayFacts> {
  return readPayPage(ctx, await getLink(ctx.db, ctx.store.id, linkId));
}

/** What of a payment named in an address is meant for this link, in minor units; null for an id from elsewhere, which shows nothing. */
export async function findMeant(ctx: Ctx, input: { paymentId: string; linkId: string }): Promise<number | null> {
  const targets = await listTargets(ctx.db, ctx.store.id, input.paymentId);
  return targets.find((target) => target.linkId === input.linkId)?.amountMinor ?? null;
}

/** A receipt's PDF for whoever holds the link its money was for; null for every other receipt. */
export async function readReceiptOfLink(ctx: Ctx, input: { linkId: string; receiptId: string }): Promise<{ number: string; pdf: Uint8Array } | null> {
  const receipts = await listReceiptsOfLink(ctx.db, ctx.store.id, input.linkId);
  const receipt = receipts.find((one) => one.id === input.receiptId);
  const pdf = receipt && (await findReceiptPdf(ctx.db, ctx.store.id, receipt.id));
  return receipt && pdf ? { number: receipt.number, pdf } : null;
}

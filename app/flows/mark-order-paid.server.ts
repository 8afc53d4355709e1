import { assertUnreachable } from "../core/assert";
import { formatMoney, moneyOf } from "../core/money";
import { linkState, noTotals, type PaymentLink } from "../core/payment-link";
import type { MarkPaidResult } from "../core/ports";
import { findMethodName, formatMoment } from "../core/shopper-words";
import { beginEffect, endEffect, type Effect } from "../db/effects.server";
import { addLinkEvent } from "../db/link-events.server";
import { findLastCapture, sumPartsByRef } from "../db/ledger.server";
import { getLink, readLinkTotals } from "../db/links.server";
import { getPayment, type Payment } from "../db/payments.server";
import { raiseTask } from "../db/tasks.server";
import type { Ctx } from "./ctx";
import { noteEarlierParts } from "./note-part.server";
import { refreshOrder } from "./refresh-order.server";

/**
 * Tells the shop that a paid link's order is paid, with the transaction and a note. Once per link: a retry after an
 * outage reads before it writes. What the shop refuses becomes a task for a person; an outage is thrown to be retried.
 */
export async function markOrderPaid(ctx: Ctx, linkId: string): Promise<void> {
  const link = await getLink(ctx.db, ctx.store.id, linkId);
  if (link.platformId === null || link.orderRef === null) return;
  const totals = (await readLinkTotals(ctx.db, ctx.store.id, [linkId])).get(linkId) ?? noTotals;
  // Between the money and this job it may have turned out to be none.
  if (linkState(link, totals, ctx.now()).status !== "paid") return;
  const effect = await beginEffect(ctx.db, {
    id: ctx.newId("evt"), storeId: ctx.store.id, kind: "mark-order-paid", subject: linkId, at: ctx.now(),
  });
  if (effect.status !== "waiting") return;
  const capture = await findLastCapture(ctx.db, ctx.store.id, linkId);
  if (!capture) throw new Error(`Link ${linkId} is to be marked paid but has no money`);
  const payment = await getPayment(ctx.db, ctx.store.id, capture.paymentId);
  const { paidMinor } = totals;
  await noteEarlierParts(ctx, link);
  const result = await ctx.platform(link.platformId).markPaid({
    orderRef: link.orderRef,
    amountMinor: await unrecordedMinor(ctx, link, paidMinor),
    currency: link.currency,
    transactionId: payment.transactionId ?? payment.providerRef ?? payment.id,
    methodTitle: payment.methodDetail ?? payment.method ?? "",
    paidAt: capture.occurredAt,
    note: noteOf(ctx, { link, payment, paidMinor, paidAt: capture.occurredAt }),
  });
  await writeResult(ctx, { effect, link, payment, result });
  await refreshOrder(ctx, { platformId: link.platformId, orderRef: link.orderRef });
}

/** What of the link's money the shop's books do not hold yet: the whole, or what its recorded parts left. */
async function unrecordedMinor(ctx: Ctx, link: PaymentLink, paidMinor: number): Promise<number> {
  const platform = ctx.platform(link.platformId ?? "");
  if (!platform.recordPart || link.orderRef === null) return paidMinor;
  const order = await platform.getOrder(link.orderRef);
  const leftMinor = paidMinor - (await sumPartsByRef(ctx.db, ctx.store.id, link.id, order?.recorded?.parts ?? []));
  return leftMinor > 0 ? leftMinor : paidMinor;
}

/** The moment is the money's own: the note may be written days later, when the shop is back. */
const noteWords = {
  fr: (what: string, when: string) => `Payé par lien de paiement : ${what}, le ${when}`,
  nl: (what: string, when: string) => `Betaald via betaallink: ${what}, op ${when}`,
  en: (what: string, when: string) => `Paid by payment link: ${what}, on ${when}`,
  de: (what: string, when: string) => `Per Zahlungslink bezahlt: ${what}, am ${when}`,
};

function noteOf(ctx: Ctx, { link, payment, paidMinor, paidAt }: { link: PaymentLink; payment: Payment; paidMinor: number; paidAt: Date }): string {
  const { locale, timeZone } = ctx.store;
  const method = payment.method === null ? null : (findMethodName(payment.method, locale) ?? payment.method);
  const how = [method, payment.methodDetail].filter(Boolean).join(", ");
  const what = `${formatMoney(moneyOf(paidMinor, link.currency), locale)}${how && ` (${how})`}`;
  return `${noteWords[locale](what, formatMoment(paidAt, locale, timeZone))} · ${payment.transactionId ?? payment.id}`;
}

async function writeResult(
  ctx: Ctx, input: { effect: Effect; link: PaymentLink; payment: Payment; result: MarkPaidResult },
): Promise<void> {
  const { effect, link, payment, result } = input;
  const event = { id: ctx.newId("lev"), storeId: ctx.store.id, linkId: link.id, at: ctx.now() };
  if (result.ok) {
    await addLinkEvent(ctx.db, { ...event, kind: "order-marked-paid", detail: { outcome: result.outcome, platformStatus: result.order.platformStatus } });
    return endEffect(ctx.db, effect, { status: "done", problem: null, at: ctx.now() });
  }
  switch (result.reason) {
    case "order-gone":
    case "order-refunded":
    case "amount-differs":
    case "write-ignored":
      break;
    default:
      assertUnreachable(result.reason);
  }
  await addLinkEvent(ctx.db, { ...event, kind: "order-not-marked", detail: { reason: result.reason } });
  await raiseTask(ctx.db, {
    id: ctx.newId("tsk"), storeId: ctx.store.id, kind: result.reason === "amount-differs" ? "order-differs" : "order-not-marked", subject: link.id,
    linkId: link.id, paymentId: payment.id, at: ctx.now(), isAgain: true,
    detail: { reason: result.reason, platformStatus: result.order?.platformStatus ?? null, openMinor: result.order?.openMinor ?? null },
  });
  await endEffect(ctx.db, effect, { status: "given-up", problem: result.reason, at: ctx.now() });
}

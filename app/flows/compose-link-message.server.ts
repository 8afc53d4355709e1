import type { PaymentLinkMessage } from "../core/message";
import { moneyOf } from "../core/money";
import type { PaymentLink } from "../core/payment-link";
import type { PayTo } from "../core/pay-to";
import type { DueNow } from "../core/payment-plan";
import { readLinkTotals } from "../db/links.server";
import { senderOf } from "../db/stores.server";
import type { Ctx } from "./ctx";
import { linkAddress } from "./link-address.server";
import { readDue } from "./read-due.server";
import { readLinkPayTo } from "./read-pay-to.server";

/** What a link's message says now: the amount still open, not the one of the day it was made. */
export async function paymentLinkMessage(ctx: Ctx, link: PaymentLink, note: string): Promise<PaymentLinkMessage> {
  const totals = (await readLinkTotals(ctx.db, ctx.store.id, [link.id])).get(link.id);
  const due = totals ? readDue(ctx, link, totals) : null;
  // Of many payers each is asked for all of it.
  const openMinor = link.amountMinor === null || link.kind === "reusable" ? link.amountMinor : link.amountMinor - (totals?.paidMinor ?? 0);
  return linkMessageOf(ctx, { ...link, amountMinor: openMinor }, {
    payUrl: await linkAddress(ctx, link.id), note, due, payTo: await readLinkPayTo(ctx, link, { linkId: link.id, openMinor, due }),
  });
}

/** The same words for a link that may not be saved yet: the preview shows what will be sent, by the same code. */
export function linkMessageOf(
  ctx: Pick<Ctx, "store">,
  link: Omit<PaymentLink, "id" | "storeId" | "platformId" | "sentAmountMinor">,
  input: { payUrl: string; note: string; due: DueNow | null; payTo: PayTo | null },
): PaymentLinkMessage {
  return {
    kind: "payment-link",
    locale: link.locale,
    sender: senderOf(ctx.store),
    customerName: link.customer.name,
    orderNumber: link.orderNumber,
    description: link.description,
    lines: link.lines,
    amount: link.amountMinor === null ? null : moneyOf(link.amountMinor, link.currency),
    firstPart: input.due !== null && input.due.minMinor < input.due.maxMinor ? moneyOf(input.due.minMinor, link.currency) : null,
    expiresAt: link.expiresAt,
    payUrl: input.payUrl,
    payTo: input.payTo,
    personalNote: input.note,
  };
}

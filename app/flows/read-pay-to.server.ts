import type { Currency } from "../core/currency";
import { moneyOf } from "../core/money";
import type { PayTo } from "../core/pay-to";
import type { PaymentLink } from "../core/payment-link";
import type { DueNow } from "../core/payment-plan";
import { findReferenceNumber } from "../db/references.server";
import type { Ctx } from "./ctx";
import { findCollecting } from "./pay-at-platform.server";

/** What one transfer may pay now, in minor units; `least` = `most` where there is no choice. Null: as much as the payer likes. */
export type Payable = { leastMinor: number; suggestedMinor: number; mostMinor: number } | null;

/**
 * Where a link or a basket may be paid without its page: the first of the store's accounts that takes such money, with
 * the reference its pages state too. `subjectId` null: not saved yet. Out: null where no account does, where nothing is
 * due, and for a link of many payers, whose transfers nobody could tell apart.
 */
export async function readPayTo(ctx: Pick<Ctx, "db" | "store" | "providers">, about: { subjectId: string | null; currency: Currency; payable: Payable }): Promise<PayTo | null> {
  const { currency, payable, subjectId } = about;
  if (payable !== null && payable.mostMinor <= 0) return null;
  const referenceNumber = subjectId === null ? null : await findReferenceNumber(ctx.db, ctx.store.id, subjectId);
  if (subjectId !== null && referenceNumber === null) return null;
  const amount = payable && moneyOf(payable.suggestedMinor, currency);
  for (const { port } of ctx.providers) {
    const account = port.payTo?.({ referenceNumber, currency, amount }) ?? null;
    if (account === null) continue;
    const range = payable !== null && payable.leastMinor < payable.mostMinor
      ? { least: moneyOf(payable.leastMinor, currency), most: moneyOf(payable.mostMinor, currency) } : null;
    return { ...account, amount, range };
  }
  return null;
}

/** The same for one link, as it stands; `linkId` null: a preview of one that is not saved. None where the platform takes the money itself. */
export async function readLinkPayTo(
  ctx: Ctx, link: Pick<PaymentLink, "kind" | "currency" | "platformId" | "orderRef">, about: { linkId: string | null; openMinor: number | null; due: DueNow | null },
): Promise<PayTo | null> {
  const { linkId, openMinor, due } = about;
  if (link.kind === "reusable" || findCollecting(ctx, link) !== null) return null;
  const whole = openMinor === null ? null : { leastMinor: openMinor, suggestedMinor: openMinor, mostMinor: openMinor };
  const payable = due === null ? whole : { leastMinor: due.minMinor, suggestedMinor: due.suggestedMinor, mostMinor: due.maxMinor };
  return readPayTo(ctx, { subjectId: linkId, currency: link.currency, payable });
}

/** The reference by which a link's money is found on a statement, as its page prints it; null where the store takes no transfers for it. */
export async function findPrintedReference(ctx: Pick<Ctx, "db" | "store" | "providers">, link: Pick<PaymentLink, "id" | "currency">): Promise<string | null> {
  const account = await readPayTo(ctx, { subjectId: link.id, currency: link.currency, payable: null });
  return account?.reference ?? null;
}

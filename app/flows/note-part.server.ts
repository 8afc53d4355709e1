import { formatMoney, moneyOf } from "../core/money";
import type { PaymentLink } from "../core/payment-link";
import type { MarkPaidInput, RecordPartResult } from "../core/ports";
import { VendorError } from "../core/vendor-error";
import { beginEffect, endEffect } from "../db/effects.server";
import { getEntry, listAllocations, listCapturesOfLink, partRef, sumPaidUntil } from "../db/ledger.server";
import { getLink } from "../db/links.server";
import { getPayment, type Payment } from "../db/payments.server";
import { raiseTask } from "../db/tasks.server";
import type { Ctx } from "./ctx";
import { refreshOrder } from "./refresh-order.server";

/** What the shop's staff read beside the order, in the shop's language. */
const noteWords = {
  fr: (part: string, rest: string) => `Payé en partie par lien de paiement : ${part}. Reste à payer : ${rest}`,
  nl: (part: string, rest: string) => `Deels betaald via betaallink: ${part}. Nog te betalen: ${rest}`,
  en: (part: string, rest: string) => `Part paid by payment link: ${part}. Left to pay: ${rest}`,
  de: (part: string, rest: string) => `Teilweise per Zahlungslink bezahlt: ${part}. Noch zu zahlen: ${rest}`,
};

/**
 * Tells the shop of a part payment: recorded where its books know parts, else noted beside the order, which stays unpaid
 * until all is paid. Once per entry and link; a shop that does not answer is asked again by the job. Throws VendorError then.
 */
export async function notePart(ctx: Ctx, input: { entryId: string; linkId: string }): Promise<void> {
  const link = await getLink(ctx.db, ctx.store.id, input.linkId);
  if (link.platformId === null || link.orderRef === null) return;
  const effect = await beginEffect(ctx.db, {
    id: ctx.newId("evt"), storeId: ctx.store.id, kind: "note-part", subject: `${input.entryId}:${link.id}`, at: ctx.now(),
  });
  if (effect.status !== "waiting") return;
  const entry = await getEntry(ctx.db, ctx.store.id, input.entryId);
  const payment = await getPayment(ctx.db, ctx.store.id, entry.paymentId);
  const parts = (await listAllocations(ctx.db, ctx.store.id, payment.id)).filter((part) => part.entryId === entry.id && part.linkId === link.id && part.kind === "due");
  const partMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0);
  const restMinor = Math.max(0, (link.amountMinor ?? 0) - (await sumPaidUntil(ctx.db, ctx.store.id, link.id, entry)));
  const write = (amountMinor: number) => formatMoney(moneyOf(amountMinor, link.currency), ctx.store.locale);
  const note = `${noteWords[ctx.store.locale](write(partMinor), write(restMinor))} · ${payment.transactionId ?? payment.id}`;
  const about = { platformId: link.platformId, orderRef: link.orderRef, note };
  const recorded = await tryToRecord(ctx, about, {
    amountMinor: partMinor, currency: link.currency, transactionId: partRef(entry.id, link.id), methodTitle: payment.methodDetail ?? payment.method ?? "", paidAt: entry.occurredAt,
  });
  const problem = recorded === "not-possible" ? await tryToNote(ctx, about) : recorded;
  await endEffect(ctx.db, effect, { status: problem === null ? "done" : "given-up", problem, at: ctx.now() });
  if (problem === "order-refunded" || problem === "too-much") await tellPerson(ctx, { link, payment, problem, subject: effect.subject });
  if (recorded === null) await refreshOrder(ctx, about);
}

/** The parts that came before a link was paid whole, told first: the shop then has open what is left to be marked. */
export async function noteEarlierParts(ctx: Ctx, link: PaymentLink): Promise<void> {
  for (const entry of await listCapturesOfLink(ctx.db, ctx.store.id, link.id)) {
    const isPart = (await sumPaidUntil(ctx.db, ctx.store.id, link.id, entry)) < (link.amountMinor ?? 0);
    if (isPart) await notePart(ctx, { entryId: entry.id, linkId: link.id });
  }
}

type About = { platformId: string; orderRef: string; note: string };

/** Null when the shop's books hold it; else why they do not. */
async function tryToRecord(ctx: Ctx, { platformId, orderRef, note }: About, part: Omit<MarkPaidInput, "orderRef" | "note">): Promise<RecordRefusal | null> {
  const platform = ctx.platform(platformId);
  if (!platform.recordPart || part.amountMinor <= 0) return "not-possible";
  const result = await platform.recordPart({ ...part, orderRef, note });
  return result.ok ? null : result.reason;
}

type RecordRefusal = Extract<RecordPartResult, { ok: false }>["reason"];

/** The money is in the ledger and the shop will not count it: somebody must look at the order. */
async function tellPerson(ctx: Ctx, input: { link: PaymentLink; payment: Payment; problem: RecordRefusal; subject: string }): Promise<void> {
  await raiseTask(ctx.db, {
    id: ctx.newId("tsk"), storeId: ctx.store.id, kind: "order-differs", subject: input.subject, linkId: input.link.id, paymentId: input.payment.id,
    detail: { reason: input.problem }, isAgain: true, at: ctx.now(),
  });
}

/** A shop that will never take the note (the order is gone) is not asked for ever: the payment itself is told elsewhere. */
async function tryToNote(ctx: Ctx, input: About): Promise<string | null> {
  try {
    await ctx.platform(input.platformId).addNote({ orderRef: input.orderRef, note: input.note });
    return null;
  } catch (error) {
    if (!(error instanceof VendorError) || error.isRetryable) throw error;
    ctx.log("warn", "part-not-noted", { orderRef: input.orderRef, vendor: error.vendor });
    return "refused";
  }
}

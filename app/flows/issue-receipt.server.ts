import { assertUnreachable } from "../core/assert";
import type { EntryKind } from "../core/payment";
import { civilYear, receiptNumber, type ReceiptFacts } from "../core/receipt";
import { moneyOf } from "../core/money";
import type { PaymentLink } from "../core/payment-link";
import { inTransaction, type Db } from "../db/client.server";
import { addJob } from "../db/jobs.server";
import { getEntry, listAllocations, listEntries, sumPaidUntil, type SavedEntry } from "../db/ledger.server";
import { addLinkEvent } from "../db/link-events.server";
import { getLink, readLinkTotals } from "../db/links.server";
import { insertMessage } from "../db/messages.server";
import { getPayment, type Payment } from "../db/payments.server";
import { findRebooking } from "../db/rebookings.server";
import { findFirstReceiptNumber, findReversedReceiptNumber, findReceiptOfEntry, insertReceipt, nextInSequence } from "../db/receipts.server";
import type { Ctx } from "./ctx";
import { proofAddress } from "./prove-receipt.server";

/**
 * Issues the receipts of one movement of money: for each link it was for one, of that link's part (of a refund a credit
 * receipt, of what was no money a cancellation; both point at the first). Each is written and its mail queued in one transaction: the series has no hole and
 * no receipt has a twin. Safe to call again: what was issued stays.
 */
export async function issueReceipt(ctx: Ctx, entryId: string): Promise<void> {
  const entry = await getEntry(ctx.db, ctx.store.id, entryId);
  const kind = kindOf(entry.kind);
  if (kind === null) return;
  // A credit receipt names the receipt it takes back, so that one is issued first, whatever the order of the jobs.
  if (kind !== "receipt") await issuePaymentReceipts(ctx, entry.paymentId);
  const parts = await listAllocations(ctx.db, ctx.store.id, entry.paymentId);
  const own = parts.filter((part) => part.entryId === entryId && part.rebookingId === null);
  for (const linkId of new Set(own.map((part) => part.linkId))) {
    const amountMinor = Math.abs(own.reduce((sum, part) => (part.linkId === linkId ? sum + part.amountMinor : sum), 0));
    await issueForLink(ctx, { kind, entry, linkId, amountMinor, rebookingId: null });
  }
}

/** The receipts of all a payment brought in, for a payer who is back before any job had its turn. Safe to call again. */
export async function issuePaymentReceipts(ctx: Ctx, paymentId: string): Promise<void> {
  for (const entry of await listEntries(ctx.db, ctx.store.id, paymentId)) {
    if (entry.kind === "capture") await issueReceipt(ctx, entry.id);
  }
}

/** Money given to another link: the receipt of the one it left is cancelled by as much, the one it went to gets its own. Safe to call again. */
export async function issueRebookingReceipts(ctx: Ctx, rebookingId: string): Promise<void> {
  const rebooking = await findRebooking(ctx.db, ctx.store.id, rebookingId);
  if (!rebooking) throw new Error(`No rebooking ${rebookingId}`);
  await issueReceipt(ctx, rebooking.entryId);
  // What it undoes has its receipts first: the cancellation names one of them.
  if (rebooking.undoes !== null) await issueRebookingReceipts(ctx, rebooking.undoes);
  const entry = await getEntry(ctx.db, ctx.store.id, rebooking.entryId);
  const { amountMinor, fromLinkId, toLinkId } = rebooking;
  await issueForLink(ctx, { kind: "cancelled-receipt", entry, linkId: fromLinkId, amountMinor, rebookingId });
  await issueForLink(ctx, { kind: "receipt", entry, linkId: toLinkId, amountMinor, rebookingId });
}

/** Null for a movement that is nobody's receipt: a dispute is between two banks. */
function kindOf(kind: EntryKind): ReceiptFacts["kind"] | null {
  switch (kind) {
    case "capture": return "receipt";
    case "refund": return "credit-receipt";
    case "reversal": return "cancelled-receipt";
    case "refund-reversal": case "dispute": case "dispute-reversal": return null;
    default: return assertUnreachable(kind);
  }
}

type Issue = { kind: ReceiptFacts["kind"]; entry: SavedEntry; linkId: string; amountMinor: number; rebookingId: string | null };

async function issueForLink(ctx: Ctx, { kind, entry, linkId, amountMinor, rebookingId }: Issue): Promise<void> {
  if (await findReceiptOfEntry(ctx.db, ctx.store.id, { entryId: entry.id, linkId, rebookingId })) return;
  await inTransaction(ctx.db, async (tx) => {
    const year = civilYear(ctx.now(), ctx.store.timeZone);
    const sequence = await nextInSequence(tx, ctx.store.id, `${kind === "receipt" ? "receipt" : "credit-receipt"}-${year}`);
    // The series is locked from here: whoever came second now sees the first one's receipt, and its number is given back.
    if (await findReceiptOfEntry(tx, ctx.store.id, { entryId: entry.id, linkId, rebookingId })) throw new AlreadyIssued();
    const payment = await getPayment(tx, ctx.store.id, entry.paymentId);
    const link = await getLink(tx, ctx.store.id, linkId);
    const receiptId = ctx.newId("rcp");
    const facts = await factsOf(ctx, tx, { receiptId, kind, number: receiptNumber(kind, year, sequence), entry, payment, link, amountMinor, isRebooked: rebookingId !== null });
    const pdf = await ctx.printer.print(facts, { logoPng: ctx.store.logoPng, accentColor: ctx.store.accentColor });
    await insertReceipt(tx, { id: receiptId, storeId: ctx.store.id, entryId: entry.id, linkId, paymentId: payment.id, rebookingId, facts, pdf });
    await tellShopper(ctx, tx, { receiptId, facts, link });
  }).catch((error: unknown) => {
    if (!(error instanceof AlreadyIssued)) throw error;
  });
}

/** Rolls the transaction back, so that the number just drawn is not lost. */
class AlreadyIssued extends Error {}

/** The receipt that this one takes back: of a note undone its own, of money given back the payment's first. */
async function findEarlierNumber(
  ctx: Ctx, tx: Db, { kind, entry, payment, link }: { kind: ReceiptFacts["kind"]; entry: SavedEntry; payment: Payment; link: PaymentLink },
): Promise<string | null> {
  if (kind === "receipt") return null;
  const own = kind === "cancelled-receipt" ? await findReversedReceiptNumber(tx, ctx.store.id, { entryId: entry.id, linkId: link.id }) : null;
  return own ?? findFirstReceiptNumber(tx, ctx.store.id, { paymentId: payment.id, linkId: link.id });
}

async function factsOf(
  ctx: Ctx,
  tx: Db,
  input: { receiptId: string; kind: ReceiptFacts["kind"]; number: string; entry: SavedEntry; payment: Payment; link: PaymentLink; amountMinor: number; isRebooked: boolean },
): Promise<ReceiptFacts> {
  const { entry, payment, link, amountMinor } = input;
  // Rebooked money is older than what it pays: what is left to pay is what is left now.
  const paidMinor = input.isRebooked ? ((await readLinkTotals(tx, ctx.store.id, [link.id])).get(link.id)?.paidMinor ?? 0) : await sumPaidUntil(tx, ctx.store.id, link.id, entry);
  return {
    kind: input.kind,
    number: input.number,
    refersTo: await findEarlierNumber(ctx, tx, input),
    issuedAt: ctx.now(),
    locale: link.locale,
    timeZone: ctx.store.timeZone,
    seller: { name: ctx.store.name, legalLines: ctx.store.legalLines, contactEmail: ctx.store.contactEmail },
    payer: { name: link.customer.name, email: link.customer.email },
    items: [{
      orderNumber: link.orderNumber,
      description: link.description,
      lines: link.lines,
      amountMinor,
      openAfterMinor: link.amountMinor === null ? 0 : Math.max(0, link.amountMinor - paidMinor),
    }],
    amount: moneyOf(amountMinor, entry.currency),
    paidAt: entry.occurredAt,
    methodTitle: payment.method ?? "",
    methodDetail: payment.methodDetail,
    transactionId: payment.transactionId ?? payment.providerRef ?? payment.id,
    verifyUrl: proofAddress(ctx, input.receiptId),
  };
}

async function tellShopper(
  ctx: Ctx, tx: Db, input: { receiptId: string; facts: ReceiptFacts; link: PaymentLink },
): Promise<void> {
  const { facts, link, receiptId } = input;
  await addLinkEvent(tx, {
    id: ctx.newId("lev"), storeId: ctx.store.id, linkId: link.id, kind: "receipt-issued", at: ctx.now(),
    detail: { receiptId, number: facts.number, kind: facts.kind },
  });
  if (facts.payer.email === "") return;
  const messageId = ctx.newId("msg");
  await insertMessage(tx, {
    id: messageId, storeId: ctx.store.id, linkId: link.id, receiptId, kind: facts.kind, channel: "email",
    recipient: facts.payer.email, note: "", at: ctx.now(),
  });
  await addJob(tx, "send-message", { storeId: ctx.store.id, messageId }, { key: `message:${messageId}` });
}

import { daysLeft, disputeReasonOf, type DisputeReason, type Evidence } from "../core/dispute";
import { evidenceWords } from "../core/evidence-words";
import { formatMoney, moneyOf, type Money } from "../core/money";
import type { PaymentLink } from "../core/payment-link";
import { scanEndings, type Scan } from "../core/scan";
import { formatInstant } from "../core/shopper-words";
import { makeZip, type ZipFile } from "../core/zip";
import { findEvidenceFile, listEvidenceFiles, type EvidenceFile } from "../db/evidence-files.server";
import { listEntries } from "../db/ledger.server";
import { listLinkEvents } from "../db/link-events.server";
import { findLink } from "../db/links.server";
import { listMessagesOfLink } from "../db/messages.server";
import { findOrder } from "../db/orders.server";
import { listPaymentsOfLink, type Payment } from "../db/payments.server";
import { findReceiptPdf, listReceiptsOfLink } from "../db/receipts.server";
import type { Ctx } from "./ctx";
import { shopStatus } from "./shop-status.server";

/** A payment the payer's bank took back or asks about. `won` and `lost` once it is closed, by what the ledger holds. */
export type DisputeView = {
  paymentId: string;
  outcome: "open" | "won" | "lost";
  reason: DisputeReason | null;
  /** The provider's own code, for whoever writes to them. */
  code: string | null;
  amount: Money;
  dueAt: Date | null;
  daysLeft: number | null;
  answerUrl: string | null;
  evidence: Evidence[];
  /** What a person added: the carrier's proof, a photo. */
  files: EvidenceFile[];
};

/** The disputes about a link's money, newest first; nothing is asked of the provider. */
export async function readDisputes(ctx: Ctx, input: { linkId: string; payments: readonly Payment[] }): Promise<DisputeView[]> {
  const views = await Promise.all(input.payments.map((payment) => readDispute(ctx, payment)));
  const found = views.flatMap((view) => view ?? []);
  if (found.length === 0) return [];
  const evidence = await listEvidence(ctx, input.linkId);
  return Promise.all(found.map(async (view) => {
    if (view.outcome !== "open") return view;
    const files = await listEvidenceFiles(ctx.db, ctx.store.id, view.paymentId);
    // The carrier's proof is in nobody's books but the shop's: no platform port tells it.
    return { ...view, files, evidence: [...evidence, { kind: "delivery" as const, isHeld: files.length > 0 }] };
  }));
}

async function readDispute(ctx: Ctx, payment: Payment): Promise<DisputeView | null> {
  const entries = await listEntries(ctx.db, ctx.store.id, payment.id);
  const sumOf = (...kinds: string[]) => entries.reduce((sum, entry) => (kinds.includes(entry.kind) ? sum + entry.amountMinor : sum), 0);
  const takenMinor = -sumOf("dispute");
  const open = payment.openDispute;
  if (open === null && takenMinor === 0) return null;
  // An inquiry moves no money yet: what is at stake is what is held.
  const amountMinor = takenMinor > 0 ? takenMinor : Math.max(0, entries.reduce((sum, entry) => sum + entry.amountMinor, 0));
  const dueAt = open?.evidenceDueAt ? new Date(open.evidenceDueAt) : null;
  return {
    paymentId: payment.id,
    outcome: open !== null ? "open" : sumOf("dispute", "dispute-reversal") < 0 ? "lost" : "won",
    reason: open && disputeReasonOf(open.reason), code: open?.reason ?? null,
    amount: moneyOf(amountMinor, entries[0]?.currency ?? payment.currency),
    dueAt, daysLeft: dueAt && daysLeft(dueAt, ctx.now()),
    answerUrl: open?.url ?? null,
    evidence: [],
    files: [],
  };
}

async function listEvidence(ctx: Ctx, linkId: string): Promise<Evidence[]> {
  const [receipts, messages, link] = await Promise.all([
    listReceiptsOfLink(ctx.db, ctx.store.id, linkId), listMessagesOfLink(ctx.db, ctx.store.id, linkId), findLink(ctx.db, ctx.store.id, linkId),
  ]);
  return [
    { kind: "receipt", isHeld: receipts.length > 0 },
    { kind: "order", isHeld: (link?.lines.length ?? 0) > 0 },
    { kind: "messages", isHeld: messages.some(({ status }) => status === "sent") },
    { kind: "history", isHeld: true },
  ];
}

/** Everything we hold that proves a payment was owed, as one zip; null when the link has no such dispute. Times are the store's, amounts exact. */
export async function gatherEvidence(ctx: Ctx, input: { linkId: string; paymentId: string }): Promise<{ fileName: string; bytes: Uint8Array } | null> {
  const link = await findLink(ctx.db, ctx.store.id, input.linkId);
  const payment = (await listPaymentsOfLink(ctx.db, ctx.store.id, input.linkId)).find(({ id }) => id === input.paymentId);
  const dispute = payment && (await readDispute(ctx, payment));
  if (!link || !payment || !dispute) return null;
  const words = evidenceWords[languageOf(ctx)];
  const when = (at: Date) => formatInstant(at, ctx.store.locale, ctx.store.timeZone);
  const events = await listLinkEvents(ctx.db, ctx.store.id, link.id);
  const messages = await listMessagesOfLink(ctx.db, ctx.store.id, link.id);
  const entries = await listEntries(ctx.db, ctx.store.id, payment.id);
  const text = (path: string, lines: readonly string[]): ZipFile => ({ path, bytes: new TextEncoder().encode(`${lines.join("\r\n")}\r\n`) });
  const receipts = (await listReceiptsOfLink(ctx.db, ctx.store.id, link.id)).filter(({ paymentId }) => paymentId === payment.id);
  const pdfs = await Promise.all(receipts.map(async ({ id, number }): Promise<ZipFile> => ({ path: `receipts/${number}.pdf`, bytes: (await findReceiptPdf(ctx.db, ctx.store.id, id)) ?? new Uint8Array() })));
  const files = await readEvidenceFiles(ctx, payment.id);
  const money = (amountMinor: number, currency = link.currency) => formatMoney(moneyOf(amountMinor, currency), ctx.store.locale);
  return {
    fileName: `dispute-${(link.orderNumber ?? link.id).replaceAll(/[^\w-]/g, "")}.zip`,
    bytes: makeZip([
      text("order.txt", [
        ctx.store.name, ...ctx.store.legalLines, "", `${link.orderNumber ?? ""} ${link.description}`.trim(), `${link.customer.name} <${link.customer.email}>`, "",
        ...link.lines.map((line) => `${line.quantity} × ${line.description}: ${money(line.totalMinor)}`), link.amountMinor === null ? "" : `= ${money(link.amountMinor)}`,
      ]),
      text("payment.txt", [
        `${payment.transactionId ?? payment.providerRef ?? payment.id}`, [payment.method, payment.methodDetail].filter(Boolean).join(" · "), `${dispute.code ?? ""}`, "",
        ...entries.map((entry) => `${when(entry.occurredAt)}  ${words.entries[entry.kind]}  ${money(entry.amountMinor, entry.currency)}  ${entry.ref}`),
      ]),
      text("history.txt", events.map((event) => `${when(event.at)}  ${words.events[event.kind]}  ${event.at.toISOString()}`)),
      text("messages.txt", messages.map((message) => `${when(message.sentAt ?? message.createdAt)}  ${words.messages[message.status]}  ${message.recipient}  ${message.subject}`)),
      text("delivery.txt", await deliveryLines(ctx, link, files.length)),
      ...pdfs,
      ...files.map(({ mimeType, bytes }, at) => ({ path: `delivery/${at + 1}.${scanEndings[mimeType]}`, bytes })),
    ]),
  };
}

async function readEvidenceFiles(ctx: Ctx, paymentId: string): Promise<Scan[]> {
  const listed = await listEvidenceFiles(ctx.db, ctx.store.id, paymentId);
  const files = await Promise.all(listed.map(({ id }) => findEvidenceFile(ctx.db, ctx.store.id, { id, paymentId })));
  return files.filter((file): file is Scan => file !== null);
}

/** Proofs are in one of two languages: a store's own where it is French, else the one most banks read. */
const languageOf = ({ store }: Ctx) => (store.locale === "fr" ? "fr" : "en");

/** What the shop's own books say of the order, as last read, and whether a person added more. */
async function deliveryLines(ctx: Ctx, link: PaymentLink, filesCount: number): Promise<string[]> {
  const language = languageOf(ctx);
  const words = evidenceWords[language];
  const order = link.platformId === null || link.orderRef === null ? null : await findOrder(ctx.db, ctx.store.id, link.platformId, link.orderRef);
  const said = order === null ? [] : [`${words.shop} ${order.number}: ${shopStatus(ctx, order)[language]} (${formatInstant(order.updatedAt, language, ctx.store.timeZone)})`, order.adminUrl ?? "", ""];
  return [...said, filesCount === 0 ? words.missing : words.added(filesCount)];
}

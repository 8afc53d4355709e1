import { allocateBack, allocateCapture, allocateOut, allocateReversal, surplusBeside, type Allocation, type Target } from "../core/allocation";
import { assertUnreachable } from "../core/assert";
import type { Entry } from "../core/payment";
import type { LinkTotals, PaymentLink } from "../core/payment-link";
import type { Db } from "../db/client.server";
import { listAllocations, listEntries } from "../db/ledger.server";
import { lockLinks, readLinkTotals } from "../db/links.server";
import type { PaymentTarget } from "../db/payments.server";
import type { Ctx } from "./ctx";

/** `meantMinor`: what the payer meant for the link when the attempt was saved. */
export type LinkBefore = { link: PaymentLink; totals: LinkTotals; meantMinor: number };

/** `before`: the links the attempt meant to pay, as they stood. `links`: those and every other that holds money of the payment. */
export type Allocated = { parts: Allocation[]; before: LinkBefore[]; links: PaymentLink[] };

type Asked = { paymentId: string; targets: readonly PaymentTarget[]; entry: Entry; meantLinkId: string | null };

/** Every link a payment's money may touch: those it means to pay, and those its money was given to since. Locked, in one order. */
export async function lockLinksOfPayment(ctx: Ctx, tx: Db, input: { paymentId: string; targets: readonly PaymentTarget[] }): Promise<PaymentLink[]> {
  const parts = await listAllocations(tx, ctx.store.id, input.paymentId);
  return lockLinks(tx, ctx.store.id, [...new Set([...input.targets, ...parts].map(({ linkId }) => linkId))]);
}

/**
 * Decides which links one movement of money belongs to, by what stands in the ledger now; the links are the caller's to
 * lock. `meantLinkId`: of money that goes out, the link on whose page that was asked; null: nobody said which.
 */
export async function allocateEntry(ctx: Ctx, tx: Db, { paymentId, targets, entry, meantLinkId }: Asked): Promise<Allocated> {
  const links = await lockLinksOfPayment(ctx, tx, { paymentId, targets });
  const totals = await readLinkTotals(tx, ctx.store.id, links.map(({ id }) => id));
  const byId = new Map(links.map((link) => [link.id, link]));
  const before = targets.flatMap(({ linkId, amountMinor }) => {
    const [link, total] = [byId.get(linkId), totals.get(linkId)];
    return link && total ? [{ link, totals: total, meantMinor: amountMinor }] : [];
  });
  const held = await readHeld(ctx, tx, { paymentId, entry });
  return { parts: partsOf(entry, { before, totals, held, meantLinkId }), before, links };
}

type Held = { all: Allocation[]; own: Allocation[]; captured: Allocation[]; taken: Allocation[]; given: Allocation[] };

/** A payment's parts so far: all of them, those of the movement that an entry takes back, those that came in first, those that went out, and those that came back after going out. */
async function readHeld(ctx: Ctx, tx: Db, { paymentId, entry }: { paymentId: string; entry: Entry }): Promise<Held> {
  const entries = await listEntries(tx, ctx.store.id, paymentId);
  const kinds = new Map(entries.map(({ id, kind }) => [id, kind]));
  const undone = entries.find(({ kind, ref }) => kind === "capture" && ref === entry.ref);
  const all = await listAllocations(tx, ctx.store.id, paymentId);
  return {
    all,
    own: all.filter((part) => part.entryId === undone?.id),
    captured: all.filter((part) => ["capture", "reversal"].includes(kinds.get(part.entryId) ?? "")),
    taken: all.filter((part) => part.amountMinor < 0 && kinds.get(part.entryId) !== "reversal"),
    given: all.filter((part) => part.amountMinor > 0 && kinds.get(part.entryId) !== "capture"),
  };
}

type Standing = { before: readonly LinkBefore[]; totals: ReadonlyMap<string, LinkTotals>; held: Held; meantLinkId: string | null };

function partsOf(entry: Entry, { before, totals, held, meantLinkId }: Standing): Allocation[] {
  const amountMinor = Math.abs(entry.amountMinor);
  const surplus = new Map([...totals].map(([linkId, { surplusMinor }]) => [linkId, surplusMinor]));
  switch (entry.kind) {
    case "capture":
      return capturedParts(entry, before, held);
    case "reversal":
      return allocateReversal(amountMinor, held.own, held.all, surplus);
    case "refund":
    case "dispute":
      return allocateOut(amountMinor, held.all, surplusBeside(surplus, held.all), meantLinkId);
    case "refund-reversal":
    case "dispute-reversal":
      return allocateBack(amountMinor, held.taken, held.given);
    default:
      return assertUnreachable(entry.kind);
  }
}

/** A currency is frozen in its link: money in another one is kept and shown, and settles nothing. */
function capturedParts(entry: Entry, before: readonly LinkBefore[], held: Held): Allocation[] {
  const last = before.at(-1);
  if (!last) throw new Error("A payment without a link");
  if (before.some(({ link }) => link.currency !== entry.currency)) {
    return [{ linkId: last.link.id, kind: "foreign", amountMinor: entry.amountMinor }];
  }
  const dueMinor = (linkId: string) => held.captured.reduce((sum, part) => (part.linkId === linkId && part.kind === "due" ? sum + part.amountMinor : sum), 0);
  const targets: Target[] = before.map(({ link, totals, meantMinor }) => ({
    linkId: link.id,
    openMinor: askedNow(link, totals, entry),
    wishedMinor: Math.max(0, meantMinor - dueMinor(link.id)),
    meantMinor,
  }));
  return allocateCapture(entry.amountMinor, targets);
}

/** What a link still asks of this money. One whose payer chooses the amount asks exactly what comes, once. */
function askedNow(link: PaymentLink, totals: LinkTotals, entry: Entry): number {
  if (link.kind === "reusable") return entry.amountMinor;
  if (link.amountMinor === null) return totals.paidMinor > 0 ? 0 : entry.amountMinor;
  return Math.max(0, link.amountMinor - totals.paidMinor);
}

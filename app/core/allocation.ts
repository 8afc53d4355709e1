import type { LinkTotals, PaymentLink } from "./payment-link";

/** due: covers what a link asked · surplus: beyond it · foreign: in a currency the link does not have, so it settles nothing. */
export type AllocationKind = "due" | "surplus" | "foreign";

/** Part of a ledger entry given to one link; signed as the entry is. The parts of an entry sum to the entry. */
export type Allocation = { linkId: string; kind: AllocationKind; amountMinor: number };

/**
 * A link in the payer's basket, in their order, with what it still asks, what of this money the payer meant for it
 * (absent: as much as it asks), and what the whole attempt meant for it: as much of what is too much is this link's (absent: nothing). All ≥ 0.
 */
export type Target = { linkId: string; openMinor: number; wishedMinor?: number; meantMinor?: number };

/**
 * Gives captured money to links in the order they stand: first to each what the payer meant for it, then what they still
 * ask; what nobody asked for is a surplus where it was meant to go, and what was meant for none on the last one. So an
 * order that grew meanwhile takes nothing from another one, and one that was paid meanwhile shows what was paid twice.
 * In: an amount > 0 in minor units, at least one target, all of one currency. Out: parts that sum to the amount.
 */
export function allocateCapture(amountMinor: number, targets: readonly Target[]): Allocation[] {
  const last = targets.at(-1);
  if (amountMinor <= 0 || last === undefined) throw new Error("A capture needs an amount > 0 and a link");
  let left = amountMinor;
  const given = targets.map(() => 0);
  for (const limitOf of [(target: Target) => Math.min(target.wishedMinor ?? target.openMinor, target.openMinor), (target: Target) => target.openMinor]) {
    for (const [at, target] of targets.entries()) {
      const part = Math.min(left, Math.max(0, limitOf(target) - (given[at] ?? 0)));
      given[at] = (given[at] ?? 0) + part;
      left -= part;
    }
  }
  const parts: Allocation[] = targets.flatMap(({ linkId }, at) => {
    const own = given[at] ?? 0;
    return own > 0 ? [{ linkId, kind: "due", amountMinor: own }] : [];
  });
  const extra = targets.map(({ meantMinor = 0 }, at) => {
    const part = Math.min(left, Math.max(0, meantMinor - (given[at] ?? 0)));
    left -= part;
    return part;
  });
  extra[extra.length - 1] = (extra.at(-1) ?? 0) + left;
  for (const [at, { linkId }] of targets.entries()) {
    const amountMinor = extra[at] ?? 0;
    if (amountMinor > 0) parts.push({ linkId, kind: "surplus", amountMinor });
  }
  return parts;
}

/**
 * Whether money came whole on a link that other money had already paid and still pays: the order was paid twice, which is
 * not a little too much. In: the link's totals before it, and the parts it got of this movement.
 */
export function isPaidTwice(link: Pick<PaymentLink, "kind" | "amountMinor">, before: LinkTotals, parts: readonly Allocation[]): boolean {
  if (link.kind === "reusable" || link.amountMinor === null || parts.some(({ kind }) => kind !== "surplus")) return false;
  const surplusMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0);
  return link.amountMinor > 0 && surplusMinor >= link.amountMinor && before.paidMinor - before.refundedMinor >= link.amountMinor;
}

/**
 * What money that a person saw is meant for: what a capture of it would give each link, oldest first, and what is too much
 * to the last one. Where none asks anything any more, as much as each was asked: money that came a second time.
 * In: an amount > 0, links in the payer's order. Out: shares > 0 that sum to the amount.
 */
export function sharesOfReceived(amountMinor: number, links: readonly { linkId: string; openMinor: number; askedMinor: number }[]): { linkId: string; amountMinor: number }[] {
  const isAsked = links.some(({ openMinor }) => openMinor > 0);
  const parts = allocateCapture(amountMinor, links.map(({ linkId, openMinor, askedMinor }) => ({ linkId, openMinor: isAsked ? openMinor : askedMinor })));
  return linksOf(parts).map((linkId) => ({ linkId, amountMinor: parts.reduce((sum, part) => (part.linkId === linkId ? sum + part.amountMinor : sum), 0) }));
}

const kindsTakenOut = ["foreign", "surplus", "due"] as const;

/**
 * Takes money back from a payment's earlier parts: the surplus first, then what was due, the last one first;
 * money in the wrong currency before both. Where another payment of the same link brought too much, giving this one back
 * undoes that: the link stays paid. In: an amount > 0, every part the payment has (refunds are negative), the surplus
 * its links hold from other payments, and the link it is meant for, whose parts go before all others (null: nobody said which).
 * Out: negative parts that sum to −amount; what exceeds the parts (a provider gave back more than it took)
 * stays on the last link as a negative surplus, visible rather than lost.
 */
export function allocateOut(amountMinor: number, parts: readonly Allocation[], surplusElsewhere: ReadonlyMap<string, number> = new Map(), meantLinkId: string | null = null): Allocation[] {
  const lastLinkId = parts.at(-1)?.linkId;
  if (amountMinor <= 0 || lastLinkId === undefined) throw new Error("Money out needs an amount > 0 and earlier parts");
  let left = amountMinor;
  const out: Allocation[] = [];
  const [meant, others] = [linksOf(parts).filter((id) => id === meantLinkId), linksOf(parts).filter((id) => id !== meantLinkId).reverse()];
  for (const linkIds of [meant, others]) {
    for (const [kind, linkId] of kindsTakenOut.flatMap((kind) => linkIds.map((linkId) => [kind, linkId] as const))) {
      const held = parts.reduce((sum, p) => (p.linkId === linkId && p.kind === kind ? sum + p.amountMinor : sum), 0);
      const part = Math.min(left, Math.max(0, held));
      const undone = kind === "due" ? Math.min(part, Math.max(0, surplusElsewhere.get(linkId) ?? 0)) : 0;
      if (undone > 0) out.push({ linkId, kind: "surplus", amountMinor: -undone });
      if (part > undone) out.push({ linkId, kind, amountMinor: undone - part });
      left -= part;
    }
  }
  if (left > 0) out.push({ linkId: lastLinkId, kind: "surplus", amountMinor: -left });
  return out;
}

/**
 * Takes back one movement that was none, out of a payment that may hold several: first what that very movement still has
 * where it was given, the rest (what went back since came off it) as any money out. In: an amount > 0, the movement's own
 * parts with those that were moved since, every part of the payment, and what each link holds beyond what it asks, of
 * whatever movement. Out: as in `allocateOut`.
 */
export function allocateReversal(amountMinor: number, own: readonly Allocation[], all: readonly Allocation[], surplus: ReadonlyMap<string, number> = new Map()): Allocation[] {
  const places = own.filter((part, at) => own.findIndex((other) => isAt(other, part)) === at);
  const still = places.map((place) => ({ ...place, amountMinor: Math.min(sumAt(own, place), sumAt(all, place)) })).filter((part) => part.amountMinor > 0);
  const firstMinor = Math.min(amountMinor, still.reduce((sum, part) => sum + part.amountMinor, 0));
  const first = firstMinor > 0 ? allocateOut(firstMinor, still, surplusBeside(surplus, still)) : [];
  if (firstMinor === amountMinor) return first;
  const surplusLeft = new Map([...surplus].map(([linkId, minor]) => [linkId, minor + sumAt(first, { linkId, kind: "surplus" })]));
  const left = [...all, ...first];
  return [...first, ...allocateOut(amountMinor - firstMinor, left, surplusBeside(surplusLeft, left))];
}

/** What links hold beyond what they ask that these parts did not bring. In: what each holds so in all. */
export function surplusBeside(surplus: ReadonlyMap<string, number>, parts: readonly Allocation[]): Map<string, number> {
  return new Map([...surplus].map(([linkId, minor]) => [linkId, minor - Math.max(0, sumAt(parts, { linkId, kind: "surplus" }))]));
}

/**
 * Money that comes back in after it went out (a failed refund, a dispute won) returns where it was taken from, what was
 * taken last first. In: an amount > 0, every part ever taken out (negative) and every part already given back so
 * (positive). Out: parts that sum to the amount; what exceeds the taken is a surplus on the last link.
 */
export function allocateBack(amountMinor: number, taken: readonly Allocation[], given: readonly Allocation[]): Allocation[] {
  const lastLinkId = taken.at(-1)?.linkId;
  if (amountMinor <= 0 || lastLinkId === undefined) throw new Error("Money back needs an amount > 0 and money taken out");
  let left = amountMinor;
  const back: Allocation[] = [];
  for (const place of [...taken].reverse()) {
    if (back.some((part) => isAt(part, place))) continue;
    const outMinor = -sumAt(taken, place) - sumAt(given, place);
    const part = Math.min(left, Math.max(0, outMinor));
    if (part > 0) back.push({ linkId: place.linkId, kind: place.kind, amountMinor: part });
    left -= part;
  }
  if (left > 0) back.push({ linkId: lastLinkId, kind: "surplus", amountMinor: left });
  return back;
}

const linksOf = (parts: readonly Allocation[]) => [...new Set(parts.map((part) => part.linkId))];

type Place = Pick<Allocation, "linkId" | "kind">;
const isAt = (part: Place, place: Place) => part.linkId === place.linkId && part.kind === place.kind;
const sumAt = (parts: readonly Allocation[], place: Place) => parts.reduce((sum, part) => (isAt(part, place) ? sum + part.amountMinor : sum), 0);

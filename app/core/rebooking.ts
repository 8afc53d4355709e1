import type { Allocation, AllocationKind } from "./allocation";

/** Why money was not given to another link. */
export type RebookProblem = "nothing-free" | "changed-meanwhile" | "link-unknown" | "other-currency" | "asks-nothing" | "same-link" | "given-back" | "already-undone";

/**
 * What one link holds of one movement of money and does not need: the surplus and the foreign money, and all of it where
 * the link had ended when it came (`isLoose`). In: the link's parts of that movement, those of later rebookings included.
 * Out: by kind, in the order it is taken; minor units > 0.
 */
export function freeParts(parts: readonly Allocation[], isLoose: boolean): { kind: AllocationKind; amountMinor: number }[] {
  const kinds: AllocationKind[] = isLoose ? ["foreign", "surplus", "due"] : ["foreign", "surplus"];
  return kinds.flatMap((kind) => {
    const amountMinor = parts.reduce((sum, part) => (part.kind === kind ? sum + part.amountMinor : sum), 0);
    return amountMinor > 0 ? [{ kind, amountMinor }] : [];
  });
}

/**
 * The parts that give free money of one link to another: they sum to zero, so that the movement they belong to is as it
 * was. In: an amount > 0, at most what is free. Throws when it is more: a bug, the caller knows what is free.
 */
export function rebook(amountMinor: number, input: { free: readonly { kind: AllocationKind; amountMinor: number }[]; fromLinkId: string; toLinkId: string }): Allocation[] {
  let left = amountMinor;
  const out: Allocation[] = [];
  for (const { kind, amountMinor: most } of input.free) {
    const part = Math.min(left, most);
    if (part > 0) out.push({ linkId: input.fromLinkId, kind, amountMinor: -part });
    left -= part;
  }
  if (amountMinor <= 0 || left > 0) throw new Error(`Cannot rebook ${amountMinor}: ${left} is not free`);
  return [...out, { linkId: input.toLinkId, kind: "due", amountMinor }];
}

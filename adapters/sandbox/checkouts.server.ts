import type { AdapterDeps } from "../../app/core/ports";
import { checkoutSchema, type Checkout } from "./checkout";
import { inTurn } from "./in-turn";

const kind = "checkout";

/** The sandbox's memory of its checkouts, one writer at a time for each. */
export type Checkouts = ReturnType<typeof openCheckouts>;

export function openCheckouts({ connectionId, records }: Pick<AdapterDeps, "connectionId" | "records">) {
  const find = async (ref: string): Promise<Checkout | null> => {
    const value = await records.find(kind, ref);
    return value === null ? null : checkoutSchema.parse(value);
  };
  const alone = <T>(ref: string, run: () => Promise<T>) => inTurn(`${connectionId}/${kind}/${ref}`, run);
  return {
    find,
    /** Keeps a new checkout, or gives back the one that has its reference. */
    open: async (fresh: Checkout) => checkoutSchema.parse(await records.claim(kind, fresh.ref, fresh)),
    /** Reads, changes, writes back; null when there is no such checkout. */
    change: <R extends { checkout: Checkout }>(ref: string, step: (checkout: Checkout) => R): Promise<R | null> => alone(ref, async () => {
      const before = await find(ref);
      if (before === null) return null;
      const after = step(before);
      if (after.checkout !== before) await records.put(kind, ref, after.checkout);
      return after;
    }),
  };
}

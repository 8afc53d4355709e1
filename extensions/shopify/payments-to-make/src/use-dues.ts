import { useEffect, useState } from "preact/hooks";
import { inOrderOfNeed, type Due } from "../../shared/shopper/due";
import { readDraftsDue, readOrdersDue, type Dues } from "../../shared/shopper/read-shopify";

export type DuesState = {
  dues: Due[];
  phase: "waiting" | "told" | "failed";
  /** Orders or drafts could not be read: what is shown may not be all. */
  isPartial: boolean;
  hasMore: boolean;
};

type Known = { orders: Dues | null; drafts: Dues | null };

/** Everything the customer has to pay, read from Shopify; `more` goes further back, `again` starts anew. */
export function useDues(): DuesState & { more: () => void; again: () => void } {
  const [known, setKnown] = useState<Known>({ orders: null, drafts: null });
  const [phase, setPhase] = useState<DuesState["phase"]>("waiting");
  const [turn, setTurn] = useState<{ from: Known | null }>({ from: null });
  useEffect(() => {
    let isCurrent = true;
    setPhase("waiting");
    void readOn(turn.from).then((read) => {
      if (!isCurrent) return;
      setKnown(read);
      setPhase(read.orders === null && read.drafts === null ? "failed" : "told");
    });
    return () => {
      isCurrent = false;
    };
  }, [turn]);
  const dues = inOrderOfNeed([...(known.orders?.dues ?? []), ...(known.drafts?.dues ?? [])], (due) => due);
  return {
    dues, phase,
    isPartial: phase === "told" && (known.orders === null || known.drafts === null),
    hasMore: [known.orders, known.drafts].some((one) => one !== null && one.next !== null),
    more: () => setTurn({ from: known }),
    again: () => setTurn({ from: null }),
  };
}

/** The two lists, each from where it stopped; one that fails does not take the other along. */
async function readOn(from: Known | null): Promise<Known> {
  const [orders, drafts] = await Promise.all([readMore(readOrdersDue, from?.orders ?? null), readMore(readDraftsDue, from?.drafts ?? null)]);
  return { orders, drafts };
}

async function readMore(read: (after: string | null) => Promise<Dues>, before: Dues | null): Promise<Dues | null> {
  if (before !== null && before.next === null) return before;
  try {
    const { dues, next } = await read(before?.next ?? null);
    return { dues: [...(before?.dues ?? []), ...dues], next };
  } catch {
    return before;
  }
}

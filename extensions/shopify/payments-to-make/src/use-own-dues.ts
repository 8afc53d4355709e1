import { useEffect, useState } from "preact/hooks";
import type { Trouble } from "../../shared/ask-app";
import type { Link } from "../../shared/contract";
import { minorOf } from "../../shared/money";
import { askOwnLinks } from "../../shared/shopper/ask-account";
import { inOrderOfNeed, type Due } from "../../shared/shopper/due";
import type { ShopperSurface } from "../../shared/shopper/surface";

/** A thing to pay with the link we have for it, if any. */
export type OwnDue = { due: Due; linkId: string | null; ownUrl: string | null };

type OwnDues = { phase: "waiting" | "told" | "down"; trouble: Trouble | null; owns: OwnDue[]; again: () => void };

/** `down`: the app did not answer; what Shopify tells is shown all the same, and `again` asks once more. */
export function useOwnDues(surface: ShopperSurface, dues: readonly Due[]): OwnDues {
  const [answer, setAnswer] = useState<Awaited<ReturnType<typeof askOwnLinks>> | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setAnswer(null);
    void askOwnLinks(surface).then((told) => {
      if (isCurrent) setAnswer(told);
    });
    return () => {
      isCurrent = false;
    };
  }, [surface, turn]);
  const known = answer?.ok ? answer.links : [];
  const phase = answer === null ? "waiting" : answer.ok ? "told" : "down";
  const owns = dues.map((due) => ownOf(due, known.find((link) => link.orderRef === due.ref && link.status === "open")));
  return { phase, trouble: answer === null || answer.ok ? null : answer, again: () => setTurn((before) => before + 1), owns: inOrderOfNeed(owns, ({ due }) => due) };
}

/** What was paid in parts through us is known here first: then our amount is the one that is still open. */
export function ownOf(due: Due, link: Link | undefined): OwnDue {
  if (!link) return { due, linkId: null, ownUrl: null };
  const openMinor = link.currency === due.currency ? minorOf(link.open, due.currency) : null;
  const amountMinor = openMinor !== null && openMinor > 0n ? openMinor : due.amountMinor;
  return { due: { ...due, amountMinor, isLate: due.isLate || link.isLate, dueAt: due.dueAt ?? link.dueAt }, linkId: link.linkId, ownUrl: link.payUrl };
}

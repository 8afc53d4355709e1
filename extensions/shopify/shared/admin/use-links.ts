import { useEffect, useState } from "preact/hooks";
import { askLinks, type LinksAnswer } from "./ask-admin";
import type { AdminSurface } from "./surface";

/** What the app knows of these orders: null while it is asked. `ask` asks again; an older answer never wins. */
export function useLinks(surface: AdminSurface, orderRefs: readonly string[]): { answer: LinksAnswer | null; ask: () => void } {
  const [answer, setAnswer] = useState<LinksAnswer | null>(null);
  const [turn, setTurn] = useState(0);
  const key = orderRefs.join(" ");
  useEffect(() => {
    let isCurrent = true;
    setAnswer(null);
    void askLinks(surface, key === "" ? [] : key.split(" ")).then((told) => {
      if (isCurrent) setAnswer(told);
    });
    return () => {
      isCurrent = false;
    };
  }, [surface, key, turn]);
  return { answer, ask: () => setTurn((before) => before + 1) };
}

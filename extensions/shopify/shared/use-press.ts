import { useRef, useState } from "preact/hooks";
import { makePresses } from "./press";

export type Pressing<Ask, Told> = { isBusy: boolean; told: Told | null; press: (ask: Ask) => void };

/**
 * Does a thing once: a second press while the first is under way does nothing, and after a lost answer the same
 * content is the same press. Answered, the next press is a new one.
 */
export function usePress<Ask, Told extends { ok: boolean }>(act: (ask: Ask, requestId: string) => Promise<Told>): Pressing<Ask, Told> {
  const [isBusy, setIsBusy] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const isUnderWay = useRef(false);
  const presses = useRef(makePresses());
  const run = async (ask: Ask) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true; // at once: the state below is only seen by the next drawing
    setIsBusy(true);
    setTold(null);
    const answer = await act(ask, presses.current.idFor(ask));
    if (answer.ok) presses.current.done(ask);
    setTold(answer);
    setIsBusy(false);
    isUnderWay.current = false;
  };
  return { isBusy, told, press: (ask) => void run(ask) };
}

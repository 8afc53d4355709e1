import { useEffect, useRef, useState } from "preact/hooks";
import { askSend, type LinkAnswer } from "../../shared/admin/ask-admin";
import type { AdminSurface } from "../../shared/admin/surface";
import { makePresses } from "../../shared/press";
import { sendAll, type Stop } from "./send-all";

export type Bulk = { outcomes: ReadonlyMap<string, LinkAnswer>; isRunning: boolean; current: string | null; stop: Stop; run: (orderRefs: readonly string[]) => void };

/** The sending of many: what became of each, whether it is under way and with which, what stopped it. Closing the window stops it. */
export function useBulk(surface: AdminSurface): Bulk {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, LinkAnswer>>(new Map());
  const [isRunning, setIsRunning] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const [stop, setStop] = useState<Stop>(null);
  const isUnderWay = useRef(false);
  const isClosed = useRef(false);
  const presses = useRef(makePresses());
  useEffect(() => () => {
    isClosed.current = true;
  }, []);
  const run = async (orderRefs: readonly string[]) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setIsRunning(true);
    setStop(null);
    const stopped = await sendAll({
      orderRefs,
      send: (orderRef) => askSend(surface, { orderRef }, presses.current.idFor(orderRef)),
      onStart: setCurrent,
      onOutcome: ({ orderRef, answer }) => setOutcomes((before) => new Map(before).set(orderRef, answer)),
      isClosed: () => isClosed.current,
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    setStop(stopped);
    setIsRunning(false);
    setCurrent(null);
    isUnderWay.current = false;
  };
  return { outcomes, isRunning, current, stop, run: (orderRefs) => void run(orderRefs) };
}

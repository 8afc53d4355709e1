import { useEffect, useState } from "preact/hooks";
import type { ShopperSurface } from "../../shared/shopper/surface";

type Told<T> = { told: T | null | undefined; again: () => void };

/** What was read of an order: undefined while it is, null when it could not be; `again` reads anew. `read` is one and the same function. */
export function useTold<T>(read: (surface: ShopperSurface, orderRef: string) => Promise<T>, surface: ShopperSurface, orderRef: string): Told<T> {
  const [told, setTold] = useState<T | null | undefined>(undefined);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setTold(undefined);
    read(surface, orderRef).then((value) => {
      if (isCurrent) setTold(value);
    }, () => {
      if (isCurrent) setTold(null);
    });
    return () => {
      isCurrent = false;
    };
  }, [read, surface, orderRef, turn]);
  return { told, again: () => setTurn((before) => before + 1) };
}

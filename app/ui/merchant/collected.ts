import { createContext, useContext } from "react";
import { collectedWords, type CollectedWords } from "../words/collected";
import { useWords } from "./language";

/** False where the shop's platform takes the money: nothing of ours then takes, notes or gives back any. */
export const TakesMoneyContext = createContext(true);

export const useTakesMoney = (): boolean => useContext(TakesMoneyContext);

/** What a screen says instead, where the platform takes the money; null where we do. */
export function useCollected(): CollectedWords | null {
  const words = useWords(collectedWords);
  return useTakesMoney() ? null : words;
}

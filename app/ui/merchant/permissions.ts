import { createContext } from "react";
import type { Bridge } from "../../core/embedding";

/** The script of the shop's own admin around the page; null elsewhere. */
export const BridgeContext = createContext<Bridge | null>(null);

type Scopes = { request?(permissions: readonly string[]): Promise<{ result: string }> };

/** The admin asks whoever looks for these permissions, in a window of its own. `failed`: it did not, or its script is not there. */
export async function askForPermissions({ globalName }: Bridge, permissions: readonly string[]): Promise<"granted" | "declined" | "failed"> {
  const admin = (window as unknown as Record<string, { scopes?: Scopes } | undefined>)[globalName];
  try {
    const answer = await admin?.scopes?.request?.(permissions);
    if (answer === undefined) return "failed";
    return answer.result === "granted-all" ? "granted" : "declined";
  } catch {
    return "failed";
  }
}

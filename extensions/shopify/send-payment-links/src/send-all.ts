import type { LinkAnswer } from "../../shared/admin/ask-admin";
import type { Trouble } from "../../shared/ask-app";

export type Outcome = { orderRef: string; answer: LinkAnswer };

/** Why it stopped before the end; null when every order was tried. */
export type Stop = Trouble | "closed" | null;

export type SendAllInput = {
  orderRefs: readonly string[];
  send: (orderRef: string) => Promise<LinkAnswer>;
  onStart: (orderRef: string) => void;
  onOutcome: (outcome: Outcome) => void;
  isClosed: () => boolean;
  wait: (ms: number) => Promise<void>;
};

const busyTriesMax = 3;
const busyWaitMs = 5_000;

/**
 * Sends one after the other. An order that is refused is told and the next one tried; what would stop all of them
 * (signed out, no right, app down) stops here, and what was not tried can be gone on with. A busy app is waited for.
 */
export async function sendAll({ orderRefs, send, onStart, onOutcome, isClosed, wait }: SendAllInput): Promise<Stop> {
  for (const orderRef of orderRefs) {
    onStart(orderRef);
    let answer = await send(orderRef);
    for (let tries = 1; !answer.ok && answer.kind === "busy" && tries < busyTriesMax && !isClosed(); tries++) {
      await wait(answer.retryAfterMs || busyWaitMs);
      answer = await send(orderRef);
    }
    if (isClosed()) return "closed";
    if (!answer.ok && ["signed-out", "forbidden", "unreachable", "busy"].includes(answer.kind)) return answer;
    onOutcome({ orderRef, answer });
  }
  return null;
}

import type { Ctx } from "./ctx";
import { startAttempt, type StartResult } from "./start-attempt.server";

export type { StartProblem, StartResult } from "./start-attempt.server";

export type StartInput = { linkId: string; providerId: string; shownMinor: number | null; typedMinor: number | null };

/** A shopper pressed "pay" on a link's own page. In and out: as in startAttempt, for one link. */
export function startPayment(ctx: Ctx, { linkId, ...input }: StartInput): Promise<StartResult> {
  return startAttempt(ctx, { ...input, linkIds: [linkId], basketId: null });
}

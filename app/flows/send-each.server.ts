import { assertUnreachable } from "../core/assert";
import type { EachOutcome, EachProblem, WhichOrder } from "../core/each-order";
import { VendorError } from "../core/vendor-error";
import { askForOrder, type AskResult } from "./ask-for-order.server";
import type { Ctx } from "./ctx";
import { mailByPlatform } from "./mail-by-platform.server";
import { eachMessageId, readEach } from "./read-each.server";

/** After that no other order is begun: the browser waits for this answer, and pressing again goes on. */
const patienceMs = 20_000;

export type EachResult = WhichOrder & { outcome: EachOutcome };

/**
 * "A link to each": every order gets its own link on the store's usual terms and its own mail, in its customer's
 * language, one after the other. `pressId` was made when the orders were shown: what it sent already is not sent again,
 * so the same press goes on where an earlier one stopped. A shop that is silent is asked no further; orders of the
 * store's other shops go on. Out: what became of each, in the order asked. Throws only what is a fault of ours.
 */
export async function sendEach(ctx: Ctx, input: { orders: readonly WhichOrder[]; pressId: string }): Promise<EachResult[]> {
  const endsAt = ctx.now().getTime() + patienceMs;
  const silent = new Set<string>();
  const results: EachResult[] = [];
  for (const which of input.orders) {
    const isTried = !silent.has(which.platformId) && ctx.now().getTime() < endsAt;
    const outcome = await sendOne(ctx, { which, pressId: input.pressId, isTried });
    if (outcome.kind === "shop-trouble" && outcome.isOutage) silent.add(which.platformId);
    results.push({ ...which, outcome });
  }
  return results;
}

/** By what was last read first: what is over, or was sent, costs its shop no question. */
async function sendOne(ctx: Ctx, { which, pressId, isTried }: { which: WhichOrder; pressId: string; isTried: boolean }): Promise<EachOutcome> {
  const [row] = await readEach(ctx, { wanted: [which], pressId });
  if (row?.isSent) return { kind: "already-sent" };
  if (!row || row.problem !== null) return { kind: "refused", reason: row?.problem ?? "order-unknown" };
  if (!isTried) return { kind: "not-tried" };
  try {
    return await ask(ctx, { which, pressId, isByShop: row.isByShop });
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log("warn", "each-met-trouble", { vendor: error.vendor });
    return { kind: "shop-trouble", words: error.merchantWords, isOutage: error.isRetryable };
  }
}

async function ask(ctx: Ctx, { which, pressId, isByShop }: { which: WhichOrder; pressId: string; isByShop: boolean }): Promise<EachOutcome> {
  const messageId = eachMessageId(pressId, which);
  const asked = await askForOrder({ ctx, connection: { id: which.platformId } }, { orderRef: which.orderRef, locale: null, messageId: isByShop ? null : messageId });
  if (!asked.ok) {
    // The shop was just read: what it said is saved.
    const [row] = await readEach(ctx, { wanted: [which], pressId });
    return { kind: "refused", reason: row?.problem ?? problemOf(asked.reason) };
  }
  if (!isByShop) return asked.isNewMessage ? { kind: "sent", linkId: asked.linkId } : { kind: "already-sent" };
  const mailed = await mailByPlatform(ctx, { ...which, linkId: asked.linkId, pressId: messageId, note: "" });
  return mailed.ok ? { kind: "sent-by-shop", linkId: asked.linkId } : { kind: "refused", reason: mailed.reason === "no-email" ? "no-email" : "nothing-open" };
}

/** What the shop's last word does not explain by itself. */
function problemOf(reason: Extract<AskResult, { ok: false }>["reason"]): EachProblem {
  switch (reason) {
    case "order-unknown": case "no-email": case "no-messenger": return reason;
    case "nothing-open": case "amount-above-open": return "nothing-open";
    case "order-not-unpaid": case "expires-in-the-past": case "expires-too-far": return "not-possible";
    default: return assertUnreachable(reason);
  }
}

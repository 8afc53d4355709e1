import type { Allocation } from "../core/allocation";
import type { PaymentLink } from "../core/payment-link";
import type { Entry } from "../core/payment";
import type { Db } from "../db/client.server";
import { forgetEffect } from "../db/effects.server";
import { raiseTask } from "../db/tasks.server";
import type { Ctx } from "./ctx";

/**
 * What was no money is asked again, and its order may be marked once more; until a person looks, the shop, which cannot
 * be told so, may still call the order paid.
 */
export async function followReversal(
  ctx: Ctx, tx: Db, input: { paymentId: string; entry: Entry; entryId: string; parts: readonly Allocation[]; links: readonly PaymentLink[] },
): Promise<void> {
  const { paymentId, entry, entryId } = input;
  for (const link of input.links) {
    const parts = input.parts.filter((part) => part.linkId === link.id);
    if (parts.length === 0) continue;
    await forgetEffect(tx, ctx.store.id, { kind: "mark-order-paid", subject: link.id });
    await raiseTask(tx, {
      id: ctx.newId("tsk"), storeId: ctx.store.id, kind: "money-taken-back", subject: `${entryId}:${link.id}`, linkId: link.id, paymentId, at: ctx.now(),
      detail: { currency: entry.currency, amountMinor: -entry.amountMinor, parts },
    });
  }
}

import { dayOf } from "../core/civil-day";
import type { Entry, SeenPayment } from "../core/payment";
import { chainMove } from "../core/till";
import { endOfDay } from "../core/till-closing";
import type { Db } from "../db/client.server";
import { listLinksById } from "../db/links.server";
import type { Payment } from "../db/payments.server";
import { insertTillEntry, lockTill } from "../db/till.server";
import type { Ctx } from "./ctx";
import { namesOf } from "./open-checkout.server";

/**
 * Chains a movement of money that a person (or a statement) stated, in the ledger's own transaction: neither is there
 * without the other. Money that a provider's machine states is no business of the till.
 */
export async function noteInTill(
  ctx: Ctx, tx: Db, input: { payment: Payment; entry: Entry; entryId: string; seen: SeenPayment; linkIds: readonly string[] },
): Promise<void> {
  const { payment, entry, entryId, seen, linkIds } = input;
  if (!ctx.provider(payment.providerId).recordReceived) return;
  const fact = seen.facts.find((one) => one.kind === entry.kind && one.ref === entry.ref);
  const links = await listLinksById(tx, ctx.store.id, linkIds);
  const till = await lockTill(tx, ctx.store.id);
  const move = chainMove(till.end, {
    storeId: ctx.store.id, at: ctx.now(), happenedAt: entry.occurredAt, kind: entry.kind, method: fact?.method ?? seen.method ?? "other",
    amountMinor: entry.amountMinor, currency: entry.currency, reference: namesOf(links, ctx.store.locale).reference || payment.id, entryId,
  }, till.closedUntil);
  const day = dayOf(move.at, ctx.store.timeZone);
  await insertTillEntry(tx, move, till.firstDay === null ? { firstDay: day, nextClosingAt: endOfDay(day, ctx.store.timeZone, move.at) } : null);
}

import { hookOfEvent, type CompanionEvent } from "../core/companion";
import { storeEvent } from "../db/inbox.server";
import type { OpenedCompanion } from "./open-companion.server";

/**
 * Keeps a companion's events, each with the job that understands it, before they are answered. An event brought twice
 * is known. Out: the ids that are safe with us now; the companion forgets those and only those.
 */
export async function storeCompanionEvents({ ctx, connection }: OpenedCompanion, events: readonly CompanionEvent[]): Promise<{ safe: string[]; newCount: number }> {
  const safe: string[] = [];
  let newCount = 0;
  for (const event of events) {
    const isNew = await storeEvent(ctx.db, {
      id: ctx.newId("evt"), storeId: ctx.store.id, connectionId: connection.id, eventId: `companion:${event.id}`,
      hook: hookOfEvent(event, ctx.appUrl), at: ctx.now(),
    });
    safe.push(event.id);
    if (isNew) newCount += 1;
  }
  return { safe, newCount };
}

import type { RawHook } from "../core/ports";
import { jobAttemptsMax } from "./jobs.server";
import type { Db } from "./client.server";
import { rowsOf } from "./rows.server";
import { rowVersionSql } from "./versions.server";

/** An outside event as it came. */
export type InboxEvent = {
  id: string;
  storeId: string;
  connectionId: string;
  eventId: string;
  hook: RawHook;
  receivedAt: Date;
  handledAt: Date | null;
};

/**
 * Stores an event and its job in one statement, on the fast path of every hook. The same event again
 * changes nothing. Returns whether it was new.
 */
export async function storeEvent(
  db: Db,
  event: { id: string; storeId: string; connectionId: string; eventId: string; hook: RawHook; at: Date },
): Promise<boolean> {
  const { hook } = event;
  const rows = await rowsOf<unknown>(db, {
    name: "store-event",
    text: `WITH fresh AS (
        INSERT INTO inbox_event (id, store_id, connection_id, event_id, headers, body, url, received_at)
        VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8)
        ON CONFLICT (connection_id, event_id) DO NOTHING RETURNING id)
      SELECT (graphile_worker.add_job('handle-event', json_build_object('eventId', fresh.id), max_attempts => $9::int)).id::text FROM fresh`,
    values: [
      event.id, event.storeId, event.connectionId, event.eventId, JSON.stringify(hook.headers), Buffer.from(hook.body), hook.url, event.at, jobAttemptsMax,
    ],
  });
  return rows.length > 0;
}

/**
 * The same for a hook that was believed by what a process remembers of its connection: stored only while the
 * connection's row is still that version ("changed" otherwise).
 */
export async function storeEventOfVersion(
  db: Db,
  event: { id: string; connectionId: string; eventId: string; hook: RawHook; at: Date },
  version: string,
): Promise<"stored" | "known" | "changed"> {
  const { hook } = event;
  const [row] = await rowsOf<{ isCurrent: boolean; jobId: string | null }>(db, {
    name: "store-event-of-version",
    text: `WITH believed AS (SELECT c.id, c.store_id FROM connection c WHERE c.id = $2 AND ${rowVersionSql("c")} = $9),
      fresh AS (
        INSERT INTO inbox_event (id, store_id, connection_id, event_id, headers, body, url, received_at)
        SELECT $1, believed.store_id, believed.id, $3, $4::jsonb, $5::bytea, $6, $7::timestamptz FROM believed
        ON CONFLICT (connection_id, event_id) DO NOTHING RETURNING id)
      SELECT EXISTS (SELECT FROM believed) AS is_current,
        (SELECT (graphile_worker.add_job('handle-event', json_build_object('eventId', fresh.id), max_attempts => $8::int)).id::text FROM fresh) AS job_id`,
    values: [event.id, event.connectionId, event.eventId, JSON.stringify(hook.headers), Buffer.from(hook.body), hook.url, event.at, jobAttemptsMax, version],
  });
  if (!row?.isCurrent) return "changed";
  return row.jobId === null ? "known" : "stored";
}

export async function findEvent(db: Db, id: string): Promise<InboxEvent | null> {
  const row = await db.sql.inboxEvent.findUnique({ where: { id } });
  if (!row) return null;
  const { storeId, connectionId, eventId, receivedAt, handledAt } = row;
  const hook: RawHook = { headers: row.headers as Record<string, string>, body: row.body, url: row.url };
  return { id, storeId, connectionId, eventId, receivedAt, handledAt, hook };
}

export async function markEventHandled(db: Db, event: Pick<InboxEvent, "id" | "storeId">, at: Date): Promise<void> {
  await db.sql.inboxEvent.updateMany({ where: { id: event.id, storeId: event.storeId }, data: { handledAt: at, problem: null } });
}

export async function markEventProblem(db: Db, event: Pick<InboxEvent, "id" | "storeId">, problem: string): Promise<void> {
  await db.sql.inboxEvent.updateMany({
    where: { id: event.id, storeId: event.storeId },
    data: { problem, attempts: { increment: 1 } },
  });
}

/** Events of a store still waiting to be understood. */
export async function countWaitingEvents(db: Db, storeId: string): Promise<number> {
  return db.sql.inboxEvent.count({ where: { storeId, handledAt: null } });
}

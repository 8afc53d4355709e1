import { createHash } from "node:crypto";
import { Prisma } from "../../generated/prisma/client";
import type { Db, Statements } from "./client.server";
import { rowsOf } from "./rows.server";

/** Every job the product has, with what it needs to begin: ids only, the rest is read when it runs. */
export type Jobs = {
  "handle-event": { eventId: string };
  "check-payment": { storeId: string; paymentId: string };
  /** `startedUntil` (ISO): attempts begun later were made under the link's new terms and live on. */
  "close-checkouts": { storeId: string; linkId: string; startedUntil?: string };
  /** One checkout that was to be closed while its provider did not answer. */
  "close-checkout": { storeId: string; paymentId: string };
  "issue-receipt": { storeId: string; entryId: string };
  "issue-rebooking-receipts": { storeId: string; rebookingId: string };
  "send-message": { storeId: string; messageId: string };
  "note-part": { storeId: string; entryId: string; linkId: string };
  "mark-order-paid": { storeId: string; linkId: string };
  "mirror-refund": { storeId: string; entryId: string };
  "sync-orders": { storeId: string; connectionId: string };
  "tend-connection": { storeId: string; connectionId: string };
  "read-returned": { storeId: string; connectionId: string };
  "close-till": { storeId: string };
  "finish-note": { storeId: string; noteId: string };
  /** `until` (ISO): whoever asked waits no longer. Whether the address is anybody's, the job finds out. */
  "send-reset-mail": { email: string; until: string };
  "tell-password-changed": { storeId: string; memberId: string };
  "sweep": Record<string, never>;
};
export type JobName = keyof Jobs;

export const jobAttemptsMax = 25;

/** Few enough that, of the usual five workers, some are always free for money, however many shops hang. */
const pollLanes = 2;

const polls: readonly JobName[] = ["sync-orders", "tend-connection", "read-returned"];

/** A shop's polls, which may take minutes, wait for each other in a lane of theirs; money's jobs have none. */
function laneOf(name: JobName, payload: Jobs[JobName]): string | null {
  if (!polls.includes(name) || !("connectionId" in payload)) return null;
  return `poll-${createHash("sha256").update(payload.connectionId).digest().readUInt16BE() % pollLanes}`;
}

/**
 * Adds a job inside the caller's transaction: it exists if and only if the transaction commits.
 * With a key, a job still waiting under it is replaced instead of doubled.
 */
export async function addJob<N extends JobName>(
  db: Statements,
  name: N,
  payload: Jobs[N],
  options: { key?: string; runAt?: Date; attemptsMax?: number } = {},
): Promise<void> {
  await rowsOf(db, {
    name: "add-job",
    text: `SELECT 1 FROM graphile_worker.add_job(
      identifier => $1, queue_name => $2, payload => $3::json, run_at => $4::timestamptz, max_attempts => $5::int, job_key => $6)`,
    values: [name, laneOf(name, payload), JSON.stringify(payload), options.runAt ?? null, options.attemptsMax ?? jobAttemptsMax, options.key ?? null],
  });
}

/**
 * Adds many jobs of one kind, keyed like `addJob`, to run in the order given: by their times, for the rows of one insert
 * get their numbers in any order. `priority`: higher waits for lower; all other jobs have 0.
 */
export async function addJobs<N extends JobName>(db: Db, name: N, jobs: readonly { payload: Jobs[N]; key: string }[], options: { priority: number }): Promise<void> {
  if (jobs.length === 0) return;
  const specs = jobs.map(({ payload, key }) => ({ identifier: name, payload, max_attempts: jobAttemptsMax, job_key: key, priority: options.priority }));
  await db.sql.$queryRaw(Prisma.sql`
    SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
      SELECT jsonb_populate_record(NULL::graphile_worker.job_spec, job.spec || jsonb_build_object('run_at', now() + job.place * interval '1 microsecond'))
      FROM jsonb_array_elements(${JSON.stringify(specs)}::jsonb) WITH ORDINALITY AS job(spec, place)))`);
}

/** Takes back what waits under a key: its store is gone. */
export async function removeJob(db: Db, key: string): Promise<void> {
  await db.sql.$queryRaw(Prisma.sql`SELECT 1 FROM graphile_worker.remove_job(${key})`);
}

/** Work that must be done one day, however long an outage lasts; the other jobs are planned anew by the sweep. */
const lastingJobs: readonly JobName[] = ["handle-event", "close-checkouts", "close-checkout", "issue-receipt", "issue-rebooking-receipts", "send-message", "mark-order-paid", "mirror-refund", "note-part", "finish-note"];
const reviveEvery = "1 day";
const reviveMax = 1_000;

/** Gives lasting jobs that used up their tries (about four days of them) one more, once a day; by the database's clock. */
export async function reviveDeadJobs(db: Db): Promise<void> {
  await db.sql.$queryRaw(Prisma.sql`
    SELECT graphile_worker.reschedule_jobs(array_agg(dead.id), run_at => now(), attempts => dead.max_attempts - 1) IS NULL AS done FROM (
      SELECT id, max_attempts::int AS max_attempts FROM graphile_worker.jobs
      WHERE attempts >= max_attempts AND task_identifier = ANY(${[...lastingJobs]}) AND updated_at < now() - ${reviveEvery}::interval
      ORDER BY updated_at LIMIT ${reviveMax}) dead
    GROUP BY dead.max_attempts`);
}

const hurryMax = 1_000;

/**
 * What a store's shops are still to be told, and could not be, is tried now instead of at its next hour: the tries of a
 * long outage lie hours apart. Keys are those the jobs were added under. By the database's clock.
 */
export async function hurryEffects(db: Db, storeId: string): Promise<void> {
  await db.sql.$queryRaw(Prisma.sql`
    SELECT graphile_worker.reschedule_jobs(array_agg(late.id), run_at => now()) IS NULL AS done FROM (
      SELECT job.id FROM effect JOIN graphile_worker.jobs job ON job.key = CASE effect.kind
        WHEN 'mark-order-paid' THEN 'mark-paid:' || effect.subject
        WHEN 'note-part' THEN 'note:' || effect.subject
        WHEN 'mirror-refund' THEN 'mirror:' || split_part(effect.subject, ':', 1) END
      WHERE effect.store_id = ${storeId} AND effect.status = 'waiting' AND job.run_at > now()
      ORDER BY job.run_at LIMIT ${hurryMax}) late
    HAVING count(*) > 0`);
}

/** Ends jobs that used up their tries so long ago that nobody misses them; never a lasting one. By the database's clock. */
export async function deleteDeadJobs(db: Db, input: { days: number; limit: number }): Promise<void> {
  await db.sql.$queryRaw(Prisma.sql`
    SELECT graphile_worker.complete_jobs(array_agg(dead.id)) IS NULL AS done FROM (
      SELECT id FROM graphile_worker.jobs
      WHERE attempts >= max_attempts AND locked_at IS NULL AND NOT (task_identifier = ANY(${[...lastingJobs]})) AND updated_at < now() - make_interval(days => ${input.days}::int)
      ORDER BY updated_at LIMIT ${input.limit}) dead
    HAVING count(*) > 0`);
}

/** Jobs that used up their tries, newest first, for the health panel. */
export async function countDeadJobs(db: Db): Promise<number> {
  const rows = await db.sql.$queryRaw<{ count: bigint }[]>(
    Prisma.sql`SELECT count(*) AS count FROM graphile_worker.jobs WHERE attempts >= max_attempts`,
  );
  return Number(rows[0]?.count ?? 0n);
}

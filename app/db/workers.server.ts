import { Prisma } from "../../generated/prisma/client";
import type { Db } from "./client.server";

/** How often a living worker says so, and after how long a silent one is taken for dead. By the database's clock. */
export const beatEveryMs = 3_000;
export const silentMaxMs = 12_000;

/** Says that these workers live. */
export async function beat(db: Db, workerIds: readonly string[]): Promise<void> {
  if (workerIds.length === 0) return;
  await db.sql.$executeRaw(Prisma.sql`
    INSERT INTO worker_beat (worker_id, seen_at) SELECT id, now() FROM unnest(${[...workerIds]}::text[]) AS id
    ON CONFLICT (worker_id) DO UPDATE SET seen_at = now()`);
}

/**
 * Gives the jobs of dead workers back to the queue. A worker killed at work leaves its jobs locked, and the queue
 * itself would wait four hours (graphile-worker, "get_jobs"). A worker that was only slow runs its job twice: jobs may be.
 */
export async function releaseDeadWorkers(db: Db): Promise<void> {
  const silentSince = Prisma.sql`now() - make_interval(secs => ${silentMaxMs / 1_000})`;
  await db.sql.$executeRaw(Prisma.sql`
    SELECT graphile_worker.force_unlock_workers(dead.ids) FROM (
      SELECT array_agg(DISTINCT job.locked_by) AS ids FROM graphile_worker.jobs job
      LEFT JOIN worker_beat beat ON beat.worker_id = job.locked_by AND beat.seen_at > ${silentSince}
      WHERE job.locked_by IS NOT NULL AND job.locked_at < ${silentSince} AND beat.worker_id IS NULL) dead
    WHERE dead.ids IS NOT NULL`);
  await db.sql.$executeRaw(Prisma.sql`DELETE FROM worker_beat WHERE seen_at < now() - interval '1 day'`);
}

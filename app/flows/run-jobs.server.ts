import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, run, parseCronItems, type Task, type WorkerEvents } from "graphile-worker";
import { VendorError } from "../core/vendor-error";
import type { JobName, Jobs } from "../db/jobs.server";
import { beat, beatEveryMs, releaseDeadWorkers } from "../db/workers.server";
import { checkPayment } from "./check-payment.server";
import { closeCheckouts, finishClosing } from "./close-checkouts.server";
import { closeTill } from "./close-till.server";
import { checkConnection } from "./connect-vendor.server";
import type { App } from "./ctx";
import { finishNote } from "./finish-note.server";
import { handleEvent } from "./handle-event.server";
import { issueReceipt, issueRebookingReceipts } from "./issue-receipt.server";
import { markOrderPaid } from "./mark-order-paid.server";
import { mirrorRefund } from "./mirror-refund.server";
import { notePart } from "./note-part.server";
import { readReturned } from "./read-returned.server";
import { sendResetMail, tellPasswordChanged } from "./reset-password.server";
import { sendMessage } from "./send-message.server";
import { sweep } from "./sweep.server";
import { syncOrders } from "./sync-orders.server";

type Handlers = { [N in JobName]: (payload: Jobs[N]) => Promise<unknown> };

/** What each job does; also how a test runs one job at once. */
export function jobHandlers(app: App): Handlers {
  const inStore = async <P extends { storeId: string }>(payload: P) => app.openStore(payload.storeId);
  return {
    "handle-event": ({ eventId }) => handleEvent(app, eventId),
    "check-payment": async (payload) => checkPayment(await inStore(payload), payload.paymentId),
    "close-checkouts": async ({ storeId, linkId, startedUntil }) =>
      closeCheckouts(await app.openStore(storeId), { linkIds: [linkId], ...(startedUntil !== undefined && { startedUntil: new Date(startedUntil) }) }),
    "close-checkout": async (payload) => finishClosing(await inStore(payload), payload.paymentId),
    "issue-receipt": async (payload) => issueReceipt(await inStore(payload), payload.entryId),
    "issue-rebooking-receipts": async (payload) => issueRebookingReceipts(await inStore(payload), payload.rebookingId),
    "send-message": async (payload) => sendMessage(await inStore(payload), payload.messageId),
    "note-part": async (payload) => notePart(await inStore(payload), payload),
    "mark-order-paid": async (payload) => markOrderPaid(await inStore(payload), payload.linkId),
    "mirror-refund": async (payload) => mirrorRefund(await inStore(payload), payload.entryId),
    "sync-orders": async (payload) => syncOrders(await inStore(payload), payload.connectionId),
    "tend-connection": async (payload) => checkConnection(app, await inStore(payload), payload.connectionId),
    "read-returned": async (payload) => readReturned(await inStore(payload), payload.connectionId),
    "close-till": async (payload) => closeTill(await inStore(payload)),
    "finish-note": async (payload) => finishNote(await inStore(payload), payload.noteId),
    "send-reset-mail": (payload) => sendResetMail(app, payload),
    "tell-password-changed": (payload) => tellPasswordChanged(app, payload),
    sweep: () => sweep(app),
  };
}

const pollIntervalMs = 1_000;
export const sweepEveryMinutes = 5;

/** After the database cut the workers off they begin anew this often, until it is back. */
const restartDelayMs = 1_000;
/** What a runner may take to end: its running jobs first, and then it may wait for a database that is gone. */
const stopTimeoutMs = 10_000;

/** Workers, and the moment the queue takes them for lost (a job's end that could not be noted, a pool that shut itself down). */
type Running = { stop(): Promise<void>; lost: Promise<void> };

/** Starts the worker on the product's own database; so many jobs at once. `stop` lets running jobs end. */
export async function runJobs(app: App, { concurrency }: { concurrency: number }): Promise<{ stop(): Promise<void> }> {
  const workerIds = new Set<string>();
  const stopping = new AbortController();
  let running: Running | null = await startRunner(app, concurrency, workerIds);
  const watch = async () => {
    while (!stopping.signal.aborted) {
      await Promise.race([running?.lost, aborted(stopping.signal)]);
      if (stopping.signal.aborted) break;
      app.log("warn", "workers-lost");
      void running?.stop();
      // Their ids go too: what they still hold is to be let go of.
      workerIds.clear();
      await sleep(restartDelayMs);
      running = await startRunner(app, concurrency, workerIds).catch(() => null);
    }
    await running?.stop();
  };
  const watched = watch();
  const heart = startHeart(app, workerIds);
  return {
    async stop() {
      stopping.abort();
      await watched;
      await heart.stop();
    },
  };
}

const aborted = (signal: AbortSignal) => new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));

async function startRunner(app: App, concurrency: number, workerIds: Set<string>): Promise<Running> {
  const events: WorkerEvents = new EventEmitter();
  events.on("worker:create", ({ worker }) => workerIds.add(worker.workerId));
  const lost = new Promise<void>((resolve) => {
    for (const name of ["worker:fatalError", "pool:fatalError", "pool:gracefulShutdown"] as const) events.on(name, () => resolve());
  });
  const runner = await run({
    events,
    connectionString: app.databaseUrl,
    concurrency,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    taskList: taskListOf(app),
    parsedCronItems: parseCronItems([{ task: "sweep", match: `*/${sweepEveryMinutes} * * * *`, options: { backfillPeriod: 0, maxAttempts: 1, jobKey: "sweep" } }]),
    logger: quietLogger(app),
    // Else a job whose end cannot be noted is a rejection nobody hears, and that ends the process (graphile-worker 0.17, "completeJob" in worker.js).
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  runner.promise.catch(() => undefined);
  return { lost, stop: () => Promise.race([runner.stop().catch(() => undefined), sleep(stopTimeoutMs, undefined, { ref: false })]) };
}

/** Beats for our workers and lets go of what dead ones held, at once and again and again. */
function startHeart(app: App, workerIds: ReadonlySet<string>): { stop(): Promise<void> } {
  const turn = async () => {
    try {
      await beat(app.db, [...workerIds]);
      await releaseDeadWorkers(app.db);
    } catch (error) {
      app.log("warn", "heartbeat-failed", { error: error instanceof Error ? error.name : "unknown" });
    }
  };
  let last = turn();
  const timer = setInterval(() => (last = last.then(turn)), beatEveryMs);
  return {
    stop: () => {
      clearInterval(timer);
      return last;
    },
  };
}

/** The worker tells of every job; only its own troubles are worth a line, failed jobs tell theirs below. */
export function quietLogger(app: Pick<App, "log">): Logger {
  return new Logger(() => (level, message) => {
    if (level === "warning") app.log("warn", "worker", { message });
    if (level === "error" && !message.startsWith("Failed task")) app.log("error", "worker", { message });
  });
}

/** The worker's own table of tasks, with failures told once, by name. */
export function taskListOf(app: App): Record<string, Task> {
  const handlers = jobHandlers(app);
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handle]): [string, Task] => [
      name,
      async (payload, helpers) => {
        try {
          await (handle as (payload: unknown) => Promise<unknown>)(payload);
        } catch (error) {
          const isPlanned = error instanceof VendorError && error.isRetryable;
          app.log(isPlanned ? "warn" : "error", "job-failed", {
            job: name, attempt: helpers.job.attempts, error: error instanceof Error ? error.message : String(error),
          });
          throw error;
        }
      },
    ]),
  );
}

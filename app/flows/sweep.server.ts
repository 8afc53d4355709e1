import { inTurns } from "../core/turns";
import { listConnectionsToTend, listMessengers, listPlatformsToSync } from "../db/connections.server";
import { addJob, addJobs, reviveDeadJobs } from "../db/jobs.server";
import { listPaymentsToSweep, type SweptPayment } from "../db/payments.server";
import { listTillsToClose } from "../db/till.server";
import { clearAway } from "./clear-away.server";
import type { App } from "./ctx";
import { readReturnedKey } from "./read-returned.server";
import { remindDisputes } from "./remind-disputes.server";

/** A payment younger than this may still change at its provider (a refund on their site, a dispute). */
export const sweepAgeMaxMs = 120 * 86_400_000;
/** With a sweep every five minutes, a refund made at a provider whose hook was lost is known within 15: 9, and 5 until the next sweep. */
export const sweepAskAgainMs = 9 * 60_000;
/** Read at once, and planned at once. */
export const sweepPageMax = 1_000;
/** More than all workers can ask about before the next sweeps; what is left out was asked about last, and comes first then. */
export const sweepPaymentsMax = 100_000;
/** Questions wait for the jobs that follow money (0): first the payments that may still become money, then those that may have gone back. */
const priorities = { pending: 5, settled: 10 } as const;
/** A vendor may stop our hooks without a word (some disable them after a few failures): look, and repair. */
export const tendEveryMs = 30 * 60_000;
export const sweepConnectionsMax = 100;
export const sweepTillsMax = 500;

/**
 * The last net, every few minutes: polls every shop for changed orders, looks for mails that came back, looks after connections, and asks about the payments nobody asked about
 * for the longest time, so that no lost hook and no lost job loses money: all that are due, one of each store in turn.
 * Jobs are keyed: a sweep over a sweep adds nothing.
 */
export async function sweep(app: App): Promise<void> {
  await reviveDeadJobs(app.db);
  await clearAway(app);
  await remindDisputes(app);
  for (const { id, storeId } of await listPlatformsToSync(app.db)) {
    await addJob(app.db, "sync-orders", { storeId, connectionId: id }, { key: `sync:${id}`, attemptsMax: 3 });
  }
  for (const { id, storeId } of await listMessengers(app.db)) {
    await addJob(app.db, "read-returned", { storeId, connectionId: id }, { key: readReturnedKey(id), attemptsMax: 2 });
  }
  const now = app.now().getTime();
  for (const { id, storeId } of await listConnectionsToTend(app.db, { checkedBefore: new Date(now - tendEveryMs), limit: sweepConnectionsMax })) {
    await addJob(app.db, "tend-connection", { storeId, connectionId: id }, { key: `tend:${id}`, attemptsMax: 2 });
  }
  for (const storeId of await listTillsToClose(app.db, app.now(), sweepTillsMax)) {
    await addJob(app.db, "close-till", { storeId }, { key: `close-till:${storeId}`, attemptsMax: 3 });
  }
  await planQuestions(app, await listDue(app));
}

/** Every payment that is due to be asked about, of all stores, page by page. */
async function listDue(app: App): Promise<SweptPayment[]> {
  const now = app.now().getTime();
  const due: SweptPayment[] = [];
  for (let after: SweptPayment | null = null; due.length < sweepPaymentsMax; after = due.at(-1) ?? null) {
    const page: SweptPayment[] = await listPaymentsToSweep(app.db, {
      changedAfter: new Date(now - sweepAgeMaxMs), askedBefore: new Date(now - sweepAskAgainMs), after, limit: sweepPageMax,
    });
    due.push(...page);
    if (page.length < sweepPageMax) break;
  }
  return due;
}

async function planQuestions(app: App, due: readonly SweptPayment[]): Promise<void> {
  for (const isPending of [true, false]) {
    const jobs = inTurns(due.filter((payment) => payment.isPending === isPending), ({ storeId }) => storeId)
      .map(({ id, storeId }) => ({ payload: { storeId, paymentId: id }, key: `check:${id}` }));
    for (let at = 0; at < jobs.length; at += sweepPageMax) {
      await addJobs(app.db, "check-payment", jobs.slice(at, at + sweepPageMax), { priority: isPending ? priorities.pending : priorities.settled });
    }
  }
}

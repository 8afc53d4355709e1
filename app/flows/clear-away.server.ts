import { inTransaction } from "../db/client.server";
import { deleteDeadJobs } from "../db/jobs.server";
import { deleteOver, type Perishable } from "../db/retention.server";
import { deleteOldSettingsChanges } from "../db/settings-journal.server";
import type { App } from "./ctx";

const dayMs = 86_400_000;

/**
 * How long what is over is kept. A handled event only says that it came: long enough to look into what a vendor said,
 * and to know it when it is delivered again; later a repetition would be a hint like any other, and change nothing.
 */
export const keptDays: Record<Perishable, number> = {
  "inbox-event": 90, "sign-in": 0, "password-reset": 1, invitation: 30, "companion-grant": 1, "companion-nonce": 1,
};
/** Three years: an account number that was changed is often missed long after. */
export const journalDays = 1_096;
export const deadJobDays = 30;
/** Of each kind in one sweep: a large backlog goes in many short transactions. */
export const clearedMax = 5_000;

/** Throws away what nobody needs any more, a batch of each kind. Money, receipts, histories and unhandled events are never among it. */
export async function clearAway(app: App): Promise<void> {
  const nowMs = app.now().getTime();
  for (const [what, days] of Object.entries(keptDays) as [Perishable, number][]) {
    await deleteOver(app.db, what, { before: new Date(nowMs - days * dayMs), limit: clearedMax });
  }
  await inTransaction(app.db, (tx) => deleteOldSettingsChanges(tx, { before: new Date(nowMs - journalDays * dayMs), limit: clearedMax }));
  await deleteDeadJobs(app.db, { days: deadJobDays, limit: clearedMax });
}

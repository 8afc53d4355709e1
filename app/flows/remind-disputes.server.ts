import { disputeReminderMs } from "../core/dispute";
import { listDisputesDue, listTargets } from "../db/payments.server";
import { raiseTask } from "../db/tasks.server";
import type { App } from "./ctx";

export const disputesRemindedMax = 500;

/** Open disputes whose answer is due within three days are told again, once each. */
export async function remindDisputes(app: App): Promise<void> {
  const until = new Date(app.now().getTime() + disputeReminderMs);
  for (const { id, storeId, ref, dueAt } of await listDisputesDue(app.db, { from: app.now(), until, limit: disputesRemindedMax })) {
    const [target] = await listTargets(app.db, storeId, id);
    await raiseTask(app.db, {
      id: app.newId("tsk"), storeId, kind: "dispute-due", subject: `${id}:${ref}`, paymentId: id, ...(target && { linkId: target.linkId }), detail: { ref, evidenceDueAt: dueAt }, at: app.now(),
    });
  }
}

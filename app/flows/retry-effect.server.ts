import { assertUnreachable } from "../core/assert";
import { inTransaction } from "../db/client.server";
import { reviveEffect } from "../db/effects.server";
import { addJob } from "../db/jobs.server";
import { findTask, resolveTask } from "../db/tasks.server";
import type { Ctx } from "./ctx";

/**
 * A person asks the shop to be told once more (an order that would not be marked paid, a refund it would not take up):
 * the effect begins again, and its task is done with until it fails again.
 */
export async function retryEffect(ctx: Ctx, input: { taskId: string }): Promise<{ ok: true } | { ok: false; reason: "task-unknown" | "nothing-to-retry" }> {
  const storeId = ctx.store.id;
  return inTransaction(ctx.db, async (tx) => {
    const task = await findTask(tx, storeId, input.taskId);
    if (!task) return { ok: false, reason: "task-unknown" };
    const kind = await reviveEffect(tx, storeId, task.subject);
    const [entryId = "", linkId = ""] = task.subject.split(":");
    switch (kind) {
      case null: return { ok: false, reason: "nothing-to-retry" };
      case "mark-order-paid": await addJob(tx, kind, { storeId, linkId: task.subject }, { key: `mark-paid:${task.subject}` }); break;
      case "mirror-refund": await addJob(tx, kind, { storeId, entryId }, { key: `mirror:${entryId}` }); break;
      case "note-part": await addJob(tx, kind, { storeId, entryId, linkId }, { key: `note:${task.subject}` }); break;
      default: assertUnreachable(kind);
    }
    await resolveTask(tx, storeId, task.id, { isResolved: true, at: ctx.now() });
    return { ok: true };
  });
}

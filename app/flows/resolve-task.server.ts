import { findTask, resolveTask as markTask } from "../db/tasks.server";
import type { Ctx } from "./ctx";

/** A person says a task is dealt with, or (the undo) that it is not. */
export async function resolveTask(
  ctx: Ctx,
  input: { taskId: string; isResolved: boolean },
): Promise<{ ok: true } | { ok: false; reason: "task-unknown" }> {
  if (!(await findTask(ctx.db, ctx.store.id, input.taskId))) return { ok: false, reason: "task-unknown" };
  await markTask(ctx.db, ctx.store.id, input.taskId, { isResolved: input.isResolved, at: ctx.now() });
  return { ok: true };
}

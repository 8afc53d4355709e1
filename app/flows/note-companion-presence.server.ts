import { updateConnection } from "../db/connections.server";
import { addJob } from "../db/jobs.server";
import type { OpenedCompanion } from "./open-companion.server";

/** It speaks while it is being switched off or on: only a moment later does its door tell how things are. */
const lookAfterMs = 10_000;

/**
 * A companion says that it was switched off in its shop, or on again. The connection and its poll go on; its health is
 * read anew a moment later, and says what a person can do.
 */
export async function noteCompanionPresence({ ctx, connection }: OpenedCompanion, input: { isActive: boolean }): Promise<void> {
  if (connection.companion === null) return;
  const row = { id: connection.id, storeId: ctx.store.id };
  const now = ctx.now();
  await updateConnection(ctx.db, row, { companion: { ...connection.companion, restingSince: input.isActive ? null : now.toISOString() } });
  await addJob(ctx.db, "tend-connection", { storeId: row.storeId, connectionId: row.id }, { key: `tend:${row.id}`, attemptsMax: 2, runAt: new Date(now.getTime() + lookAfterMs) });
}

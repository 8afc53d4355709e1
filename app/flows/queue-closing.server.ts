import type { Db } from "../db/client.server";
import { addJob } from "../db/jobs.server";
import type { Ctx } from "./ctx";

/** Closes, once the transaction is through, the checkouts begun under a link's old terms; called while the link is locked. */
export async function queueClosing(ctx: Pick<Ctx, "store" | "now">, tx: Db, linkId: string): Promise<void> {
  await addJob(tx, "close-checkouts", { storeId: ctx.store.id, linkId, startedUntil: ctx.now().toISOString() }, { key: `close:${linkId}` });
}

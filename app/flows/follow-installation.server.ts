import { inTransaction } from "../db/client.server";
import { markUninstalled } from "../db/connections.server";
import { addJob } from "../db/jobs.server";
import type { Ctx } from "./ctx";
import { noteSetting } from "./note-setting.server";

/**
 * Something happened to a shop's installation of us: the shop itself is asked, for hooks come late and out of order. One
 * that threw us out is switched off, and everything stays until the law's time is over; one that changed its permissions
 * is looked at anew. Throws VendorError when the shop cannot be asked: then nothing is known.
 */
export async function followInstallation(ctx: Ctx, input: { connectionId: string; isInstalled(): Promise<boolean> }): Promise<void> {
  const { connectionId } = input;
  if (await input.isInstalled()) {
    return addJob(ctx.db, "tend-connection", { storeId: ctx.store.id, connectionId }, { key: `tend:${connectionId}`, attemptsMax: 2 });
  }
  await inTransaction(ctx.db, async (tx) => {
    const isNews = await markUninstalled(tx, { id: connectionId, storeId: ctx.store.id }, ctx.now());
    if (isNews) await noteSetting(ctx, tx, { kind: "uninstalled", subject: connectionId });
  });
  ctx.log("info", "shop-left", { connectionId });
}

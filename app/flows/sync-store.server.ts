import type { Words } from "../core/locale";
import { VendorError } from "../core/vendor-error";
import { updateConnection, type Connection } from "../db/connections.server";
import { addJob } from "../db/jobs.server";
import type { Connected, Ctx } from "./ctx";
import type { Platform } from "../core/ports";
import { syncOrders } from "./sync-orders.server";

/** Longer than this and a person waits no more: the same work goes on as a job. */
export const syncPatienceMs = 12_000;

export type SyncResult = { platformId: string; outcome: "done"; count: number } | { platformId: string; outcome: "goes-on" } | { platformId: string; outcome: "trouble"; words: Words };

/** A person pressed "synchronise": every shop is asked now, at the same time, and each says how it went. */
export async function syncStore(ctx: Ctx): Promise<SyncResult[]> {
  return Promise.all(ctx.platforms.map((platform) => syncOne(ctx, platform)));
}

async function syncOne(ctx: Ctx, { connection }: Connected<Platform>): Promise<SyncResult> {
  const work = readAll(ctx, connection);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<"too-long">((resolve) => {
    timer = setTimeout(() => resolve("too-long"), syncPatienceMs);
  });
  const first = await Promise.race([work, patience]).finally(() => clearTimeout(timer));
  if (first !== "too-long") return first;
  work.catch((error: unknown) => ctx.log("error", "sync-failed", { platformId: connection.id, error: error instanceof Error ? error.name : "" }));
  await addJob(ctx.db, "sync-orders", { storeId: ctx.store.id, connectionId: connection.id }, { key: `sync:${connection.id}` });
  return { platformId: connection.id, outcome: "goes-on" };
}

/** Never rejects with a vendor's trouble: the connection's health line keeps it, and loses it when the shop answers again. */
async function readAll(ctx: Ctx, { id, storeId, health }: Connection): Promise<SyncResult> {
  try {
    const count = await syncOrders(ctx, id);
    if (health?.isWorking === false) await updateConnection(ctx.db, { id, storeId }, { health: { ...health, isWorking: true, problems: [], checkedAt: ctx.now() } });
    return { platformId: id, outcome: "done", count };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    const problems = [error.merchantWords];
    await updateConnection(ctx.db, { id, storeId }, { health: { isWorking: false, checkedAt: ctx.now(), facts: health?.facts ?? [], problems } });
    return { platformId: id, outcome: "trouble", words: error.merchantWords };
  }
}

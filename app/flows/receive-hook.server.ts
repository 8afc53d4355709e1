import type { Embedding } from "../core/embedding";
import type { HookVerdict, Platform, Provider, RawHook } from "../core/ports";
import { findConnectionOfShop } from "../db/connections.server";
import { storeEvent } from "../db/inbox.server";
import type { App } from "./ctx";

/** A forged or foreign call and an unknown address get the same answer: nothing is learned by trying. */
export type HookAnswer = { status: 200 | 400 | 401; text: string };

/**
 * The door for every vendor's hooks: signature over the raw bytes, store, answer; understanding comes later in a job.
 * A forgery never reaches the database.
 */
export async function receiveHook(app: App, input: { connectionId: string; hook: RawHook }): Promise<HookAnswer> {
  const embedding = app.embeddings.find(({ vendor }) => vendor === input.connectionId);
  if (embedding) return receiveShopHook(app, embedding, input.hook);
  const found = await app.findPort(input.connectionId);
  if (!found || !readsHooks(found.port)) return { status: 401, text: "unknown" };
  const verdict: HookVerdict = await found.port.verifyHook(input.hook);
  if (verdict.outcome === "refused") {
    app.log("warn", "hook-refused", { connectionId: input.connectionId, why: verdict.why });
    return { status: verdict.status, text: "refused" };
  }
  if (verdict.outcome === "ignored") return { status: 200, text: "ignored" };
  const isNew = await storeEvent(app.db, {
    id: app.newId("evt"), storeId: found.connection.storeId, connectionId: input.connectionId, eventId: verdict.eventId,
    hook: input.hook, at: app.now(),
  });
  return { status: 200, text: isNew ? "stored" : "known" };
}

/**
 * One address for every shop that installed us, known by the app's own secret: no token is touched, so the hook of a
 * shop that threw us out a second ago is as good as any. Whose shop we do not know is answered 200, or it would be sent
 * for hours and counted against us.
 */
async function receiveShopHook(app: App, embedding: Embedding, hook: RawHook): Promise<HookAnswer> {
  const verdict = await embedding.verifyHook(hook);
  if (verdict.outcome === "refused") {
    app.log("warn", "hook-refused", { vendor: embedding.vendor, why: verdict.why });
    return { status: verdict.status, text: "refused" };
  }
  if (verdict.outcome === "ignored") return { status: 200, text: "ignored" };
  const connection = await findConnectionOfShop(app.db, embedding.vendor, verdict.shopRef ?? "");
  if (!connection) return { status: 200, text: "ignored" };
  const isNew = await storeEvent(app.db, {
    id: app.newId("evt"), storeId: connection.storeId, connectionId: connection.id, eventId: verdict.eventId, hook, at: app.now(),
  });
  return { status: 200, text: isNew ? "stored" : "known" };
}

export function readsHooks(port: object): port is Platform | Provider {
  return "verifyHook" in port;
}

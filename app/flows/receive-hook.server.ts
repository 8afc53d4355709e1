import type { Embedding } from "../core/embedding";
import type { HookVerdict, Platform, Provider, RawHook } from "../core/ports";
import { findConnectionOfShop } from "../db/connections.server";
import { storeEvent, storeEventOfVersion } from "../db/inbox.server";
import type { App, FoundPort } from "./ctx";

/** A forged or foreign call and an unknown address get the same answer: nothing is learned by trying. */
export type HookAnswer = { status: 200 | 400 | 401; text: string };

/**
 * The door for every vendor's hooks: signature over the raw bytes, store, answer; understanding comes later in a job.
 * A forgery never reaches the database.
 */
export async function receiveHook(app: App, input: { connectionId: string; hook: RawHook }): Promise<HookAnswer> {
  const embedding = app.embeddings.find(({ vendor }) => vendor === input.connectionId);
  if (embedding) return receiveShopHook(app, embedding, input.hook);
  const recalled = app.recallPort(input.connectionId);
  let tried = recalled && (await tryToStore(app, recalled, input.hook));
  // What is remembered may believe, and only while it is current; what refuses is the connection as it is now.
  for (let looks = 0; !tried?.stored; looks += 1) {
    if (looks === looksMax) throw new Error(`Connection ${input.connectionId} changes too often to store its hook`);
    const found = await app.findPort(input.connectionId);
    if (!found) return { status: 401, text: "unknown" };
    if (found.version !== tried?.version) tried = await tryToStore(app, found, input.hook);
    if (tried === null) return { status: 401, text: "unknown" };
    if (tried.verdict.outcome === "refused") {
      app.log("warn", "hook-refused", { connectionId: input.connectionId, why: tried.verdict.why });
      return { status: tried.verdict.status, text: "refused" };
    }
    if (tried.verdict.outcome === "ignored") return { status: 200, text: "ignored" };
  }
  return { status: 200, text: tried.stored };
}

/** How often a connection may change between our look at it and the storing of its hook. */
const looksMax = 5;

type Tried = { version: string; verdict: HookVerdict; stored: "stored" | "known" | null };

/** Stores, in one statement, a hook that the connection believes: `stored` is null when it does not, or is another version by now. Null for a port without hooks. */
async function tryToStore(app: App, { port, connection, version }: FoundPort, hook: RawHook): Promise<Tried | null> {
  if (!readsHooks(port)) return null;
  const verdict = await port.verifyHook(hook);
  if (verdict.outcome === "refused" || verdict.outcome === "ignored") return { version, verdict, stored: null };
  const event = { id: app.newId("evt"), connectionId: connection.id, eventId: verdict.eventId, hook, at: app.now() };
  const stored = await storeEventOfVersion(app.db, event, version);
  return { version, verdict, stored: stored === "changed" ? null : stored };
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

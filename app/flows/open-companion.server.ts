import { findSignedRequest, nonceKeptSeconds, signatureProblem, skewSeconds } from "../core/companion-signature";
import { rememberNonce } from "../db/companions.server";
import { findConnectionById, type Connection } from "../db/connections.server";
import type { App, Ctx } from "./ctx";

/** Who called, proved by their signature. `skewSeconds`: how far the shop's clock is ahead of ours. */
export type OpenedCompanion = { ctx: Ctx; connection: Connection; skewSeconds: number };
type Call = { method: string; target: string; headers: Readonly<Record<string, string>>; body: Uint8Array };

/**
 * The door for a shop's companion. A missing header, an unknown or disabled connection, a wrong signature, an old
 * timestamp and a nonce used before all get the same null: nothing is learned by trying. A forgery writes nothing.
 */
export async function openCompanion(app: App, call: Call): Promise<OpenedCompanion | null> {
  const request = findSignedRequest(call.headers, call);
  const connection = request && (await findConnectionById(app.db, request.connectionId));
  if (!request || !connection?.companion || !connection.isEnabled) return null;
  const now = app.now();
  const problem = signatureProblem(connection.companion.secret, request, now);
  if (problem !== null) {
    app.log("warn", "companion-refused", { connectionId: connection.id, problem, skewSeconds: problem === "stale" ? skewSeconds(request, now) : 0 });
    return null;
  }
  const expiresAt = new Date(now.getTime() + nonceKeptSeconds * 1_000);
  const isFresh = await rememberNonce(app.db, { connectionId: connection.id, nonce: request.nonce, expiresAt, now });
  if (!isFresh) {
    app.log("warn", "companion-refused", { connectionId: connection.id, problem: "replayed" });
    return null;
  }
  return { ctx: await app.openStore(connection.storeId), connection, skewSeconds: skewSeconds(request, now) };
}

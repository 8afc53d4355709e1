import type { SettingsChangeKind } from "../core/settings-journal";
import type { Db } from "../db/client.server";
import { addSettingsChange } from "../db/settings-journal.server";
import type { Ctx } from "./ctx";

type Change = { kind: SettingsChangeKind; subject?: string; fields?: readonly string[] };

/**
 * Every flow that changes a setting comes through here, inside the transaction that changes it: who, which and when, never
 * to what. A change of nothing (`fields` empty) is none.
 */
export async function noteSetting(ctx: Pick<Ctx, "newId" | "now" | "actorId"> & { store: { id: string } }, tx: Db, { kind, subject, fields }: Change): Promise<void> {
  if (fields?.length === 0) return;
  await addSettingsChange(tx, { id: ctx.newId("set"), storeId: ctx.store.id, memberId: ctx.actorId, kind, subject: subject ?? null, fields: [...(fields ?? [])], at: ctx.now() });
}

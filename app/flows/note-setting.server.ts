import type { SettingsChangeKind } from "../core/settings-journal";
import type { Db } from "../db/client.server";
import { addSettingsChange } from "../db/settings-journal.server";
import type { Member } from "../db/members.server";
import type { App, Ctx } from "./ctx";

type Change = { kind: SettingsChangeKind; subject?: string; fields?: readonly string[] };

/** A member as the one who changes something, for flows that begin without a sign-in or without a store. */
export const byMember = ({ newId, now }: Pick<App, "newId" | "now">, { id, storeId }: Pick<Member, "id" | "storeId">) => ({ newId, now, actorId: id, store: { id: storeId } });

/**
 * Every flow that changes a setting comes through here, inside the transaction that changes it: who, which and when, never
 * to what. A change of nothing (`fields` empty) is none.
 */
export async function noteSetting(ctx: Pick<Ctx, "newId" | "now" | "actorId"> & { store: { id: string } }, tx: Db, { kind, subject, fields }: Change): Promise<void> {
  if (fields?.length === 0) return;
  await addSettingsChange(tx, { id: ctx.newId("set"), storeId: ctx.store.id, memberId: ctx.actorId, kind, subject: subject ?? null, fields: [...(fields ?? [])], at: ctx.now() });
}

import type { MerchantLocale, Words } from "../core/locale";
import type { SettingsChangeKind } from "../core/settings-journal";
import { listConnections } from "../db/connections.server";
import { listInvitations } from "../db/invitations.server";
import { listSettingsChanges, nameActors } from "../db/settings-journal.server";
import type { App, Ctx } from "./ctx";

export const journalShownMax = 200;

/**
 * `by`: a member's address, "" for somebody of the shop's own admin, null for a system. `about`: the connection's or the
 * person's name, null where it is gone. `fields`: names, with the vendor's own labels where it has them.
 */
export type JournalLine = { id: string; kind: SettingsChangeKind; by: string | null; about: string | null; fields: { name: string; label: Words | null }[]; at: Date };

/** The store's journal of settings, newest first, as the screen shows it. */
export async function readJournal(app: App, ctx: Ctx, locale: MerchantLocale): Promise<JournalLine[]> {
  const changes = await listSettingsChanges(ctx.db, ctx.store.id, journalShownMax);
  const ids = changes.flatMap(({ memberId, subject }) => [memberId, subject].filter((id) => id !== null));
  const [actors, connections, invitations] = await Promise.all([
    nameActors(ctx.db, ctx.store.id, [...new Set(ids)]), listConnections(ctx.db, ctx.store.id), listInvitations(ctx.db, ctx.store.id),
  ]);
  return changes.map(({ id, kind, memberId, subject, fields, at }) => {
    const connection = connections.find((one) => one.id === subject);
    const adapter = connection && app.registry[connection.port].find(({ vendor }) => vendor === connection.vendor);
    const person = subject === null ? null : (actors.get(subject) || invitations.find((one) => one.id === subject)?.email) ?? null;
    return {
      id, kind, at,
      by: memberId === null ? null : (actors.get(memberId) ?? ""),
      about: adapter ? (adapter.names?.[locale] ?? adapter.name) : person,
      fields: fields.map((name) => ({ name, label: adapter?.settings.find((field) => field.name === name)?.label ?? null })),
    };
  });
}

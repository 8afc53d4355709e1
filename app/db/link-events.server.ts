import type { LinkEvent, LinkEventKind } from "../core/link-history";
import type { Db, Statements } from "./client.server";
import { rowsOf } from "./rows.server";

export type { LinkEvent, LinkEventKind };

/** Adds one line to a link's history. */
export async function addLinkEvent(
  db: Statements,
  event: { id: string; storeId: string; linkId: string; kind: LinkEventKind; detail?: Record<string, unknown>; memberId?: string | null; at: Date },
): Promise<void> {
  const { id, storeId, linkId, kind, memberId = null, at } = event;
  await rowsOf(db, {
    name: "add-link-event",
    text: "INSERT INTO link_event (id, store_id, link_id, kind, detail, member_id, at) VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7::timestamptz)",
    values: [id, storeId, linkId, kind, JSON.stringify(event.detail ?? {}), memberId, at],
  });
}

/** A link's history, oldest first. */
export async function listLinkEvents(db: Db, storeId: string, linkId: string): Promise<LinkEvent[]> {
  const rows = await db.sql.linkEvent.findMany({ where: { storeId, linkId }, orderBy: [{ at: "asc" }, { id: "asc" }] });
  const memberIds = [...new Set(rows.flatMap(({ memberId }) => memberId ?? []))];
  // Removed ones too: what they did stays theirs.
  const members = memberIds.length === 0 ? [] : await db.sql.member.findMany({ where: { storeId, id: { in: memberIds } }, select: { id: true, email: true } });
  const emails = new Map(members.map(({ id, email }) => [id, email]));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as LinkEventKind,
    detail: row.detail as Record<string, unknown>,
    by: row.memberId === null ? null : (emails.get(row.memberId) ?? null),
    at: row.at,
  }));
}

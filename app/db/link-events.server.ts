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

/** Which of these happened to a link last; null when none did. */
export async function findLastKind(db: Statements, storeId: string, linkId: string, kinds: readonly LinkEventKind[]): Promise<LinkEventKind | null> {
  const [row] = await rowsOf<{ kind: string }>(db, {
    name: "last-link-event",
    text: "SELECT kind FROM link_event WHERE store_id = $1 AND link_id = $2 AND kind = ANY($3::text[]) ORDER BY at DESC, id DESC LIMIT 1",
    values: [storeId, linkId, [...kinds]],
  });
  return (row?.kind ?? null) as LinkEventKind | null;
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

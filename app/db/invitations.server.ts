import { randomBytes } from "node:crypto";
import type { Db } from "./client.server";
import { hashToken } from "./seal.server";

const tokenBytes = 32;
export const invitationDays = 7;

export type Invitation = { id: string; storeId: string; email: string; invitedBy: string; createdAt: Date; expiresAt: Date };

const shown = { id: true, storeId: true, email: true, invitedBy: true, createdAt: true, expiresAt: true } as const;

/** Invites an address, or invites it anew: an earlier link to it is worth nothing then. Out: its id, and the token, of which only the hash stays. */
export async function putInvitation(db: Db, input: { id: string; storeId: string; email: string; invitedBy: string; at: Date }): Promise<{ id: string; token: string }> {
  const token = randomBytes(tokenBytes).toString("base64url");
  const { id, storeId, invitedBy, at } = input;
  const email = input.email.trim().toLowerCase();
  const terms = { tokenHash: hashToken(token), invitedBy, createdAt: at, expiresAt: new Date(at.getTime() + invitationDays * 86_400_000) };
  const row = await db.sql.invitation.upsert({ where: { storeId_email: { storeId, email } }, create: { id, storeId, email, ...terms }, update: terms });
  return { id: row.id, token };
}

/** What a token invites to now; null when it is unknown, withdrawn, used or too old. */
export async function findInvitation(db: Db, token: string, now: Date): Promise<Invitation | null> {
  const row = await db.sql.invitation.findUnique({ where: { tokenHash: hashToken(token) }, select: shown });
  return row && row.expiresAt > now ? row : null;
}

/** A store's invitations that nobody took up yet, the latest first; those that are over too, so that they can be made anew. */
export async function listInvitations(db: Db, storeId: string): Promise<Invitation[]> {
  return db.sql.invitation.findMany({ where: { storeId }, select: shown, orderBy: [{ createdAt: "desc" }, { id: "desc" }] });
}

export async function countInvitations(db: Db, storeId: string): Promise<number> {
  return db.sql.invitation.count({ where: { storeId } });
}

/** Ends an invitation; false when there is none of this id in the store (any more). */
export async function deleteInvitation(db: Db, storeId: string, invitationId: string): Promise<boolean> {
  const { count } = await db.sql.invitation.deleteMany({ where: { id: invitationId, storeId } });
  return count > 0;
}

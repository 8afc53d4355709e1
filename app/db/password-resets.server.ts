import { randomBytes } from "node:crypto";
import type { Db } from "./client.server";
import { findMember, type Member } from "./members.server";
import { hashToken } from "./seal.server";

const tokenBytes = 32;
/** How long a forgotten password may be set anew (OWASP Forgot Password: short, and once). */
export const resetMinutes = 30;

/** A fresh token for a member; those given out before are worth nothing from now on. Only its hash stays here. */
export async function insertReset(db: Db, member: Pick<Member, "id" | "storeId">, at: Date): Promise<string> {
  const token = randomBytes(tokenBytes).toString("base64url");
  await db.sql.passwordReset.deleteMany({ where: { memberId: member.id } });
  await db.sql.passwordReset.create({
    data: { tokenHash: hashToken(token), memberId: member.id, storeId: member.storeId, createdAt: at, expiresAt: new Date(at.getTime() + resetMinutes * 60_000) },
  });
  return token;
}

/** Whose password a token may set now; null when it is unknown, used or too old. */
export async function findReset(db: Db, token: string, now: Date): Promise<Member | null> {
  const row = await db.sql.passwordReset.findUnique({ where: { tokenHash: hashToken(token) } });
  return row && row.expiresAt > now ? findMember(db, row.storeId, row.memberId) : null;
}

/** Uses a token up with every other one of its member; of two at the same moment one gets true. */
export async function takeReset(db: Db, token: string, memberId: string): Promise<boolean> {
  const { count } = await db.sql.passwordReset.deleteMany({ where: { tokenHash: hashToken(token), memberId } });
  await db.sql.passwordReset.deleteMany({ where: { memberId } });
  return count > 0;
}

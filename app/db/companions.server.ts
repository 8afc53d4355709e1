import { Prisma, type CompanionGrant as GrantRow } from "../../generated/prisma/client";
import type { Db } from "./client.server";
import { hashToken } from "./seal.server";

/** A member's yes to one site, waiting to be brought back by the shop's companion. The code itself is not kept. */
export type CompanionGrant = {
  codeHash: string;
  storeId: string;
  memberId: string;
  site: string;
  /** base64url of the SHA-256 of a word only the asking companion knows (as RFC 7636 does). */
  challenge: string;
  /** Set once exchanged: the same exchange again gets the same answer, for an answer may be lost. */
  connectionId: string | null;
  expiresAt: Date;
};

const toGrant = ({ createdAt: _, ...row }: GrantRow): CompanionGrant => row;

export async function insertGrant(db: Db, input: Omit<CompanionGrant, "codeHash" | "connectionId"> & { code: string; at: Date }): Promise<void> {
  const { code, at, ...rest } = input;
  await db.sql.companionGrant.deleteMany({ where: { expiresAt: { lt: at } } });
  await db.sql.companionGrant.create({ data: { ...rest, codeHash: hashToken(code), createdAt: at } });
}

/** Locks the grant of a code until the caller's transaction ends; null when there is none. */
export async function lockGrant(db: Db, code: string): Promise<CompanionGrant | null> {
  const codeHash = hashToken(code);
  await db.sql.$queryRaw(Prisma.sql`SELECT 1 FROM companion_grant WHERE code_hash = ${codeHash} FOR UPDATE`);
  const row = await db.sql.companionGrant.findUnique({ where: { codeHash } });
  return row && toGrant(row);
}

export async function markGrantExchanged(db: Db, grant: Pick<CompanionGrant, "codeHash">, connectionId: string): Promise<void> {
  await db.sql.companionGrant.update({ where: { codeHash: grant.codeHash }, data: { connectionId } });
}

/** Remembers a nonce until it would be too old anyway. False when it was used before; old ones go on the way. */
export async function rememberNonce(db: Db, input: { connectionId: string; nonce: string; expiresAt: Date; now: Date }): Promise<boolean> {
  const { connectionId, nonce, expiresAt, now } = input;
  const rows = await db.sql.$queryRaw<unknown[]>(Prisma.sql`
    WITH old AS (DELETE FROM companion_nonce WHERE connection_id = ${connectionId} AND expires_at < ${now} AND nonce <> ${nonce})
    INSERT INTO companion_nonce (connection_id, nonce, expires_at) VALUES (${connectionId}, ${nonce}, ${expiresAt})
    ON CONFLICT DO NOTHING RETURNING 1`);
  return rows.length > 0;
}

/** Gives a nonce back: what it was claimed for did not happen. */
export async function forgetNonce(db: Db, { connectionId, nonce }: { connectionId: string; nonce: string }): Promise<void> {
  await db.sql.companionNonce.deleteMany({ where: { connectionId, nonce } });
}

import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { Prisma, type Member as MemberRow } from "../../generated/prisma/client";
import type { MerchantLocale } from "../core/locale";
import { passwordLengths } from "../core/password";
import type { Db } from "./client.server";
import { hashToken } from "./seal.server";

/** Someone who acts for a store: with a password, or vouched for by the shop's own admin, which tells no address (`email` is ""). */
export type Member = { id: string; storeId: string; email: string; locale: MerchantLocale };
export type ListedMember = Member & { createdAt: Date };

/** How long a sign-in lasts. */
export const signInDays = 14;
const signInTokenBytes = 32;

const toMember = ({ id, storeId, email, locale }: MemberRow): Member => ({ id, storeId, email, locale: locale as MerchantLocale });

/** Addresses are kept in lower case, so that one is one however it is typed. */
const written = (email: string) => email.trim().toLowerCase();

/** Saves a member; the password is hashed with argon2id (OWASP password storage, the library's defaults). */
export async function insertMember(
  db: Db,
  input: { id: string; storeId: string; email: string; password: string; locale: MerchantLocale; at: Date },
): Promise<void> {
  const { password, at, email, ...rest } = input;
  await db.sql.member.create({ data: { ...rest, email: written(email), passwordHash: await hash(password), createdAt: at } });
}

let decoyHash: Promise<string> | undefined;

/** Who proved a password, and which one it was: until `isPasswordStill` says so again, it may have been set anew. */
export type Proven = { member: Member; passwordVersion: string };

/** The member behind an e-mail and password, or null; an unknown e-mail takes as long as a wrong password. */
export async function findMemberByPassword(db: Db, email: string, password: string): Promise<Proven | null> {
  const row = await db.sql.member.findFirst({ where: { email: written(email), removedAt: null } });
  decoyHash ??= hash(randomBytes(16).toString("hex"));
  // Twice the length: a character beyond the basic plane counts as two here.
  const isRight = await verify(row?.passwordHash ?? (await decoyHash), password.slice(0, 2 * passwordLengths.max));
  return row && isRight ? { member: toMember(row), passwordVersion: hashToken(row.passwordHash) } : null;
}

/**
 * Whether the password that was proven is the member's still. Checking one takes long enough for a reset to come in
 * between: the member's row is held until the transaction ends, so that whoever changes it comes before or after.
 */
export async function isPasswordStill(tx: Db, { member, passwordVersion }: Proven): Promise<boolean> {
  const [row] = await tx.sql.$queryRaw<{ hash: string }[]>(
    Prisma.sql`SELECT password_hash AS hash FROM member WHERE id = ${member.id} AND store_id = ${member.storeId} AND removed_at IS NULL FOR UPDATE`,
  );
  return row !== undefined && hashToken(row.hash) === passwordVersion;
}

/** Who signs in with an address, of whatever store; null when nobody. */
export async function findMemberByEmail(db: Db, email: string): Promise<Member | null> {
  const row = await db.sql.member.findFirst({ where: { email: written(email), removedAt: null } });
  return row && toMember(row);
}

/** A member of the store who was not removed; null when there is none of this id. */
export async function findMember(db: Db, storeId: string, memberId: string): Promise<Member | null> {
  const row = await db.sql.member.findFirst({ where: { id: memberId, storeId, removedAt: null } });
  return row && toMember(row);
}

/** Sets a new password and ends every sign-in of the member. In: one transaction, so that no old sign-in outlives it. */
export async function updatePassword(db: Db, member: Pick<Member, "id" | "storeId">, password: string): Promise<void> {
  await db.sql.member.updateMany({ where: { id: member.id, storeId: member.storeId }, data: { passwordHash: await hash(password) } });
  await db.sql.signIn.deleteMany({ where: { memberId: member.id } });
}

/** Opens a sign-in; the returned token goes into a cookie, its hash stays here. */
export async function insertSignIn(db: Db, member: Member, at: Date): Promise<string> {
  const token = randomBytes(signInTokenBytes).toString("base64url");
  const expiresAt = new Date(at.getTime() + signInDays * 86_400_000);
  await db.sql.signIn.create({
    data: { tokenHash: hashToken(token), memberId: member.id, storeId: member.storeId, createdAt: at, expiresAt },
  });
  return token;
}

/** Who a cookie's token belongs to now, or null. */
export async function findMemberBySignIn(db: Db, token: string, now: Date): Promise<Member | null> {
  const signIn = await db.sql.signIn.findUnique({ where: { tokenHash: hashToken(token) } });
  if (!signIn || signIn.expiresAt <= now) return null;
  const row = await db.sql.member.findUnique({ where: { id: signIn.memberId } });
  return row && row.removedAt === null ? toMember(row) : null;
}

export async function deleteSignIn(db: Db, token: string): Promise<void> {
  await db.sql.signIn.deleteMany({ where: { tokenHash: hashToken(token) } });
}

/** Changes the language of a member's screens. */
export async function updateMemberLocale(db: Db, memberId: string, locale: MerchantLocale): Promise<void> {
  await db.sql.member.update({ where: { id: memberId }, data: { locale } });
}

/** People who sign in for a store with a password. */
export async function countMembers(db: Db, storeId: string): Promise<number> {
  return db.sql.member.count({ where: { storeId, removedAt: null } });
}

/** The store's members, first come first. */
export async function listMembers(db: Db, storeId: string): Promise<ListedMember[]> {
  const rows = await db.sql.member.findMany({ where: { storeId, removedAt: null }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map((row) => ({ ...toMember(row), createdAt: row.createdAt }));
}

/** Lets one change at a time be made to who belongs to a store; released with the transaction. */
export async function lockMembers(db: Db, storeId: string): Promise<void> {
  await db.sql.$queryRaw(Prisma.sql`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`members/${storeId}`}, 0))`);
}

/** Takes a member out of the store with all their sign-ins and open resets; their row stays, for the history. */
export async function removeMemberRow(db: Db, member: Pick<Member, "id" | "storeId">, at: Date): Promise<void> {
  // What it was is overwritten: an empty hash fits no password.
  await db.sql.member.updateMany({ where: { id: member.id, storeId: member.storeId }, data: { removedAt: at, passwordHash: "" } });
  await db.sql.signIn.deleteMany({ where: { memberId: member.id } });
  await db.sql.passwordReset.deleteMany({ where: { memberId: member.id } });
}

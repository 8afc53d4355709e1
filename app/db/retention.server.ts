import { Prisma } from "../../generated/prisma/client";
import type { Db } from "./client.server";

/** What is thrown away once it is over: no row of money is among it, nor anything a history or a receipt names. */
const ends = {
  "inbox-event": Prisma.sql`inbox_event WHERE handled_at`,
  "sign-in": Prisma.sql`sign_in WHERE expires_at`,
  "password-reset": Prisma.sql`password_reset WHERE expires_at`,
  invitation: Prisma.sql`invitation WHERE expires_at`,
  "companion-grant": Prisma.sql`companion_grant WHERE expires_at`,
  "companion-nonce": Prisma.sql`companion_nonce WHERE expires_at`,
} as const;
export type Perishable = keyof typeof ends;

const tables: Record<Perishable, Prisma.Sql> = {
  "inbox-event": Prisma.sql`inbox_event`, "sign-in": Prisma.sql`sign_in`, "password-reset": Prisma.sql`password_reset`, invitation: Prisma.sql`invitation`,
  "companion-grant": Prisma.sql`companion_grant`, "companion-nonce": Prisma.sql`companion_nonce`,
};

/**
 * Deletes rows of one kind that were over before a moment, at most `limit`. Rows that another process is just deleting
 * are left to it. Out: how many went.
 */
export async function deleteOver(db: Db, what: Perishable, input: { before: Date; limit: number }): Promise<number> {
  return db.sql.$executeRaw(Prisma.sql`
    DELETE FROM ${tables[what]} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${ends[what]} < ${input.before} LIMIT ${input.limit} FOR UPDATE SKIP LOCKED))`);
}

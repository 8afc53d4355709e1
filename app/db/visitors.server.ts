import { merchantLocaleOf, type MerchantLocale } from "../core/locale";
import type { Db } from "./client.server";

/** Someone of the shop's staff, inside the shop's own admin. */
export type Visitor = { id: string; storeId: string; locale: MerchantLocale };

/** Finds the visitor or makes them: two requests of one first page get the same row. A language once chosen stays. */
export async function admitVisitor(
  db: Db,
  input: { id: string; storeId: string; connectionId: string; userRef: string; locale: MerchantLocale; at: Date },
): Promise<Visitor> {
  const { at, ...rest } = input;
  const where = { connectionId_userRef: { connectionId: input.connectionId, userRef: input.userRef } };
  const known = await db.sql.visitor.findUnique({ where });
  if (!known) await db.sql.visitor.createMany({ data: [{ ...rest, createdAt: at }], skipDuplicates: true });
  const row = known ?? (await db.sql.visitor.findUniqueOrThrow({ where }));
  return { id: row.id, storeId: row.storeId, locale: merchantLocaleOf([row.locale]) };
}

export async function updateVisitorLocale(db: Db, visitorId: string, locale: MerchantLocale): Promise<void> {
  await db.sql.visitor.updateMany({ where: { id: visitorId }, data: { locale } });
}

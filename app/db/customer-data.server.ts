import { Prisma } from "../../generated/prisma/client";
import type { Db } from "./client.server";
import type { Person } from "./forgetting.server";

/** What is kept about a person, as rows under the names a reader understands. Amounts in minor units of their currency. */
export type CustomerData = Readonly<Record<"orders" | "links" | "payments" | "receipts" | "messages", Record<string, unknown>[]>>;

const rowsMax = 1_000;

/** Puts together everything a store holds about a person. In: the orders named and, where there is one, the address. */
export async function readCustomerData(db: Db, storeId: string, { connectionId, email, orderRefs }: Person): Promise<CustomerData> {
  const refs = [...orderRefs];
  const said = email.trim().toLowerCase();
  const isTheirs = Prisma.sql`${said} <> '' AND lower(customer_email) = ${said}`;
  const links = await db.sql.$queryRaw<Record<string, unknown>[]>(Prisma.sql`
    SELECT id, order_number, description, lines, amount_minor, currency, customer_name, customer_email, customer_locale, locale, created_at, expires_at, cancelled_at
    FROM payment_link WHERE store_id = ${storeId} AND ((connection_id = ${connectionId} AND order_ref = ANY(${refs})) OR (${isTheirs})) ORDER BY created_at LIMIT ${rowsMax}`);
  const linkIds = links.map(({ id }) => String(id));
  return {
    orders: await db.sql.$queryRaw(Prisma.sql`
      SELECT number, platform_status AS status, currency, total_minor, open_minor, lines, customer_name, customer_email, customer_locale, ordered_at
      FROM order_snapshot WHERE store_id = ${storeId} AND ((connection_id = ${connectionId} AND ref = ANY(${refs})) OR (${isTheirs})) ORDER BY ordered_at LIMIT ${rowsMax}`),
    links,
    payments: await db.sql.$queryRaw(Prisma.sql`
      SELECT DISTINCT payment.id, state, payment.amount_minor, currency, method, method_detail, transaction_id, payment.created_at
      FROM payment JOIN payment_target ON payment_target.payment_id = payment.id
      WHERE payment.store_id = ${storeId} AND payment_target.link_id = ANY(${linkIds}) ORDER BY payment.created_at LIMIT ${rowsMax}`),
    receipts: await db.sql.$queryRaw(Prisma.sql`SELECT number, facts, issued_at FROM receipt WHERE store_id = ${storeId} AND link_id = ANY(${linkIds}) ORDER BY issued_at LIMIT ${rowsMax}`),
    messages: await db.sql.$queryRaw(Prisma.sql`
      SELECT kind, channel, recipient, note, subject, status, created_at, sent_at FROM message
      WHERE store_id = ${storeId} AND (link_id = ANY(${linkIds}) OR (${said} <> '' AND lower(recipient) = ${said})) ORDER BY created_at LIMIT ${rowsMax}`),
  };
}

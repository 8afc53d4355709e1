import { Prisma, type OrderSnapshot } from "../../generated/prisma/client";
import type { Currency } from "../core/currency";
import type { Order, OrderLine, OrderState } from "../core/order";
import { escapeLike, toCurrency, toMinor, type Db, type Statements } from "./client.server";
import { lockUntilCommit, rowsOf } from "./rows.server";

/** An order as last read, and from which connection and when. */
export type SavedOrder = Order & { platformId: string; readAt: Date };

function toOrder(row: OrderSnapshot): SavedOrder {
  return {
    platformId: row.connectionId,
    readAt: row.readAt,
    ref: row.ref,
    number: row.number,
    state: row.state as OrderState,
    platformStatus: row.platformStatus,
    currency: toCurrency(row.currency),
    totalMinor: toMinor(row.totalMinor),
    openMinor: toMinor(row.openMinor),
    lines: row.lines as OrderLine[],
    customer: { name: row.customerName, email: row.customerEmail, locale: row.customerLocale },
    createdAt: row.orderedAt,
    updatedAt: row.changedAt,
    adminUrl: row.adminUrl,
  };
}

/**
 * Keeps the newest reading of an order: one that is older than what we hold changes nothing, and is told by false. Whom the
 * law made us forget stays forgotten, though the platform may still name them.
 */
export async function saveOrder(db: Db, input: { storeId: string; platformId: string; order: Order; readAt: Date }): Promise<boolean> {
  const { order, storeId, platformId, readAt } = input;
  const isForgotten = Prisma.sql`EXISTS (SELECT 1 FROM forgotten_order WHERE connection_id = ${platformId} AND ref = ${order.ref})`;
  const count = await db.sql.$executeRaw(Prisma.sql`
    INSERT INTO order_snapshot (store_id, connection_id, ref, number, state, platform_status, currency, total_minor, open_minor,
      lines, customer_name, customer_email, customer_locale, admin_url, ordered_at, changed_at, read_at)
    VALUES (${storeId}, ${platformId}, ${order.ref}, ${order.number}, ${order.state}, ${order.platformStatus}, ${order.currency},
      ${order.totalMinor}, ${order.openMinor}, ${JSON.stringify(order.lines)}::jsonb, CASE WHEN ${isForgotten} THEN '' ELSE ${order.customer.name} END, CASE WHEN ${isForgotten} THEN '' ELSE ${order.customer.email} END,
      CASE WHEN ${isForgotten} THEN NULL ELSE ${order.customer.locale} END, ${order.adminUrl}, ${order.createdAt}, ${order.updatedAt}, ${readAt})
    ON CONFLICT (connection_id, ref) DO UPDATE SET
      number = excluded.number, state = excluded.state, platform_status = excluded.platform_status, currency = excluded.currency,
      total_minor = excluded.total_minor, open_minor = excluded.open_minor, lines = excluded.lines,
      customer_name = excluded.customer_name, customer_email = excluded.customer_email, customer_locale = excluded.customer_locale,
      admin_url = excluded.admin_url, ordered_at = excluded.ordered_at, changed_at = excluded.changed_at, read_at = excluded.read_at
    WHERE order_snapshot.store_id = excluded.store_id AND order_snapshot.changed_at <= excluded.changed_at`);
  return count > 0;
}

/** Marks an order the platform no longer has. */
export async function saveOrderGone(db: Db, input: { storeId: string; platformId: string; orderRef: string; at: Date }): Promise<void> {
  await db.sql.orderSnapshot.updateMany({
    where: { storeId: input.storeId, connectionId: input.platformId, ref: input.orderRef },
    data: { state: "gone", openMinor: 0, readAt: input.at },
  });
}

export async function findOrder(db: Db, storeId: string, platformId: string, orderRef: string): Promise<SavedOrder | null> {
  const text = "SELECT * FROM order_snapshot WHERE store_id = $1 AND connection_id = $2 AND ref = $3";
  const [row] = await rowsOf<OrderSnapshot>(db, { name: "order", text, values: [storeId, platformId, orderRef] });
  return row ? toOrder(row) : null;
}

/** Orders by the shop and its own id, in the order asked; those the store does not have are left out. */
export async function listOrdersByKey(db: Db, storeId: string, wanted: readonly { platformId: string; orderRef: string }[]): Promise<SavedOrder[]> {
  if (wanted.length === 0) return [];
  const rows = await db.sql.orderSnapshot.findMany({ where: { storeId, OR: wanted.map(({ platformId, orderRef }) => ({ connectionId: platformId, ref: orderRef })) } });
  const orders = new Map(rows.map((row) => [`${row.connectionId}/${row.ref}`, toOrder(row)]));
  return wanted.flatMap(({ platformId, orderRef }) => orders.get(`${platformId}/${orderRef}`) ?? []);
}

export type OrderFilter = { states: readonly OrderState[]; search: string };
export const searchLengthMax = 100;

/** One page of a store's orders by keyset, newest first; `search` looks in number, name and e-mail. */
export async function listSavedOrders(
  db: Db,
  storeId: string,
  page: { filter: OrderFilter; before: { createdAt: Date; ref: string } | null; limit: number },
): Promise<SavedOrder[]> {
  const { before, filter } = page;
  const search = filter.search.trim().slice(0, searchLengthMax);
  const like = { contains: escapeLike(search), mode: "insensitive" as const };
  const rows = await db.sql.orderSnapshot.findMany({
    where: {
      storeId,
      state: { in: [...filter.states] },
      AND: [
        search === "" ? {} : { OR: [{ number: like }, { customerName: like }, { customerEmail: like }] },
        before
          ? { OR: [{ orderedAt: { lt: before.createdAt } }, { orderedAt: before.createdAt, ref: { lt: before.ref } }] }
          : {},
      ],
    },
    orderBy: [{ orderedAt: "desc" }, { ref: "desc" }],
    take: page.limit,
  });
  return rows.map(toOrder);
}

/** Unpaid orders of the store under one customer's address, oldest first. */
export async function listUnpaidOfCustomer(db: Db, storeId: string, email: string, limit: number): Promise<SavedOrder[]> {
  if (email.trim() === "") return [];
  const rows = await db.sql.orderSnapshot.findMany({
    where: { storeId, state: "unpaid", openMinor: { gt: 0 }, customerEmail: { equals: escapeLike(email.trim()), mode: "insensitive" } },
    orderBy: [{ orderedAt: "asc" }, { ref: "asc" }], take: limit,
  });
  return rows.map(toOrder);
}

/** The currencies of orders that wait to be paid. */
export async function listOpenCurrencies(db: Db, storeId: string): Promise<Currency[]> {
  const rows = await db.sql.orderSnapshot.findMany({ where: { storeId, state: "unpaid" }, distinct: ["currency"], select: { currency: true }, orderBy: { currency: "asc" } });
  return rows.map((row) => toCurrency(row.currency));
}

/** Lets one transaction at a time decide about an order's links; released when it ends. */
export async function lockOrder(db: Statements, storeId: string, platformId: string, orderRef: string): Promise<void> {
  await lockUntilCommit(db, `${storeId}/${platformId}/${orderRef}`);
}

/** A connection's latest order, whatever became of it; null before any was read. */
export async function findLatestOrder(db: Db, storeId: string, platformId: string): Promise<SavedOrder | null> {
  const row = await db.sql.orderSnapshot.findFirst({ where: { storeId, connectionId: platformId }, orderBy: [{ orderedAt: "desc" }, { ref: "desc" }] });
  return row && toOrder(row);
}

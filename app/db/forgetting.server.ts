import { Prisma } from "../../generated/prisma/client";
import type { Db } from "./client.server";

/** Whom a platform asks us to forget: the address, where it names one, and the orders. */
export type Person = { connectionId: string; email: string; orderRefs: readonly string[] };

type Found = { linkIds: string[]; names: string[]; emails: string[] };

/**
 * Takes a person out of a store's rows: orders, links, messages, histories, tasks, stored events, adapters' memories.
 * Receipts stay as they were issued, with the ledger they stand on: the shop must keep its vouchers for years (GDPR,
 * article 17(3)(b); in France ten, Code de commerce L123-22). Inside one transaction. Out: how many links were theirs.
 */
export async function forgetPerson(db: Db, storeId: string, person: Person): Promise<number> {
  const found = await findTraces(db, storeId, person);
  const { linkIds, emails } = found;
  const refs = [...person.orderRefs];
  await db.sql.$executeRaw`SELECT set_config('reglo.forget_person_in', ${storeId}, true)`;
  await db.sql.$executeRaw`
    INSERT INTO forgotten_order (store_id, connection_id, ref)
    SELECT ${storeId}, ${person.connectionId}, unnest(${refs}::text[])
    UNION SELECT store_id, connection_id, ref FROM order_snapshot WHERE store_id = ${storeId} AND lower(customer_email) = ANY(${emails})
    ON CONFLICT DO NOTHING`;
  await db.sql.$executeRaw`
    UPDATE order_snapshot SET customer_name = '', customer_email = '', customer_locale = NULL
    WHERE store_id = ${storeId} AND ((connection_id = ${person.connectionId} AND ref = ANY(${refs})) OR lower(customer_email) = ANY(${emails}))`;
  await db.sql.$executeRaw`UPDATE payment_link SET customer_name = '', customer_email = '', customer_locale = NULL WHERE store_id = ${storeId} AND id = ANY(${linkIds})`;
  const baskets = await db.sql.$queryRaw<{ id: string }[]>`
    UPDATE basket SET customer_name = '', customer_email = ''
    WHERE store_id = ${storeId} AND (lower(customer_email) = ANY(${emails}) OR id IN (SELECT basket_id FROM basket_link WHERE link_id = ANY(${linkIds}))) RETURNING id`;
  await db.sql.$executeRaw`
    UPDATE message SET recipient = '', note = '', subject = '', problem = NULL
    WHERE store_id = ${storeId} AND (link_id = ANY(${linkIds}) OR basket_id = ANY(${baskets.map(({ id }) => id)}) OR lower(recipient) = ANY(${emails}))`;
  // A carrier's slip names who signed it, and where they live.
  await db.sql.$executeRaw`DELETE FROM evidence_file WHERE store_id = ${storeId} AND payment_id IN (SELECT payment_id FROM payment_target WHERE link_id = ANY(${linkIds}))`;
  await forgetInTexts(db, storeId, found);
  return linkIds.length;
}

async function findTraces(db: Db, storeId: string, { connectionId, email, orderRefs }: Person): Promise<Found> {
  const refs = [...orderRefs];
  const said = email.trim().toLowerCase();
  const rows = await db.sql.$queryRaw<{ id: string | null; name: string; email: string }[]>(Prisma.sql`
    SELECT id, customer_name AS name, customer_email AS email FROM payment_link
    WHERE store_id = ${storeId} AND ((connection_id = ${connectionId} AND order_ref = ANY(${refs})) OR (${said} <> '' AND lower(customer_email) = ${said}))
    UNION ALL
    SELECT NULL, customer_name, customer_email FROM order_snapshot
    WHERE store_id = ${storeId} AND ((connection_id = ${connectionId} AND ref = ANY(${refs})) OR (${said} <> '' AND lower(customer_email) = ${said}))`);
  const distinct = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== "");
  return {
    linkIds: rows.flatMap(({ id }) => id ?? []),
    names: distinct(rows.map(({ name }) => name)),
    emails: distinct([said, ...rows.map((row) => row.email.trim().toLowerCase())]),
  };
}

/** Where a person may stand inside a document: a name only as a whole value (short names are parts of other words), an address anywhere. */
async function forgetInTexts(db: Db, storeId: string, { linkIds, names, emails }: Found): Promise<void> {
  const events = await db.sql.linkEvent.findMany({ where: { storeId, linkId: { in: linkIds } } });
  for (const { id, detail } of events) {
    const next = without(detail, names, emails);
    if (next !== null) await db.sql.linkEvent.update({ where: { id }, data: { detail: next } });
  }
  for (const { id, detail } of await db.sql.task.findMany({ where: { storeId } })) {
    const next = without(detail, names, emails);
    if (next !== null) await db.sql.task.update({ where: { id }, data: { detail: next } });
  }
  const connections = (await db.sql.connection.findMany({ where: { storeId }, select: { id: true } })).map(({ id }) => id);
  for (const word of [...names, ...emails]) {
    const like = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
    const records = await db.sql.$queryRaw<{ connectionId: string; kind: string; key: string; value: Prisma.JsonValue }[]>(Prisma.sql`
      SELECT connection_id AS "connectionId", kind, key, value FROM record WHERE connection_id = ANY(${connections}) AND value::text ILIKE ${like}`);
    for (const { value, ...connectionId_kind_key } of records) {
      const next = without(value, names, emails);
      if (next !== null) await db.sql.record.update({ where: { connectionId_kind_key }, data: { value: next } });
    }
    // A stored event has done its work: of what it says only that it came is kept. convert_from would refuse foreign bytes.
    await db.sql.$executeRaw`
      UPDATE inbox_event SET body = '', headers = '{}', url = ''
      WHERE store_id = ${storeId} AND handled_at IS NOT NULL AND position(convert_to(${word}, 'UTF8') IN body) > 0`;
  }
}

/** The document without the person; null when they do not stand in it. */
function without(value: Prisma.JsonValue, names: readonly string[], emails: readonly string[]): Prisma.InputJsonValue | null {
  let isChanged = false;
  const clean = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(clean);
    if (one !== null && typeof one === "object") return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, clean(inner)]));
    if (typeof one !== "string") return one;
    const isTheirs = names.includes(one) || emails.some((email) => one.toLowerCase().includes(email));
    isChanged ||= isTheirs;
    return isTheirs ? "" : one;
  };
  const next = clean(value);
  return isChanged ? (next as Prisma.InputJsonValue) : null;
}

/** Takes every customer of one shop out of a store that lives on; the receipts and the ledger stay, as above. */
export async function forgetPeopleOf(db: Db, storeId: string, connectionId: string): Promise<void> {
  const ofShop = Prisma.sql`SELECT id FROM payment_link WHERE store_id = ${storeId} AND connection_id = ${connectionId}`;
  await db.sql.$executeRaw`SELECT set_config('reglo.forget_person_in', ${storeId}, true)`;
  await db.sql.$executeRaw`DELETE FROM order_snapshot WHERE store_id = ${storeId} AND connection_id = ${connectionId}`;
  await db.sql.$executeRaw`DELETE FROM record WHERE connection_id = ${connectionId}`;
  await db.sql.$executeRaw`DELETE FROM visitor WHERE store_id = ${storeId} AND connection_id = ${connectionId}`;
  await db.sql.$executeRaw`UPDATE inbox_event SET body = '', headers = '{}', url = '' WHERE store_id = ${storeId} AND connection_id = ${connectionId}`;
  const baskets = Prisma.sql`SELECT basket_id FROM basket_link WHERE link_id IN (${ofShop})`;
  await db.sql.$executeRaw`UPDATE basket SET customer_name = '', customer_email = '' WHERE store_id = ${storeId} AND id IN (${baskets})`;
  await db.sql.$executeRaw`UPDATE message SET recipient = '', note = '', subject = '', problem = NULL WHERE store_id = ${storeId} AND (link_id IN (${ofShop}) OR basket_id IN (${baskets}))`;
  await db.sql.$executeRaw`DELETE FROM evidence_file WHERE store_id = ${storeId} AND payment_id IN (SELECT payment_id FROM payment_target WHERE link_id IN (${ofShop}))`;
  await db.sql.$executeRaw`UPDATE link_event SET detail = detail - 'recipient' - 'problem' WHERE store_id = ${storeId} AND link_id IN (${ofShop})`;
  await db.sql.$executeRaw`UPDATE task SET detail = '{}' WHERE store_id = ${storeId} AND link_id IN (${ofShop})`;
  await db.sql.$executeRaw`UPDATE payment_link SET customer_name = '', customer_email = '', customer_locale = NULL WHERE store_id = ${storeId} AND connection_id = ${connectionId}`;
}

/** Empties a stored event that itself names a person, once it is carried out. */
export async function emptyEvent(db: Db, storeId: string, eventId: string): Promise<void> {
  await db.sql.$executeRaw`UPDATE inbox_event SET body = '', headers = '{}', url = '' WHERE store_id = ${storeId} AND id = ${eventId}`;
}

type Edge = { child: string; parent: string };

/**
 * Deletes a store with everything that carries its id, the ledger included: the shop left, and what it must keep it has
 * in its own books. The tables are read from the database, so that one made later cannot be forgotten here.
 */
export async function forgetStore(db: Db, storeId: string): Promise<void> {
  await db.sql.$executeRaw`SELECT set_config('reglo.forget_store', ${storeId}, true)`;
  const columns = await db.sql.$queryRaw<{ table: string; column: string }[]>`
    SELECT table_name::text AS "table", column_name::text AS "column" FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name IN ('store_id', 'connection_id')`;
  const edges = await db.sql.$queryRaw<Edge[]>`
    SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
  const ofStore = new Set(columns.filter(({ column }) => column === "store_id").map(({ table }) => table));
  const ofConnection = [...new Set(columns.map(({ table }) => table))].filter((table) => !ofStore.has(table));
  for (const table of ofConnection) {
    await db.sql.$executeRawUnsafe(`DELETE FROM ${quoted(table)} WHERE connection_id IN (SELECT id FROM connection WHERE store_id = $1)`, storeId);
  }
  for (const table of childrenFirst([...ofStore], edges)) await db.sql.$executeRawUnsafe(`DELETE FROM ${quoted(table)} WHERE store_id = $1`, storeId);
  await db.sql.$executeRaw`DELETE FROM store WHERE id = ${storeId}`;
}

const quoted = (table: string) => `"${table.replaceAll('"', '""')}"`;

function childrenFirst(tables: readonly string[], edges: readonly Edge[]): string[] {
  const done: string[] = [];
  const visit = (table: string) => {
    if (done.includes(table)) return;
    for (const { child, parent } of edges) if (parent === table && child !== table && tables.includes(child)) visit(child);
    done.push(table);
  };
  tables.forEach(visit);
  return done;
}

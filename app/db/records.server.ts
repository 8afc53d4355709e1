import type { Records } from "../core/ports";
import { toJson, type Db } from "./client.server";

/** An adapter's own memory, shut in its connection. */
export function recordsOf(db: Db, connectionId: string): Records {
  return {
    async find(kind, key) {
      const row = await db.sql.record.findUnique({ where: { connectionId_kind_key: { connectionId, kind, key } } });
      return row?.value ?? null;
    },
    async put(kind, key, value) {
      const json = toJson(value);
      await db.sql.record.upsert({
        where: { connectionId_kind_key: { connectionId, kind, key } },
        create: { connectionId, kind, key, value: json },
        update: { value: json },
      });
    },
    async list(kind) {
      const rows = await db.sql.record.findMany({ where: { connectionId, kind }, orderBy: { key: "asc" } });
      return rows.map((row) => ({ key: row.key, value: row.value }));
    },
    async claim(kind, key, value) {
      await db.sql.record.createMany({ data: [{ connectionId, kind, key, value: toJson(value) }], skipDuplicates: true });
      const row = await db.sql.record.findUniqueOrThrow({ where: { connectionId_kind_key: { connectionId, kind, key } } });
      return row.value;
    },
    async swap(kind, key, from, to) {
      const value = toJson(to);
      const { count } = from === null
        ? await db.sql.record.createMany({ data: [{ connectionId, kind, key, value }], skipDuplicates: true })
        : await db.sql.record.updateMany({ where: { connectionId, kind, key, value: { equals: toJson(from) } }, data: { value } });
      return count === 1;
    },
    async next(sequence) {
      // One statement takes the row's lock and the number: no two callers can read the same `last`.
      const [row] = await db.sql.$queryRaw<{ last: bigint }[]>`
        INSERT INTO sequence (store_id, name, last)
        SELECT store_id, ${sequence}, 1 FROM connection WHERE id = ${connectionId}
        ON CONFLICT (store_id, name) DO UPDATE SET last = sequence.last + 1
        RETURNING last`;
      if (!row) throw new Error(`No connection ${connectionId} to count for`);
      return Number(row.last);
    },
  };
}

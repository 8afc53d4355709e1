import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/support/database";
import { openDb, type OpenDb } from "./client.server";
import { recordsOf } from "./records.server";
import { makeSealer } from "./seal.server";

let database: TestDatabase;
let db: OpenDb;
beforeAll(async () => {
  database = await createTestDatabase();
  db = openDb({ url: database.url, sealer: makeSealer(Buffer.alloc(32, 7)) });
  for (const id of ["sto_1", "sto_2"]) await db.sql.store.create({ data: { id, name: "Atelier", createdAt: new Date() } });
  for (const [id, storeId] of [["con_1", "sto_1"], ["con_2", "sto_1"], ["con_3", "sto_2"]] as const) {
    await db.sql.connection.create({ data: { id, storeId, port: "provider", vendor: "any", settings: "", createdAt: new Date() } });
  }
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

it("gives every claimer at the same moment the one that was first", async () => {
  const records = recordsOf(db, "con_1");
  const stood = await Promise.all([1, 2, 3, 4, 5].map((by) => records.claim("kind", "key", { by })));
  expect(new Set(stood.map((value) => JSON.stringify(value))).size).toBe(1);
  expect(await records.claim("kind", "key", { by: 6 })).toEqual(stood[0]);
  expect(await recordsOf(db, "con_2").claim("kind", "key", { by: 7 })).toEqual({ by: 7 });
});

it("lets one of many change a record they all read the same, whatever the order of its keys", async () => {
  const records = recordsOf(db, "con_1");
  const firsts = await Promise.all([1, 2, 3].map((by) => records.swap("swap", "key", null, { by, of: "first" })));
  expect(firsts.filter(Boolean)).toHaveLength(1);
  const { by } = (await records.find("swap", "key")) as { by: number };
  const nexts = await Promise.all([4, 5, 6].map((next) => records.swap("swap", "key", { of: "first", by }, { by: next })));
  expect(nexts.filter(Boolean)).toHaveLength(1);
  expect(await records.swap("swap", "key", { by }, { by: 7 })).toBe(false);
  expect(await recordsOf(db, "con_2").find("swap", "key")).toBeNull();
});

it("counts for the store, over its connections, nobody twice", async () => {
  const here = [recordsOf(db, "con_1"), recordsOf(db, "con_2")];
  const drawn = await Promise.all(Array.from({ length: 20 }, (_, index) => here[index % 2]?.next("a")));
  expect([...drawn].sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(await recordsOf(db, "con_3").next("a")).toBe(1);
  expect(await recordsOf(db, "con_1").next("b")).toBe(1);
  await expect(recordsOf(db, "con_unknown").next("a")).rejects.toThrow();
});

import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "../../tests/support/database";
import { inShortTransaction, openDb, type OpenDb, type ShortTx } from "./client.server";
import { lockUntilCommit, rowsOf } from "./rows.server";
import { makeSealer } from "./seal.server";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: OpenDb;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDb({ url: database.url, sealer: makeSealer(randomBytes(32)) });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const insert = (tx: ShortTx, id: string) => rowsOf(tx, { name: "insert-store", text: "INSERT INTO store (id, name, created_at) VALUES ($1, 'Thé', now())", values: [id] });
const isThere = async (id: string) => (await rowsOf(db, { name: "store-there", text: "SELECT id FROM store WHERE id = $1", values: [id] })).length > 0;

test("a short transaction keeps all of its work, or none", async () => {
  await inShortTransaction(db, (tx) => insert(tx, "sto_kept"));
  await expect(inShortTransaction(db, async (tx) => {
    await insert(tx, "sto_gone");
    throw new Error("changed its mind");
  })).rejects.toThrow("changed its mind");
  await expect(inShortTransaction(db, async (tx) => {
    await insert(tx, "sto_half");
    await insert(tx, "sto_kept");
  })).rejects.toThrow(/duplicate key/);
  expect(await Promise.all(["sto_kept", "sto_gone", "sto_half"].map(isThere))).toEqual([true, false, false]);
});

test("of two short transactions that wait for each other, the loser runs again and both are kept", async () => {
  let runs = 0;
  let arrive: () => void = () => undefined;
  const both = new Promise<void>((resolve) => { arrive = resolve; });
  const lockInOrder = (first: string, second: string) => inShortTransaction(db, async (tx) => {
    runs += 1;
    await lockUntilCommit(tx, first);
    if (runs === 2) arrive();
    await both;
    await lockUntilCommit(tx, second);
    await insert(tx, `sto_${first}`);
  });
  await Promise.all([lockInOrder("one", "two"), lockInOrder("two", "one")]);
  expect(runs).toBe(3);
  expect(await Promise.all(["sto_one", "sto_two"].map(isThere))).toEqual([true, true]);
});

test("a migration that adds a column under the running app spoils no short transaction for good", async () => {
  const read = (tx: ShortTx) => rowsOf<Record<string, unknown>>(tx, { name: "members", text: "SELECT * FROM member", values: [] });
  await inShortTransaction(db, read);
  await db.pool.query("ALTER TABLE member ADD COLUMN added_later INT NOT NULL DEFAULT 7");
  expect(await inShortTransaction(db, async (tx) => { await insert(tx, "sto_spoiled"); return read(tx); })).toEqual([]);
  expect(await isThere("sto_spoiled")).toBe(true);
});

test("a connection cut inside a short transaction is told, and taken from nobody else", async () => {
  for (let cut = 0; cut < 12; cut += 1) {
    await expect(inShortTransaction(db, async (tx) => {
      await insert(tx, `sto_cut_${cut}`);
      await rowsOf(tx, { name: "cut", text: "SELECT pg_terminate_backend(pg_backend_pid())", values: [] });
    })).rejects.toThrow();
  }
  await inShortTransaction(db, (tx) => insert(tx, "sto_after"));
  expect(await Promise.all(["sto_after", "sto_cut_0"].map(isThere))).toEqual([true, false]);
});

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../tests/support/database";
import { root } from "./machine.mjs";
import { migrate } from "./migrate.mjs";

let database: TestDatabase;
let directory: string;

beforeEach(async () => {
  database = await createTestDatabase();
  directory = mkdtempSync(path.join(tmpdir(), "reglo-migrations-"));
  cpSync(path.join(root, "prisma", "migrations"), directory, { recursive: true });
});
afterEach(async () => {
  rmSync(directory, { recursive: true, force: true });
  await database.drop();
});

function write(name: string, sql: string): void {
  mkdirSync(path.join(directory, name), { recursive: true });
  writeFileSync(path.join(directory, name, "migration.sql"), sql);
}

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test("a new migration is applied once, however many processes start at the same moment", async () => {
  write("29990101000000_tea", "CREATE TABLE tea (id int); CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;");
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, { directory })));
  expect(applied.flat()).toEqual(["29990101000000_tea"]);
  expect(await ask("SELECT applied_steps_count, finished_at IS NOT NULL AS done, length(checksum) AS hex FROM _prisma_migrations WHERE migration_name LIKE '%_tea'"))
    .toEqual([{ applied_steps_count: 1, done: true, hex: 64 }]);
});

test("a migration that fails leaves nothing behind, and the next start tries it again", async () => {
  write("29990101000000_tea", "CREATE TABLE tea (id int); SELECT 1/0;");
  await expect(migrate(database.url, { directory })).rejects.toThrow("Migration 29990101000000_tea failed and was undone: division by zero");
  expect(await ask("SELECT to_regclass('tea') AS tea")).toEqual([{ tea: null }]);
  write("29990101000000_tea", "CREATE TABLE tea (id int);");
  expect(await migrate(database.url, { directory })).toEqual(["29990101000000_tea"]);
});

test("a migration edited after it was applied is refused, and so is a database from the future", async () => {
  write("29990101000000_tea", "CREATE TABLE tea (id int);");
  await migrate(database.url, { directory });
  write("29990101000000_tea", "CREATE TABLE tea (id bigint);");
  await expect(migrate(database.url, { directory })).rejects.toThrow("29990101000000_tea was edited after it was applied");
  rmSync(path.join(directory, "29990101000000_tea"), { recursive: true });
  await expect(migrate(database.url, { directory })).rejects.toThrow("made by a newer Réglo");
});

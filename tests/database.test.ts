import pg from "pg";
import { expect, test } from "vitest";
import { createTestDatabase } from "./support/database";

test("two test databases are migrated, empty and apart", async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const insert = "INSERT INTO store (id, name, legal_lines, created_at) VALUES ('sto_1', 'Atelier', '{}', now())";
  expect(await ask(one.url, insert)).toBe(1);
  expect(await ask(one.url, "SELECT 1 FROM store")).toBe(1);
  expect(await ask(other.url, "SELECT 1 FROM store")).toBe(0);
  expect(await ask(other.url, "SELECT 1 FROM graphile_worker.jobs")).toBe(0);
  await Promise.all([one.drop(), other.drop()]);
  await expect(ask(one.url, "SELECT 1")).rejects.toThrow(/does not exist/);
});

async function ask(url: string, sql: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rowCount;
  } finally {
    await client.end();
  }
}

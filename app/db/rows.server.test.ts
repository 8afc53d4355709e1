import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createTestDatabase } from "../../tests/support/database";
import { openDb } from "./client.server";
import { rowsOf } from "./rows.server";
import { makeSealer } from "./seal.server";

test("a migration that adds a column under the running app breaks none of its reads", async () => {
  const database = await createTestDatabase();
  const db = openDb({ url: database.url, sealer: makeSealer(randomBytes(32)) });
  try {
    const read = () => rowsOf<Record<string, unknown>>(db, { name: "stores", text: "SELECT * FROM store WHERE id = $1", values: ["sto_x"] });
    await db.pool.query("INSERT INTO store (id, name, created_at) VALUES ('sto_x', 'Thé', now())");
    expect(await read()).toHaveLength(1);
    await db.pool.query("ALTER TABLE store ADD COLUMN added_later INT NOT NULL DEFAULT 7");
    expect(await read()).toMatchObject([{ addedLater: 7 }]);
    expect(await read()).toMatchObject([{ addedLater: 7 }]);
  } finally {
    await db.close();
    await database.drop();
  }
});

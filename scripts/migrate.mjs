// Applies prisma/migrations/ to a database. Prisma's own command cannot do it through its JavaScript engine (it splits
// functions at semicolons), so this writes `_prisma_migrations` exactly as Prisma does: `prisma migrate status` agrees.
import { createHash, randomUUID } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Logger, runMigrations as installJobs } from "graphile-worker";
import pg from "pg";
import { root } from "./machine.mjs";

/** Prisma takes the same number, so that the two never migrate at once. */
const advisoryLock = 72_707_369;
const lockTimeoutMs = 120_000;
const connectTimeoutMs = 10_000;

/**
 * Brings a database to this version: every migration in order, each in one transaction, then the job tables.
 * Any number of processes may call it at once; one works, the others wait. Out: the names applied now.
 * Throws, changing nothing, when a migration already applied was edited since or is not known here.
 * @param {string} url
 * @param {{ say?: (line: string) => void, directory?: string }} [options]
 * @returns {Promise<string[]>}
 */
export async function migrate(url, { say = () => {}, directory = path.join(root, "prisma", "migrations") } = {}) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  await client.connect();
  try {
    await client.query(`SET lock_timeout = ${lockTimeoutMs}`);
    await client.query("SELECT pg_advisory_lock($1)", [advisoryLock]);
    const done = await applyMissing(client, { migrations: readMigrations(directory), say });
    await installJobs({ connectionString: url, logger: quietLogger });
    return done;
  } finally {
    await client.end();
  }
}

function readMigrations(directory) {
  const names = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  return names.map((name) => {
    const sql = readFileSync(path.join(directory, name, "migration.sql"));
    return { name, sql: sql.toString("utf8"), checksum: createHash("sha256").update(sql).digest("hex") };
  });
}

async function applyMissing(client, { migrations, say }) {
  await client.query(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`);
  const { rows } = await client.query(
    `SELECT migration_name AS name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  refuseConflicts(rows, migrations);
  const applied = new Set(rows.map((row) => row.name));
  const missing = migrations.filter((migration) => !applied.has(migration.name));
  for (const migration of missing) {
    say(`Migration ${migration.name}`);
    await applyOne(client, migration);
  }
  return missing.map((migration) => migration.name);
}

function refuseConflicts(rows, migrations) {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of rows) {
    const migration = known.get(row.name);
    if (!row.finished_at) throw new Error(`Migration ${row.name} was begun and never finished in this database. Restore a backup, or finish it by hand and set finished_at in _prisma_migrations.`);
    if (!migration) throw new Error(`This database was made by a newer Réglo: it has migration ${row.name}, which this version does not know. Update Réglo, or use another database.`);
    if (migration.checksum !== row.checksum) throw new Error(`Migration ${row.name} was edited after it was applied to this database. Put the file back as it was and write the change as a new migration.`);
  }
}

async function applyOne(client, migration) {
  const startedAt = new Date();
  try {
    await client.query("BEGIN");
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES ($1, $2, now(), $3, $4, 1)`,
      [randomUUID(), migration.checksum, migration.name, startedAt],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`Migration ${migration.name} failed and was undone: ${error.message}`, { cause: error });
  }
}

const quietLogger = new Logger(() => (level, message) => {
  if (level === "error") console.error(`job tables: ${message}`);
});

/**
 * Makes an empty database unless it exists; true when it did. For a server of our own only.
 * @param {string} adminUrl
 * @param {string} name
 */
export async function createDatabase(adminUrl, name) {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: connectTimeoutMs });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    return rowCount === 0;
  } finally {
    await client.end();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("Set DATABASE_URL to the database to migrate.");
  const done = await migrate(url, { say: console.log });
  console.log(done.length === 0 ? "The database is up to date." : `${done.length} applied.`);
}

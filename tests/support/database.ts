import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createDatabase, migrate } from "../../scripts/migrate.mjs";
import { openPostgres } from "../../scripts/postgres.mjs";

export type TestDatabase = {
  url: string;
  /** Ends every connection to it and deletes it. The run's end does the same for what was forgotten. */
  drop(): Promise<void>;
};

const clusterTimeoutMs = 180_000;
const copyAttemptsMax = 50;

/**
 * A real PostgreSQL database of your own, migrated and empty (about 50 ms): a copy of the run's template.
 * On the server of DATABASE_URL when it is set, else on one started for this run by the first that asks.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const run = process.env.REGLO_TEST_RUN;
  const adminUrl = await findOrStartCluster();
  const name = `${run}_${randomBytes(5).toString("hex")}`;
  await copyTemplate(adminUrl, { template: `${run}_template`, name });
  return {
    url: withDatabase(adminUrl, name),
    drop: () => asAdmin(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`)),
  };
}

/** Several test processes may ask at once: the one that makes the directory starts it, the others wait for the note. */
async function findOrStartCluster(): Promise<string> {
  const home = process.env.REGLO_TEST_HOME;
  if (!home) throw new Error("createTestDatabase works inside vitest with the repository's vitest.config.ts only");
  const note = path.join(home, "cluster-url");
  const deadline = performance.now() + clusterTimeoutMs;
  while (!existsSync(note)) {
    if (claims(path.join(home, "cluster-claim"))) return startCluster(home, note);
    if (performance.now() > deadline) throw new Error("The test database was not ready in time");
    await sleep(50);
  }
  return readFileSync(note, "utf8");
}

function claims(directory: string): boolean {
  try {
    mkdirSync(directory);
    return true;
  } catch {
    return false;
  }
}

async function startCluster(home: string, note: string): Promise<string> {
  try {
    const adminUrl = process.env.DATABASE_URL ?? (await startEmbedded(home));
    const template = `${process.env.REGLO_TEST_RUN}_template`;
    await createDatabase(adminUrl, template);
    await migrate(withDatabase(adminUrl, template));
    writeFileSync(`${note}.new`, adminUrl, { mode: 0o600 });
    renameSync(`${note}.new`, note);
    return adminUrl;
  } catch (error) {
    rmSync(path.join(home, "cluster-claim"), { recursive: true, force: true });
    throw error;
  }
}

async function startEmbedded(home: string): Promise<string> {
  const cluster = await openPostgres({ home: path.join(home, "postgres"), throwaway: true, port: 0 });
  return cluster.url("postgres");
}

/** A template cannot be copied while a connection to it is still closing. */
async function copyTemplate(adminUrl: string, { template, name }: { template: string; name: string }): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template)}`);
      } catch (error) {
        const isBusy = error instanceof pg.DatabaseError && error.code === "55006";
        if (!isBusy || attempt === copyAttemptsMax) throw error;
        await sleep(20);
      }
    }
  });
}

async function asAdmin(adminUrl: string, act: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}

function withDatabase(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

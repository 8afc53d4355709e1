import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { isProcess } from "../../scripts/machine.mjs";
import { removePostgres, stopPostgres } from "../../scripts/postgres.mjs";

const prefix = "reglo-test-";

/** Gives the run a directory and a name; the first test that asks for a database starts the cluster in it. */
export function setup(): () => Promise<void> {
  sweepAbandonedRuns();
  const home = mkdtempSync(path.join(tmpdir(), prefix));
  chmodSync(home, 0o711); // started by root, the database runs under another account and must pass through
  writeFileSync(path.join(home, "owner"), String(process.pid));
  process.env.REGLO_TEST_HOME = home;
  process.env.REGLO_TEST_RUN = `reglo_test_${randomBytes(6).toString("hex")}`;
  return async () => {
    if (process.env.DATABASE_URL) await dropDatabases(process.env.DATABASE_URL, process.env.REGLO_TEST_RUN ?? prefix);
    removeRun(home);
  };
}

/** A run that was killed leaves its cluster running: the next one stops it. */
function sweepAbandonedRuns(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const home = path.join(tmpdir(), name);
    const owner = path.join(home, "owner");
    try {
      if (statSync(home).uid !== process.getuid?.() || !existsSync(owner)) continue;
      if (!isProcess(Number(readFileSync(owner, "utf8")))) removeRun(home);
    } catch {
      // Another run sweeps the same leftovers at this moment.
    }
  }
}

function removeRun(home: string): void {
  const hasCluster = existsSync(path.join(home, "postgres"));
  if (hasCluster) {
    stopPostgres({ home: path.join(home, "postgres") });
    removePostgres({ home: path.join(home, "postgres") });
  }
  rmSync(home, { recursive: true, force: true });
}

async function dropDatabases(adminUrl: string, run: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>("SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)", [run]);
  for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  await client.end();
}

// The database of this directory: a server of yours by DATABASE_URL, else the embedded one under .data/.
import path from "node:path";
import { openPostgres, databasePort, stopPostgres, removePostgres } from "./postgres.mjs";
import { dataDirectory } from "./prepare.mjs";

const home = path.join(dataDirectory, "postgres");
const name = "reglo";

/**
 * Opens and migrates it. Needs node_modules.
 * @param {{ say: (line: string) => void }} options
 */
export async function openDatabase({ say }) {
  const { createDatabase, migrate } = await import("./migrate.mjs");
  const given = process.env.DATABASE_URL;
  if (given) {
    say(`Using the database at ${new URL(given).host}`);
    await migrate(given, { say });
    return { url: given, close: async () => {} };
  }
  const cluster = await openPostgres({ home, say });
  if (cluster.port !== databasePort) say(`The database uses port ${cluster.port}`);
  say(cluster.wasRunning ? "The database was still running" : "The database runs");
  try {
    await createDatabase(cluster.url("postgres"), name);
    await migrate(cluster.url(name), { say });
  } catch (error) {
    cluster.stop();
    throw error;
  }
  return { url: cluster.url(name), close: async () => cluster.stop() };
}

/** Deletes the embedded database with everything in it. */
export function deleteDatabase() {
  stopPostgres({ home });
  removePostgres({ home });
}

// `npm run db:reset`: throws the demo away (the embedded database and the inbox); the next start makes a new one.
import { rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { deleteDatabase } from "./database.mjs";
import { takeLock } from "./lock.mjs";
import { dataDirectory } from "./prepare.mjs";

async function isSure() {
  if (process.argv.includes("--yes")) return true;
  if (!process.stdin.isTTY) throw new Error("This deletes every link, payment and receipt of the demo. Say so: npm run db:reset -- --yes");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question("This deletes every link, payment and receipt of the demo. Type yes to go on: ");
  terminal.close();
  return answer.trim().toLowerCase() === "yes";
}

async function main() {
  if (process.env.DATABASE_URL) throw new Error("DATABASE_URL is set: that database is yours, and is not deleted from here.");
  const lock = takeLock(path.join(dataDirectory, "start.lock"));
  if (!lock.ok) throw new Error(`Réglo runs here, in process ${lock.pid}. Stop it first.`);
  try {
    if (!(await isSure())) return console.log("Nothing was deleted.");
    deleteDatabase();
    for (const name of ["postgres", "inbox", "shopify", "ports.json", "running.json", "secret-key"]) rmSync(path.join(dataDirectory, name), { recursive: true, force: true });
    console.log("Deleted. `npm start` makes a new demo.");
  } finally {
    lock.release();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

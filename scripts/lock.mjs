import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { isProcess } from "./machine.mjs";

const attemptsMax = 20;

/**
 * Takes a lock file for this process; one left by a process that is gone is taken over.
 * @param {string} file
 * @returns {{ ok: true, release: () => void } | { ok: false, pid: number }}
 */
export function takeLock(file) {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    if (write(file)) return { ok: true, release: () => rmSync(file, { force: true }) };
    const pid = holderOf(file);
    if (pid === null) continue;
    if (isProcess(pid, ".mjs")) return { ok: false, pid };
    clearAbandoned(file);
  }
  throw new Error(`${file} cannot be taken. Delete it if no other Réglo runs here.`);
}

function write(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function holderOf(file) {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** Moved aside and read again before it is thrown away: another process may have taken the lock in between. */
function clearAbandoned(file) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    const pid = holderOf(aside);
    if (pid !== null && isProcess(pid, ".mjs")) renameSync(aside, file);
    else rmSync(aside);
  } catch {
    // Another process cleared it first.
  }
}

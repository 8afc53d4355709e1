import { fork, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { listeningPort, root } from "../../scripts/machine.mjs";

export type TestApp = {
  url: string;
  /** What the process wrote so far. */
  log(): string;
  /** SIGTERM, as a supervisor does; throws when it does not end well. */
  stop(): Promise<void>;
  /** SIGKILL, as a power cut does. */
  kill(): Promise<void>;
};

const startTimeoutMs = 180_000;
const secretKey = randomBytes(32).toString("base64");

/** The built server (`buildDirectory`: another build than the usual) as its own process on a free port of loopback. `env` adds to or replaces what a test needs. */
export async function startTestApp(input: { databaseUrl: string; buildDirectory?: string; env?: Record<string, string> }): Promise<TestApp> {
  const entry = path.join(input.buildDirectory ?? path.join(root, "build"), "server", "server.js");
  if (!existsSync(entry)) throw new Error("There is no build: run `npm run build` first, or start this through `npm test`");
  const port = await listeningPort(0);
  const url = `http://127.0.0.1:${port}`;
  const child = fork(entry, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      PATH: process.env.PATH ?? "", NODE_ENV: "production", DATABASE_URL: input.databaseUrl, APP_URL: url, PORT: String(port),
      SECRET_KEY: secretKey, DEMO: "on", ...input.env,
    },
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (log += chunk.toString()));
  await untilListening(child, () => log);
  return {
    url,
    log: () => log,
    stop: async () => {
      const code = await ended(child, "SIGTERM");
      if (code !== 0) throw new Error(`The app ended with ${code}.\n${log}`);
    },
    kill: async () => void (await ended(child, "SIGKILL")),
  };
}

function untilListening(child: ChildProcess, log: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`The app did not listen in time.\n${log()}`));
    }, startTimeoutMs);
    child.once("message", () => {
      clearTimeout(timer);
      resolve();
    });
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`The app ended at once (${signal ?? code}).\n${log()}`));
    });
  });
}

function ended(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<number | string | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode ?? child.signalCode);
  return new Promise((resolve) => {
    child.once("exit", (code, by) => resolve(code ?? by));
    child.kill(signal);
  });
}

import { fork } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { createServer } from "vite";
import { listeningPort, root } from "../../scripts/machine.mjs";

const openReader = () => createServer({
  root, configFile: false, logLevel: "error", appType: "custom", server: { middlewareMode: true, watch: null }, optimizeDeps: { noDiscovery: true },
});

/** The stage is TypeScript: Vite reads it, without the site's own plugins. */
export async function openStage() {
  const reader = await openReader();
  const { openStage: open } = await reader.ssrLoadModule("/tests/bench/stage.ts");
  const stage = await open();
  return { ...stage, close: () => stage.close().then(() => reader.close()) };
}

/** Another TypeScript module of the tests, read once. */
export async function readModule(address) {
  const reader = await openReader();
  const module = await reader.ssrLoadModule(address);
  await reader.close();
  return module;
}

/**
 * A server in a process of its own, so that both sides are measured alike.
 * @param {string} entry
 * @param {Record<string, string>} env
 */
export async function startServer(entry, env) {
  const port = await listeningPort(0);
  const url = `http://127.0.0.1:${port}`;
  const child = fork(path.join(root, entry), { cwd: root, env: { PATH: process.env.PATH, NODE_ENV: "production", PORT: String(port), APP_URL: url, ...env }, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`${entry} ended with ${code}`)));
  });
  return { url, port, processorMs: () => processorMsOf(child.pid), stop: () => new Promise((resolve) => { child.once("exit", resolve); child.kill("SIGTERM"); }) };
}

/**
 * Processor time a process has had so far, over all its threads: what it costs, whatever else the machine does meanwhile.
 * Null where the system does not tell (Linux does, proc(5): schedstat, in nanoseconds).
 */
function processorMsOf(pid) {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.reduce((sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6, 0);
  } catch {
    return null;
  }
}

const connections = 8;

/**
 * One sample of a server: `timeMs` a request takes under eight at once, and, where it is known, the server's own `processorMs` for it.
 * @param {{ server: { port: number, processorMs: () => number | null }, count: number, status: number, request: (index: number) => object }} input
 */
export async function sampleServer({ server, count, status, request }) {
  const before = server.processorMs();
  const timeMs = await askMany({ port: server.port, count, status, request });
  const after = server.processorMs();
  return { timeMs, ...(before !== null && after !== null && { processorMs: (after - before) / count }) };
}

/**
 * Asks `count` times over eight kept connections; answers with milliseconds per request. Throws on any status but the wished.
 * @param {{ port: number, count: number, status: number, request: (index: number) => { method?: string, path: string, headers?: Record<string, string>, body?: Uint8Array } }} input
 */
export async function askMany({ port, count, status, request }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const beganAt = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: connections }, async () => {
    while (next < count) {
      const answer = await ask({ port, agent, ...request(next++) });
      if (answer.status !== status) throw new Error(`Answered ${answer.status}: ${answer.body.toString().slice(0, 200)}`);
    }
  }));
  const took = performance.now() - beganAt;
  agent.destroy();
  return took / count;
}

/** One request, its answer whole. */
export function ask({ port, agent, method = "GET", path: address, headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const asked = http.request({ host: "127.0.0.1", port, agent, method, path: address, headers: { ...headers, ...(body ? { "content-length": String(body.length) } : {}) } }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }));
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

import { createServer, type Server } from "node:http";
import { openApp } from "../context.server";
import { readProcessEnv, type Env } from "../env.server";
import { isFirstStoreMissing } from "../flows/open-first-store.server";
import { runJobs } from "../flows/run-jobs.server";
import { openHealthCheck } from "./health.server";
import { createHttpApp, type HttpInput } from "./http.server";
import { logError, logNote } from "./log.server";
import type { RemixInput } from "./remix.server";

const requestTimeoutMs = 30_000;
const headersTimeoutMs = 15_000;
/** Longer than the proxies in front keep theirs, or they reuse a connection we just closed (502). */
const keepAliveTimeoutMs = 75_000;
const drainTimeoutMs = 10_000;

export type ServeInput = {
  build: RemixInput["build"];
  assets: HttpInput["assets"];
  /** Development keeps the app over reloads and closes more. */
  onClose?: () => Promise<void>;
};

/** Opens the app, its jobs and its door, and closes them in the opposite order when the process is told to end. */
export async function serve(input: ServeInput): Promise<void> {
  const env = readProcessEnv();
  const app = await openApp(env);
  const health = openHealthCheck({ databaseUrl: env.databaseUrl });
  const server = createServer(
    { requestTimeout: requestTimeoutMs, headersTimeout: headersTimeoutMs, keepAliveTimeout: keepAliveTimeoutMs },
    createHttpApp({ env, app, build: input.build, assets: input.assets, health: health.handler }),
  );
  const port = await listen(server, env);
  const jobs = env.worker.isOn ? await runJobs(app, env.worker) : null;
  logNote("listening", { host: env.host, port, worker: env.worker.isOn });
  if (app.setUpCode !== null && (await isFirstStoreMissing(app))) logNote("no shop yet", { open: `${app.appUrl}/begin?code=${app.setUpCode}` });
  process.send?.({ kind: "listening", port });
  closeWhenTold(async () => {
    await drain(server);
    await jobs?.stop();
    await health.close();
    await app.close();
    await input.onClose?.();
  });
}

function listen(server: Server, env: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new Error(`Port ${env.port} on ${env.host} is taken. Set PORT to another one.`) : error);
    });
    server.listen(env.port, env.host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : env.port);
    });
  });
}

/** Stops accepting, lets the answers under way finish, and cuts what is left after ten seconds. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
  await closed;
  clearTimeout(timer);
}

/** SIGTERM from a supervisor, SIGINT from a keyboard, a closed channel when the parent died. The second time is at once. */
function closeWhenTold(close: () => Promise<void>): void {
  let isClosing = false;
  const end = (signal: string) => {
    if (isClosing) process.exit(1);
    isClosing = true;
    logNote("closing", { signal });
    close().then(() => process.exit(0), (error: unknown) => {
      logError("closing", error);
      process.exit(1);
    });
  };
  process.on("SIGTERM", () => end("SIGTERM"));
  process.on("SIGINT", () => end("SIGINT"));
  process.on("disconnect", () => {
    if (!isClosing) end("parent gone");
  });
}

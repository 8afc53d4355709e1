import { readdirSync } from "node:fs";
import path from "node:path";
import compression from "compression";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type { App } from "../flows/ctx";
import type { Env } from "../env.server";
import { readableAnywhere, securityHeaders } from "./headers.server";
import { logError, loggablePath } from "./log.server";
import { sayRefusal } from "./refusal.server";
import { remixHandler, type RemixInput } from "./remix.server";

const answerTimeoutMs = 30_000;
const compressFromBytes = 1_000;

export type HttpInput = {
  env: Env;
  app: App;
  build: RemixInput["build"];
  /** build/client in production; in development the bundler's own middleware serves instead. */
  assets: { directory: string } | { middleware: RequestHandler };
  health: RequestHandler;
};

/** Everything between the socket and the routes. */
export function createHttpApp({ env, app, build, assets, health }: HttpInput): Express {
  const http = express();
  http.disable("x-powered-by");
  http.set("trust proxy", env.trustProxyHops);
  http.use(securityHeaders({ isHttps: env.appUrl.startsWith("https:") }));
  http.use(readableAnywhere());
  http.get("/healthz", health);
  http.use(compression({ threshold: compressFromBytes }));
  if ("middleware" in assets) http.use(assets.middleware);
  else serveAssets(http, assets.directory);
  http.use(answerInTime());
  http.all("*", remixHandler({
    build,
    mode: env.isProduction ? "production" : "development",
    appUrl: env.appUrl,
    getLoadContext: (request) => ({ app, clientIp: request.ip ?? "" }),
  }));
  http.use(answerErrors);
  return http;
}

/** Files under /assets carry a hash in their name and never change; a missing one is 404 and never a page. */
function serveAssets(http: Express, directory: string): void {
  const plain = { index: false, redirect: false } as const;
  http.use("/assets", express.static(path.join(directory, "assets"), { ...plain, immutable: true, maxAge: "1y" }));
  http.use("/assets", (_request, response) => void response.status(404).type("text/plain").send("Not found.\n"));
  // Read once: every page would otherwise be looked for on the disk first.
  const names = new Set(readdirSync(directory).map((name) => `/${name}`));
  const named = express.static(directory, { ...plain, maxAge: "1h" });
  http.use((request, response, next) => (names.has(request.path) ? named(request, response, next) : next()));
}

function answerInTime(): RequestHandler {
  return (request, response, next) => {
    const timer = setTimeout(() => {
      logError("request timed out", new Error(`${request.method} ${loggablePath(request.path)}`));
      if (response.headersSent) response.destroy();
      else sayRefusal(request, response.set("Connection", "close"), 503, { refusal: "slow" });
    }, answerTimeoutMs);
    response.once("close", () => clearTimeout(timer));
    next();
  };
}

/** The last one: what nobody expected, and what express itself refuses (a path that cannot be decoded). */
const answerErrors: ErrorRequestHandler = (error: unknown, request, response, _next) => {
  const status = statusOf(error);
  if (status >= 500) logError(`${request.method} ${loggablePath(request.path)}`, error);
  if (response.headersSent) return void response.destroy();
  sayRefusal(request, response, status, { refusal: status < 500 ? "unreadable" : "broken" });
};

function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : null;
  return typeof status === "number" && status >= 400 && status < 500 ? status : 500;
}

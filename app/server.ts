import path from "node:path";
import { fileURLToPath } from "node:url";
import * as build from "virtual:remix/server-build";
import { EnvError } from "./env.server";
import { logError } from "./server/log.server";
import { serve } from "./server/serve.server";

/** The process's entry, built next to Remix's own so that server, jobs and routes share one copy of every module. */
const here = path.dirname(fileURLToPath(import.meta.url));

try {
  await serve({ build, assets: { directory: path.join(here, "..", "client") } });
} catch (error) {
  if (error instanceof EnvError) process.stderr.write(`${error.message}\n`);
  else logError("start", error);
  process.exit(1);
}

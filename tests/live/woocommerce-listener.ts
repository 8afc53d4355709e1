import { createServer } from "node:http";
import { isLoopback } from "../../adapters/woocommerce/settings";
import type { RawHook } from "../../app/core/ports";
import { WrongCall } from "./woocommerce-settings";

export type Listener = {
  received: RawHook[];
  /** The first delivery that matches, past or to come; null after `waitMs`. Visits the shop meanwhile: no visit, no delivery. */
  wait(where: { shopUrl: string; waitMs: number }, matches: (hook: RawHook) => boolean): Promise<RawHook | null>;
  close(): Promise<void>;
};

const visitEveryMs = 3_000;
const why: Record<string, string> = { EADDRINUSE: "something else listens there", EACCES: "this user may not listen there" };

/** Listens where `hookUrl` leads: on loopback for a loopback address, else on every address of this machine. Throws a plain sentence where it cannot. */
export async function startListener(hookUrl: string, port: number): Promise<Listener> {
  const url = new URL(hookUrl);
  const received: RawHook[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      received.push({ headers, body: new Uint8Array(Buffer.concat(chunks)), url: new URL(request.url ?? "/", hookUrl).href });
      response.end("ok");
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new WrongCall([`WOO_HOOK_URL: nothing can listen on port ${port} here (${why[error.code ?? ""] ?? error.message}). Free it, or give another WOO_HOOK_URL.`])));
    server.listen(port, isLoopback(url.hostname) ? "127.0.0.1" : "0.0.0.0", resolve);
  });
  return {
    received,
    async wait({ shopUrl, waitMs }, matches) {
      const until = Date.now() + waitMs;
      for (;;) {
        const found = received.find(matches);
        if (found !== undefined) return found;
        if (Date.now() > until) return null;
        await fetch(`${shopUrl.replace(/\/$/, "")}/wp-cron.php?doing_wp_cron`, { signal: AbortSignal.timeout(30_000) }).then((reply) => reply.arrayBuffer()).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, received.some(matches) ? 0 : visitEveryMs));
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

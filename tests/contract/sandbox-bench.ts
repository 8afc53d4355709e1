import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sandboxPlatform, sandboxProvider } from "../../adapters/sandbox/index.server";
import type { AdapterDeps, OpenedCheckout, RawHook, Records } from "../../app/core/ports";
import { standingClock } from "./stripe-bench";
import { plainShop } from "../support/plain-shop";

/** Records in memory, that keep only what JSON keeps, as the database does. */
export function memoryRecords(): Records {
  const kept = new Map<string, string>();
  const counters = new Map<string, number>();
  const keyOf = (kind: string, key: string) => JSON.stringify([kind, key]);
  return {
    find: async (kind, key) => JSON.parse(kept.get(keyOf(kind, key)) ?? "null") as unknown,
    put: async (kind, key, value) => void kept.set(keyOf(kind, key), JSON.stringify(value)),
    list: async (kind) => [...kept].map(([name, value]) => ({ name: JSON.parse(name) as [string, string], value: JSON.parse(value) as unknown }))
      .filter(({ name }) => name[0] === kind).map(({ name, value }) => ({ key: name[1], value })),
    claim: async (kind, key, value) => {
      if (!kept.has(keyOf(kind, key))) kept.set(keyOf(kind, key), JSON.stringify(value));
      return JSON.parse(kept.get(keyOf(kind, key)) ?? "null") as unknown;
    },
    swap: async (kind, key, from, to) => {
      if ((kept.get(keyOf(kind, key)) ?? "null") !== JSON.stringify(from)) return false;
      kept.set(keyOf(kind, key), JSON.stringify(to));
      return true;
    },
    next: async (sequence) => {
      const number = (counters.get(sequence) ?? 0) + 1;
      counters.set(sequence, number);
      return number;
    },
  };
}

/** The door of an app that takes every hook and keeps it. */
export async function listenForHooks() {
  const hooks: RawHook[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    hooks.push({ headers: request.headers as Record<string, string>, body: Uint8Array.from(Buffer.concat(chunks)), url: request.url ?? "" });
    response.writeHead(200).end("stored\n");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = () => new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
  return { appUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hooks, close };
}

export async function sandboxBench() {
  const door = await listenForHooks();
  const clock = standingClock();
  const hookSecret = "a-secret-of-the-sandbox";
  const deps: AdapterDeps = { connectionId: "con_sandbox", fetch, now: clock.now, records: memoryRecords(), appUrl: door.appUrl, baseUrl: null, hookSecret };
  const provider = sandboxProvider.connect({}, deps);
  const platform = sandboxPlatform.connect({}, deps);

  const pathOf = ({ checkoutUrl }: Pick<OpenedCheckout, "checkoutUrl">) => new URL(checkoutUrl).pathname.replace(`/checkout/${deps.connectionId}/`, "");
  const serve = (request: Request, path: string) => provider.servePage?.(request, path, plainShop) ?? Promise.reject(new Error("no page"));
  return {
    clock, deps, provider, platform, hooks: door.hooks, close: door.close, hookSecret,
    look: (checkout: Pick<OpenedCheckout, "checkoutUrl">) => serve(new Request(checkout.checkoutUrl), pathOf(checkout)),
    press: (checkout: Pick<OpenedCheckout, "checkoutUrl">, action: string) =>
      serve(new Request(checkout.checkoutUrl, { method: "POST", body: new URLSearchParams({ action }) }), pathOf(checkout)),
  };
}

export type SandboxBench = Awaited<ReturnType<typeof sandboxBench>>;

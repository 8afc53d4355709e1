import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "../../scripts/machine.mjs";
import { startShopifySimulator, type ShopifySimulator } from "../simulators/shopify";
import { readAppFile } from "../simulators/shopify/stand-in/app-file";
import { startTestApp, type TestApp } from "../support/app";
import { createTestDatabase } from "../support/database";

const run = promisify(execFile);
export const buildTimeoutMs = 400_000;
const browserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";

/** The real build of an edition, client and server, into a directory of its own; below the root, where its packages are found. */
export async function buildEdition(edition: string): Promise<{ directory: string; remove(): void }> {
  const directory = path.join(root, "test-results", `edition-${edition}-${process.pid}`);
  const cli = path.join(root, "node_modules", "@remix-run", "dev", "dist", "cli.js");
  const env = { ...process.env, NODE_ENV: "production" as const, EDITION: edition, BUILD_DIRECTORY: directory };
  await run(process.execPath, [cli, "vite:build", "--logLevel", "error"], { cwd: root, env, timeout: buildTimeoutMs, maxBuffer: 20_000_000 });
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

export type EditionHouse = {
  app: TestApp;
  shop: ShopifySimulator;
  /** One of the shop's staff asks for a page, or posts a form of one; the admin's token beside it. */
  get(address: string): Promise<{ status: number; type: string; text: string }>;
  post(address: string, fields: Record<string, string>): Promise<{ status: number; location: string | null }>;
  /** A question of the admin's extensions. */
  ask(verb: string, body: object): Promise<unknown>;
  close(): Promise<void>;
};

/** A built App Store edition in front of a simulated shop that gives it no name and no address, with the subscriptions of its own file. */
export async function openEditionHouse(buildDirectory: string): Promise<EditionHouse> {
  const appFile = readAppFile(readFileSync(path.join(root, "shopify.app.toml"), "utf8"));
  const [database, shop] = await Promise.all([createTestDatabase(), startShopifySimulator({ protectedDataLevel: 1, scopes: appFile.scopes })]);
  const client = { SHOPIFY_CLIENT_ID: shop.door.clientId, SHOPIFY_CLIENT_SECRET: shop.door.clientSecret };
  const app = await startTestApp({ databaseUrl: database.url, buildDirectory, env: { DEMO: "off", ...client, VENDOR_BASE_URLS: JSON.stringify({ shopify: shop.url }) } });
  for (const { topics, path: where, includeFields } of appFile.subscriptions) {
    for (const topic of topics) shop.subscribe({ topic: topic.toUpperCase().replace("/", "_"), uri: app.url + where, includeFields });
  }
  const headers = () => ({ "user-agent": browserAgent, authorization: `Bearer ${shop.sessionToken()}` });
  return {
    app, shop,
    async get(address) {
      const answer = await fetch(app.url + address, { headers: headers(), redirect: "manual" });
      return { status: answer.status, type: answer.headers.get("content-type") ?? "", text: await answer.text() };
    },
    async post(address, fields) {
      const answer = await fetch(app.url + address, { method: "POST", headers: { ...headers(), origin: app.url }, body: new URLSearchParams(fields), redirect: "manual" });
      await answer.arrayBuffer();
      return { status: answer.status, location: answer.headers.get("location") };
    },
    async ask(verb, body) {
      const answer = await fetch(`${app.url}/api/admin/${verb}`, { method: "POST", headers: { ...headers(), "content-type": "application/json" }, body: JSON.stringify(body) });
      return answer.json();
    },
    async close() {
      await app.stop();
      await shop.close();
      await database.drop();
      if (shop.complaints.length > 0) throw new Error(`Not simulated: ${shop.complaints.join(", ")}`);
    },
  };
}

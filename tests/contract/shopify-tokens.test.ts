import { afterEach, expect, it } from "vitest";
import { shopify } from "../../adapters/shopify/index.server";
import type { Platform } from "../../app/core/ports";
import { openDb } from "../../app/db/client.server";
import { recordsOf } from "../../app/db/records.server";
import { makeSealer } from "../../app/db/seal.server";
import type { ShopifyOptions, ShopifySimulator } from "../simulators/shopify";
import { createTestDatabase } from "../support/database";
import { memoryRecords } from "./sandbox-bench";
import { admit, clockAt, closeCleanly, depsOf, openShopify } from "./shopify-bench";

const open: ShopifySimulator[] = [];
afterEach(async () => {
  for (const shop of open.splice(0)) await closeCleanly(shop);
});
async function opened(options: ShopifyOptions = {}): Promise<{ shop: ShopifySimulator; platform: Platform }> {
  const made = await openShopify(options);
  open.push(made.shop);
  return made;
}

it("asks for one token and keeps it, over calls, ports and processes", async () => {
  const { shop } = await opened();
  const records = memoryRecords();
  const deps = depsOf(shop, { records });
  const ports = [1, 2, 3].map(() => shopify.connect(shop.settings, deps));
  const { ref } = shop.addOrder();
  await Promise.all(ports.flatMap((port) => [port.getOrder(ref), port.getOrder(ref)]));
  expect(shop.door.grants).toEqual(["client_credentials"]);
});

it("leaves neither token nor secret in its records, and cannot open them under another connection", async () => {
  const { shop } = await opened();
  const records = memoryRecords();
  const { ref } = shop.addOrder();
  await shopify.connect(shop.settings, depsOf(shop, { records, connectionId: "con_1" })).getOrder(ref);
  const kept = JSON.stringify(await records.list("shopify-token"));
  expect(kept).toContain("sealed");
  for (const token of shop.door.access.keys()) expect(kept).not.toContain(token);
  expect(kept).not.toContain(shop.door.clientSecret);
  await shopify.connect(shop.settings, depsOf(shop, { records, connectionId: "con_2" })).getOrder(ref);
  expect(shop.door.grants).toHaveLength(2);
});

it("exchanges a page's session token, then renews by the rotating refresh token, once for ten processes", async () => {
  const clock = clockAt("2026-11-21T10:00:00Z");
  const { shop } = await opened({ now: clock.now });
  const records = memoryRecords();
  const deps = depsOf(shop, { records });
  await admit(shop, deps);
  const { ref } = shop.addOrder();
  const processes = Array.from({ length: 10 }, () => shopify.connect(shop.settings, deps));
  for (let hour = 0; hour < 3; hour += 1) {
    clock.ms += 3_600_000;
    expect((await Promise.all(processes.map((process) => process.getOrder(ref)))).every((order) => order?.ref === ref)).toBe(true);
  }
  expect(shop.door.grants).toEqual(["token-exchange", "refresh_token", "refresh_token", "refresh_token"]);
});

it("uses the old token while another process renews it", async () => {
  const clock = clockAt("2026-11-21T10:00:00Z");
  const { shop } = await opened({ now: clock.now });
  const deps = depsOf(shop, { records: memoryRecords() });
  await admit(shop, deps);
  const { ref } = shop.addOrder();
  clock.ms += 56 * 60_000;
  shop.fail({ on: "token", kind: "slow", delayMs: 4_000 });
  const [slow, quick] = [shopify.connect(shop.settings, deps), shopify.connect(shop.settings, deps)];
  let isRenewed = false;
  const renewing = slow.getOrder(ref).then(() => void (isRenewed = true));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await quick.getOrder(ref))?.ref).toBe(ref);
  expect(isRenewed).toBe(false);
  await renewing;
});

it("survives a lost answer to a renewal: the old refresh token still works", async () => {
  const clock = clockAt("2026-11-21T10:00:00Z");
  const { shop } = await opened({ now: clock.now });
  const deps = depsOf(shop, { records: memoryRecords() });
  await admit(shop, deps);
  const { ref } = shop.addOrder();
  clock.ms += 3_600_000;
  shop.fail({ on: "token", kind: "dies-after" });
  const platform = shopify.connect(shop.settings, deps);
  await expect(platform.getOrder(ref)).rejects.toMatchObject({ isRetryable: true });
  expect((await platform.getOrder(ref))?.ref).toBe(ref);
});

it("takes over from a process that died while it renewed", async () => {
  const clock = clockAt("2026-11-21T10:00:00Z");
  const { shop } = await opened({ now: clock.now });
  const deps = depsOf(shop, { records: memoryRecords() });
  await deps.records.put("shopify-token", "offline", { sealed: null, lease: { by: "a dead one", until: new Date(clock.ms + 300).toISOString() } });
  const { ref } = shop.addOrder();
  const reading = shopify.connect(shop.settings, deps).getOrder(ref);
  clock.ms += 1_000;
  expect((await reading)?.ref).toBe(ref);
});

it("asks the merchant to open the app again once the refresh token is over", async () => {
  const clock = clockAt("2026-01-01T10:00:00Z");
  const { shop } = await opened({ now: clock.now });
  const deps = depsOf(shop, { records: memoryRecords() });
  await admit(shop, deps);
  clock.ms += 91 * 86_400_000;
  await expect(shopify.connect(shop.settings, deps).getOrder("1")).rejects.toMatchObject({ kind: "reopen-app" });
});

it("forgets tokens the shop does not know any more, so that the next visit brings new ones", async () => {
  const { shop } = await opened();
  const deps = depsOf(shop);
  await admit(shop, deps);
  const { ref } = shop.addOrder();
  for (const tokens of [shop.door.access, shop.door.refresh]) tokens.clear();
  shop.door.isSameOrganisation = false;
  await expect(shopify.connect(shop.settings, deps).getOrder(ref)).rejects.toMatchObject({ kind: "reopen-app" });
  await admit(shop, deps);
  expect((await shopify.connect(shop.settings, deps).getOrder(ref))?.ref).toBe(ref);
  expect(shop.door.grants).toEqual(["token-exchange", "token-exchange"]);
});

it("goes on saying what to do after a refresh token died, and takes a page that is none of Shopify's for no such word", async () => {
  const clock = clockAt("2026-11-21T10:00:00Z");
  const { shop } = await opened({ now: clock.now });
  const deps = depsOf(shop, { records: memoryRecords() });
  await admit(shop, deps);
  shop.door.isSameOrganisation = false;
  const { ref } = shop.addOrder();
  clock.ms += 3_600_000;
  for (const status of [400, 401, 403]) {
    shop.fail({ on: "token", kind: "status", status });
    await expect(shopify.connect(shop.settings, deps).getOrder(ref)).rejects.toMatchObject({ kind: "unexpected-reply", isRetryable: true });
  }
  expect((await shopify.connect(shop.settings, deps).getOrder(ref))?.ref).toBe(ref);
  clock.ms += 3_600_000;
  shop.door.refresh.clear();
  for (let tries = 0; tries < 3; tries += 1) await expect(shopify.connect(shop.settings, deps).getOrder(ref)).rejects.toMatchObject({ kind: "reopen-app" });
});

it("takes a token without an end for one of an hour", async () => {
  const clock = clockAt("2026-11-21T10:00:00Z");
  const { shop } = await opened({ now: clock.now });
  const endless: typeof fetch = async (input, init) => {
    const reply = await fetch(input, init);
    if (!String(input).endsWith("/access_token")) return reply;
    const { expires_in: _, ...rest } = (await reply.json()) as Record<string, unknown>;
    return Response.json(rest, { status: reply.status });
  };
  const deps = depsOf(shop, { records: memoryRecords(), fetch: endless });
  await admit(shop, deps);
  const { ref } = shop.addOrder();
  for (let hour = 0; hour < 3; hour += 1) {
    clock.ms += 3_600_000;
    expect((await shopify.connect(shop.settings, deps).getOrder(ref))?.ref).toBe(ref);
  }
  expect(shop.door.grants).toEqual(["token-exchange", "refresh_token", "refresh_token", "refresh_token"]);
});

it("stays let in for half a year that nobody opens the app, by the look the house takes at every connection", async () => {
  const clock = clockAt("2026-01-01T10:00:00Z");
  const { shop } = await opened({ now: clock.now });
  const deps = depsOf(shop, { records: memoryRecords() });
  await admit(shop, deps);
  shop.door.isSameOrganisation = false;
  for (let day = 0; day < 180; day += 1) {
    clock.ms += 86_400_000;
    const { isWorking, problems } = await shopify.connect(shop.settings, deps).check();
    expect([day, isWorking, problems]).toEqual([day, true, []]);
  }
  expect(shop.door.grants.filter((grant) => grant !== "refresh_token")).toEqual(["token-exchange"]);
});

it("renews once when Shopify refuses a token before its time, and then believes the refusal", async () => {
  const { shop, platform } = await opened();
  const { ref } = shop.addOrder();
  await platform.getOrder(ref);
  shop.expireTokens();
  expect((await platform.getOrder(ref))?.ref).toBe(ref);
  shop.door.isInstalled = false;
  await expect(platform.getOrder(ref)).rejects.toMatchObject({ kind: "not-installed" });
});

it("renews once for ten processes on the real database too", async () => {
  const clock = clockAt("2026-11-21T10:00:00Z");
  const { shop } = await opened({ now: clock.now });
  const database = await createTestDatabase();
  const db = openDb({ url: database.url, sealer: makeSealer(Buffer.alloc(32, 7)) });
  try {
    await db.sql.store.create({ data: { id: "sto_1", name: "Atelier", createdAt: new Date() } });
    await db.sql.connection.create({ data: { id: "con_1", storeId: "sto_1", port: "platform", vendor: "shopify", settings: "", createdAt: new Date() } });
    const deps = depsOf(shop, { connectionId: "con_1", records: recordsOf(db, "con_1") });
    await admit(shop, deps);
    const { ref } = shop.addOrder();
    const processes = Array.from({ length: 10 }, () => shopify.connect(shop.settings, deps));
    clock.ms += 3_600_000;
    await Promise.all(processes.map((process) => process.getOrder(ref)));
    expect(shop.door.grants).toEqual(["token-exchange", "refresh_token"]);
  } finally {
    await db.close();
    await database.drop();
  }
});

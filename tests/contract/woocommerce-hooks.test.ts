import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Platform, RawHook } from "../../app/core/ports";
import type { WooOptions, WooSimulator } from "../simulators/woocommerce";
import { hookSecret, openWoo } from "./woocommerce-bench";

let shop: WooSimulator;
let platform: Platform;
let listener: Server;
let received: RawHook[];
let answer: number;
let url: string;

beforeEach(async () => {
  received = [];
  answer = 200;
  listener = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      received.push({ headers, body: new Uint8Array(Buffer.concat(chunks)), url: request.url ?? "" });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/hooks/con_1`;
  await open();
});
afterEach(async () => {
  expect(shop.complaints).toEqual([]);
  await shop.close();
  listener.close();
});

async function open(options: WooOptions = {}): Promise<void> {
  ({ shop, platform } = await openWoo(options));
}

const ensure = (secret = hookSecret) => platform.ensureHooks({ url, secret });
const live = () => shop.hooks().map((hook) => `${hook.topic} ${hook.status}`).sort();
const all = ["order.created active", "order.deleted active", "order.restored active", "order.updated active"];

it("asks for four topics, and ignores the unsigned ping of each", async () => {
  expect(await ensure()).toMatchObject({ created: 4, repaired: 0 });
  expect(live()).toEqual(all);
  expect(received).toHaveLength(4);
  for (const ping of received) expect(await platform.verifyHook(ping)).toEqual({ outcome: "ignored", why: "ping" });
});

it("receives what happens to an order: made, paid, trashed, restored", async () => {
  await ensure();
  received = [];
  const { id } = shop.addOrder();
  await shop.visit();
  shop.changeStatus(id, "on-hold");
  shop.changeStatus(id, "processing");
  await shop.visit();
  shop.trash(id);
  await shop.visit();
  shop.restore(id);
  await shop.visit();
  const topics = received.map((hook) => hook.headers["x-wc-webhook-topic"]);
  expect(topics).toEqual(["order.created", "order.updated", "order.updated", "order.deleted", "order.updated", "order.restored"]);
  const ids = new Set<string>();
  for (const hook of received) {
    const verdict = await platform.verifyHook(hook);
    if (verdict.outcome === "accepted") ids.add(verdict.eventId);
    expect(await platform.readHook(hook)).toEqual([{ kind: "order", orderRef: String(id) }]);
  }
  expect(ids.size).toBe(6);
});

it("keeps an event apart from others of the same second and delivery id", async () => {
  await open({ now: () => new Date("2026-11-21T10:00:00Z") });
  await ensure();
  received = [];
  shop.addOrder();
  shop.addOrder();
  await shop.visit();
  const deliveryIds = received.map((hook) => hook.headers["x-wc-webhook-delivery-id"]);
  const eventIds = await Promise.all(received.map(async (hook) => (await platform.verifyHook(hook)) as { eventId?: string }));
  expect(new Set(deliveryIds).size).toBe(2);
  expect(new Set(eventIds.map((verdict) => verdict.eventId)).size).toBe(4);
});

it("takes a signed error for a matter of the connection: order deleted, or the key's owner without rights", async () => {
  await ensure();
  received = [];
  shop.removeForGood(shop.addOrder().id);
  await shop.visit();
  shop.addOrder();
  shop.key.mayManage = false;
  await shop.visit();
  expect(received).toHaveLength(4);
  for (const hook of received) {
    expect(await platform.verifyHook(hook)).toMatchObject({ outcome: "accepted" });
    expect(await platform.readHook(hook)).toEqual([{ kind: "connection" }]);
  }
});

it("replaces what seven failures disabled, so that one more failure does not disable it again", async () => {
  await ensure();
  answer = 500;
  for (let failure = 0; failure < 7; failure += 1) {
    shop.addOrder();
    await shop.visit();
  }
  expect(live()).toEqual(["order.created disabled", "order.deleted active", "order.restored active", "order.updated disabled"]);
  expect(await ensure()).toMatchObject({ created: 0, repaired: 2 });
  shop.addOrder();
  await shop.visit();
  expect(live()).toEqual(all);
});

it("repairs what a hand changed: paused, deleted, doubled, with another secret; and leaves the rest alone", async () => {
  await ensure();
  const [created, updated, deleted] = shop.hooks();
  if (!created || !updated || !deleted) throw new Error("Four hooks expected");
  created.status = "paused";
  await platform.ensureHooks({ url: `${url}/other`, secret: hookSecret });
  const others = shop.hooks().filter((hook) => hook.delivery_url !== url).map((hook) => hook.id);
  expect(await ensure()).toMatchObject({ created: 0, repaired: 1 });
  expect(shop.hooks().map((hook) => hook.id)).toEqual(expect.arrayContaining([updated.id, deleted.id, ...others]));
  expect(await ensure("renewed-secret")).toMatchObject({ created: 0, repaired: 4 });
  expect(shop.hooks().filter((hook) => hook.delivery_url === url).map((hook) => hook.secret)).toEqual(Array(4).fill("renewed-secret"));
  expect(await ensure("renewed-secret")).toEqual({ created: 0, repaired: 0, problems: expect.anything() });
});

it("ends with four hooks wherever a call dies, once it is asked again", async () => {
  for (const on of ["GET webhooks", "POST webhooks", "DELETE webhook"]) {
    for (const kind of ["cut", "dies-after-writing", "html-500"] as const) {
      await shop.close();
      await open();
      await ensure();
      for (const hook of shop.hooks()) hook.status = "disabled";
      shop.fail({ on, kind, times: 1 });
      await expect(ensure(), `${on} ${kind}`).rejects.toThrow();
      await ensure();
      expect(live(), `${on} ${kind}`).toEqual(all);
    }
  }
});

it("tells the merchant when WordPress will not deliver, which answers 201 all the same", async () => {
  await open({ hookTargets: "strict" });
  received = [];
  const result = await ensure();
  expect(result).toMatchObject({ created: 4, problems: [{ en: expect.stringMatching(/ports 80, 443 and 8080/) }] });
  expect(received).toEqual([]);
  shop.addOrder();
  expect((await shop.visit()).map((delivery) => delivery.status)).toEqual(["blocked", "blocked"]);
});

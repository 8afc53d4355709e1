import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { woocommerce } from "../../adapters/woocommerce/index.server";
import { callTimeoutMs } from "../../adapters/woocommerce/api.server";
import type { Platform } from "../../app/core/ports";
import { VendorError } from "../../app/core/vendor-error";
import type { WooSimulator } from "../simulators/woocommerce";
import type { FaultKind } from "../simulators/woocommerce/faults";
import { depsOf, openWoo } from "./woocommerce-bench";

/** What a busy machine may take on top; a shop that says nothing would hold us for ever. */
const slackMs = 15_000;
let shop: WooSimulator;
let platform: Platform;
beforeEach(async () => {
  ({ shop, platform } = await openWoo());
});
afterEach(() => shop.close());

async function troubleOf(call: Promise<unknown>): Promise<VendorError & { kind: string }> {
  const error: unknown = await call.then(() => null, (failure: unknown) => failure);
  if (!(error instanceof VendorError)) throw new Error(`Not a vendor's fault: ${String(error)}`);
  return error as VendorError & { kind: string };
}

const faults: [FaultKind, string][] = [
  ["html-500", "server-fault"], ["html-200", "not-json"], ["maintenance", "maintenance"], ["too-many", "rate-limited"], ["forbidden", "firewall"],
  ["redirect", "redirected"], ["truncated", "not-json"], ["notice", "not-json"], ["huge", "too-large"], ["cut", "dropped"], ["dies-after-writing", "dropped"],
];

it("names every fault, in both languages, keeps the door open for another try, and tells no secret", async () => {
  const { id } = shop.addOrder();
  for (const [kind, trouble] of faults) {
    shop.fail({ on: "GET order", kind, times: 1 });
    const error = await troubleOf(platform.getOrder(String(id)));
    expect([kind, error.kind, error.isRetryable]).toEqual([kind, trouble, true]);
    expect(error.merchantWords.fr).not.toBe(error.merchantWords.en);
    const told = JSON.stringify([error, error.message, String(error.cause), error.stack]);
    for (const secret of [shop.key.secret, shop.key.key, "oauth_signature"]) expect(told).not.toContain(secret);
    expect(await platform.getOrder(String(id))).toMatchObject({ ref: String(id) });
  }
});

it("knows maintenance also when the API itself announces it", async () => {
  shop.site = "maintenance";
  expect((await troubleOf(platform.getOrder("71"))).kind).toBe("maintenance");
});

it("does not follow a redirect with its key", async () => {
  const asked: string[] = [];
  const elsewhere = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end("{}");
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const target = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const moved = createServer((request, response) => response.writeHead(307, { location: `${target}${request.url ?? ""}` }).end());
  await new Promise<void>((resolve) => moved.listen(0, "127.0.0.1", resolve));
  const storeUrl = `http://127.0.0.1:${(moved.address() as AddressInfo).port}`;
  const platformThere = woocommerce.connect({ ...shop.settings, storeUrl }, depsOf());
  expect((await troubleOf(platformThere.getOrder("71"))).kind).toBe("redirected");
  expect((await platformThere.check()).problems[0]?.en).toContain(target);
  expect(asked).toEqual([]);
  elsewhere.close();
  moved.close();
});

it("takes a byte order mark for what it is", async () => {
  const { id } = shop.addOrder();
  shop.fail({ on: "GET order", kind: "bom", times: 1 });
  expect(await platform.getOrder(String(id))).toMatchObject({ ref: String(id) });
});

it("gives up on a shop that says nothing, or a byte at a time, within its time", async () => {
  const { id } = shop.addOrder();
  const times = await Promise.all((["silent", "drip"] as const).map(async (kind) => {
    shop.fail({ on: "GET order", kind, times: 1 });
    const before = Date.now();
    expect((await troubleOf(platform.getOrder(String(id)))).kind).toBe("timeout");
    return Date.now() - before;
  }));
  for (const ms of times) expect(ms).toBeLessThan(callTimeoutMs + slackMs);
  expect(callTimeoutMs).toBeLessThanOrEqual(10_000);
});

it("says what field of a reply is not WooCommerce's", async () => {
  const { id } = shop.addOrder();
  for (const change of [{ status: 5 }, { total: null }, { line_items: "none" }, { refunds: [{ id: 1 }] }, { billing: null }]) {
    const before = structuredClone(shop.order(id));
    Object.assign(shop.order(id), change);
    const error = await troubleOf(platform.getOrder(String(id)));
    expect(error.kind).toBe("unexpected-reply");
    expect(error.message).toContain(Object.keys(change)[0]);
    Object.assign(shop.order(id), before);
  }
});

it("tells a shop that is down, one that is nowhere and one that hangs up apart", async () => {
  const at = (storeUrl: string) => woocommerce.connect({ ...shop.settings, storeUrl }, depsOf()).getOrder("71");
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  expect((await troubleOf(at(`http://127.0.0.1:${port}`))).kind).toBe("refused");
  expect((await troubleOf(at("https://no-such-shop.invalid"))).kind).toBe("dns");
  // TLS asked of a server that speaks none.
  expect((await troubleOf(at(shop.url.replace("http:", "https:")))).kind).toBe("no-https");
});

it("writes a note once when the shop died before it could say that it was written", async () => {
  const orderRef = String(shop.addOrder().id);
  shop.fail({ on: "POST notes", kind: "dies-after-writing", times: 1 });
  const note = "Payé en partie : 36,30 € · tx_1";
  expect((await troubleOf(platform.addNote({ orderRef, note }))).isRetryable).toBe(true);
  await platform.addNote({ orderRef, note });
  await platform.addNote({ orderRef, note: "Payé en partie : 36,30 € · tx_2" });
  expect(shop.notes(orderRef).map((one) => one.note)).toEqual([note, "Payé en partie : 36,30 € · tx_2"]);
});

it("does not try again what the shop would refuse again", async () => {
  const error = await troubleOf(platform.addNote({ orderRef: "999999", note: "x" }));
  expect([error.kind, error.isRetryable]).toEqual(["order-missing", false]);
});

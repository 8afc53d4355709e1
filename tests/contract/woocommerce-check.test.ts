import { afterEach, expect, it } from "vitest";
import { woocommerce } from "../../adapters/woocommerce/index.server";
import type { Health } from "../../app/core/ports";
import { makeCertificate, trustAnyCertificate } from "../simulators/woocommerce/certificate";
import { startWooSimulator, type WooOptions, type WooSimulator } from "../simulators/woocommerce";
import { depsOf } from "./woocommerce-bench";

let shop: WooSimulator;
const tls = makeCertificate();
trustAnyCertificate();
afterEach(() => shop.close());

/** What the merchant reads of a shop like this. Over TLS, the certificate is taken as good unless a test says otherwise. */
async function checkOf(options: WooOptions, prepare: (shop: WooSimulator) => void = () => undefined, values: Record<string, string> = {}): Promise<Health> {
  shop = await startWooSimulator(options);
  shop.addOrder();
  prepare(shop);
  const before = JSON.stringify(shop.hooks());
  const health = await woocommerce.connect({ ...shop.settings, ...values }, depsOf()).check();
  expect(JSON.stringify(shop.hooks())).toBe(before);
  expect(shop.complaints).toEqual([]);
  for (const problem of health.problems) {
    expect(problem.fr).not.toBe(problem.en);
    expect(`${problem.fr}${problem.en}`).not.toMatch(/\{\}|cs_/);
  }
  return health;
}

const wrongKey = { consumerKey: `ck_${"0".repeat(40)}` };
const wrongSecret = { consumerSecret: `cs_${"0".repeat(40)}` };

it("finds nothing to say about a good connection but its facts, over http and https", async () => {
  for (const options of [{}, { tls }]) {
    const health = await checkOf(options);
    expect(health).toMatchObject({ isWorking: true, problems: [] });
    expect(health.facts.map((fact) => fact.value)).toEqual(["Boutique d’essai", "11.0.1", "6.9", "EUR", "HPOS"]);
    expect(shop.requests.filter((request) => !request.startsWith("GET"))).toEqual(["POST orders/batch 200", "POST webhooks/batch 200"]);
    if (options !== undefined) await shop.close();
  }
  shop = await startWooSimulator();
});

const cases: [string, WooOptions, (shop: WooSimulator) => void, Record<string, string>, RegExp][] = [
  ["a wrong key", {}, () => undefined, wrongKey, /refuses the key \(“Consumer key is invalid/],
  ["a wrong secret", {}, () => undefined, wrongSecret, /refuses the key \(“Invalid signature/],
  ["a wrong key over https", { tls }, () => undefined, wrongKey, /refuses the key/],
  ["a wrong secret over https", { tls }, () => undefined, wrongSecret, /refuses the key \(“Consumer secret/],
  ["a key that only reads", {}, (it) => void (it.key.permissions = "read"), {}, /can only read/],
  ["a key that only reads, over https", { tls }, (it) => void (it.key.permissions = "read"), {}, /can only read/],
  ["a key that only writes", {}, (it) => void (it.key.permissions = "write"), {}, /can only write/],
  ["a key of a mere customer", {}, (it) => void (it.key.mayManage = false), {}, /may not manage orders/],
  ["a key of a mere customer, over https", { tls }, (it) => void (it.key.mayManage = false), {}, /may not manage orders/],
  ["a proxy that hides HTTPS", { tls, proxy: "https-not-seen" }, () => undefined, {}, /HTTPS=on/],
  ["a server that drops the header", { tls, proxy: "header-dropped" }, () => undefined, {}, /CGIPassAuth/],
  ["a clock twenty minutes off", {}, (it) => void (it.clockOffsetMs = 20 * 60_000), {}, /differ by 20 minutes/],
  ["no WordPress", {}, (it) => void (it.site = "not-wordpress"), {}, /No WordPress answers/],
  ["no WooCommerce", {}, (it) => void (it.site = "no-woocommerce"), {}, /WooCommerce does not/],
  ["maintenance", {}, (it) => void (it.site = "maintenance"), {}, /under maintenance/],
  ["a waiting screen instead of data", {}, (it) => void (it.site = "waiting-screen"), {}, /something else than data/],
  ["another address than its own", {}, (it) => void (it.homeUrl = "http://boutique.localhost"), {}, /calls itself http:\/\/boutique\.localhost/],
  ["an old WooCommerce", { version: "7.9.1" }, () => undefined, {}, /7\.9\.1 is too old/],
  ["a currency no bank knows", { currency: "PTS" }, () => undefined, {}, /no ISO 4217 currency/],
];

for (const [name, options, prepare, values, words] of cases) {
  it(`says what is wrong and what to do: ${name}`, async () => {
    const health = await checkOf(options, prepare, values);
    expect(health.isWorking).toBe(false);
    expect(health.problems).toHaveLength(1);
    expect(health.problems[0]?.en).toMatch(words);
  });
}

it("goes on where a security plugin hides the public index but lets the key through", async () => {
  expect(await checkOf({}, (it) => void (it.site = "hidden-index"))).toMatchObject({ isWorking: true });
});

it("says that a certificate is not valid, and sends no key there", async () => {
  process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "1";
  const health = await checkOf({ tls }).finally(() => (process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0"));
  expect(health.problems[0]?.en).toMatch(/certificate is not valid \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
  expect(shop.requests).toEqual([]);
});

it("mentions a clock that is off but not yet in the way", async () => {
  const health = await checkOf({}, (it) => void (it.clockOffsetMs = 5 * 60_000));
  expect(health.isWorking).toBe(true);
  expect(health.facts.map((fact) => fact.value)).toContain("5 min");
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "../../scripts/machine.mjs";
import type { StandIn } from "../simulators/shopify/stand-in";
import { openDemoShop } from "../simulators/shopify/stand-in/demo";

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), "reglo-demo-shop-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const memoryFile = () => path.join(directory, "memory");
/** The demo's shop as `npm start` opens it, without an app that answers. */
const opened = () => openDemoShop({ appUrl: "http://127.0.0.1:9", bundles: path.join(directory, "none"), memoryFile: memoryFile(), appToml: path.join(root, "shopify.app.toml") });
const facts = ({ shop }: StandIn) => ({
  orders: [...shop.orders.values()].map(({ ref, name }) => [ref, name, shop.status(ref), shop.outstandingMinor(ref)]),
  drafts: [...shop.drafts.values()].map(({ ref, status, orderRef }) => [ref, status, orderRef]),
  subscriptions: shop.subscriptions.map(({ topic, uri }) => `${topic} ${uri}`).sort(),
  tokens: [...shop.door.access.keys()],
});

it("stopped and started again, the demo's shop is as it was left: what was paid stays paid, nothing stands twice", async () => {
  const first = await opened();
  const { shop } = first;
  const unpaid = [...shop.orders.keys()].find((ref) => shop.outstandingMinor(ref) > 0) ?? "";
  shop.payByCard(unpaid);
  const added = shop.addOrder({ totalMinor: 4_200 });
  const left = facts(first);
  await first.close();
  const again = await opened();
  expect(facts(again)).toEqual(left);
  expect(new Set(left.subscriptions).size).toBe(left.subscriptions.length);
  expect([again.shop.status(unpaid), again.shop.outstandingMinor(added.ref)]).toEqual(["PAID", 4_200]);
  const later = again.shop.addOrder({ totalMinor: 100 });
  expect(left.orders.map(([ref]) => ref)).not.toContain(later.ref);
  again.shop.cancel(later.ref);
  const leftAgain = facts(again);
  await again.close();
  const third = await opened();
  expect(facts(third)).toEqual(leftAgain);
  await third.close();
});

it("a shop whose memory cannot be read begins anew, and gives no order a number it gave before", async () => {
  const before = await opened();
  const known = [...before.shop.orders.keys(), ...before.shop.drafts.keys()];
  await before.close();
  writeFileSync(memoryFile(), "half a mem");
  const after = await opened();
  const begun = [...after.shop.orders.keys(), ...after.shop.drafts.keys()];
  expect(begun.length).toBeGreaterThan(5);
  expect(begun.filter((ref) => known.includes(ref))).toEqual([]);
  await after.close();
});

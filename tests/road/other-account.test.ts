import { afterAll, beforeEach, expect, test } from "vitest";
import type { Adapter, Provider } from "../../app/core/ports";
import { connectVendor, enableConnection } from "../../app/flows/connect-vendor.server";
import { readLink } from "../../app/flows/read-link.server";
import { refundPayment } from "../../app/flows/refund-payment.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { openHouse, openLink, runDueJobs, type House, type Shop } from "./house";
import { emptyPaper, outage, paperProvider, type Paper } from "./paper";

/** Accounts at one vendor; a key is "<account>:<number>", and an account may have many keys. */
const accounts = new Map<string, Paper>();
const paperOf = (key: string) => {
  const name = key.split(":")[0] ?? "";
  const paper = accounts.get(name) ?? emptyPaper();
  accounts.set(name, paper);
  return paper;
};
const vendor = "many-accounts";
const manyAccounts: Adapter<Provider> = {
  vendor, name: "Many accounts", readSettings: () => ({ ok: true }),
  settings: [{ name: "key", kind: "secret", label: { fr: "Clé", en: "Key" }, isRequired: true }],
  connect: (values, deps) => paperProvider(paperOf(values["key"] ?? ""), vendor).connect(values, deps),
};

let house: House;
let shop: Shop;
let connectionId: string;
beforeEach(async () => {
  house ??= await openHouse({ extraProviders: [manyAccounts] });
  accounts.clear();
  shop = await house.openShop();
  const connected = await type("mine:1", null);
  if (!connected.ok) throw new Error(connected.reason);
  ({ connectionId } = connected);
});
afterAll(() => house.close());

const type = async (key: string, id: string | null) => connectVendor(house.app, await shop.ctx(), { connectionId: id, port: "provider", vendor, typed: { key } });

async function paid(): Promise<{ linkId: string; paymentId: string }> {
  const { linkId } = await openLink(house, shop);
  const started = await startPayment(await shop.ctx(), { linkId, providerId: connectionId, shownMinor: null, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  const checkout = paperOf("mine:1").checkouts.get(`cs_${started.paymentId}`);
  if (!checkout) throw new Error("no checkout");
  checkout.progress = "succeeded";
  checkout.facts.push({ kind: "capture", ref: "ch", amountMinor: 12_100, occurredAt: house.clock.now() });
  await settlePayment(await shop.ctx(), started.paymentId);
  await runDueJobs(house);
  return { linkId, paymentId: started.paymentId };
}

test("another account's keys are refused where money came by the old ones, and told what to do; nothing is saved", async () => {
  const { paymentId } = await paid();
  const refused = await type("theirs:1", connectionId);
  expect(refused).toMatchObject({ ok: false, reason: "not-working", problems: [{ fr: expect.stringContaining("autre compte"), en: expect.stringContaining("another account") }] });
  paperOf("mine:1").checkouts.get(`cs_${paymentId}`)?.facts.push({ kind: "refund", ref: "re_there", amountMinor: 100, occurredAt: house.clock.now() });
  expect(await settlePayment(await shop.ctx(), paymentId)).toMatchObject({ state: "partly-refunded" });
});

test("the same account's new keys are taken, and so are any where no payment was ever made", async () => {
  await paid();
  expect(await type("mine:2", connectionId)).toMatchObject({ ok: true, connectionId });
  shop = await house.openShop();
  const fresh = await type("mine:1", null);
  expect(fresh.ok && (await type("theirs:1", fresh.connectionId))).toMatchObject({ ok: true });
});

test("a checkout that somebody may still pay counts as well", async () => {
  const { linkId } = await openLink(house, shop);
  await startPayment(await shop.ctx(), { linkId, providerId: connectionId, shownMinor: null, typedMinor: null });
  expect(await type("theirs:1", connectionId)).toMatchObject({ ok: false, reason: "not-working" });
});

test("a vendor that does not answer is no proof: nothing is saved, and it says to try again", async () => {
  await paid();
  paperOf("mine:2").fault = (_, call) => {
    if (call === "readPayment") throw outage(vendor);
  };
  const unsure = await type("mine:2", connectionId);
  expect(unsure).toMatchObject({ ok: false, problems: [{ en: expect.stringContaining("Try again") }] });
  paperOf("mine:2").fault = () => undefined;
  expect(await type("mine:2", connectionId)).toMatchObject({ ok: true });
});

test("the way it names works: a new connection takes the new payments, the old one, switched off, still follows and gives back its own", async () => {
  const { linkId, paymentId } = await paid();
  const other = await type("theirs:1", null);
  await enableConnection(await shop.ctx(), { connectionId, isEnabled: false });
  const ctx = await shop.ctx();
  expect(ctx.providers.map(({ connection }) => connection.id)).toContain(other.ok && other.connectionId);
  const seen = (await readLink(ctx, linkId))?.payments[0];
  expect(seen).toMatchObject({ canRefund: true, canRefundPart: true });
  expect(await refundPayment(ctx, { paymentId, linkId, refundId: "rfd_old", amountMinor: 2_100, shownMinor: 12_100, reason: "" })).toEqual({ ok: true, isPending: false });
  expect((await readLink(ctx, linkId))?.payments[0]).toMatchObject({ state: "partly-refunded", refundable: { amountMinor: 10_000 } });
});

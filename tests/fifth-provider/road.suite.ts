import { afterAll, beforeAll, expect, test } from "vitest";
import { registry } from "../../adapters/index.server";
import { getLink } from "../../app/db/links.server";
import { getPayment } from "../../app/db/payments.server";
import { connectVendor } from "../../app/flows/connect-vendor.server";
import { findVendorForm, readConnections } from "../../app/flows/read-connections.server";
import { readLink } from "../../app/flows/read-link.server";
import { receiveHook } from "../../app/flows/receive-hook.server";
import { refundPayment } from "../../app/flows/refund-payment.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { waysOf } from "../../app/ui/pay/view-of";
import { makeClock, openHouse, openLink, runDueJobs, type House, type Shop } from "../../tests/road/house";
import { startQuillpay } from "./simulator";

const key = "qk_secret0001";
const clock = makeClock();
let account: Awaited<ReturnType<typeof startQuillpay>>;
let house: House;
let shop: Shop;
beforeAll(async () => {
  account = await startQuillpay({ now: clock.now, key, hookSecret: "the-secret-of-its-hooks" });
  const extraProviders = registry({ isDemo: false }).provider.filter(({ vendor }) => vendor === "quillpay");
  house = await openHouse({ clock, extraProviders, env: { VENDOR_BASE_URLS: JSON.stringify({ quillpay: account.address }) } });
  shop = await house.openShop();
});
afterAll(async () => {
  await house.close();
  await account.close();
});

const connect = async (apiKey: string) => connectVendor(house.app, await shop.ctx(), { connectionId: null, port: "provider", vendor: "quillpay", typed: { apiKey } });

test("quillpay walks the whole road: set up, offered, paid, told by hook, receipted, marked, refunded", async () => {
  expect(findVendorForm(house.app, { port: "provider", vendor: "quillpay" })?.fields.map(({ name }) => name)).toEqual(["apiKey"]);
  expect(await connect("qk_another0001")).toMatchObject({ ok: false, reason: "not-working" });
  const connected = await connect(key);
  if (!connected.ok) throw new Error(connected.reason);
  const { ports } = await readConnections(house.app, await shop.ctx());
  expect(ports.flatMap(({ connections }) => connections.map(({ vendorName }) => vendorName))).toContain("Quillpay");

  const { linkId, orderRef } = await openLink(house, shop, { amountMinor: 12_100, isMailed: true });
  const ctx = await shop.ctx();
  const offered = ctx.providers.map(({ connection, port }) => ({ id: connection.id, name: port.displayName ?? "", methods: port.methods, currencies: port.currencies }));
  const ways = waysOf(await getLink(ctx.db, ctx.store.id, linkId), { minMinor: 12_100, maxMinor: 12_100 }, offered, null);
  expect(ways).toContainEqual(expect.objectContaining({ id: connected.connectionId, name: "Quillpay", isAvailable: true }));
  const started = await startPayment(ctx, { linkId, providerId: connected.connectionId, shownMinor: 12_100, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  const providerRef = (await getPayment(ctx.db, ctx.store.id, started.paymentId)).providerRef ?? "";
  account.pay(providerRef);
  expect(await receiveHook(house.app, { connectionId: connected.connectionId, hook: account.hookAbout(providerRef) })).toEqual({ status: 200, text: "stored" });
  expect(await runDueJobs(house)).toEqual([]);
  expect(house.paper.orders.get(orderRef)?.state).toBe("paid");

  expect(await refundPayment(ctx, { paymentId: started.paymentId, linkId: null, refundId: "rfd_fifth", amountMinor: 2_100, shownMinor: 12_100, reason: "" })).toMatchObject({ ok: true });
  await settlePayment(ctx, started.paymentId);
  expect(await runDueJobs(house)).toEqual([]);
  const view = await readLink(ctx, linkId);
  expect(view?.receipts.map(({ kind, amount }) => [kind, amount.amountMinor])).toEqual([["receipt", 12_100], ["credit-receipt", 2_100]]);
  expect(house.paper.mirrored).toMatchObject([{ orderRef, amountMinor: 2_100 }]);
});

import { afterAll, beforeEach, expect, test } from "vitest";
import { insertConnection } from "../../app/db/connections.server";
import { enableConnection } from "../../app/flows/connect-vendor.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { sweep } from "../../app/flows/sweep.server";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeEach(async () => {
  house ??= await openHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

const { pay, payId, factsOf } = walkIn(() => ({ house, shop }));
const switchOff = async (connectionId: string) => enableConnection(await shop.ctx(), { connectionId, isEnabled: false });

test("money paid through a way that was switched off meanwhile is settled, receipted and told to the shop", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  await switchOff(shop.providerId);
  payOnPaper(house, paymentId);
  house.clock.move(15 * 60_000);
  await sweep(house.app);
  expect(await runDueJobs(house)).toEqual([]);
  expect((await factsOf(linkId)).receipts).toHaveLength(1);
  expect(house.paper.orders.get(orderRef)?.state).toBe("paid");
});

test("a way that is switched off takes no new payment, and its old checkout keeps nobody from paying another way", async () => {
  const { linkId } = await openLink(house, shop);
  await payId(linkId);
  await switchOff(shop.providerId);
  expect(await pay(linkId)).toEqual({ ok: false, reason: "provider-unknown" });
  const other = await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: "paper-pay", settings: {}, hookSecret: null, at: house.clock.now(),
  });
  expect(await startPayment(await shop.ctx(), { linkId, providerId: other.id, shownMinor: null, typedMinor: null })).toMatchObject({ ok: true });
});

test("a checkout of a vendor this build no longer has keeps nobody from paying another way", async () => {
  const { linkId } = await openLink(house, shop);
  await payId(linkId);
  await house.sql.query("UPDATE connection SET vendor = 'gone-pay' WHERE id = $1", [shop.providerId]);
  const other = await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: "paper-pay", settings: {}, hookSecret: null, at: house.clock.now(),
  });
  expect(await startPayment(await shop.ctx(), { linkId, providerId: other.id, shownMinor: null, typedMinor: null })).toMatchObject({ ok: true });
});

test("a shop that is switched off still gets paid; its order is marked once it is back", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  await switchOff(shop.platformId);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  house.clock.move(15 * 60_000);
  await sweep(house.app);
  await runDueJobs(house);
  expect((await factsOf(linkId)).receipts).toHaveLength(1);
  expect(house.paper.orders.get(orderRef)?.state).toBe("unpaid");
  await enableConnection(await shop.ctx(), { connectionId: shop.platformId, isEnabled: true });
  await runDueJobs(house);
  expect(house.paper.orders.get(orderRef)?.state).toBe("paid");
});

test("another store's connection is nobody's port, whatever its state", async () => {
  const other = await house.openShop();
  const ctx = await shop.ctx();
  expect(() => ctx.provider(other.providerId)).toThrow("No connection");
  await enableConnection(await other.ctx(), { connectionId: other.providerId, isEnabled: false });
  expect(() => ctx.provider(other.providerId)).toThrow("No connection");
});

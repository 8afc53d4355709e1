import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { insertConnection } from "../../app/db/connections.server";
import { findReferenceNumber } from "../../app/db/references.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { openBasketOf } from "./basket-walk";
import { openHouse, openLink, type House, type Shop } from "./house";

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse({ extraProviders: [bankTransfer] });
  shop = await house.openShop();
});
afterAll(() => house.close());

test("links and baskets from before references were theirs: who was given one keeps it, all others draw one, none twice", async () => {
  const providerId = (await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: shop.storeId, port: "provider", vendor: bankTransfer.vendor, hookSecret: null, at: house.clock.now(),
    settings: { holder: "Maison Verhaegen SRL", iban: "BE72000000001616", bic: "", referenceKind: "auto", ogmLine: "11" },
  })).id;
  const given = await openLink(house, shop);
  const started = await startPayment(await shop.ctx(), { linkId: given.linkId, providerId, shownMinor: null, typedMinor: null });
  expect(started.ok).toBe(true);
  const { basketId, linkIds } = await openBasketOf(house, shop, [{ amountMinor: 3_000 }, { amountMinor: 4_500 }]);
  const find = (id: string) => findReferenceNumber(house.app.db, shop.storeId, id);
  const before = await find(given.linkId);
  await house.sql.query("DROP TABLE transfer_reference");
  await house.sql.query(readFileSync(new URL("../../prisma/migrations/20261122022001_transfer_reference/migration.sql", import.meta.url), "utf8"));
  expect(await find(given.linkId)).toBe(before);
  const numbers = await Promise.all([given.linkId, basketId, ...linkIds].map(find));
  expect(new Set(numbers).size).toBe(4);
  expect(numbers).not.toContain(null);
  const { linkId } = await openLink(house, shop);
  expect(numbers).not.toContain(await find(linkId));
});

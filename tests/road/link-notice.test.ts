import { afterAll, beforeAll, expect, test } from "vitest";
import { printLinkNotice } from "../../app/flows/print-link-notice.server";
import { readLink } from "../../app/flows/read-link.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { readPdf } from "../support/read-pdf";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await house.openShop();
});
afterAll(() => house.close());

const { payId } = walkIn(() => ({ house, shop }));

test("a link's notice says what is open and scans to exactly its pay page; paid, it asks for nothing; another store has none", async () => {
  const { linkId } = await openLink(house, shop, { amountMinor: 12_100 });
  const ctx = await shop.ctx();
  const file = await printLinkNotice(ctx, linkId);
  const [page] = await readPdf(file?.bytes ?? new Uint8Array());
  expect(page?.codes).toEqual([(await readLink(ctx, linkId))?.payUrl]);
  expect(page?.text.normalize("NFKC")).toContain("121,00 €");
  expect(await printLinkNotice(await (await house.openShop()).ctx(), linkId)).toBeNull();
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  await settlePayment(ctx, paymentId);
  await runDueJobs(house);
  const [paid] = await readPdf((await printLinkNotice(ctx, linkId))?.bytes ?? new Uint8Array());
  expect(paid?.codes).toEqual([]);
});

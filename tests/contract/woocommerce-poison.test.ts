import { afterEach, expect, it } from "vitest";
import { woocommerce } from "../../adapters/woocommerce/index.server";
import { startWooSimulator, type WooSimulator } from "../simulators/woocommerce";
import { depsOf } from "./woocommerce-bench";

let shop: WooSimulator;
afterEach(() => shop.close());

it("passes over orders that plugins spoilt, names them, and reads all the others", async () => {
  shop = await startWooSimulator();
  const spoilt: Record<string, unknown>[] = [
    { total: "douze" },
    { total: "99999999999999999999.00" },
    { currency: "BTC" },
    { total: null },
    { fee_lines: "none" },
    { line_items: [{ name: "Thé", quantity: "beaucoup", subtotal: "1.00", subtotal_tax: "0", total: "1.00", total_tax: "0" }] },
  ];
  const ids = spoilt.map((fields) => Object.assign(shop.addOrder(), fields).id);
  const good = shop.addOrder({ total: "12.00" });
  const port = woocommerce.connect(shop.settings, depsOf());
  const { orders, unreadable, next } = await port.listOrders({ modifiedAfter: new Date(0), page: null });
  expect(orders.map((order) => order.ref)).toEqual([String(good.id)]);
  expect(unreadable).toEqual(ids.map(String));
  expect(next).toBeNull();
});

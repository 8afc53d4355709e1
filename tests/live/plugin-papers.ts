import { expect, it } from "vitest";
import { readPdf } from "../support/read-pdf";
import type { PluginOrder, PluginShop } from "./plugin-shop";
import { openShopVisitor, pageTimeoutMs } from "./plugin-world";

type Get = () => PluginShop;

/** Where the shop has "PDF Invoices & Packing Slips" with its invoice switched on: the file as the staff gets it. */
export function printsOnInvoices(shop: Get): void {
  it("prints the link's code on an unpaid order's PDF invoice, and none on a paid one", async ({ skip }) => {
    const { newOrder, order, world, unproved } = shop();
    const open = await newOrder();
    // A shop too slow for the app would print without: the link is made first, as any Pay of its makes one.
    await world.until("the order has its link", async () => {
      await fetch(open.payment_url).catch(() => undefined);
      return (await order(open.id)).payment_url.startsWith(`${world.appUrl}/p/`);
    }, 600_000);
    const invoice = await findInvoice(shop(), open);
    if (invoice === null) {
      unproved.push("PDF invoices: “PDF Invoices & Packing Slips” is not active here, or its invoice is switched off.");
      return skip();
    }
    const [page] = await readPdf(invoice);
    expect(page?.codes).toEqual([expect.stringMatching(/\/p\/[\w-]+$/)]);
    expect(page?.codes[0]?.startsWith(`${world.appUrl}/`)).toBe(true);
    expect(page?.text.replaceAll(" ", "")).toContain(page?.codes[0]);
    const paid = await findInvoice(shop(), await newOrder({ set_paid: true, transaction_id: "tx_invoice" }));
    expect(paid === null ? null : (await readPdf(paid))[0]?.codes).toEqual([]);
  });
}

async function findInvoice({ admin, world }: PluginShop, order: PluginOrder): Promise<Uint8Array | null> {
  await admin(`post.php?post=${order.id}&action=edit`);
  const link = world.admin.locator("#wpo_wcpdf-box a.invoice, #wpo_wcpdf-box a[href*='document_type=invoice']").first();
  if ((await link.count()) === 0) return null;
  const answer = await world.admin.request.get(new URL((await link.getAttribute("href")) ?? "", world.admin.url()).href, { timeout: pageTimeoutMs });
  return answer.headers()["content-type"]?.includes("pdf") ? new Uint8Array(await answer.body()) : null;
}

const triesMax = 5;

type Cart = { items_count: number; payment_methods: string[] };
type Placed = { order_id: number; status: string; payment_result?: { payment_status: string; redirect_url: string }; message?: string };

/** A stranger's purchase by the Store API, which is what the block checkout itself speaks. */
export function takesOrders(shop: Get): void {
  it("is a way to pay at checkout: the order is placed unpaid, and its shopper led to the app's page", async ({ skip }) => {
    const { order, products, remember, world, unproved } = shop();
    const before = (await world.shop("GET payment_gateways/reglo")) as { enabled: boolean };
    await world.shop(`PUT products/${products.virtual}`, { status: "publish", catalog_visibility: "hidden" });
    await world.shop("PUT payment_gateways/reglo", { enabled: true });
    const visitor = await openShopVisitor(world.browser);
    try {
      // By the parameter the API answers under any permalinks.
      const store = (route: string) => `${world.settings.shopUrl}/?rest_route=/wc/store/v1/${route}`;
      const nonce = (await visitor.request.get(store("cart"), { timeout: pageTimeoutMs })).headers()["nonce"] ?? "";
      const say = async <T>(route: string, data: object) =>
        (await (await visitor.request.post(store(route), { data, headers: { nonce }, timeout: pageTimeoutMs })).json()) as T;
      const cart = await say<Cart>("cart/add-item", { id: products.virtual, quantity: 1 });
      expect([cart.items_count, cart.payment_methods]).toEqual([1, expect.arrayContaining(["reglo"])]);
      const address = { first_name: "Zoé", last_name: "D’Août", address_1: "Rue Neuve 1", city: "Bruxelles", postcode: "1000", country: "BE", state: "", phone: "+3225550100" };
      const body = { billing_address: { ...address, email: "live-checkout@example.test" }, shipping_address: address, payment_method: "reglo", payment_data: [] };
      // "Your order is kept: try again in a moment": a slow shop says so, and a shopper does.
      let placed = await say<Placed>("checkout", body);
      for (let tries = 1; tries < triesMax && placed.payment_result === undefined; tries += 1) placed = await say<Placed>("checkout", body);
      if (placed.payment_result === undefined) {
        unproved.push(`Paying by link at checkout: this shop refuses an unknown customer's order (${placed.message ?? placed.status}).`);
        return skip();
      }
      remember(`orders/${placed.order_id}`);
      expect(placed.payment_result.redirect_url).toMatch(new RegExp(`^${world.appUrl}/p/`));
      expect(await order(placed.order_id)).toMatchObject({ status: "pending", payment_method: "reglo", payment_url: placed.payment_result.redirect_url });
    } finally {
      await world.shop("PUT payment_gateways/reglo", { enabled: before.enabled });
      await world.shop(`PUT products/${products.virtual}`, { status: "private" });
      await visitor.close();
    }
  });
}

import { randomBytes } from "node:crypto";
import type { Page } from "playwright-core";
import { signedHeaders } from "../../app/core/companion-signature";
import { currencyOf, exponentOf } from "../../app/core/currency";
import { buildPlugin } from "../../scripts/build-plugin.mjs";
import type { PluginSettings } from "./plugin-settings";
import { connectShop, installPlugin, signInToShop, switchPlugin } from "./plugin-steps";
import { openShopVisitor, openWorld, pageTimeoutMs, type World } from "./plugin-world";

export type PluginOrder = {
  id: number; status: string; payment_method: string; order_key: string; payment_url: string; transaction_id: string; date_paid_gmt: string | null; total: string; currency: string;
};

export const exponentIn = ({ currency }: Pick<PluginOrder, "currency">): number => exponentOf(currencyOf(currency));

/** Its total in the smallest unit of its currency. */
export const minorOf = ({ total, currency }: Pick<PluginOrder, "total" | "currency">): number => Math.round(Number(total) * 10 ** exponentOf(currencyOf(currency)));

/** A real shop with the plugin installed and connected, a customer, two products, and what the suite does with them. */
export type PluginShop = {
  world: World;
  customer: { id: number; email: string; password: string };
  products: { plain: number; virtual: number };
  newOrder(fields?: object, product?: number): Promise<PluginOrder>;
  order(id: number): Promise<PluginOrder>;
  notes(id: number): Promise<{ note: string }[]>;
  admin(path: string): Promise<unknown>;
  /** The customer, signed in, on "Payments to make", found as a customer finds it: by the account page's own menu. */
  openDue(): Promise<Page>;
  /** Calls the plugin as the app does, or wrongly in a chosen way. */
  askPlugin(door: string, body: object, change?: { secret?: string; nonce?: string }): Promise<{ status: number; said: { outcome?: string } }>;
  /** A path of the REST API that goes at the end. */
  remember(path: string): void;
  /** What could not be proved on this shop, and why; said at the end. */
  unproved: string[];
  close(): Promise<void>;
};

export async function openPluginShop(settings: PluginSettings): Promise<PluginShop> {
  const world = await openWorld(settings);
  const undo: Undo[] = [() => world.close()];
  return openShopIn(world, settings, undo).catch(async (error: unknown) => {
    await runBackwards(undo);
    throw error;
  });
}

/** What was done to the shop, to be taken back, last thing first; one that fails keeps none of the others from being tried. */
type Undo = () => Promise<unknown>;

async function runBackwards(undo: readonly Undo[]): Promise<void> {
  for (const step of [...undo].reverse()) await step().catch((error: unknown) => console.log(`WooCommerce plugin, live: left behind, please look: ${String(error).slice(0, 200)}`));
}

/** Two of it are asked for together, and its last digits are such that the sandbox pays. */
async function priceIn(world: World): Promise<string> {
  const { value } = await world.shop("GET settings/general/woocommerce_currency");
  return exponentIn({ currency: String(value) }) === 0 ? "2420" : "24.20";
}

async function openShopIn(world: World, settings: PluginSettings, undo: Undo[]): Promise<PluginShop> {
  await world.start();
  await signInToShop(world.admin, settings.shopUrl, settings.admin, settings.adminPassword);
  const admin = (path: string) => world.admin.goto(`${settings.shopUrl}/wp-admin/${path}`, { waitUntil: "domcontentloaded" });
  const { wasThere } = await installPlugin(world.admin, settings.shopUrl, buildPlugin().zip);
  // A plugin that was not there before leaves with its tables and settings.
  if (!wasThere) undo.push(async () => void (await switchPlugin(world.admin, settings.shopUrl, "deactivate"), await switchPlugin(world.admin, settings.shopUrl, "delete")));
  await connectShop(world);
  undo.push(() => endConnection(world, admin));
  const made: string[] = [];
  undo.push(async () => {
    for (const path of made) await world.shop(`DELETE ${path}`, { force: "true" }).catch(() => undefined);
  });
  const person = { email: `live-${randomBytes(4).toString("hex")}@example.test`, password: randomBytes(12).toString("base64url") };
  const make = async (call: string, body: object) => {
    const { id } = (await world.shop(call, { ...body })) as { id: number };
    made.push(`${call.replace("POST ", "")}/${id}`);
    return id;
  };
  const product = { name: "Réglo live", regular_price: await priceIn(world), status: "private", tax_status: "none" };
  const customerId = await make("POST customers", { ...person, username: person.email.split("@")[0] });
  const customer = { ...person, id: customerId };
  const products = { plain: await make("POST products", product), virtual: await make("POST products", { ...product, virtual: true, downloadable: true }) };
  return {
    world, customer, products, admin, unproved: [],
    remember: (path) => void made.unshift(path),
    async newOrder(fields = {}, productId = products.plain) {
      const billing = { first_name: "Zoé", last_name: "D’Août", email: customer.email, country: "BE" };
      const body = { customer_id: customerId, status: "pending", billing, line_items: [{ product_id: productId, quantity: 1 }], ...fields };
      const order = (await world.shop("POST orders", body)) as PluginOrder;
      made.unshift(`orders/${order.id}`);
      return order;
    },
    order: async (id) => (await world.shop(`GET orders/${id}`)) as PluginOrder,
    notes: async (id) => (await world.shop(`GET orders/${id}/notes`)) as unknown as { note: string }[],
    openDue: () => openDue(world, customer),
    askPlugin: (door, body, change = {}) => askPlugin(world, door, body, change),
    close: () => runBackwards(undo),
  };
}

async function openDue(world: World, customer: PluginShop["customer"]): Promise<Page> {
  const { settings, browser } = world;
  const page = await (await openShopVisitor(browser)).newPage();
  page.setDefaultTimeout(pageTimeoutMs);
  await signInToShop(page, settings.shopUrl, customer.email, customer.password);
  const { value } = await world.shop("GET settings/advanced/woocommerce_myaccount_page_id");
  await page.goto(`${settings.shopUrl}/?page_id=${String(value)}`, { waitUntil: "domcontentloaded" });
  const address = await page.locator("a[href*='payments-to-make']").first().getAttribute("href");
  await page.goto(address ?? "", { waitUntil: "domcontentloaded" });
  return page;
}

async function askPlugin(world: World, door: string, body: object, change: { secret?: string; nonce?: string }): ReturnType<PluginShop["askPlugin"]> {
  const { id, companion } = await world.connection();
  const url = new URL((companion?.url ?? "") + door);
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const parts = {
    method: "POST", target: url.pathname + url.search, body: bytes, timestamp: Math.floor(Date.now() / 1_000),
    nonce: change.nonce ?? randomBytes(18).toString("base64url"),
  };
  const headers = { "content-type": "application/json", ...signedHeaders(change.secret ?? companion?.secret ?? "", id, parts) };
  const reply = await fetch(url, { method: "POST", body: bytes, headers });
  return { status: reply.status, said: (await reply.json()) as { outcome?: string } };
}

async function endConnection(world: World, admin: (path: string) => Promise<unknown>): Promise<void> {
  await admin("admin.php?page=wc-settings&tab=reglo");
  world.admin.once("dialog", (dialog) => void dialog.accept());
  const end = world.admin.locator("button[name=reglo_revoke]");
  if (await end.count()) await Promise.all([world.admin.waitForNavigation({ waitUntil: "domcontentloaded" }), end.click()]);
}

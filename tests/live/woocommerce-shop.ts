import { connect } from "../../adapters/woocommerce/index.server";
import { currencyOf, exponentOf, findCurrency } from "../../app/core/currency";
import { parseDecimal } from "../../app/core/money";
import type { Platform } from "../../app/core/ports";
import { depsOf, rawShop } from "../contract/woocommerce-bench";
import type { RawShop } from "../contract/woocommerce-facts";
import type { PlatformBench, UnpaidStart } from "../contract/platform.contract";
import { patienceMs, type LiveSettings } from "./woocommerce-settings";

type Fields = Record<string, unknown>;
type LiveOrder = Fields & { id: number; status: string; currency: string; total: string; date_paid_gmt: string | null; transaction_id: string; needs_payment: boolean };

/** The suite's own hand on a real shop, beside the adapter's: what it makes it remembers, and takes away at the end. */
export type LiveShop = {
  settings: LiveSettings;
  platform: Platform;
  secret: string;
  call: RawShop["call"];
  get(path: string, query?: Record<string, string>): Promise<Fields>;
  list(path: string, query?: Record<string, string>): Promise<Fields[]>;
  post(path: string, body: Fields): Promise<Fields>;
  put(path: string, body: Fields): Promise<Fields>;
  /** For good. */
  remove(path: string): Promise<void>;
  /** To the trash, as the button in the shop's admin does. */
  trash(orderRef: string): Promise<void>;
  /** One product of ours, one piece; or a fee where the key may not make products. */
  newOrder(fields?: Fields): Promise<LiveOrder>;
  order(id: number | string): Promise<LiveOrder>;
  remember(ids: readonly number[]): void;
  /** What could not be proved, and why; printed at the end. */
  unproved: string[];
  close(): Promise<void>;
};

const batchSize = 20;

export async function openLiveShop(settings: LiveSettings): Promise<LiveShop> {
  const secret = `live-${Math.random().toString(36).slice(2)}-${Date.now()}`;
  const values = { storeUrl: settings.url, consumerKey: settings.key, consumerSecret: settings.secret };
  const { call } = rawShop(settings);
  const made = new Set<number>();
  const done = async <T>(what: string, fields: Fields = {}) => {
    const { status, body } = await call(what, fields);
    if (status >= 300) throw new Error(`${what}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
    return body as T;
  };
  const shop: LiveShop = {
    settings, secret, unproved: [],
    platform: connect(values, depsOf({ hookSecret: secret }), patienceMs),
    call,
    get: (path, query = {}) => done(`GET ${path}`, query),
    list: (path, query = {}) => done(`GET ${path}`, query),
    post: (path, body) => done(`POST ${path}`, body),
    put: (path, body) => done(`PUT ${path}`, body),
    remove: async (path) => void (await done(`DELETE ${path}`, { force: "true" })),
    trash: async (orderRef) => void (await done(`DELETE orders/${orderRef}`)),
    newOrder: async () => Promise.reject(new Error("not open yet")),
    order: (id) => done(`GET orders/${id}`),
    remember: (ids) => ids.forEach((id) => made.add(id)),
    close: async () => undefined,
  };
  const price = await priceIn(shop);
  const productId = await makeProduct(shop, price);
  const line = productId === null ? { fee_lines: [{ name: "Réglo, essai", total: price }] } : { line_items: [{ product_id: productId, quantity: 1 }] };
  shop.newOrder = async (fields = {}) => {
    const order = (await shop.post("orders", { billing: { first_name: "Réglo", last_name: "Essai", email: "live@example.com" }, ...line, ...fields })) as LiveOrder;
    made.add(order.id);
    return order;
  };
  shop.close = async () => {
    const ids = [...made];
    const left = (what: string) => (error: unknown) => void shop.unproved.push(`Left behind, please remove: ${what} (${String(error).slice(0, 120)})`);
    for (let at = 0; at < ids.length; at += batchSize) {
      const some = ids.slice(at, at + batchSize);
      await shop.post("orders/batch", { delete: some }).catch(left(`orders ${some.join(", ")}`));
    }
    if (productId !== null) await shop.remove(`products/${productId}`).catch(left(`product ${productId}`));
  };
  return shop;
}

/** More than the contract gives back, whatever the currency: 12.34, or 1234 where there are no cents. */
async function priceIn(shop: LiveShop): Promise<string> {
  const { value } = await shop.get("settings/general/woocommerce_currency").catch((): Fields => ({}));
  const currency = findCurrency(String(value));
  return currency !== null && exponentOf(currency) === 0 ? "1234" : "12.34";
}

async function makeProduct(shop: LiveShop, price: string): Promise<number | null> {
  try {
    const product = await shop.post("products", { name: "Réglo, essai", type: "simple", status: "private", regular_price: price, virtual: false });
    return Number(product["id"]);
  } catch (error) {
    shop.unproved.push(`Orders with goods: the key may not create a product (${String(error).slice(0, 120)}); fees were used.`);
    return null;
  }
}

/** A real shop as the platform contract wants it. */
export async function liveBench(shop: LiveShop): Promise<PlatformBench> {
  const probe = await shop.newOrder();
  const currency = currencyOf(probe.currency);
  const total = parseDecimal(probe.total, currency);
  if (!total.ok) throw new Error(`The shop's total cannot be read: ${probe.total}`);
  const start = (status: string, fields: Fields = {}): UnpaidStart => ({ status, make: async () => String((await shop.newOrder({ status, ...fields })).id) });
  const starts = [start("pending"), start("failed"), start("on-hold", { payment_method: "bacs" })];
  const cash = await shop.newOrder({ status: "processing", payment_method: "cod" });
  if (cash.date_paid_gmt === null) starts.push(start("processing", { payment_method: "cod" }));
  else shop.unproved.push("Cash on delivery: this shop dates the payment at once.");
  const hookUrl = `https://reglo.invalid/hooks/${shop.secret}`;
  return {
    platform: shop.platform,
    currency,
    totalMinor: total.money.amountMinor,
    starts,
    newOrder: async ({ name, email }) => String((await shop.newOrder({ billing: { first_name: name, email } })).id),
    unknownRef: "999999999",
    trash: shop.trash,
    refundAll: async (orderRef) => void (await shop.post(`orders/${orderRef}/refunds`, { amount: probe.total, api_refund: false })),
    listNotes: async (orderRef) => (await shop.list(`orders/${orderRef}/notes`)).map((note) => String(note["note"])),
    readTransaction: async (orderRef) => (await shop.order(orderRef)).transaction_id,
    readRefundedMinor: async (orderRef) => {
      const amounts = (await shop.list(`orders/${orderRef}/refunds`)).map((refund) => parseDecimal(String(refund["amount"]), currency));
      return amounts.reduce((sum, amount) => sum + (amount.ok ? amount.money.amountMinor : NaN), 0);
    },
    hookAbout: null,
    hookTarget: { url: hookUrl, secret: shop.secret },
    close: () => removeHooks(shop, hookUrl),
  };
}

export async function removeHooks(shop: LiveShop, deliveryUrl: string): Promise<void> {
  for (const hook of await shop.list("webhooks", { per_page: "100" })) {
    if (hook["delivery_url"] === deliveryUrl) await shop.remove(`webhooks/${String(hook["id"])}`);
  }
}

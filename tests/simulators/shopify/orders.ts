import type { SimOrder, World } from "./world";

/** What a test says about an order; the rest is a plain unpaid one of 121.00 placed with a manual method. */
export type OrderInput = Partial<Omit<SimOrder, "ref" | "transactions" | "refunds" | "metafields">> & {
  totalMinor?: number;
  /** manual: bank transfer, cash on delivery… leaves a pending sale · none: a draft completed "payment pending" · card: real money came · authorized · on-its-way. */
  payment?: "manual" | "none" | "card" | "authorized" | "on-its-way";
};

export function makeOrder(world: World, { totalMinor = 12_100, payment = "manual", ...given }: OrderInput): SimOrder {
  const ref = world.nextId();
  const at = world.now();
  const order: SimOrder = {
    ref, name: `#${1000 + world.orders.size + 1}`, currency: world.shopCurrency, createdAt: at, updatedAt: at, cancelledAt: null,
    lines: [{ name: "Lampe de table", quantity: 1, currentQuantity: 1, unitMinor: totalMinor }],
    discountMinor: 0, shippingMinor: 0, taxMinor: 0, taxesIncluded: true, tipMinor: 0,
    transactions: [], refunds: [], metafields: [], tags: [],
    customer: { name: "Camille Dubois", email: "camille@example.com", locale: "fr" },
    email: "camille@example.com", billing: { name: "Camille Dubois", company: null }, locale: "fr-BE",
    verdict: null, isBusy: false, collectionUrl: `https://${world.domain}/order_payment/${ref}?secret=s3cr3t-${ref}`, terms: null,
    ...given,
  };
  const placed = order.lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0)
    - order.discountMinor + order.shippingMinor + order.tipMinor + (order.taxesIncluded ? 0 : order.taxMinor);
  const transaction = { id: `gid://shopify/OrderTransaction/${world.nextId()}`, amountMinor: placed, parentId: null };
  if (payment === "manual") order.transactions.push({ ...transaction, kind: "SALE", status: "PENDING", gateway: "Bank Deposit", isManual: true });
  if (payment === "card") order.transactions.push({ ...transaction, kind: "SALE", status: "SUCCESS", gateway: "shopify_payments", isManual: false });
  if (payment === "authorized") order.transactions.push({ ...transaction, kind: "AUTHORIZATION", status: "SUCCESS", gateway: "shopify_payments", isManual: false });
  if (payment === "on-its-way") order.transactions.push({ ...transaction, kind: "SALE", status: "PENDING", gateway: "shopify_payments", isManual: false });
  world.orders.set(ref, order);
  return order;
}

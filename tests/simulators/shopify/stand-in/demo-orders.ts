/** What the demo's Shopify shop sold lately: unpaid, late, paid, in two currencies, and two drafts. */
import type { ShopifySimulator } from "..";
import type { OrderInput } from "../orders";
import type { SimCustomer } from "../world";

const dayMs = 86_400_000;

const camille: SimCustomer = { name: "Camille Lefèvre", email: "camille.lefevre@example.com", locale: "fr" };
const zoe: SimCustomer = { name: "Zoë Peeters", email: "zoe.peeters@example.com", locale: "nl" };
const jonas: SimCustomer = { name: "Jonas Becker", email: "jonas.becker@example.com", locale: "de" };
const emma: SimCustomer = { name: "Emma Johnson", email: "emma.johnson@example.com", locale: "en" };

type Sale = { customer: SimCustomer; daysAgo: number; lines: [name: string, quantity: number, unitMinor: number][] } & Pick<OrderInput, "payment" | "shippingMinor" | "discountMinor"> & { lateDays?: number };

/** Whole euros, because the last two digits choose what the sandbox does. */
const sales: Sale[] = [
  { customer: jonas, daysAgo: 26, lines: [["Suspension « Lune »", 1, 24_900]], payment: "card" },
  { customer: camille, daysAgo: 21, lines: [["Lampe de table « Brume »", 2, 8_900]], lateDays: 7 },
  { customer: emma, daysAgo: 15, lines: [["Applique laiton", 4, 6_500]], shippingMinor: 1_200, payment: "card" },
  { customer: zoe, daysAgo: 9, lines: [["Lampadaire « Roseau »", 1, 31_900]] },
  { customer: camille, daysAgo: 6, lines: [["Ampoule filament", 6, 1_400], ["Câble tissé, 3 m", 2, 1_800]] },
  { customer: emma, daysAgo: 4, lines: [["Abat-jour en lin", 1, 7_500]], discountMinor: 500 },
  { customer: jonas, daysAgo: 2, lines: [["Lampe de bureau « Trait »", 1, 16_400]], shippingMinor: 900 },
  { customer: camille, daysAgo: 0, lines: [["Guirlande d’atelier, 10 m", 1, 12_100]] },
];

/** Fills an empty shop. `url`: where its own payment pages answer. */
export function fillShop(shop: ShopifySimulator, url: string): void {
  const now = shop.now().getTime();
  for (const { customer, daysAgo, lines, lateDays, ...given } of sales) {
    const at = new Date(now - daysAgo * dayMs - 3_600_000);
    const order = shop.addOrder({
      ...given, customer, email: customer.email, billing: { name: customer.name, company: null }, locale: `${customer.locale}-BE`, createdAt: at, updatedAt: at,
      lines: lines.map(([name, quantity, unitMinor]) => ({ name, quantity, currentQuantity: quantity, unitMinor })),
    });
    order.collectionUrl = `${url}/order_payment/${order.ref}`;
    if (lateDays !== undefined) shop.addTerms(order.ref, { isOverdue: true, dueAt: new Date(now - lateDays * dayMs) });
  }
  for (const [name, customer, totalMinor, isVisible] of [["#D1", camille, 42_000, true], ["#D2", zoe, 9_800, false]] as const) {
    const draft = shop.addDraft({ name, customer, totalMinor, isVisible, createdAt: new Date(now - dayMs) });
    draft.invoiceUrl = `${url}/invoices/${draft.ref}`;
  }
}

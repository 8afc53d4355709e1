import { findCurrency } from "../../app/core/currency";
import { cleanText, type Order, type OrderState } from "../../app/core/order";
import { minorOf } from "./amounts";
import { readLines } from "./lines";
import { readMark } from "./mark";
import type { VendorOrder } from "./replies";

const nameLengthMax = 120;
const emailLengthMax = 254;

export type MappedOrder = { ok: true; order: Order } | { ok: false; reason: "unknown-currency" | "unreadable"; detail: string };

/**
 * A Shopify order in our words, in its presentment currency: what the shopper was asked, owes and pays, and the only
 * one in which Shopify records a payment. The shop's own currency is what Shopify settles in with the merchant.
 */
export function mapOrder(vendor: VendorOrder, shopDomain: string): MappedOrder {
  const currency = findCurrency(vendor.presentmentCurrencyCode);
  const number = cleanText(vendor.name, nameLengthMax) || vendor.legacyResourceId;
  if (currency === null) return { ok: false, reason: "unknown-currency", detail: `${number}: ${cleanText(vendor.presentmentCurrencyCode, 10)}` };
  const outstandingMinor = minorOf(vendor.totalOutstandingSet, currency);
  if (outstandingMinor === null) return { ok: false, reason: "unreadable", detail: number };
  const state = stateOf(vendor, outstandingMinor);
  // Shopify empties a cancelled or returned order; people look for what was ordered.
  const view = state === "cancelled" || state === "refunded" ? "ordered" : "now";
  const totalMinor = minorOf(view === "now" ? vendor.currentTotalPriceSet : vendor.totalPriceSet, currency);
  const locale = localeOf(vendor);
  const mark = readMark(vendor.mark);
  const lines = totalMinor === null ? null : readLines(vendor, { totalMinor, currency, locale, view });
  if (totalMinor === null || lines === null) return { ok: false, reason: "unreadable", detail: number };
  return {
    ok: true,
    order: {
      ref: vendor.legacyResourceId,
      number,
      state,
      platformStatus: vendor.cancelledAt === null ? (vendor.displayFinancialStatus ?? "UNKNOWN") : "CANCELLED",
      currency,
      totalMinor,
      openMinor: state === "unpaid" ? outstandingMinor : 0,
      lines,
      customer: { name: nameOf(vendor), email: emailOf(vendor), locale },
      createdAt: vendor.createdAt,
      updatedAt: vendor.updatedAt,
      adminUrl: `https://admin.shopify.com/store/${shopDomain.replace(/\.myshopify\.com$/, "")}/orders/${vendor.legacyResourceId}`,
      // A lease that nobody gave back stays unsettled until the next writer has looked: its money may have landed.
      recorded: { parts: mark.written, isUnsettled: mark.lease !== null },
    },
  };
}

/**
 * What an order means to us: cancelled and refunded are words of the shop, paid or not is its balance. An edit can put
 * a balance on a paid order, and a status alone would miss it. AUTHORIZED: the shopper gave their card and the shop
 * has yet to capture; asking them to pay once more would charge them twice, so for us it asks for nothing.
 */
export function stateOf(vendor: Pick<VendorOrder, "displayFinancialStatus" | "cancelledAt">, outstandingMinor: number): OrderState {
  if (vendor.displayFinancialStatus === "REFUNDED") return "refunded";
  if (vendor.cancelledAt !== null) return "cancelled";
  if (vendor.displayFinancialStatus === "AUTHORIZED") return "paid";
  return outstandingMinor > 0 ? "unpaid" : "paid";
}

function nameOf({ billingAddress, customer }: VendorOrder): string {
  const wishes = [billingAddress?.name, customer?.displayName, billingAddress?.company].map((name) => cleanText(name ?? "", nameLengthMax));
  // Where a customer has no name, Shopify displays their address or their phone number.
  return wishes.find((name) => name !== "" && !/^\S+@\S+$|^\+?[\d ]+$/.test(name)) ?? "";
}

function emailOf({ email, customer }: VendorOrder): string {
  return cleanText(email || (customer?.defaultEmailAddress?.emailAddress ?? ""), emailLengthMax);
}

function localeOf({ customerLocale, customer }: VendorOrder): string | null {
  const wish = [customerLocale, customer?.locale].find((locale) => locale && /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(locale));
  return wish?.replaceAll("_", "-") ?? null;
}

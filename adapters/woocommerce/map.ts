import { findCurrency } from "../../app/core/currency";
import { cleanText, type Order, type OrderState } from "../../app/core/order";
import { sumMinor } from "./amounts";
import { readLines } from "./lines";
import type { VendorOrder } from "./replies";
import { plainText } from "./texts";

const nameLengthMax = 120;
const emailLengthMax = 254;

export type MappedOrder = { ok: true; order: Order } | { ok: false; reason: "unknown-currency" | "unreadable"; detail: string };

/** A WooCommerce order in our words. Refused: a currency ISO 4217 does not list (points, crypto), or amounts and dates that are none. */
export function mapOrder(vendor: VendorOrder, storeUrl: string): MappedOrder {
  const currency = findCurrency(vendor.currency);
  if (currency === null) return { ok: false, reason: "unknown-currency", detail: `${vendor.number}: ${vendor.currency}` };
  const totalMinor = sumMinor([vendor.total], currency);
  const refundedMinor = refundedOf(vendor);
  const locale = findLocale(vendor);
  const lines = totalMinor === null ? null : readLines(vendor, totalMinor, currency, locale);
  const createdAt = readGmt(vendor.date_created_gmt ?? vendor.date_modified_gmt);
  const updatedAt = readGmt(vendor.date_modified_gmt ?? vendor.date_created_gmt);
  if (totalMinor === null || refundedMinor === null || lines === null || createdAt === null || updatedAt === null) {
    return { ok: false, reason: "unreadable", detail: vendor.number };
  }
  const state = stateOf(vendor);
  return {
    ok: true,
    order: {
      ref: String(vendor.id),
      number: cleanText(vendor.number, nameLengthMax),
      state,
      platformStatus: vendor.status,
      currency,
      totalMinor,
      openMinor: state === "unpaid" ? Math.max(0, totalMinor - refundedMinor) : 0,
      lines,
      customer: { name: nameOf(vendor), email: cleanText(vendor.billing.email, emailLengthMax), locale },
      createdAt,
      updatedAt,
      // With HPOS this old address still leads to the order; the new one does not exist without HPOS.
      adminUrl: `${storeUrl}/wp-admin/post.php?post=${vendor.id}&action=edit`,
    },
  };
}

/**
 * What an order means to us. A known status decides, except cash on delivery, which WooCommerce makes `processing`
 * before any money came: only a payment date makes that one paid. So it is with statuses made by plugins.
 */
export function stateOf(vendor: VendorOrder): OrderState {
  const isPaid = vendor.date_paid_gmt !== null && vendor.needs_payment !== true;
  switch (vendor.status) {
    case "trash":
      return "gone";
    case "cancelled":
      return "cancelled";
    case "refunded":
      return "refunded";
    case "completed":
      return "paid";
    case "processing":
      // The date alone would not do: orders without goods set to processing by hand never get one.
      return vendor.payment_method === "cod" && vendor.date_paid_gmt === null ? "unpaid" : "paid";
    case "pending":
    case "failed":
      // Put back by the shop's staff, on purpose: the old payment date stays, and Woo asks for money again.
      return vendor.needs_payment === false && isPaid ? "paid" : "unpaid";
    case "checkout-draft":
    case "auto-draft":
    case "draft":
      // A cart being typed: nobody ordered yet.
      return "cancelled";
    default:
      return isPaid ? "paid" : "unpaid";
  }
}

/** Minor units given back so far, ≥ 0; refunds are written as negative totals. Null when one cannot be read. */
export function refundedOf(vendor: VendorOrder): number | null {
  const currency = findCurrency(vendor.currency);
  const sum = currency === null ? null : sumMinor(vendor.refunds.map((refund) => refund.total), currency);
  return sum === null ? null : Math.abs(sum);
}

function nameOf({ billing }: VendorOrder): string {
  const person = plainText(`${billing.first_name} ${billing.last_name}`, nameLengthMax);
  return person === "" ? plainText(billing.company, nameLengthMax) : person;
}

/** Core keeps no language on orders; translation plugins do: Polylang as a field, WPML, Weglot and TranslatePress as meta. */
const localeKeys = ["wpml_language", "weglot_language", "trp_language"];

function findLocale(vendor: VendorOrder): string | null {
  const wishes = [vendor.lang, ...localeKeys.map((key) => vendor.meta_data.find((meta) => meta.key === key)?.value)];
  const wish = wishes.find((value) => typeof value === "string" && /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(value));
  return typeof wish === "string" ? wish.replaceAll("_", "-") : null;
}

/** `*_gmt` dates carry no zone: "2026-11-21T19:21:02" read as it stands would be local time. */
export function readGmt(text: string | null): Date | null {
  if (text === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|\+00:00)?$/.test(text)) return null;
  const date = new Date(`${text.slice(0, 19)}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** The way back: whole seconds, no zone, as `modified_after` with `dates_are_gmt` reads it. */
export const writeGmt = (date: Date) => date.toISOString().slice(0, 19);

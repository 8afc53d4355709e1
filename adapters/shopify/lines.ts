import { shopperLocaleOf, type ShopperLocale } from "../../app/core/locale";
import type { Currency } from "../../app/core/currency";
import { cleanText, type OrderLine } from "../../app/core/order";
import { linesThatSum } from "../../app/core/order-lines";
import { minorOf } from "./amounts";
import type { VendorOrder } from "./replies";

const descriptionLengthMax = 200;

/**
 * An order's lines as a shopper reads them: items at their price, then discounts, shipping and, where prices are
 * without it, tax. Their sum is the total to the minor unit: what is left (tips, duties, fees, cash rounding) is a
 * line too. `view`: as it stands after edits and returns, or as it was ordered, for orders that ended. Null when an
 * amount cannot be read.
 */
export function readLines(order: VendorOrder, input: { totalMinor: number; currency: Currency; locale: string | null; view: "now" | "ordered" }): OrderLine[] | null {
  const { totalMinor, currency, view } = input;
  const said = words[shopperLocaleOf([input.locale], "en")];
  const discountMinor = minorOf(order.currentTotalDiscountsSet, currency);
  const shippingMinor = minorOf(order.currentShippingPriceSet, currency);
  const taxMinor = minorOf(order.currentTotalTaxSet, currency);
  if (discountMinor === null || shippingMinor === null || taxMinor === null) return null;
  const lines: OrderLine[] = [];
  for (const item of order.lineItems.nodes) {
    const quantity = view === "now" ? item.currentQuantity : item.quantity;
    const unitMinor = minorOf(item.originalUnitPriceSet, currency);
    if (unitMinor === null) return null;
    // A returned or removed item is no longer bought.
    if (quantity > 0) lines.push({ description: cleanText(item.name, descriptionLengthMax) || said.item, quantity, totalMinor: unitMinor * quantity });
  }
  if (view === "now") {
    if (discountMinor !== 0) lines.push({ description: said.discount, quantity: 1, totalMinor: -discountMinor });
    if (shippingMinor !== 0) lines.push({ description: said.shipping, quantity: 1, totalMinor: shippingMinor });
    if (taxMinor !== 0 && !order.taxesIncluded) lines.push({ description: said.tax, quantity: 1, totalMinor: taxMinor });
  }
  return linesThatSum(lines, totalMinor, said);
}

type Said = Readonly<Record<"item" | "discount" | "shipping" | "tax" | "rounding" | "deduction" | "other" | "more", string>>;

const words: Readonly<Record<ShopperLocale, Said>> = {
  fr: { item: "Article", discount: "Remise", shipping: "Livraison", tax: "Taxes", rounding: "Arrondi", deduction: "Déduction", other: "Autres montants", more: "Autres lignes" },
  nl: { item: "Artikel", discount: "Korting", shipping: "Verzending", tax: "Belastingen", rounding: "Afronding", deduction: "Aftrek", other: "Overige bedragen", more: "Overige regels" },
  en: { item: "Item", discount: "Discount", shipping: "Shipping", tax: "Taxes", rounding: "Rounding", deduction: "Deduction", other: "Other amounts", more: "Other lines" },
  de: { item: "Artikel", discount: "Rabatt", shipping: "Versand", tax: "Steuern", rounding: "Rundung", deduction: "Abzug", other: "Weitere Beträge", more: "Weitere Positionen" },
};

import type { Currency } from "../../app/core/currency";
import { shopperLocaleOf, type ShopperLocale } from "../../app/core/locale";
import type { OrderLine } from "../../app/core/order";
import { linesThatSum } from "../../app/core/order-lines";
import { sumMinor } from "./amounts";
import type { VendorOrder } from "./replies";
import { plainText } from "./texts";

const descriptionLengthMax = 200;

/**
 * An order's lines as a shopper reads them: items before discount, the discount, shipping, fees, all with tax.
 * Their sum is the total to the minor unit: what Woo's own rounding (or a gift card's plugin) leaves is a line too.
 * Null when an amount cannot be read.
 */
export function readLines(order: VendorOrder, totalMinor: number, currency: Currency, locale: string | null): OrderLine[] | null {
  const said = words[shopperLocaleOf([locale, languageOf[order.billing.country.toUpperCase()]], "en")];
  const sum = (...decimals: string[]) => sumMinor(decimals, currency);
  const read: { description: string; quantity: number; totalMinor: number | null }[] = [
    ...order.line_items.map((item) => ({
      description: plainText(item.name, descriptionLengthMax) || said.item,
      quantity: item.quantity,
      totalMinor: sum(item.subtotal, item.subtotal_tax),
    })),
  ];
  const before = sum(...order.line_items.flatMap((item) => [item.subtotal, item.subtotal_tax]));
  const after = sum(...order.line_items.flatMap((item) => [item.total, item.total_tax]));
  if (before === null || after === null) return null;
  const codes = order.coupon_lines.map((coupon) => coupon.code).filter((code) => code !== "").join(", ");
  if (after !== before) {
    const description = plainText(codes === "" ? said.discount : `${said.discount} (${codes})`, descriptionLengthMax);
    read.push({ description, quantity: 1, totalMinor: after - before });
  }
  for (const line of order.shipping_lines) {
    read.push({ description: plainText(line.method_title, descriptionLengthMax) || said.shipping, quantity: 1, totalMinor: sum(line.total, line.total_tax) });
  }
  for (const line of order.fee_lines) {
    read.push({ description: plainText(line.name, descriptionLengthMax) || said.fee, quantity: 1, totalMinor: sum(line.total, line.total_tax) });
  }
  const lines: OrderLine[] = [];
  for (const line of read) {
    if (line.totalMinor === null || !Number.isFinite(line.quantity)) return null;
    lines.push({ ...line, totalMinor: line.totalMinor });
  }
  return linesThatSum(lines, totalMinor, said);
}

type Said = Readonly<Record<"item" | "discount" | "shipping" | "fee" | "rounding" | "deduction" | "other" | "more", string>>;

/** Only where the shop gave no word of its own. */
const words: Readonly<Record<ShopperLocale, Said>> = {
  fr: { item: "Article", discount: "Remise", shipping: "Livraison", fee: "Frais", rounding: "Arrondi", deduction: "Déduction", other: "Autres montants", more: "Autres lignes" },
  nl: { item: "Artikel", discount: "Korting", shipping: "Verzending", fee: "Kosten", rounding: "Afronding", deduction: "Aftrek", other: "Overige bedragen", more: "Overige regels" },
  en: { item: "Item", discount: "Discount", shipping: "Shipping", fee: "Fee", rounding: "Rounding", deduction: "Deduction", other: "Other amounts", more: "Other lines" },
  de: { item: "Artikel", discount: "Rabatt", shipping: "Versand", fee: "Gebühr", rounding: "Rundung", deduction: "Abzug", other: "Weitere Beträge", more: "Weitere Positionen" },
};

/** A guess for those words alone, never for the customer: Belgium and Switzerland get French, the product's first language. */
const languageOf: Readonly<Record<string, ShopperLocale>> = { FR: "fr", BE: "fr", LU: "fr", CH: "fr", MC: "fr", NL: "nl", DE: "de", AT: "de" };

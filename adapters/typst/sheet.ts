import { accentDefault, findColor, readableAs } from "../../app/core/color";
import { formatMoney, moneyOf } from "../../app/core/money";
import type { ReceiptFacts } from "../../app/core/receipt";
import { findMethodName, formatDay, formatInstant, formatQuantity } from "../../app/core/shopper-words";
import { receiptWords } from "../../app/core/shopper-words-receipt";

/** A receipt as the template sets it: every word and figure already written, nothing left to decide. */
export type Sheet = {
  lang: string;
  accent: string;
  title: string;
  seller: { label: string; name: string; lines: string[] };
  payer: { label: string; name: string; lines: string[] };
  head: [string, string][];
  amount: { label: string; text: string; status: string };
  facts: [string, string][];
  columns: [string, string, string];
  items: { title: string; lines: [string, string, string][]; totals: [string, string][] }[];
  foot: string[];
  page: string;
};

/** Turns frozen facts into the words of their language. Pure: the same facts always give the same sheet. */
export function sheetOf(facts: ReceiptFacts, accentColor: string): Sheet {
  const words = receiptWords[facts.locale];
  const { locale, timeZone, kind } = facts;
  return {
    lang: locale,
    accent: readableAs(findColor(accentColor) ?? accentDefault, "#ffffff", 4.5),
    title: words.title[kind],
    seller: { label: words.seller, name: facts.seller.name, lines: facts.seller.legalLines },
    payer: { label: words.payer, name: facts.payer.name || facts.payer.email, lines: facts.payer.name === "" ? [] : [facts.payer.email].filter(Boolean) },
    head: [
      [words.number, facts.number],
      [words.issuedOn, formatDay(facts.issuedAt, locale, timeZone)],
      ...(facts.refersTo === null ? [] : [[words.refersTo, facts.refersTo] satisfies [string, string]]),
    ],
    amount: { label: words.amount[kind], text: formatMoney(facts.amount, locale), status: words.status[statusOf(facts)] },
    facts: [
      [words.paidAt[kind], formatInstant(facts.paidAt, locale, timeZone)],
      [words.method, methodOf(facts)],
      [words.transaction, facts.transactionId],
    ],
    columns: [words.description, words.quantity, words.lineAmount],
    items: facts.items.map((item) => itemOf(item, facts)),
    foot: [words.notAnInvoice, ...(facts.seller.contactEmail === null ? [] : [words.questions(facts.seller.contactEmail)])],
    page: words.page,
  };
}

function statusOf(facts: ReceiptFacts): "paid" | "part-paid" | "refunded" | "cancelled" {
  if (facts.kind === "cancelled-receipt") return "cancelled";
  if (facts.kind === "credit-receipt") return "refunded";
  return facts.items.some((item) => item.openAfterMinor > 0) ? "part-paid" : "paid";
}

/** "Carte bancaire · Visa •••• 4242"; a dash where the provider said nothing. */
function methodOf({ methodTitle, methodDetail, locale }: ReceiptFacts): string {
  const title = findMethodName(methodTitle, locale) ?? methodTitle;
  return [title, methodDetail ?? ""].filter((part) => part !== "").join(" · ") || "—";
}

function itemOf(item: ReceiptFacts["items"][number], { kind, locale, amount }: ReceiptFacts): Sheet["items"][number] {
  const words = receiptWords[locale];
  const write = (amountMinor: number) => formatMoney(moneyOf(amountMinor, amount.currency), locale);
  const order = item.orderNumber === null ? "" : words.order(item.orderNumber);
  const isRepeated = item.description.toLowerCase() === order.toLowerCase() || item.description === item.orderNumber;
  const about = [order, isRepeated ? "" : item.description].filter((part) => part !== "").join(" – ") || "—";
  const purpose = kind === "cancelled-receipt" ? "cancelled" : kind === "credit-receipt" ? "refund" : item.openAfterMinor > 0 ? "part" : "whole";
  const linesMinor = item.lines.reduce((sum, line) => sum + line.totalMinor, 0);
  const totals: [string, string][] = [];
  if (item.lines.length > 0 && linesMinor !== item.amountMinor) totals.push([words.orderTotal, write(linesMinor)]);
  totals.push([words.thisPayment[kind], write(item.amountMinor)]);
  if (item.openAfterMinor > 0 && kind === "receipt") totals.push([words.openAfter, write(item.openAfterMinor)]);
  return {
    title: words.purpose[purpose](about),
    lines: item.lines.map((line) => [line.description, formatQuantity(line.quantity, locale), write(line.totalMinor)]),
    totals,
  };
}

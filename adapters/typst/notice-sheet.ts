import { accentDefault, findColor, readableAs } from "../../app/core/color";
import { formatIban } from "../../app/core/iban";
import { formatMoney, moneyOf } from "../../app/core/money";
import { noticeState, paidOf, type NoticeFacts } from "../../app/core/notice";
import type { PayTo } from "../../app/core/pay-to";
import { formatDay, formatQuantity } from "../../app/core/shopper-words";
import { noticeWords } from "../../app/core/shopper-words-notice";
import { payToWords } from "../../app/core/shopper-words-pay-to";
import { receiptWords } from "../../app/core/shopper-words-receipt";
import { bankCodeOf, codeOf, type Code } from "./code";

/** A notice as the template sets it: every word and figure already written, nothing left to decide. */
export type NoticeSheet = {
  lang: string;
  accent: string;
  title: string;
  label: string;
  seller: { label: string; name: string; lines: string[] };
  payer: { label: string; name: string; lines: string[] };
  head: [string, string][];
  amount: { label: string; text: string; status: string };
  columns: [string, string, string];
  lines: [string, string, string][];
  totals: [string, string][];
  pay: { scan: string; orType: string; stays: string; label: string | null } | null;
  transfer: { title: string; rows: [string, string][]; hints: string[]; code: string | null } | null;
  foot: string[];
  page: string;
};

/** Turns facts into the words of their language. Pure: the same facts always give the same sheet. */
export function noticeSheetOf(facts: NoticeFacts, accentColor: string): NoticeSheet {
  const { locale } = facts;
  const words = noticeWords[locale];
  const shared = receiptWords[locale];
  const state = noticeState(facts);
  const write = (amountMinor: number) => formatMoney(moneyOf(amountMinor, facts.total.currency), locale);
  const openMinor = state === "ended" ? 0 : Math.max(0, facts.openMinor);
  return {
    lang: locale,
    accent: readableAs(findColor(accentColor) ?? accentDefault, "#ffffff", 4.5),
    title: words.title[facts.invoiceNumber === null ? "notice" : "invoice"],
    label: facts.orderNumber ?? facts.description,
    seller: { label: words.seller, name: facts.seller.name, lines: facts.seller.legalLines },
    payer: { label: words.payer, name: facts.payer.name || facts.payer.email || "—", lines: facts.payer.name === "" ? [] : [facts.payer.email].filter(Boolean) },
    head: headOf(facts, openMinor > 0),
    amount: { label: words.amount[state], text: write(openMinor), status: words.status[state] },
    columns: [shared.description, shared.quantity, shared.lineAmount],
    lines: linesOf(facts).map((line) => [line.description, formatQuantity(line.quantity, locale), write(line.totalMinor)]),
    totals: [
      [words.total, formatMoney(facts.total, locale)],
      ...(state === "ended" ? [] : [[words.alreadyPaid, formatMoney(paidOf(facts), locale)] satisfies [string, string]]),
      [words.open, write(openMinor)],
    ],
    pay: openMinor > 0 && facts.payUrl !== null
      ? { scan: words.scan, orType: words.orType, stays: words.stays, label: facts.payTo?.epc ? payToWords[locale].pageCode : null } : null,
    transfer: openMinor > 0 && facts.payTo ? transferOf(facts, facts.payTo) : null,
    foot: [
      ...(facts.invoiceNumber === null ? [words.notAnInvoice] : []),
      ...(facts.seller.contactEmail === null ? [] : [shared.questions(facts.seller.contactEmail)]),
    ],
    page: shared.page,
  };
}

function transferOf({ locale, issuedAt, timeZone }: NoticeFacts, payTo: PayTo): NonNullable<NoticeSheet["transfer"]> {
  const words = payToWords[locale];
  const range = payTo.range && [formatMoney(payTo.range.least, locale), formatMoney(payTo.range.most, locale)] as const;
  return {
    title: words.title,
    rows: [
      [words.holder, payTo.holder],
      [words.iban, formatIban(payTo.iban)],
      ...(payTo.bic === null ? [] : [[words.bic, payTo.bic] satisfies [string, string]]),
      [words.amount, payTo.amount === null ? words.freeAmount : formatMoney(payTo.amount, locale)],
      [words.reference, payTo.reference ?? words.referenceToCome],
    ],
    hints: [words.referenceHint, ...(range ? [words.inParts(...range)] : []), words.asOf(formatDay(issuedAt, locale, timeZone))],
    code: payTo.epc === null ? null : words.bankCode,
  };
}

function headOf({ locale, timeZone, ...facts }: NoticeFacts, isDue: boolean): [string, string][] {
  const words = noticeWords[locale];
  const rows: ([string, string] | null)[] = [
    facts.invoiceNumber === null ? null : [words.invoice, facts.invoiceNumber],
    facts.orderNumber === null ? null : [words.order, facts.orderNumber],
    facts.orderedAt === null ? null : [words.orderedOn, formatDay(facts.orderedAt, locale, timeZone)],
    [words.printedOn, formatDay(facts.issuedAt, locale, timeZone)],
    isDue && facts.dueAt !== null ? [words.dueOn, formatDay(facts.dueAt, locale, timeZone)] : null,
  ];
  return rows.filter((row): row is [string, string] => row !== null);
}

/** A link without lines is still for something. */
function linesOf({ lines, description, total }: NoticeFacts): NoticeFacts["lines"] {
  return lines.length > 0 ? lines : [{ description: description || "—", quantity: 1, totalMinor: total.amountMinor }];
}

/** Its transfer, as a code a bank's app reads; null where it says nothing of one. */
export function bankCodeOfNotice({ payTo, locale }: NoticeFacts): Omit<Code, "url"> | null {
  return payTo?.epc ? bankCodeOf(payTo.epc, payToWords[locale].bankCodeAlt) : null;
}

/** Where the notice is paid, as a code; null where it says nothing of it. */
export function payCodeOf({ payUrl, locale }: NoticeFacts): Code | null {
  return payUrl === null ? null : codeOf(payUrl, noticeWords[locale].qrAlt(payUrl));
}

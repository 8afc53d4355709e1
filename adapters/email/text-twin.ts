import { formatMoney, moneyOf } from "../../app/core/money";
import type { PaymentLinkMessage, ReceiptMessage, Sender } from "../../app/core/message";
import { cleanText } from "../../app/core/order";
import { formatMoment, formatQuantity } from "../../app/core/shopper-words";
import { mailWords } from "../../app/core/shopper-words-mail";
import { payToWords } from "../../app/core/shopper-words-pay-to";
import { payWords } from "../../app/core/shopper-words-page";
import { mailLinesMax, noteLineLengthMax } from "./limits";
import { asking } from "./link-mail";
import { payToHints, payToRows } from "./pay-to-block";
import { plain } from "./plain";
import { receiptRows } from "./receipt-mail";

/** The same message as the HTML one, for readers without it. */
export function linkText(message: PaymentLinkMessage): string {
  const { locale, sender } = message;
  const words = mailWords[locale];
  const shop = plain(sender.name);
  const amount = message.amount === null ? words.freeAmount : formatMoney(message.amount, locale);
  return paragraphs([
    words.hello(plain(message.customerName)),
    asking(message),
    message.personalNote.trim() === "" ? "" : `${words.note}\n${quoted(message.personalNote)}`,
    `${words.toPay}${words.colon}${amount}${message.expiresAt === null ? "" : `\n${words.payBefore(formatMoment(message.expiresAt, locale, sender.timeZone))}`}`,
    message.firstPart ? words.inParts(formatMoney(message.firstPart, locale)) : "",
    `${message.amount === null || message.firstPart ? words.openButton : words.payButton(amount)}${words.colon.trimEnd()}\n${message.payUrl}`,
    linesOf(message),
    payToText(message),
    `${words.genuine}\n${words.genuineText(shop, `${new URL(message.payUrl).origin}/`)} ${words.ignore}`,
    signature(sender, words.contact + words.colon),
  ]);
}

export function receiptText(message: ReceiptMessage): string {
  const { locale, sender, receipt } = message;
  const words = mailWords[locale];
  const received = words.received[message.kind](plain(sender.name), formatMoney(receipt.amount, locale));
  return paragraphs([
    words.hello(plain(receipt.payer.name)),
    message.kind === "receipt" ? `${received} ${words.thanks}` : received,
    receiptRows(message).map(([label, value]) => `${label}${words.colon}${plain(value)}`).join("\n"),
    words.attached[message.kind],
    message.doneUrl === null ? "" : `${words.seeOnline}${words.colon.trimEnd()}\n${message.doneUrl}`,
    signature(sender, words.contact + words.colon),
  ]);
}

function payToText({ payTo, locale }: PaymentLinkMessage): string {
  if (!payTo) return "";
  const rows = payToRows(payTo, locale).map(([label, value]) => `${label}${mailWords[locale].colon}${value}`);
  return [payToWords[locale].title, ...rows, ...payToHints(payTo, locale)].join("\n");
}

function linesOf({ lines, amount, locale, description }: PaymentLinkMessage): string {
  const rows = lines.slice(0, mailLinesMax).map((line) => {
    const quantity = line.quantity === 1 ? "" : ` × ${formatQuantity(line.quantity, locale)}`;
    const price = amount === null ? "" : `${mailWords[locale].colon}${formatMoney(moneyOf(line.totalMinor, amount.currency), locale)}`;
    return `- ${plain(line.description)}${quantity}${price}`;
  });
  if (lines.length > mailLinesMax) rows.push(`- ${payWords[locale].moreLines(lines.length - mailLinesMax)}`);
  return [plain(description), ...rows].filter((row) => row !== "").join("\n");
}

function signature(sender: Sender, contact: string): string {
  const reach = [sender.contactEmail ?? "", sender.website ?? ""].filter((part) => part !== "").map(plain).join(" · ");
  return ["--", plain(sender.name), ...sender.legalLines.map(plain), reach === "" ? "" : `${contact}${reach}`].filter((line) => line !== "").join("\n");
}

const quoted = (note: string) => note.trim().split(/\r?\n/).map((line) => `> ${cleanText(line, noteLineLengthMax)}`).join("\n");

const paragraphs = (parts: readonly string[]) => `${parts.filter((part) => part !== "").join("\n\n")}\n`;

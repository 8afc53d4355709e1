import { render } from "@react-email/components";
import { createElement } from "react";
import { assertUnreachable } from "../../app/core/assert";
import { pictureEpcQr } from "../../app/core/epc-qr";
import { formatMoney } from "../../app/core/money";
import type { Attachment, Composed, PaymentLinkMessage, ReceiptMessage, Sender, ShopperMessage } from "../../app/core/message";
import { cleanText } from "../../app/core/order";
import { pictureQr } from "../../app/core/qr";
import { mailWords, type SubjectParts } from "../../app/core/shopper-words-mail";
import { LinkMail } from "./link-mail";
import { bankQrCid, logoCid, qrCid } from "./limits";
import { ReceiptMail } from "./receipt-mail";
import type { MailSettings } from "./settings";
import { linkText, receiptText } from "./text-twin";

const subjectPartMax = 60;
const fileNameMax = 100;
/** Pixels per module of the code in a mail, where it is shown at half its size. */
const qrScale = 6;

/** A message ready to be shown or sent: HTML, its text twin, pictures. The same words give the same message. */
export async function composeMail(message: ShopperMessage, settings: Pick<MailSettings, "fromName">): Promise<Composed> {
  const fromName = cleanText(settings.fromName || message.sender.name, 100);
  switch (message.kind) {
    case "payment-link":
      return { fromName, ...(await composeLink(message)) };
    case "receipt":
    case "credit-receipt":
    case "cancelled-receipt":
      return { fromName, ...(await composeReceipt(message)) };
    default:
      return assertUnreachable(message);
  }
}

async function composeLink(message: PaymentLinkMessage): Promise<Omit<Composed, "fromName">> {
  const amount = message.amount === null ? "" : formatMoney(message.amount, message.locale);
  const words = mailWords[message.locale];
  const epc = message.payTo?.epc ?? null;
  return {
    subject: words.linkSubject(subjectParts({ shop: message.sender.name, order: message.orderNumber, amount, description: message.description, number: "" })),
    html: await render(createElement(LinkMail, { message })),
    text: linkText(message),
    attachments: [
      ...logoOf(message.sender), pictureOf("qr.png", qrCid, await pictureQr(message.payUrl, { scale: qrScale })),
      ...(epc === null ? [] : [pictureOf("bank-qr.png", bankQrCid, await pictureEpcQr(epc, { scale: qrScale }))]),
    ],
  };
}

const pictureOf = (fileName: string, cid: string, png: Uint8Array): Attachment => ({ fileName, mimeType: "image/png", bytes: new Uint8Array(png), cid });

async function composeReceipt(message: ReceiptMessage): Promise<Omit<Composed, "fromName">> {
  const { receipt, locale, pdf } = message;
  const order = receipt.items.length === 1 ? (receipt.items[0]?.orderNumber ?? null) : null;
  const parts = subjectParts({ shop: message.sender.name, order, amount: formatMoney(receipt.amount, locale), description: "", number: receipt.number });
  return {
    subject: mailWords[locale].receiptSubject[message.kind](parts),
    html: await render(createElement(ReceiptMail, { message })),
    text: receiptText(message),
    attachments: [...logoOf(message.sender), { fileName: safeFileName(pdf.fileName), mimeType: "application/pdf", bytes: pdf.bytes, cid: null }],
  };
}

/** Each part of a subject is cleaned alone: none can end the header or hide the others behind it. */
function subjectParts(parts: Omit<SubjectParts, "order"> & { order: string | null }): SubjectParts {
  const clean = (text: string) => cleanText(text, subjectPartMax);
  return { shop: clean(parts.shop), order: clean(parts.order ?? ""), amount: clean(parts.amount), description: clean(parts.description), number: clean(parts.number) };
}

function logoOf(sender: Sender): Attachment[] {
  return sender.logoPng === null ? [] : [{ fileName: "logo.png", mimeType: "image/png", bytes: sender.logoPng, cid: logoCid }];
}

const safeFileName = (name: string) => cleanText(name, fileNameMax).replace(/[/\\:*?"<>|]/g, "-") || "receipt.pdf";

import { Link, Text } from "@react-email/components";
import { formatMoney } from "../../app/core/money";
import type { ReceiptMessage } from "../../app/core/message";
import { findMethodName, formatInstant } from "../../app/core/shopper-words";
import { mailWords } from "../../app/core/shopper-words-mail";
import { plain } from "./plain";
import { Letter, Rows, styles } from "./letter";

/** Proof of money received or given back; the PDF travels with it. */
export function ReceiptMail({ message }: { message: ReceiptMessage }) {
  const { locale, sender, receipt } = message;
  const words = mailWords[locale];
  const amount = formatMoney(receipt.amount, locale);
  const received = words.received[message.kind](plain(sender.name), amount);
  return (
    <Letter sender={sender} locale={locale} preview={received} aside={null}>
      <Text className="ink" dir="auto" style={styles.text}>{words.hello(plain(receipt.payer.name))}</Text>
      <Text className="ink" dir="auto" style={styles.text}>{received}{message.kind === "receipt" && ` ${words.thanks}`}</Text>
      <Text className="soft" style={styles.soft}>{words.amount}</Text>
      <Text className="ink" style={{ ...styles.amount, marginBottom: "16px" }}>{amount}</Text>
      <Rows wide="value" rows={receiptRows(message).map(([label, value]) => ({ label: <span className="soft" style={{ color: "#5b5f5c" }}>{label}</span>, value: <bdi>{value}</bdi> }))} />
      <Text className="ink" style={{ ...styles.text, margin: "24px 0 0" }}>{words.attached[message.kind]}</Text>
      {message.doneUrl !== null && (
        <Text className="soft" style={{ ...styles.soft, marginTop: "12px" }}><Link className="link" href={message.doneUrl} style={{ color: "#1b1c1b", textDecoration: "underline" }}>{words.seeOnline}</Link></Text>
      )}
    </Letter>
  );
}

/** The receipt's facts in a few rows, the same in HTML and in text. */
export function receiptRows({ locale, receipt, kind }: ReceiptMessage): [string, string][] {
  const words = mailWords[locale];
  const method = [findMethodName(receipt.methodTitle, locale) ?? receipt.methodTitle, receipt.methodDetail ?? ""].filter((part) => part !== "").join(" · ");
  const about = receipt.items.map((item) => (item.orderNumber === null ? item.description : words.order(item.orderNumber))).filter((text) => text !== "").join(", ");
  const rows: [string, string][] = [
    [words.receipt, receipt.number],
    [words.details, about],
    [words.paidAt[kind], formatInstant(receipt.paidAt, locale, receipt.timeZone)],
    [words.method, method],
    [words.transaction, receipt.transactionId],
  ];
  return rows.filter(([, value]) => value !== "");
}

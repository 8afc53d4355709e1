import { Column, Img, Link, Row, Section, Text } from "@react-email/components";
import { formatMoney, moneyOf, type Money } from "../../app/core/money";
import type { PaymentLinkMessage } from "../../app/core/message";
import { cleanText } from "../../app/core/order";
import { formatMoment, formatQuantity } from "../../app/core/shopper-words";
import { mailWords } from "../../app/core/shopper-words-mail";
import { payToWords } from "../../app/core/shopper-words-pay-to";
import { payWords } from "../../app/core/shopper-words-page";
import { PayToBlock } from "./pay-to-block";
import { plain } from "./plain";
import { Letter, PayButton, Rows, styles } from "./letter";
import { mailLinesMax, noteLineLengthMax, qrCid } from "./limits";

/** "Please pay this": who asks, how much, what for, until when, and three ways to the same page. */
export function LinkMail({ message }: { message: PaymentLinkMessage }) {
  const { locale, sender, payUrl } = message;
  const words = mailWords[locale];
  const amount = message.amount === null ? null : formatMoney(message.amount, locale);
  const until = message.expiresAt === null ? "" : words.payBefore(formatMoment(message.expiresAt, locale, sender.timeZone));
  return (
    <Letter sender={sender} locale={locale} preview={[amount ?? words.freeAmount, until].filter(Boolean).join(" · ")} aside={<Genuine message={message} />}>
      <Text className="ink" dir="auto" style={styles.text}>{words.hello(plain(message.customerName))}</Text>
      <Text className="ink" dir="auto" style={styles.text}>
        {asking(message)}
      </Text>
      <Note message={message} />
      <Text className="soft" style={styles.soft}>{words.toPay}</Text>
      <Text className="ink" style={amount === null ? { ...styles.amount, fontSize: "24px", lineHeight: "32px" } : styles.amount}>{amount ?? words.freeAmount}</Text>
      {message.firstPart && <Text className="ink" style={styles.text}>{words.inParts(formatMoney(message.firstPart, locale))}</Text>}
      {until !== "" && <Text className="soft" style={styles.soft}>{until}</Text>}
      <PayButton href={payUrl} accentColor={sender.accentColor}>{amount === null || message.firstPart ? words.openButton : words.payButton(amount)}</PayButton>
      <Lines message={message} />
      <Section style={{ marginTop: "24px" }}>
        <Row>
          <Column width={116} style={{ width: "116px", verticalAlign: "middle" }}>
            <Img src={`cid:${qrCid}`} alt={words.qrAlt} width={100} height={100} style={{ display: "block", borderRadius: "6px" }} />
          </Column>
          <Column style={{ verticalAlign: "middle" }}>
            <Text className="soft" style={{ ...styles.soft, marginBottom: "8px" }}>{message.payTo?.epc ? payToWords[locale].pageCode : words.scan}</Text>
            <Text className="soft" style={{ ...styles.soft, fontSize: "13px", lineHeight: "19px" }}>
              {words.copyLink}<br />
              <Link className="link" href={payUrl} style={{ color: "#1b1c1b", textDecoration: "underline", wordBreak: "break-all" }}>{payUrl}</Link>
            </Text>
          </Column>
        </Row>
      </Section>
      <PayToBlock message={message} />
    </Letter>
  );
}

/** Who asks, and for what: one order, several, or as the reader likes. */
export function asking({ locale, sender, orderNumber, orderCount = 1 }: PaymentLinkMessage): string {
  const words = mailWords[locale];
  const shop = plain(sender.name);
  if (orderCount > 1) return words.asksTogether(shop, orderCount);
  return orderNumber === null ? words.asksFreely(shop) : words.asks(shop, plain(orderNumber));
}

function Note({ message }: { message: PaymentLinkMessage }) {
  if (message.personalNote.trim() === "") return null;
  return (
    <>
      <Text className="soft" style={{ ...styles.soft, marginBottom: "4px" }}>{mailWords[message.locale].note}</Text>
      <Text className="ink" dir="auto" style={styles.note}>
        {message.personalNote.trim().split(/\r?\n/).map((line, at) => <span key={at} dir="auto">{at > 0 && <br />}{cleanText(line, noteLineLengthMax)}</span>)}
      </Text>
    </>
  );
}

/** What the money is for: the description, then the lines with their sum. */
function Lines({ message }: { message: PaymentLinkMessage }) {
  const { lines, locale, description } = message;
  const words = mailWords[locale];
  const currency = message.amount?.currency;
  const order = message.orderNumber === null ? "" : words.order(message.orderNumber);
  const title = [order, description === order ? "" : description].filter((part) => part !== "").join(" – ") || words.details;
  const write = (amountMinor: number) => (currency === undefined ? "" : formatMoney(moneyOf(amountMinor, currency), locale));
  const rest = lines.slice(mailLinesMax);
  const sumOf = (some: typeof lines) => some.reduce((sum, line) => sum + line.totalMinor, 0);
  return (
    <>
      <Text className="ink" dir="auto" style={{ ...styles.strong, margin: "24px 0 8px" }}>{title}</Text>
      {lines.length > 0 && currency !== undefined && (
        <Rows
          wide="label"
          rows={[
            ...lines.slice(0, mailLinesMax).map((line) => ({
              label: <><bdi>{line.description}</bdi>{line.quantity === 1 ? "" : ` ×\u00a0${formatQuantity(line.quantity, locale)}`}</>,
              value: write(line.totalMinor),
            })),
            ...(rest.length === 0 ? [] : [{ label: payWords[locale].moreLines(rest.length), value: write(sumOf(rest)) }]),
            ...totalRows(message.amount, sumOf(lines), message),
          ]}
        />
      )}
    </>
  );
}

/** The lines' sum; then what is asked, where that is another amount (a deposit, or part already paid). */
function totalRows(asked: Money | null, linesMinor: number, { locale }: PaymentLinkMessage) {
  if (asked === null) return [];
  const total = { label: mailWords[locale].total, value: formatMoney(moneyOf(linesMinor, asked.currency), locale), isStrong: true };
  if (asked.amountMinor === linesMinor) return [total];
  return [{ ...total, isStrong: false }, { label: mailWords[locale].toPay, value: formatMoney(asked, locale), isStrong: true }];
}

/** The answer to "is this a trick?": something the reader can check without us. */
function Genuine({ message }: { message: PaymentLinkMessage }) {
  const words = mailWords[message.locale];
  return (
    <>
      <Text className="ink" style={styles.strong}>{words.genuine}</Text>
      <Text className="soft" dir="auto" style={styles.soft}>{words.genuineText(plain(message.sender.name), `${new URL(message.payUrl).origin}/`)} {words.ignore}</Text>
    </>
  );
}

import { Column, Img, Row, Section, Text } from "@react-email/components";
import { formatIban } from "../../app/core/iban";
import type { ShopperLocale } from "../../app/core/locale";
import type { PaymentLinkMessage } from "../../app/core/message";
import { formatMoney } from "../../app/core/money";
import type { PayTo } from "../../app/core/pay-to";
import { payToWords } from "../../app/core/shopper-words-pay-to";
import { Rows, styles } from "./letter";
import { bankQrCid } from "./limits";

/** What a payer types or copies, row by row; the mail and its text twin say the same. */
export function payToRows(payTo: PayTo, locale: ShopperLocale): [string, string][] {
  const words = payToWords[locale];
  return [
    // Checked with the settings, and copied from here: no marks around it.
    [words.holder, payTo.holder],
    [words.iban, formatIban(payTo.iban)],
    ...(payTo.bic === null ? [] : [[words.bic, payTo.bic] satisfies [string, string]]),
    [words.amount, payTo.amount === null ? words.freeAmount : formatMoney(payTo.amount, locale)],
    [words.reference, payTo.reference ?? words.referenceToCome],
  ];
}

/** What may be sent instead, and why the reference matters. */
export function payToHints({ range }: PayTo, locale: ShopperLocale): string[] {
  const words = payToWords[locale];
  return [words.referenceHint, ...(range === null ? [] : [words.inParts(formatMoney(range.least, locale), formatMoney(range.most, locale))]), words.mayChange];
}

/** The transfer, apart from the button and the page's code: another way, with another code for another app. */
export function PayToBlock({ message: { payTo, locale } }: { message: PaymentLinkMessage }) {
  if (!payTo) return null;
  const words = payToWords[locale];
  return (
    <Section className="ink" style={{ marginTop: "28px", paddingTop: "20px", borderTop: "1px solid #e4e2de" }}>
      <Text className="ink" style={{ ...styles.strong, fontSize: "16px", lineHeight: "24px", marginBottom: "4px" }}>{words.title}</Text>
      <Text className="soft" style={{ ...styles.soft, marginBottom: "8px" }}>{words.intro}</Text>
      <Rows wide="value" rows={payToRows(payTo, locale).map(([label, value]) => ({ label: <span className="soft" style={{ color: "#5b5f5c" }}>{label}</span>, value: <strong>{value}</strong> }))} />
      {payToHints(payTo, locale).map((hint) => <Text key={hint} className="soft" style={{ ...styles.soft, marginTop: "8px" }}>{hint}</Text>)}
      {payTo.epc !== null && (
        <Row style={{ marginTop: "16px" }}>
          <Column width={176} style={{ width: "176px", verticalAlign: "middle" }}>
            <Img src={`cid:${bankQrCid}`} alt={words.bankCodeAlt} width={160} height={160} style={{ display: "block", borderRadius: "6px" }} />
          </Column>
          <Column style={{ verticalAlign: "middle" }}><Text className="soft" style={styles.soft}>{words.bankCode}</Text></Column>
        </Row>
      )}
    </Section>
  );
}

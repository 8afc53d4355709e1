import { Body, Container, Head, Html, Img, Link, Preview, Section, Text } from "@react-email/components";
import type { CSSProperties, ReactNode } from "react";
import { accentDefault, findColor, readableAs, readableOn } from "../../app/core/color";
import type { ShopperLocale } from "../../app/core/locale";
import type { Sender } from "../../app/core/message";
import { mailWords } from "../../app/core/shopper-words-mail";
import { logoCid } from "./limits";

const fontFamily = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const ink = "#1b1c1b";
const soft = "#5b5f5c";
const rule = "#e4e2de";

/** Inline, for many readers drop style sheets; the dark colors of those that keep them are in `darkStyle`. */
export const styles = {
  text: { margin: "0 0 16px", fontSize: "16px", lineHeight: "24px", color: ink, fontFamily },
  soft: { margin: 0, fontSize: "14px", lineHeight: "21px", color: soft, fontFamily },
  strong: { margin: 0, fontSize: "14px", lineHeight: "21px", fontWeight: 600, color: ink, fontFamily },
  amount: { margin: "2px 0 4px", fontSize: "38px", lineHeight: "46px", fontWeight: 700, letterSpacing: "-0.5px", color: ink, fontFamily },
  cell: { padding: "9px 0", borderTop: `1px solid ${rule}`, fontSize: "15px", lineHeight: "22px", color: ink, fontFamily, verticalAlign: "top" },
  note: { margin: "0 0 24px", padding: "12px 16px", borderLeft: `3px solid ${rule}`, fontSize: "16px", lineHeight: "24px", color: ink, fontFamily },
} satisfies Record<string, CSSProperties>;

const darkStyle = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.ground{background-color:#121312!important}.card{background-color:#1c1e1d!important;border-right-color:#343735!important;border-bottom-color:#343735!important;border-left-color:#343735!important}
.ink{color:#f1f1ef!important;border-color:#343735!important}.soft{color:#abb0ac!important;border-color:#343735!important}.link{color:#f1f1ef!important}
.plate{background-color:#ffffff!important;padding:8px 12px!important;border-radius:6px!important}}
@media (max-width:620px){.card{padding:28px 20px!important}}`.replace(/\n/g, "");

type LetterProps = { sender: Sender; locale: ShopperLocale; preview: string; children: ReactNode; aside: ReactNode };

/** The frame of every mail: the shop's logo or name, a card, and who stands behind it. */
export function Letter({ sender, locale, preview, children, aside }: LetterProps) {
  const accent = findColor(sender.accentColor) ?? accentDefault;
  return (
    <Html lang={locale} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style dangerouslySetInnerHTML={{ __html: darkStyle }} />
      </Head>
      <Preview>{preview}</Preview>
      <Body style={{ margin: 0, padding: 0 }}>
        <Section className="ground" style={{ backgroundColor: "#f6f5f3", padding: "0 12px" }}>
          <Container style={{ width: "100%", maxWidth: "600px", margin: "0 auto", padding: "28px 0 36px" }}>
            <Section style={{ padding: "0 4px 20px" }}><Brand sender={sender} /></Section>
            <Section className="card" style={{ padding: "36px", backgroundColor: "#ffffff", border: `1px solid ${rule}`, borderTop: `4px solid ${accent}`, borderRadius: "10px" }}>
              {children}
            </Section>
            <Section style={{ padding: "24px 4px 0" }}>
              {aside}
              <Contact sender={sender} locale={locale} />
              {sender.legalLines.length > 0 && (
                <Text className="soft" dir="auto" style={{ ...styles.soft, marginTop: "12px", fontSize: "13px", lineHeight: "20px" }}>
                  {sender.legalLines.map((line, at) => <span key={at} dir="auto">{at > 0 && <br />}{line}</span>)}
                </Text>
              )}
            </Section>
          </Container>
        </Section>
      </Body>
    </Html>
  );
}

/** At most 200 × 66: the picture is made for twice that, and Outlook reads sizes from attributes alone. */
function Brand({ sender }: { sender: Sender }) {
  if (sender.logoPng === null) return <Text className="ink" dir="auto" style={{ ...styles.strong, fontSize: "20px", lineHeight: "28px" }}>{sender.name}</Text>;
  const header = new DataView(sender.logoPng.buffer, sender.logoPng.byteOffset, 24);
  const [width, height] = [header.getUint32(16), header.getUint32(20)];
  const scale = Math.min(1, 200 / width, 66 / height);
  return <Img className="plate" src={`cid:${logoCid}`} alt={sender.name} width={Math.round(width * scale)} height={Math.round(height * scale)} style={{ fontSize: "20px", fontWeight: 600, color: ink, fontFamily }} />;
}

function Contact({ sender, locale }: { sender: Sender; locale: ShopperLocale }) {
  const site = sender.website !== null && URL.canParse(sender.website) && /^https?:/i.test(sender.website) ? new URL(sender.website) : null;
  if (sender.contactEmail === null && site === null) return null;
  return (
    <Text className="soft" style={{ ...styles.soft, marginTop: "12px" }}>
      {mailWords[locale].contact}{mailWords[locale].colon}
      {sender.contactEmail !== null && <Link className="link" href={`mailto:${sender.contactEmail}`} style={{ color: ink, textDecoration: "underline" }}>{sender.contactEmail}</Link>}
      {sender.contactEmail !== null && site !== null && " · "}
      {site !== null && <Link className="link" href={site.href} style={{ color: ink, textDecoration: "underline" }}>{site.host}</Link>}
    </Text>
  );
}

/** A button made of a table cell, for Outlook draws the padding of nothing else. */
export function PayButton({ href, accentColor, children }: { href: string; accentColor: string; children: ReactNode }) {
  const accent = findColor(accentColor) ?? accentDefault;
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} border={0} style={{ margin: "24px 0 8px" }}>
      <tbody><tr>
        <td align="center" {...{ bgcolor: accent }} style={{ backgroundColor: accent, border: `1px solid ${readableAs(accent, "#ffffff", 3)}`, borderRadius: "8px" }}>
          <a href={href} style={{ display: "block", padding: "15px 20px", fontSize: "18px", lineHeight: "24px", fontWeight: 600, color: readableOn(accent), textDecoration: "none", fontFamily }}>{children}</a>
        </td>
      </tr></tbody>
    </table>
  );
}

type RowsProps = { wide: "label" | "value"; rows: readonly { label: ReactNode; value: ReactNode; isStrong?: boolean }[] };

/** Label and value side by side, one row each; the wide one breaks, the other never. */
export function Rows({ wide, rows }: RowsProps) {
  const breaking: CSSProperties = { wordBreak: "break-word" };
  const whole: CSSProperties = { whiteSpace: "nowrap" };
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} border={0}>
      <tbody>
        {rows.map(({ label, value, isStrong = false }, at) => {
          const cell: CSSProperties = { ...styles.cell, fontWeight: isStrong ? 600 : 400 };
          return (
            <tr key={at}>
              <td className="ink" dir="auto" style={{ ...cell, textAlign: "left", ...(wide === "label" ? breaking : whole) }}>{label}</td>
              <td className="ink" align="right" style={{ ...cell, paddingLeft: "16px", textAlign: "right", ...(wide === "value" ? breaking : whole) }}>{value}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

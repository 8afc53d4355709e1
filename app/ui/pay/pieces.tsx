import type { ReactNode } from "react";
import { formatMoney, moneyOf, type Money } from "../../core/money";
import type { ShopperLocale } from "../../core/locale";
import { base64Of } from "../../core/preview-html";
import { drawQr } from "../../core/qr";
import { formatQuantity } from "../../core/shopper-words";
import { outcomeWords } from "../../core/shopper-words-outcome";
import { payWords } from "../../core/shopper-words-page";
import { linesShownMax, type PayShop, type PaySubject } from "./view";

const strokes = {
  wallet: "M4 7.5h15v12H4zM4 7.5 15 4v3.5M15 13.5h4",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  card: "M3 6h18v12H3zM3 10h18M6.5 14.5h4",
  bank: "M3.5 9.5 12 4l8.5 5.5zM5 20h14M7 10v7M12 10v7M17 10v7",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 7.5v.5",
  check: "m5 12.5 4.5 4.5L19 7.5",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  cross: "m7 7 10 10M17 7 7 17",
} as const;

export type IconName = keyof typeof strokes;

/** A decoration: the words beside it say the same. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
      <path d={strokes[name]} />
    </svg>
  );
}

/** The shop's logo, or its name where there is none. On a dark page it stands on white, for most logos are drawn for paper. */
export function ShopHead({ shop }: { shop: PayShop }) {
  if (shop.logoWebp === null) return <header className="shop"><b dir="auto">{shop.name}</b></header>;
  return (
    <header className="shop">
      <span><img alt={shop.name} src={`data:image/webp;base64,${base64Of(shop.logoWebp)}`} /></span>
    </header>
  );
}

/** Order and description in one breath; the description is left out where it only repeats the number. */
export function Subject({ subject, locale }: { subject: PaySubject; locale: ShopperLocale }) {
  const words = payWords[locale];
  const order = subject.orderNumber === null ? "" : words.order(subject.orderNumber);
  const isRepeated = subject.description === "" || subject.description === order || subject.description === subject.orderNumber;
  return (
    <p className="what">
      {order !== "" && <b><bdi>{order}</bdi></b>}
      {order !== "" && !isRepeated && <br />}
      {!isRepeated && <span dir="auto">{subject.description}</span>}
    </p>
  );
}

/** Rows under the lines: a label and an amount. */
export type TotalRow = { label: string; money: Money };

export function Lines({ subject, currency, totals, linesMax = linesShownMax, isCaptioned = true, locale }: { subject: Pick<PaySubject, "lines">; linesMax?: number; isCaptioned?: boolean; currency: Money["currency"]; totals: readonly TotalRow[]; locale: ShopperLocale }) {
  const words = payWords[locale];
  const shown = subject.lines.slice(0, linesMax);
  const rest = subject.lines.slice(linesMax);
  const restMinor = rest.reduce((sum, line) => sum + line.totalMinor, 0);
  if (shown.length === 0 && totals.length === 0) return null;
  return (
    <section>
      <table>
        {isCaptioned && <caption>{words.details}</caption>}
        <tbody>
          {shown.map((line, at) => (
            <tr key={at}>
              <th scope="row">
                <bdi>{line.description}</bdi>
                {line.quantity !== 1 && <span className="soft"> ×{"\u00a0"}{formatQuantity(line.quantity, locale)}</span>}
              </th>
              <td>{formatMoney(moneyOf(line.totalMinor, currency), locale)}</td>
            </tr>
          ))}
          {rest.length > 0 && (
            <tr><th scope="row" className="soft">{words.moreLines(rest.length)}</th><td>{formatMoney(moneyOf(restMinor, currency), locale)}</td></tr>
          )}
        </tbody>
        {totals.length > 0 && (
          <tfoot>
            {totals.map(({ label, money }) => (
              <tr key={label}><th scope="row">{label}</th><td>{formatMoney(money, locale)}</td></tr>
            ))}
          </tfoot>
        )}
      </table>
    </section>
  );
}

/** The page's own address as a code, for who reads it on a desktop and pays on a phone. */
export function PhoneQr({ pageUrl, locale }: { pageUrl: string; locale: ShopperLocale }) {
  const words = payWords[locale];
  const { size, path } = drawQr(pageUrl);
  return (
    <div className="phone small">
      <svg role="img" aria-label={words.qrAlt} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" stroke="#000">
        <path d={path} />
      </svg>
      <p><b>{words.onPhone}</b><br /><span className="soft">{words.onPhoneHint}</span></p>
    </div>
  );
}

/** Who stands behind the page and how to reach them outside of it: the answer to "is this real?". */
export function Foot({ shop, lead }: { shop: PayShop; lead: ReactNode }) {
  const site = shop.website === null ? null : hostOf(shop.website);
  return (
    <footer className="foot">
      {lead}
      {(shop.contactEmail !== null || site !== null) && (
        <p className="row">
          {shop.contactEmail !== null && <a href={`mailto:${encodeURIComponent(shop.contactEmail).replace("%40", "@")}`}>{shop.contactEmail}</a>}
          {site !== null && <a href={site.href} rel="noreferrer">{site.host}</a>}
        </p>
      )}
      {shop.legalLines.length > 0 && (
        <p>{shop.legalLines.map((line, at) => <span key={at} dir="auto">{at > 0 && <br />}{line}</span>)}</p>
      )}
    </footer>
  );
}

/** A shop's site as a link may name it; null for anything but http(s), whatever was stored. */
function hostOf(website: string): { href: string; host: string } | null {
  const url = URL.canParse(website) ? new URL(website) : null;
  return url !== null && /^https?:$/.test(url.protocol) ? { href: url.href, host: url.host } : null;
}

/** Contact line for pages where the shop is the only way on. */
export function ContactLink({ shop, locale }: { shop: PayShop; locale: ShopperLocale }) {
  if (shop.contactEmail === null) return null;
  const address = encodeURIComponent(shop.contactEmail).replace("%40", "@");
  return <a className="button" href={`mailto:${address}`}>{outcomeWords[locale].contact(shop.name)}</a>;
}

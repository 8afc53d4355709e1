import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { accentDefault, findColor, readableOn } from "../../core/color";
import type { ShopperLocale } from "../../core/locale";
import { formatMoney } from "../../core/money";
import { outcomeWords } from "../../core/shopper-words-outcome";
import { payWords } from "../../core/shopper-words-page";
import { basketWords } from "../../core/shopper-words-basket";
import { BasketPage } from "./basket";
import { BasketClosedPage, BasketDone } from "./basket-outcome";
import { Card, Outcome } from "./outcome";
import { Payable } from "./payable";
import { Foot, Icon, ShopHead } from "./pieces";
import { payPageStyle } from "./style";
import type { PayPageState, PayPageView } from "./view";

/**
 * The whole page as one HTML document: no script, nothing to load, style under the nonce.
 * The nonce is the one of `payPageHeaders`, fresh per answer.
 */
export function renderPayPage(view: PayPageView, locale: ShopperLocale, nonce: string): string {
  const { shop, state } = view;
  const words = payWords[locale];
  return documentOf({
    title: titleOf(view, locale),
    accentColor: shop.accentColor,
    initial: [...shop.name.trim()][0] ?? "€",
    refreshSeconds: state.kind === "pending" ? state.refreshSeconds : null,
    locale,
    nonce,
    body: (
      <div className={isAsking(state) ? "wrap" : "wrap end"}>
        <ShopHead shop={shop} />
        {view.isTest && <p className="notice" role="note"><Icon name="info" /><span>{words.testMode}</span></p>}
        <Body view={view} state={state} locale={locale} />
        <Foot shop={shop} lead={<p><b>{words.doubt}</b> <span dir="auto">{isAsking(state) ? words.doubtHint(shop.name) : outcomeWords[locale].contact(shop.name)}</span></p>} />
      </div>
    ),
  });
}

/** The page still asks for money. */
const isAsking = ({ kind }: PayPageState) => kind === "payable" || kind === "basket";

function Body({ view, state, locale }: { view: PayPageView; state: PayPageState; locale: ShopperLocale }) {
  switch (state.kind) {
    case "payable":
      return <Payable view={view} state={state} locale={locale} />;
    case "basket":
      return <BasketPage view={view} state={state} locale={locale} />;
    case "basket-closed":
      return <BasketClosedPage view={view} state={state} locale={locale} />;
    case "basket-done":
      return <BasketDone view={view} state={state} locale={locale} />;
    default:
      return <Outcome view={view} state={state} locale={locale} />;
  }
}

/** The page for every address that is no link of ours: the same whether the token is malformed, unknown or erased. */
export function renderPayNotFound(locale: ShopperLocale, nonce: string): string {
  const told = outcomeWords[locale].notFound;
  const body = <div className="wrap end"><Card told={told} icon="info" /></div>;
  return documentOf({ title: told.title, accentColor: accentDefault, initial: "?", refreshSeconds: null, locale, nonce, body });
}

type DocumentParts = { title: string; accentColor: string; initial: string; refreshSeconds: number | null; locale: ShopperLocale; nonce: string; body: ReactNode };

/** The frame of every page a shopper sees: the style under the nonce, nothing to load. */
export function documentOf({ title, accentColor, initial, refreshSeconds, locale, nonce, body }: DocumentParts): string {
  return `<!doctype html>${renderToStaticMarkup(
    <html lang={locale} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex,nofollow" />
        <meta name="referrer" content="no-referrer" />
        <meta name="format-detection" content="telephone=no" />
        {refreshSeconds !== null && <meta httpEquiv="refresh" content={String(Math.max(2, Math.trunc(refreshSeconds)))} />}
        <title>{title}</title>
        <link rel="icon" href={faviconOf(accentColor, initial)} />
        <style nonce={nonce} dangerouslySetInnerHTML={{ __html: payPageStyle(accentColor) }} />
      </head>
      <body>{body}</body>
    </html>,
  )}`;
}

function titleOf({ shop, state }: PayPageView, locale: ShopperLocale): string {
  return `${stateTitle(state, shop.name, locale)} · ${shop.name}`;
}

function stateTitle(state: PayPageState, shopName: string, locale: ShopperLocale): string {
  const words = outcomeWords[locale];
  switch (state.kind) {
    case "payable": {
      const about = state.subject.orderNumber === null ? state.subject.description : payWords[locale].order(state.subject.orderNumber);
      const amount = state.ask.kind === "fixed" ? formatMoney(state.ask.open, locale) : "";
      return [amount, about].filter((part) => part !== "").join(" · ") || payWords[locale].title(shopName);
    }
    case "basket": {
      const count = basketWords[locale].count(state.groups.reduce((sum, { items }) => sum + items.length, 0));
      return [...state.groups.map(({ total }) => formatMoney(total, locale)), count].join(" · ");
    }
    case "basket-closed":
      return basketWords[locale].closed[state.reason].title;
    case "closed":
      return words.closed[state.reason].title;
    case "pending":
      return words.pending.title;
    case "done":
    case "basket-done":
      return words.done.title;
    case "trouble":
      return words.trouble.title;
  }
}

/** The shop's initial on its color: a tab that can be recognised, without a second request. */
function faviconOf(accentColor: string, initial: string): string {
  const accent = findColor(accentColor) ?? accentDefault;
  const letter = initial.replace(/[<>&"']/g, "");
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='7' fill='${accent}'/><text x='16' y='22.5' font-family='sans-serif' font-size='19' font-weight='700' text-anchor='middle' fill='${readableOn(accent)}'>${letter}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

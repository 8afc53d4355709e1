import { shopperLocaleOf, strangerLocale, type ShopperLocale } from "../../app/core/locale";
import { formatMoney, moneyOf } from "../../app/core/money";
import { formatDay } from "../../app/core/shopper-words";
import { html, type Html } from "../../app/core/html";
import { answerShopPage, type PageShop } from "../../app/core/shop-page";
import { pageWords } from "./page-words";
import { codeOf, type CounterPromise, type Promises } from "./promises.server";
import { euro, type CounterTerms } from "./settings";

/** What a shopper takes along, under `/checkout/<connection>/<token>`. It can only be looked at. */
export async function servePage(promises: Promises, terms: CounterTerms, { request, path, shop }: { request: Request; path: string; shop: PageShop }): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return new Response(null, { status: 405, headers: { Allow: "GET, HEAD" } });
  const promise = /^[A-Za-z0-9_-]{27}$/.test(path) ? await promises.findByToken(path) : null;
  const page = (locale: ShopperLocale, content: Html, status: number) => answerShopPage({ shop, locale, title: pageWords[locale].title, content, status, hasForm: false });
  if (promise === null) {
    const locale = strangerLocale(request.headers.get("accept-language"));
    return page(locale, html`<h1>${pageWords[locale].notFound}</h1>`, 404);
  }
  const seen = await promises.read({ paymentId: promise.paymentId, providerRef: codeOf(promise) });
  const receivedMinor = (seen?.facts ?? []).reduce((sum, fact) => sum + (fact.kind === "capture" ? fact.amountMinor : fact.kind === "reversal" ? -fact.amountMinor : 0), 0);
  const locale = shopperLocaleOf([promise.locale], "fr");
  return page(locale, promisePage(promise, terms, { locale, openMinor: promise.amountMinor - receivedMinor, progress: seen?.progress ?? "open" }), 200);
}

function promisePage(promise: CounterPromise, terms: CounterTerms, { locale, openMinor, progress }: { locale: ShopperLocale; openMinor: number; progress: string }): Html {
  const words = pageWords[locale];
  const back = html`<a class="back" href="${promise.backUrl}">${words.back}</a>`;
  const short = openMinor <= 0 ? words.received : progress === "processing" ? words.waiting : progress === "expired" ? words.closed : null;
  if (short !== null) return html`<h1>${words.title}</h1><p class="note" role="status">${short}</p>${back}`;
  const ways = [
    ...(openMinor <= terms.cashMinorMax ? [html`<li>${words.cash}</li>`] : []),
    ...(terms.chequeOrder === null ? [] : [html`<li>${words.cheque(terms.chequeOrder)}</li>`]),
  ];
  return html`<h1>${words.title}</h1><p class="soft">${promise.about}</p>
<p class="sum"><span class="soft">${words.amount}</span><br>${formatMoney(moneyOf(openMinor, euro), locale)}</p>
<div class="card"><p class="soft">${words.intro}</p><dl>
<div><dt>${words.code}</dt><dd><span class="said" dir="ltr">${codeOf(promise)}</span><p class="soft">${words.codeHint}</p></dd></div>
<div><dt>${words.place}</dt><dd dir="auto">${terms.place}</dd></div>
<div><dt>${words.ways}</dt><dd><ul>${ways}</ul></dd></div>
</dl></div>
<p class="soft">${words.until(formatDay(new Date(promise.expiresAt), locale, "Europe/Brussels"))}</p>${back}`;
}

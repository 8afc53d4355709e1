import { shopperLocaleOf, strangerLocale, type ShopperLocale } from "../../app/core/locale";
import { formatMoney, moneyOf } from "../../app/core/money";
import type { AdapterDeps } from "../../app/core/ports";
import { declined, disputeClosed, disputed, gaveUp, pressedPay, refundableMinor, refunded, stageOf, type Checkout } from "./checkout";
import type { Checkouts } from "./checkouts.server";
import { sendEvent } from "./hooks.server";
import { html, isHtml, styleSheet, type Html } from "../../app/core/html";
import { outcomeOf, outcomeTable } from "./outcomes";
import { css, cssHash } from "./page-style";
import { pageWords, type PageWords } from "./page-words";

const formBytesMax = 1_000;

type Step = (checkout: Checkout, now: Date) => Checkout;

/** What each button does to the checkout. A Map: the name comes from a form, and "__proto__" names no step. */
const steps = new Map<string, Step>([
  ["pay", pressedPay],
  ["decline", declined],
  ["give-up", gaveUp],
  ["refund-half", (checkout, now) => refundPart(checkout, Math.floor(refundableMinor(checkout, now) / 2), now)],
  ["refund-all", (checkout, now) => refundPart(checkout, refundableMinor(checkout, now), now)],
  ["dispute", disputed],
  ["dispute-won", (checkout, now) => disputeClosed(checkout, true, now)],
  ["dispute-lost", (checkout, now) => disputeClosed(checkout, false, now)],
]);

const refundPart = (checkout: Checkout, amountMinor: number, now: Date) =>
  amountMinor > 0 ? refunded(checkout, { refundId: null, amountMinor }, now) : checkout;

/** The checkout page under `/checkout/<connection>/pay/<ref>`: a look changes nothing, a button does one step. */
export async function servePage(checkouts: Checkouts, deps: AdapterDeps, request: Request, path: string): Promise<Response> {
  const ref = /^pay\/([\w-]{1,200})$/.exec(path)?.[1] ?? "";
  const checkout = await checkouts.find(ref);
  if (checkout === null) {
    const locale = strangerLocale(request.headers.get("accept-language"));
    return answer(page(locale, html`<p class="note bad">${pageWords[locale].notFound}</p>`), 404, "");
  }
  if (request.method === "POST") return press(checkouts, deps, request, checkout);
  if (request.method !== "GET" && request.method !== "HEAD") return new Response(null, { status: 405, headers: { Allow: "GET, HEAD, POST" } });
  return answer(checkoutPage(checkout, deps.now()), 200, originsOf(checkout));
}

async function press(checkouts: Checkouts, deps: AdapterDeps, request: Request, before: Checkout): Promise<Response> {
  const action = await actionOf(request);
  const step = action === null ? undefined : steps.get(action);
  if (!step) return new Response("Unknown action\n", { status: 400 });
  const done = await checkouts.change(before.ref, (checkout) => ({ before: checkout, checkout: step(checkout, deps.now()) }));
  const checkout = done?.checkout ?? before;
  if (done && done.checkout !== done.before) await notify(deps, checkout);
  const isPaid = action === "pay" && checkout.paidAt !== null;
  return redirect(isPaid ? checkout.doneUrl : action === "give-up" ? checkout.backUrl : pathOf(deps, checkout));
}

async function actionOf(request: Request): Promise<string | null> {
  const body = await request.text();
  return body.length > formBytesMax ? null : new URLSearchParams(body).get("action");
}

/** One event per happening, named by what the checkout had been through: told twice it is still one. */
async function notify(deps: AdapterDeps, checkout: Checkout): Promise<void> {
  const { outcome } = outcomeOf(checkout.amountMinor);
  if (outcome === "webhook-lost") return;
  const { ref, paymentId, declinedAt, paidAt, gaveUpAt, refunds, dispute } = checkout;
  const marks = [declinedAt, paidAt, gaveUpAt, dispute?.at, dispute?.closedAt].map((at) => (at ? Date.parse(at) : 0));
  const id = `${ref}.${[...marks, refunds.length].join("-")}`;
  await sendEvent(deps, { id, about: { kind: "payment", providerRef: ref, paymentId } }, outcome === "webhook-twice" ? 2 : 1);
}

const redirect = (location: string) => new Response(null, { status: 303, headers: { Location: location, "Cache-Control": "no-store" } });

const pathOf = (deps: AdapterDeps, checkout: Checkout) => `${deps.appUrl}/checkout/${deps.connectionId}/pay/${checkout.ref}`;

/** Browsers hold a form to `form-action` through its redirects too. */
const originsOf = (checkout: Checkout) => [...new Set([checkout.doneUrl, checkout.backUrl].map((address) => new URL(address).origin))].join(" ");

function answer(body: Html, status: number, formOrigins: string): Response {
  return new Response(`<!doctype html>${body.text}`, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": `default-src 'none'; style-src ${cssHash}; form-action 'self' ${formOrigins}; base-uri 'none'; frame-ancestors 'none'`,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex",
    },
  });
}

function page(locale: ShopperLocale, content: Html): Html {
  const words = pageWords[locale];
  return html`<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${words.title} · ${words.banner}</title>${styleSheet(css)}</head>
<body><header><p class="band">${words.banner}</p></header><main>${content}</main></body></html>`;
}

function checkoutPage(checkout: Checkout, now: Date): Html {
  const locale = shopperLocaleOf([checkout.locale], "fr");
  const words = pageWords[locale];
  const amount = (amountMinor: number) => formatMoney(moneyOf(amountMinor, checkout.currency), locale);
  return page(locale, html`<div class="card"><h1>${words.title}</h1><p class="sum">${amount(checkout.amountMinor)}</p>
<dl><dt>${words.forWhat}</dt><dd dir="auto">${checkout.description}</dd><dt>${words.reference}</dt><dd dir="auto">${checkout.reference}</dd></dl>
${stagePart(checkout, words, now)}${behindPart(checkout, words, amount, now)}</div>${tablePart(checkout, words, locale)}`);
}

const button = (action: string, label: string, isMain = false) => html`<button name="action" value="${action}"${isMain && html` class="main"`}>${label}</button>`;

function stagePart(checkout: Checkout, words: PageWords, now: Date): Html {
  const stage = stageOf(checkout, now);
  if (stage === "payable") {
    const isDeclined = checkout.declinedAt !== null;
    return html`${isDeclined && html`<p class="note bad" role="alert">${words.declined}</p>`}
<form method="post">${button("pay", words.pay, true)}${button("decline", words.decline)}${button("give-up", words.giveUp)}</form>`;
  }
  const text = stage === "paid" ? words.paid : stage === "pending" ? words.pending : words.over;
  const back = stage === "over" ? checkout.backUrl : checkout.doneUrl;
  return html`<p class="note" role="status">${text}</p><a class="link main" href="${back}">${words.back}</a>`;
}

/** What happens later at a provider: refunds made there, disputes. */
function behindPart(checkout: Checkout, words: PageWords, amount: (amountMinor: number) => string, now: Date): Html | null {
  if (stageOf(checkout, now) !== "paid") return null;
  const { dispute } = checkout;
  const left = refundableMinor(checkout, now);
  const givenBack = checkout.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0);
  const isOpen = dispute !== null && dispute.closedAt === null;
  const outcome = isOpen ? words.disputed : dispute?.isWon ? words.win : words.lose;
  const sums = [givenBack > 0 && line(words.refunded, amount(givenBack)), dispute && line(outcome, amount(dispute.amountMinor))].filter(isHtml);
  const buttons = [
    left > 1 && button("refund-half", words.refundHalf),
    left > 0 && button("refund-all", words.refundAll),
    left > 0 && !dispute && button("dispute", words.dispute),
    isOpen && button("dispute-won", words.win),
    isOpen && button("dispute-lost", words.lose),
  ].filter(isHtml);
  return html`<section aria-labelledby="behind"><h2 id="behind">${words.behind}</h2><p>${words.behindHelp}</p>
${sums.length > 0 && html`<dl>${sums}</dl>`}${buttons.length > 0 && html`<form method="post">${buttons}</form>`}</section>`;
}

const line = (term: string, text: string) => html`<dt>${term}</dt><dd>${text}</dd>`;

function tablePart(checkout: Checkout, words: PageWords, locale: ShopperLocale): Html {
  const chosen = outcomeOf(checkout.amountMinor);
  const endingOf = (lastDigits: number) => `…${String(lastDigits).padStart(2, "0")}${lastDigits === 0 ? ` · ${words.anyOther}` : ""}`;
  const rows = outcomeTable.map(({ lastDigits, says }) => html`<tr><td>${endingOf(lastDigits)}</td><td>${says[locale]}</td></tr>`);
  return html`<section><h2>${words.thisAmount}</h2><p>${chosen.says[locale]}</p></section>
<details><summary>${words.tryOthers}</summary><table><thead><tr><th scope="col">${words.ending}</th><th scope="col">${words.result}</th></tr></thead>
<tbody>${rows}</tbody></table></details>`;
}

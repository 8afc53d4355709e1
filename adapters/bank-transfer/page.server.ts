import { drawEpcQr, euro } from "../../app/core/epc-qr";
import { formatIban } from "../../app/core/iban";
import { shopperLocaleOf, strangerLocale, type ShopperLocale } from "../../app/core/locale";
import { formatMoney, moneyOf } from "../../app/core/money";
import { quietModules, type QrDrawing } from "../../app/core/qr";
import { formatDay } from "../../app/core/shopper-words";
import { payToWords } from "../../app/core/shopper-words-pay-to";
import { formatReference } from "../../app/core/structured-reference";
import { html, type Html } from "../../app/core/html";
import { answerShopPage, type PageShop } from "../../app/core/shop-page";
import { pageWords, type PageWords } from "./page-words";
import { findPayload } from "./pay-to";
import type { Account } from "./settings";
import { referenceOfTransfer, type Stage, type Transfer, type TransferRecords } from "./transfer-records.server";

const formLengthMax = 200;

/** The instructions under `/checkout/<connection>/<token>`: a look changes nothing, the two buttons only note what the payer says. */
export async function servePage(transfers: TransferRecords, account: Account, { request, path, shop }: { request: Request; path: string; shop: PageShop }): Promise<Response> {
  const transfer = /^[A-Za-z0-9_-]{27}$/.test(path) ? await transfers.findByToken(path) : null;
  const page = (locale: ShopperLocale, content: Html, status: number) => answerShopPage({ shop, locale, title: pageWords[locale].title, content, status, hasForm: true });
  if (transfer === null) {
    const locale = strangerLocale(request.headers.get("accept-language"));
    return page(locale, html`<h1>${pageWords[locale].notFound}</h1>`, 404);
  }
  if (request.method === "POST") return press(transfers, transfer, request);
  if (request.method !== "GET" && request.method !== "HEAD") return new Response(null, { status: 405, headers: { Allow: "GET, HEAD, POST" } });
  const facts = await transfers.listMoney(transfer.paymentId, "received");
  const receivedMinor = facts.reduce((sum, fact) => sum + fact.amountMinor, 0);
  const locale = shopperLocaleOf([transfer.locale], "fr");
  return page(locale, transferPage({ transfer, account, stage: await transfers.stageOf(transfer.paymentId), receivedMinor }, locale), 200);
}

async function press(transfers: TransferRecords, transfer: Transfer, request: Request): Promise<Response> {
  const text = await request.text();
  const said = text.length > formLengthMax ? null : new URLSearchParams(text).get("transfer");
  if (said !== "made" && said !== "not-made") return new Response("Unknown action\n", { status: 400 });
  if ((await transfers.stageOf(transfer.paymentId)) !== "closed") await transfers.announce(transfer.paymentId, said === "made");
  return new Response(null, { status: 303, headers: { Location: new URL(request.url).pathname, "Cache-Control": "no-store" } });
}

type View = { transfer: Transfer; account: Account; stage: Stage; receivedMinor: number };

function transferPage({ transfer, account, stage, receivedMinor }: View, locale: ShopperLocale): Html {
  const words = pageWords[locale];
  const openMinor = Math.max(0, transfer.amountMinor - receivedMinor);
  const written = (amountMinor: number) => formatMoney(moneyOf(amountMinor, euro), locale);
  const back = html`<a class="back" href="${transfer.backUrl}">${words.back}</a>`;
  if (openMinor === 0) return html`<h1>${words.title}</h1><p class="note" role="status">${words.received}</p>${back}`;
  if (stage === "closed") return html`<h1>${words.title}</h1><p class="note" role="alert">${words.closed}</p>${back}`;
  return html`<h1>${words.title}</h1>
<p class="soft">${transfer.about}</p>
<p class="sum"><span class="soft">${words.amount}</span><br>${written(openMinor)}</p>
${receivedMinor > 0 ? html`<p class="note">${words.receivedPart(written(receivedMinor), written(openMinor))}</p>` : null}
${stage === "announced" ? html`<p class="note" role="status">${words.announced}</p>` : null}
<div class="card"><p class="soft">${words.intro} ${words.selectHint}</p>${fields(locale, account, transfer, written(openMinor))}${code(words, account, transfer, openMinor)}</div>
<h2>${words.whenTitle}</h2><p>${words.when(account.holder)}</p>
<p class="soft">${words.until(formatDay(new Date(transfer.expiresAt), locale, "Europe/Brussels"))}</p>
${announcement(words, stage)}${back}`;
}

/** Each value is one selection: a click or a tap takes it whole, and the gaps in an IBAN are drawn, not copied. */
function fields(locale: ShopperLocale, account: Account, transfer: Transfer, amount: string): Html {
  const words = payToWords[locale];
  const row = (name: string, value: Html) => html`<div><dt>${name}</dt><dd><span class="pick" dir="ltr">${value}</span></dd></div>`;
  const groups = formatIban(account.iban).split(" ").map((group) => html`<b>${group}</b>`);
  return html`<dl>
<div><dt>${words.holder}</dt><dd><span class="pick" dir="auto">${account.holder}</span></dd></div>
${row(words.iban, html`${groups}`)}
${account.bic === null ? null : row(words.bic, html`${account.bic}`)}
${row(words.amount, html`${amount}`)}
${row(words.reference, html`${formatReference(referenceOfTransfer(transfer), account.referenceKind)}`)}
</dl><p class="soft">${words.referenceHint}</p>`;
}

/** Left out where the account cannot be written as a code: the fields above still say all of it. */
function code(words: PageWords, account: Account, transfer: Transfer, openMinor: number): Html | null {
  const payload = findPayload(account, referenceOfTransfer(transfer), moneyOf(openMinor, euro));
  if (payload === null) return null;
  return html`<h2>${words.qrTitle}</h2><p class="soft">${words.qrHint}</p>${drawn(drawEpcQr(payload), words.qrAlt)}`;
}

function drawn({ size, path }: QrDrawing, alt: string): Html {
  const side = size + 2 * quietModules;
  return html`<svg class="code" role="img" aria-label="${alt}" viewBox="${-quietModules} ${-quietModules} ${side} ${side}" shape-rendering="crispEdges"><path d="${path}" fill="none" stroke="#000"/></svg>`;
}

function announcement(words: PageWords, stage: Stage): Html {
  const [value, label, kind] = stage === "announced" ? ["not-made", words.notMade, "plain"] : ["made", words.made, "main"];
  const hint = stage === "announced" ? null : html`<p class="soft">${words.madeHint}</p>`;
  return html`<form method="post"><button class="${kind ?? ""}" name="transfer" value="${value ?? ""}">${label ?? ""}</button>${hint}</form>`;
}

/** Shopify's own pages for what an order or a draft has open: one button, which pays. */
import { html, type Html } from "../../../../app/core/html";
import { outstandingMinor } from "../world";
import { accountPage, missing } from "./frame";
import { money } from "./shown";
import type { Asked, Door, Site, Told } from "./site";

const page = (site: Site, title: string, body: Html): Told => ({ page: accountPage(site, { title, name: null, body: html`<div class="narrow card">${body}</div>` }) });

function orderPayment({ site, params }: Asked): Told {
  const order = site.shop.orders.get(params[0] ?? "");
  if (!order) return missing();
  const open = outstandingMinor(order);
  if (open <= 0) return page(site, "Payée", html`<h1>Commande ${order.name}</h1><p>Cette commande est payée. Merci !</p>`);
  return page(site, "Paiement", html`<h1>Commande ${order.name}</h1><p>Reste à payer : <strong>${money(open, order.currency)}</strong></p>
<form method="post"><button class="primary">Payer par carte (imitation)</button></form>`);
}

function payOrder({ site, params, url }: Asked): Told {
  const order = site.shop.orders.get(params[0] ?? "");
  if (!order) return missing();
  if (outstandingMinor(order) > 0) site.shop.payByCard(order.ref);
  return { redirect: url.pathname };
}

function draftPayment({ site, params }: Asked): Told {
  const draft = site.shop.drafts.get(params[0] ?? "");
  if (!draft) return missing();
  if (draft.status === "COMPLETED") return page(site, "Payée", html`<h1>Commande provisoire ${draft.name}</h1><p>Elle est payée. Merci !</p>`);
  return page(site, "Paiement", html`<h1>Commande provisoire ${draft.name}</h1><p>À payer : <strong>${money(draft.totalMinor, draft.currency)}</strong></p>
<form method="post"><button class="primary">Payer par carte (imitation)</button></form>`);
}

/** Paid in the checkout, a draft becomes an order. */
function payDraft({ site, params, url }: Asked): Told {
  const draft = site.shop.drafts.get(params[0] ?? "");
  if (!draft) return missing();
  if (draft.status !== "COMPLETED") {
    const order = site.shop.addOrder({ totalMinor: draft.totalMinor, currency: draft.currency, customer: draft.customer, email: draft.customer?.email ?? null, payment: "card" });
    Object.assign(draft, { status: "COMPLETED", orderRef: order.ref });
  }
  return { redirect: url.pathname };
}

export const paymentDoors: Door[] = [
  ["GET", /^\/order_payment\/(\d+)$/, orderPayment], ["POST", /^\/order_payment\/(\d+)$/, payOrder],
  ["GET", /^\/invoices\/(\d+)$/, draftPayment], ["POST", /^\/invoices\/(\d+)$/, payDraft],
];

/** The pages the shop's staff sees: orders, drafts, and the page that embeds the app. */
import { html, isHtml, type Html } from "../../../../app/core/html";
import type { SimDraft, SimOrder } from "../world";
import { adminPage, missing } from "./frame";
import { day, draftBadge, gatewayName, lines, money, orderBadge, sums } from "./shown";
import { tokenFor, type Asked, type Door, type Site } from "./site";

/** What the page's script needs to open an extension: its bundle, its words, the app's address. */
type Offer = { handle: string; name: string; target: string; address: string; shouldRender: string | null; words: Record<string, string> };

/** The extensions of these targets, in the order of the targets. */
export function offersFor(site: Site, ...targets: string[]): Offer[] {
  const all = site.extensions().all.flatMap((extension) => extension.targets.map((target) => ({ handle: extension.handle, name: extension.name, words: extension.words, ...target })));
  return targets.flatMap((wished) => all.filter(({ target }) => target === wished));
}

export const hostData = (site: Site, more: Record<string, unknown>) => ({
  appUrl: site.appUrl, declaredAppUrl: site.extensions().appUrl, appHandle: site.appHandle, appName: "Réglo", shop: { name: site.shop.name, myshopifyDomain: site.shop.domain }, locale: "fr", ...more,
});

const actionButton = (offer: Offer, isPrint = false): Html =>
  html`<button type="button" role="menuitem" data-open="${offer.target}" data-handle="${offer.handle}" ${isPrint ? html`data-print` : null} ${offer.shouldRender === null ? null : html`hidden`}>${offer.name}</button>`;

const menu = (id: string, text: string, offers: Offer[], isPrint = false): Html | false =>
  offers.length > 0 && html`<div class="menu"><button type="button" aria-haspopup="menu" aria-expanded="false" aria-controls="${id}">${text}</button>
<div id="${id}" role="menu" hidden>${offers.map((offer) => actionButton(offer, isPrint))}</div></div>`;

const menus = (...all: (Html | false)[]): Html => html`<div class="menus">${all.filter(isHtml)}</div>`;

const blocks = (offers: Offer[]): Html =>
  html`${offers.map((offer) => html`<section class="card block" aria-label="${offer.name}" data-block="${offer.target}" data-handle="${offer.handle}"><h2>${offer.name}</h2></section>`)}`;

type Row = { id: string; href: string; name: string; at: Date; who: string; badge: Html; total: string };

function listing(site: Site, input: { title: string; current: string; kind: string; rows: Row[]; offers: Offer[]; prints: Offer[] }): Html {
  const { title, current, rows, offers, prints } = input;
  const body = html`<div class="title"><h1>${title}</h1></div><section class="card">
<div class="bulk" hidden><span data-count role="status"></span>${menus(menu("bulk-actions", "Plus d’actions", offers), menu("bulk-prints", "Imprimer", prints, true))}</div>
<div class="scroll"><table class="list"><thead><tr><th scope="col"><label><span class="sr">Tout sélectionner</span><input type="checkbox" data-all></label></th>
<th scope="col">${input.kind}</th><th scope="col">Date</th><th scope="col">Client</th><th scope="col" class="end">Total</th><th scope="col">Paiement</th></tr></thead><tbody>
${rows.map((row) => html`<tr><td><label><span class="sr">Sélectionner ${row.name}</span><input type="checkbox" data-select="${row.id}"></label></td>
<th scope="row"><a href="${row.href}">${row.name}</a></th><td>${day(row.at)}</td><td>${row.who}</td><td class="end">${row.total}</td><td>${row.badge}</td></tr>`)}</tbody></table></div></section>`;
  return adminPage(site, { title, current, body, isWide: true, data: hostData(site, { surface: "admin", selected: [], offers: [...offers, ...prints] }) });
}

function orderList({ site }: Asked): Html {
  const rows = newestFirst(site.shop.orders).map((order): Row => ({
    id: `gid://shopify/Order/${order.ref}`, href: `/admin/orders/${order.ref}`, name: order.name, at: order.createdAt, who: order.customer?.name ?? "Sans client",
    badge: orderBadge(order), total: money(totalOf(order), order.currency),
  }));
  return listing(site, {
    title: "Commandes", current: "/admin/orders", kind: "Commande", rows,
    offers: offersFor(site, "admin.order-index.selection-action.render"), prints: offersFor(site, "admin.order-index.selection-print-action.render"),
  });
}

function draftList({ site }: Asked): Html {
  const rows = newestFirst(site.shop.drafts).map((draft): Row => ({
    id: `gid://shopify/DraftOrder/${draft.ref}`, href: `/admin/draft_orders/${draft.ref}`, name: draft.name, at: draft.createdAt, who: draft.customer?.name ?? "Sans client",
    badge: draftBadge(draft), total: money(draft.totalMinor, draft.currency),
  }));
  return listing(site, { title: "Commandes provisoires", current: "/admin/draft_orders", kind: "Commande provisoire", rows, offers: offersFor(site, "admin.draft-order-index.selection-action.render"), prints: [] });
}

const newestFirst = <T extends { ref: string }>(all: ReadonlyMap<string, T>): T[] => [...all.values()].sort((a, b) => Number(b.ref) - Number(a.ref));
const totalOf = (order: SimOrder) => order.lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0) - order.discountMinor + order.shippingMinor;

const person = ({ customer }: SimOrder | SimDraft): Html =>
  html`<section class="card"><h2>Client</h2>${customer ? html`<p>${customer.name}<br><a href="mailto:${customer.email}">${customer.email}</a></p>` : html`<p>Sans client</p>`}</section>`;

function orderPage(site: Site, order: SimOrder): Html {
  const actions = offersFor(site, "admin.order-details.action.render");
  const prints = offersFor(site, "admin.order-details.print-action.render");
  const cards = offersFor(site, "admin.order-details.block.render");
  const payments = order.transactions.filter(({ status }) => status === "SUCCESS");
  const body = html`<p><a href="/admin/orders">Commandes</a></p>
<div class="title"><h1>${order.name}</h1>${orderBadge(order)}${menus(menu("prints", "Imprimer", prints, true), menu("actions", "Plus d’actions", actions))}</div>
<p class="muted">${day(order.createdAt)}</p><div class="two"><div>
<section class="card"><h2>Articles</h2>${lines(order)}${sums(order)}</section>
${blocks(cards)}
<section class="card"><h2>Chronologie</h2>${payments.length === 0 ? html`<p class="muted">Aucun paiement encore.</p>` : html`<ul class="timeline">${payments.map(({ kind, gateway, amountMinor }) => html`<li>${kind === "REFUND" ? "Remboursement" : "Paiement"} de ${money(amountMinor, order.currency)} par ${gatewayName(gateway)}</li>`)}</ul>`}</section>
</div><div>${person(order)}</div></div>`;
  const data = hostData(site, { surface: "admin", selected: [{ id: `gid://shopify/Order/${order.ref}` }], offers: [...actions, ...prints, ...cards] });
  return adminPage(site, { title: order.name, current: "/admin/orders", body, data });
}

function draftPage(site: Site, draft: SimDraft): Html {
  const actions = offersFor(site, "admin.draft-order-details.action.render");
  const cards = offersFor(site, "admin.draft-order-details.block.render");
  const body = html`<p><a href="/admin/draft_orders">Commandes provisoires</a></p>
<div class="title"><h1>${draft.name}</h1>${draftBadge(draft)}${menus(menu("actions", "Plus d’actions", actions))}</div>
<p class="muted">${day(draft.createdAt)}</p><div class="two"><div><section class="card"><h2>Paiement</h2><dl class="sums"><div class="total"><dt>Total</dt><dd>${money(draft.totalMinor, draft.currency)}</dd></div></dl></section>
${blocks(cards)}</div><div>${person(draft)}</div></div>`;
  const data = hostData(site, { surface: "admin", selected: [{ id: `gid://shopify/DraftOrder/${draft.ref}` }], offers: [...actions, ...cards] });
  return adminPage(site, { title: draft.name, current: "/admin/draft_orders", body, data });
}

/** A page of the app as the admin loads it into its frame: with what Shopify adds, a fresh token among it. */
export function appAddress(site: Site, path: string, more = new URLSearchParams()): string {
  const inside = new URL(path, site.appUrl);
  more.forEach((value, key) => inside.searchParams.set(key, value));
  const host = Buffer.from(`admin.shopify.com/store/${site.shop.domain.split(".")[0]}`).toString("base64").replace(/=+$/, "");
  const added = { embedded: "1", shop: site.shop.domain, host, locale: "fr", session: "stand-in", timestamp: String(Math.floor(site.shop.now().getTime() / 1_000)), id_token: tokenFor(site, null) };
  for (const [key, value] of Object.entries(added)) inside.searchParams.set(key, value);
  return inside.href;
}

function appPage({ site, params, url }: Asked): Html {
  const rest = params[0] ?? "";
  const body = html`<div class="app-bar"><span class="app-mark" aria-hidden="true">R</span><span data-app-title>Réglo</span><div class="app-actions"></div></div>
<div class="save-bar" role="region" aria-label="Modifications non enregistrées" hidden><span>Modifications non enregistrées</span><button type="button" data-discard>Annuler</button><button type="button" class="primary" data-save>Enregistrer</button></div>
<div class="loading" hidden></div><iframe id="app-frame" name="app-iframe" title="Réglo" src="${appAddress(site, rest === "" ? site.appHome : `/${rest}`, url.searchParams)}" allow="clipboard-write"></iframe>`;
  return adminPage(site, { title: "Réglo", current: `/admin/apps/${site.appHandle}/`, body, isWide: true, data: hostData(site, { surface: "app", offers: [] }) });
}

const pageOr = (page: Html | null) => (page === null ? missing() : { page });

export const adminDoors: Door[] = [
  ["GET", /^\/admin\/?$/, () => ({ redirect: "/admin/orders" })],
  ["GET", /^\/admin\/orders$/, (asked) => ({ page: orderList(asked) })],
  ["GET", /^\/admin\/orders\/(\d+)$/, ({ site, params }) => pageOr(mapped(site.shop.orders.get(params[0] ?? ""), (order) => orderPage(site, order)))],
  ["GET", /^\/admin\/draft_orders$/, (asked) => ({ page: draftList(asked) })],
  ["GET", /^\/admin\/draft_orders\/(\d+)$/, ({ site, params }) => pageOr(mapped(site.shop.drafts.get(params[0] ?? ""), (draft) => draftPage(site, draft)))],
  // Where the app sends somebody who opens it outside: https://admin.shopify.com/store/<shop>/apps/<client id>/…
  ["GET", /^\/store\/[a-z0-9-]+\/apps\/[\w-]+\/?(.*)$/, ({ site, params }) => ({ redirect: `/admin/apps/${site.appHandle}/${params[0] ?? ""}` })],
  ["GET", /^\/admin\/apps\/[a-z-]+\/?(.*)$/, (asked) => ({ page: appPage(asked) })],
];

function mapped<T>(one: T | undefined, view: (one: T) => Html): Html | null {
  return one === undefined ? null : view(one);
}

/** The customer's pages: sign-in, orders, an order's status, the full pages of extensions, the end of a checkout. */
import { html, type Html } from "../../../../app/core/html";
import { customerIdOf, type SimCustomer, type SimOrder } from "../world";
import { hostData, offersFor } from "./admin-pages";
import { accountPage, missing } from "./frame";
import { day, lines, money, orderBadge, sums } from "./shown";
import type { Asked, Door, Site, Told } from "./site";
import { outstandingMinor } from "../world";

const pageTarget = "customer-account.page.render";
const statusTargets = ["customer-account.order-status.block.render", "customer-account.order-status.payment-details.render-after", "customer-account.order-status.announcement.render"];
const thanksTargets = ["purchase.thank-you.block.render", "purchase.thank-you.announcement.render"];

/** Everyone who has an order or a draft here, once. */
function listCustomers({ shop }: Site): (SimCustomer & { id: string })[] {
  const all = [...shop.orders.values(), ...shop.drafts.values()].flatMap(({ customer }) => (customer ? [{ ...customer, id: customerIdOf(customer) }] : []));
  return [...new Map(all.map((one) => [one.id, one])).values()].sort((a, b) => a.name.localeCompare(b.name, "fr"));
}

const found = ({ site, customerId }: Asked) => listCustomers(site).find(({ id }) => id === customerId) ?? null;
const pagesOf = (site: Site) => offersFor(site, pageTarget).map(({ handle, name }) => ({ href: `/account/pages/${handle}`, text: name }));
const ordersOf = (site: Site, customerId: string): SimOrder[] =>
  [...site.shop.orders.values()].filter(({ customer }) => customer !== null && customerIdOf(customer) === customerId).sort((a, b) => Number(b.ref) - Number(a.ref));

function signIn({ site, url }: Asked): Html {
  const body = html`<div class="narrow card"><h1>Se connecter</h1><p class="muted">Dans une vraie boutique, un code arrive par e-mail. Ici, choisissez qui vous êtes.</p>
<form method="post" action="/account/sign-in"><input type="hidden" name="next" value="${url.pathname}">
<label for="customer">Client</label><select id="customer" name="customer">${listCustomers(site).map(({ id, name, email }) => html`<option value="${id.split("/").at(-1) ?? ""}">${name} (${email})</option>`)}</select>
<button class="primary">Continuer</button></form></div>`;
  return accountPage(site, { title: "Se connecter", name: null, body });
}

const blocks = (site: Site, targets: string[]): Html =>
  html`${offersFor(site, ...targets).map(({ handle, name, target }) => html`<section class="block" aria-label="${name}" data-block="${target}" data-handle="${handle}"></section>`)}`;

function orders(asked: Asked, customer: { id: string; name: string }): Html {
  const { site } = asked;
  const body = html`<h1>Commandes</h1>
<ul class="cards">${ordersOf(site, customer.id).map((order) => html`<li class="card"><a href="/account/orders/${order.ref}"><strong>Commande ${order.name}</strong></a>${orderBadge(order)}<span class="muted">${day(order.createdAt)}</span>
<span>Reste à payer : ${money(Math.max(outstandingMinor(order), 0), order.currency)}</span></li>`)}</ul>`;
  return accountPage(site, { title: "Commandes", name: customer.name, body, pages: pagesOf(site) });
}

function orderData(site: Site, order: SimOrder, customerId: string | null, targets: string[]) {
  return hostData(site, {
    surface: "account", customerId, offers: offersFor(site, ...targets),
    order: { id: `gid://shopify/Order/${order.ref}`, name: order.name, confirmationNumber: `C${order.ref.slice(-6)}`, cancelledAt: order.cancelledAt, processedAt: order.createdAt },
    paidBy: order.transactions.some(({ status, isManual }) => status === "PENDING" && isManual) ? "manualPayment" : "creditCard",
    total: { amount: money(outstandingMinor(order), order.currency), currencyCode: order.currency },
  });
}

function orderStatus({ site }: Asked, customer: { id: string; name: string }, order: SimOrder): Html {
  const body = html`<p><a href="/account">Commandes</a></p><div class="title"><h1>Commande ${order.name}</h1>${orderBadge(order)}</div><p class="muted">${day(order.createdAt)}</p>
${blocks(site, statusTargets)}<section class="card"><h2>Articles</h2>${lines(order)}${sums(order)}</section>`;
  return accountPage(site, { title: `Commande ${order.name}`, name: customer.name, body, pages: pagesOf(site), data: orderData(site, order, customer.id, statusTargets) });
}

/** Nobody need be signed in here: the buyer just paid, or chose to pay later. */
function thanks(asked: Asked, order: SimOrder): Html {
  const { site } = asked;
  const customer = found(asked);
  const body = html`<div class="title"><h1>Merci${order.customer ? `, ${order.customer.name.split(" ")[0] ?? ""}` : ""} !</h1></div><p>Votre commande ${order.name} est confirmée.</p>
${blocks(site, thanksTargets)}<section class="card"><h2>Récapitulatif</h2>${lines(order)}${sums(order)}</section>`;
  return accountPage(site, { title: "Merci", name: customer?.name ?? null, body, pages: pagesOf(site), data: orderData(site, order, customer?.id ?? null, thanksTargets) });
}

function extensionPage(asked: Asked, customer: { id: string; name: string }): Html | null {
  const { site, params } = asked;
  const offer = offersFor(site, pageTarget).find(({ handle }) => handle === params[0]);
  if (!offer) return null;
  const body = html`<div data-block="${offer.target}" data-handle="${offer.handle}"></div>`;
  return accountPage(site, { title: offer.name, name: customer.name, body, pages: pagesOf(site), data: hostData(site, { surface: "account", customerId: customer.id, offers: [offer] }) });
}

/** Only for somebody who is signed in; anybody else chooses who they are first, and comes back here. */
const own = (open: (asked: Asked, customer: SimCustomer & { id: string }) => Html | null) => (asked: Asked): Told => {
  const customer = found(asked);
  const page = customer === null ? signIn(asked) : open(asked, customer);
  return page === null ? missing() : { page };
};

export const accountDoors: Door[] = [
  ["GET", /^\/account\/?$/, own(orders)],
  ["GET", /^\/account\/orders\/(\d+)$/, own((asked, customer) => {
    const order = ordersOf(asked.site, customer.id).find(({ ref }) => ref === asked.params[0]);
    return order ? orderStatus(asked, customer, order) : null;
  })],
  ["GET", /^\/account\/pages\/([a-z0-9-]+)$/, own(extensionPage)],
  ["GET", /^\/thank-you\/(\d+)$/, (asked) => {
    const order = asked.site.shop.orders.get(asked.params[0] ?? "");
    return order ? { page: thanks(asked, order) } : missing();
  }],
  ["POST", /^\/account\/sign-in$/, ({ form }) => {
    const next = form.get("next") ?? "";
    const customer = /^\d+$/.exec(form.get("customer") ?? "")?.[0] ?? "";
    return { redirect: /^\/account(\/[\w/-]*)?$/.test(next) ? next : "/account", cookie: `customer=${customer}; Path=/; HttpOnly; SameSite=Lax` };
  }],
  ["POST", /^\/account\/sign-out$/, () => ({ redirect: "/account", cookie: "customer=; Path=/; Max-Age=0" })],
];

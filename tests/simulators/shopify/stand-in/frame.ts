/** What is around every page: the admin's frame, the account's, and the label that says what this is. */
import { html, type Html } from "../../../../app/core/html";
import type { Site, Told } from "./site";

export const label = "Boutique de démonstration, imitation locale";

const head = (title: string, extra: Html[] = []): Html => html`<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/stand-in/files/stand-in.css">${extra}</head>`;

const ribbon = (other: Html): Html => html`<div class="ribbon"><span>${label}</span>${other}</div>`;

/** A page of the admin. `data` is what its script needs to know. */
export function adminPage({ shop, appHandle }: Site, input: { title: string; current: string; body: Html; data?: Record<string, unknown>; isWide?: boolean }): Html {
  const entry = (href: string, text: string, isApp = false) => {
    const isHere = isApp ? input.current.startsWith(href) : input.current === href;
    return html`<li><a href="${href}" ${isHere ? html`aria-current="page"` : null}>${text}</a></li>`;
  };
  return html`<html lang="fr">${head(`${input.title} · ${shop.name}`)}<body class="admin">
<a class="skip" href="#content">Aller au contenu</a>
${ribbon(html`<a href="/account">Voir le compte client</a>`)}
<header class="bar"><button type="button" class="burger" aria-expanded="false" aria-controls="menu">Menu</button><a class="brand" href="/admin/orders">${shop.name}</a><span class="who">Équipe</span></header>
<div class="columns">
<nav id="menu" aria-label="Administration"><ul>
${entry("/admin/orders", "Commandes")}${entry("/admin/draft_orders", "Commandes provisoires")}
</ul><p class="menu-title" id="apps">Applications</p><ul aria-labelledby="apps">
<li><a href="/admin/apps/${appHandle}/" ${input.current.startsWith("/admin/apps/") ? html`aria-current="page"` : null}>Réglo</a><ul data-app-nav hidden></ul></li>
</ul></nav>
<main id="content" tabindex="-1" class="${input.isWide ? "wide" : ""}">${input.body}</main></div>
<div class="toasts" role="status" aria-live="polite"></div>
<script type="application/json" id="page-data">${json(input.data ?? {})}</script>
<script type="module" src="/stand-in/files/admin.mjs"></script>
</body></html>`;
}

/** A page of the customer's account, or of the checkout's end. */
export function accountPage({ shop }: Site, input: { title: string; name: string | null; body: Html; data?: Record<string, unknown>; pages?: { href: string; text: string }[] }): Html {
  return html`<html lang="fr">${head(`${input.title} · ${shop.name}`)}<body class="account">
<a class="skip" href="#content">Aller au contenu</a>
${ribbon(html`<a href="/admin/orders">Voir l’administration</a>`)}
<header class="bar"><a class="brand" href="/account">${shop.name}</a>
${input.name === null ? null : html`<nav aria-label="Compte"><ul><li><a href="/account">Commandes</a></li>${(input.pages ?? []).map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}</ul></nav>
<form method="post" action="/account/sign-out"><span class="who">${input.name}</span><button class="plain">Se déconnecter</button></form>`}
</header>
<main id="content" tabindex="-1">${input.body}</main>
<div class="toasts" role="status" aria-live="polite"></div>
<script type="application/json" id="page-data">${json(input.data ?? {})}</script>
<script type="module" src="/stand-in/files/account.mjs"></script>
</body></html>`;
}

/** JSON inside a script element: a reader of HTML must not find markup in it, and entities are not decoded there. */
const json = (data: Record<string, unknown>): Html => ({ text: JSON.stringify(data).replaceAll("<", "\\u003c") }) as Html;

export function landing({ shop }: Site): Html {
  return html`<html lang="fr">${head(shop.name)}<body class="account">${ribbon(html``)}
<main id="content" class="landing"><h1>${shop.name}</h1>
<p>Une imitation locale de Shopify, pour essayer l’application sans compte : les commandes vivent dans la mémoire de cette machine, aucun argent ne bouge.</p>
<ul class="doors"><li><a href="/admin/orders"><strong>L’administration</strong><span>Commandes, actions, impression et l’application intégrée</span></a></li>
<li><a href="/account"><strong>Le compte client</strong><span>Commandes, paiements à faire, page de remerciement</span></a></li></ul></main></body></html>`;
}

export const missing = (): Told => ({
  status: 404,
  page: html`<html lang="fr">${head("Introuvable")}<body class="account">${ribbon(html``)}<main id="content" class="landing"><h1>Page introuvable</h1><p><a href="/">Retour à la boutique</a></p></main></body></html>`,
});

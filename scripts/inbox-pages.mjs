// What the inbox looks like: the list on the left, one mail on the right.

const time = new Intl.DateTimeFormat("fr", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("fr", { day: "numeric", month: "long" });

const style = `
:root { color-scheme: light dark; --ink: #1c2421; --soft: #5d6964; --line: #dfe4e1; --paper: #fff; --ground: #f4f6f5; --mark: #1f6f54; --chosen: #e3efe9 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edea; --soft: #9daaa4; --line: #37413c; --paper: #1d2320; --ground: #151a18; --mark: #74cba8; --chosen: #25372f } }
* { box-sizing: border-box } html, body { height: 100%; margin: 0 }
body { display: grid; grid-template: auto 1fr / minmax(17rem, 24rem) 1fr; font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--ground) }
header { grid-column: 1 / -1; display: flex; gap: 1rem; align-items: baseline; padding: .7rem 1.2rem; border-bottom: 1px solid var(--line); background: var(--paper) }
header h1 { font-size: 1.05rem; margin: 0 } header p { margin: 0; color: var(--soft); flex: 1 }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: .4rem; padding: .2rem .7rem; cursor: pointer }
nav { overflow-y: auto; border-right: 1px solid var(--line) } nav ol { list-style: none; margin: 0; padding: 0 }
nav a { display: block; padding: .7rem 1.2rem; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none }
nav a:hover { background: var(--paper) } nav a[aria-current] { background: var(--chosen) }
nav strong, nav span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap } nav span, .empty, dt { color: var(--soft) }
nav .top { display: flex; justify-content: space-between; gap: 1rem; font-size: .87rem } .empty { padding: 2rem; text-align: center }
main { display: flex; flex-direction: column; min-width: 0; overflow: hidden; background: var(--paper) }
.about { padding: 1rem 1.5rem 0 } .about h2 { margin: 0 0 .4rem; font-size: 1.3rem; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .9rem; margin: 0 0 .8rem } dd { margin: 0; overflow-wrap: anywhere }
.parts { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: 0 0 .8rem; list-style: none } .parts a { display: block; padding: .35rem .8rem; border: 1px solid var(--line); border-radius: .4rem; color: var(--mark) }
.views { display: flex; gap: 1.2rem; border-bottom: 1px solid var(--line) } .views a { padding: .4rem 0; color: var(--soft); text-decoration: none } .views a[aria-current] { color: var(--mark); border-bottom: 2px solid }
iframe { flex: 1; width: 100%; border: 0; background: #fff } pre { flex: 1; overflow: auto; margin: 0; padding: 1rem 1.5rem; white-space: pre-wrap; overflow-wrap: anywhere; font: 13.5px/1.5 ui-monospace, monospace }
a:focus-visible, button:focus-visible { outline: 2px solid var(--mark); outline-offset: -2px }
@media (max-width: 46rem) { body { grid-template: auto minmax(8rem, 35%) 1fr / 1fr } nav { border-right: 0; border-bottom: 1px solid var(--line) } header p { display: none } }
`;

/** Replaces the list when it changed and nothing else: scroll, focus and the open mail stay where they are. */
export const script = `
const list = document.querySelector("nav"), status = document.querySelector("[role=status]");
const refresh = async () => {
  const focused = document.activeElement?.closest?.("nav a")?.getAttribute("href");
  const count = list.querySelectorAll("a").length;
  const html = await fetch("/list?selected=" + encodeURIComponent(list.dataset.selected ?? "")).then((answer) => answer.text()).catch(() => null);
  if (html === null || html === list.dataset.html) return;
  if (list.dataset.html !== undefined) {
    list.innerHTML = html;
    if (focused) list.querySelector('a[href="' + CSS.escape(focused) + '"]')?.focus({ preventScroll: true });
    const more = list.querySelectorAll("a").length - count;
    if (more > 0) status.textContent = more === 1 ? "1 nouveau message" : more + " nouveaux messages";
  }
  list.dataset.html = html;
};
setInterval(() => { if (!document.hidden) refresh(); }, 1500);
refresh();
`;

/** The whole page. */
export function pageHtml({ list, mail, title }) {
  const selected = /data-id="([^"]*)"/.exec(mail ?? "")?.[1] ?? "";
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · Courrier de la démo</title><link rel="icon" href="data:,"><style>${style}</style></head><body>
<header><h1>Courrier de la démo</h1><p>Rien ne part sur Internet : tout ce que Réglo envoie arrive ici. <span role="status"></span></p><form method="post" action="/clear"><button>Tout effacer</button></form></header>
<nav aria-label="Messages" data-selected="${escape(selected)}">${list}</nav>
<main>${mail ?? '<p class="empty">Choisissez un message.</p>'}</main><script>${script}</script></body></html>`;
}

/** The list alone, as the page refreshes it. */
export function listHtml(mails, selected) {
  if (mails.length === 0) return '<p class="empty">Aucun message pour l’instant.<br>Envoyez un lien de paiement : il arrive ici aussitôt.</p>';
  const rows = mails.map((mail) => {
    const at = new Date(mail.at);
    const current = mail.id === selected ? ' aria-current="page"' : "";
    const clip = mail.attachments > 0 ? ` · ${mail.attachments === 1 ? "1 pièce jointe" : `${mail.attachments} pièces jointes`}` : "";
    return `<li><a href="/mail/${mail.id}"${current}><span class="top"><span>À ${escape(mail.to.join(", "))}</span><time datetime="${mail.at}">${day.format(at)} ${time.format(at)}</time></span>
<strong>${escape(mail.subject || "(sans objet)")}</strong><span>${escape(mail.preview)}${clip}</span></a></li>`;
  });
  return `<ol>${rows.join("")}</ol>`;
}

/** One mail: who, what, what is attached, and the view that was asked for. */
export function mailHtml({ summary, mail, view, sandbox }) {
  const base = `/mail/${summary.id}`;
  const at = new Date(summary.at);
  const parts = mail.attachments.map((part, index) => ({ part, index })).filter(({ part }) => !part.related);
  const links = parts.map(({ part, index }) => `<li><a href="${base}/part/${index}" target="_blank">${escape(part.filename ?? "pièce jointe")} (${Math.ceil(part.size / 1000)} ko)</a></li>`);
  const views = [["html", "Comme il se présente"], ["text", "Texte seul"], ["headers", "En-têtes"]];
  const tabs = views.map(([name, label]) => `<a href="${base}?view=${name}"${name === view ? ' aria-current="page"' : ""}>${label}</a>`);
  return `<div class="about" data-id="${summary.id}"><h2>${escape(summary.subject || "(sans objet)")}</h2>
<dl><dt>De</dt><dd>${escape(summary.from)}</dd><dt>À</dt><dd>${escape(summary.to.join(", "))}</dd><dt>Reçu</dt><dd><time datetime="${summary.at}">le ${day.format(at)} à ${time.format(at)}</time></dd></dl>
${links.length > 0 ? `<ul class="parts">${links.join("")}</ul>` : ""}<div class="views">${tabs.join("")}<a href="${base}/source" target="_blank">Source</a></div></div>${bodyHtml({ base, mail, view, sandbox })}`;
}

function bodyHtml({ base, mail, view, sandbox }) {
  if (view === "headers") return `<pre tabindex="0">${escape(mail.headerLines.map((header) => header.line).join("\n"))}</pre>`;
  if (view === "text" || !mail.html) return `<pre tabindex="0">${escape(mail.text ?? "")}</pre>`;
  return `<iframe src="${base}/html" sandbox="${sandbox}" title="Le message"></iframe>`;
}

function escape(text) {
  return String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

import { createHash } from "node:crypto";
import { accentDefault, findColor, readableAs, readableOn } from "./color";
import { html, styleSheet, type Html } from "./html";
import type { ShopperLocale } from "./locale";
import { base64Of } from "./preview-html";

/** What a page of a provider without a site shows of the shop: the shopper left the shop's page a moment ago. */
export type PageShop = { name: string; accentColor: string; logoWebp: Uint8Array | null };

type PageParts = { shop: PageShop; locale: ShopperLocale; title: string; content: Html; status: number; /** Whether its forms post to itself; without forms nothing may be posted. */ hasForm: boolean };

/** One narrow page in the shop's colors, without script; its policy lets in this style, a drawn logo, and nothing else. */
export function answerShopPage({ shop, locale, title, content, status, hasForm }: PageParts): Response {
  const css = sheetIn(shop.accentColor);
  const body = html`<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${title} · ${shop.name}</title>${styleSheet(css)}</head><body><main>${head(shop)}${content}</main></body></html>`;
  return new Response(`<!doctype html>${body.text}`, {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(css).digest("base64")}'; form-action '${hasForm ? "self" : "none"}'; base-uri 'none'; frame-ancestors 'none'; img-src ${shop.logoWebp === null ? "'none'" : "data:"}`,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex, nofollow, noarchive",
    },
  });
}

function head({ name, logoWebp }: PageShop): Html {
  if (logoWebp === null) return html`<p class="shop" dir="auto">${name}</p>`;
  return html`<p class="shop"><span><img alt="${name}" src="data:image/webp;base64,${base64Of(logoWebp)}"></span></p>`;
}

const light = { ground: "#f6f5f3", card: "#ffffff" };
const dark = { ground: "#121312", card: "#1c1e1d" };

/** Whatever the shop's color is, text on and in it stays readable (WCAG 2.2, 1.4.3 and 1.4.11). */
function sheetIn(accentColor: string): string {
  const accent = findColor(accentColor) ?? accentDefault;
  const darkAct = readableAs(accent, dark.card, 3);
  return `
:root{color-scheme:light dark;--ground:${light.ground};--card:${light.card};--ink:#1b1c1b;--soft:#5b5f5c;--rule:#e4e2de;--edge:#84807a;--act:${accent};--on-act:${readableOn(accent)};--focus:${readableAs(accent, light.ground, 3)};--note:#fff8e6;--note-edge:#8a6100}
@media (prefers-color-scheme:dark){:root{--ground:${dark.ground};--card:${dark.card};--ink:#f1f1ef;--soft:#abb0ac;--rule:#343735;--edge:#85898d;--act:${darkAct};--on-act:${readableOn(darkAct)};--focus:${darkAct};--note:#2e2716;--note-edge:#d9b25a}.shop span{background:#fff;padding:.5rem .75rem;border-radius:.5rem}}
${sheet}`;
}

const sheet = `*{box-sizing:border-box}
body{margin:0;border-top:4px solid var(--act);background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main{max-width:36rem;margin:0 auto;padding:1.25rem 1.25rem 2.5rem}
.shop{display:flex;align-items:center;min-height:3rem;margin:0 0 1.25rem;font-size:1.25rem;font-weight:600}
.shop img{display:block;max-width:min(15rem,70vw);height:auto;max-height:4rem;border-radius:.375rem}
h1{margin:0;font-size:1.5rem;line-height:1.25}
h2{margin:1.75rem 0 .5rem;font-size:1.0625rem}
p,ul{margin:.5rem 0 0}
ul{padding-inline-start:1.25rem}
.soft{color:var(--soft);font-size:.9375rem}
.sum{margin:.25rem 0 1.25rem;font-size:clamp(2rem,8vw,2.75rem);line-height:1.15;font-weight:650;font-variant-numeric:tabular-nums}
.card{background:var(--card);border:1px solid var(--rule);border-radius:.875rem;padding:1.25rem}
.card>:first-child{margin-top:0}
.card+.soft{margin-top:1rem}
dl{margin:.875rem 0 0}
dl div{padding:.625rem 0;border-top:1px solid var(--rule)}
dl div:first-child{border-top:0;padding-top:0}
dt{color:var(--soft);font-size:.9375rem}
dd{margin:0;font-size:1.125rem;font-weight:600;font-variant-numeric:tabular-nums}
dd .soft{font-weight:400}
.pick{-webkit-user-select:all;user-select:all}
.pick b{font-weight:inherit;margin-inline-end:.35em}
.pick b:last-child{margin-inline-end:0}
.said{font-size:2rem;line-height:1.2;-webkit-user-select:all;user-select:all}
.code{display:block;width:min(17rem,100%);margin:1rem auto 0;background:#fff;border-radius:.5rem}
.note{margin:0 0 1.25rem;padding:.875rem 1rem;border:1px solid var(--note-edge);border-radius:.625rem;background:var(--note)}
h1+.note{margin-top:1rem}
form{margin:1.5rem 0 0}
button,.back{display:block;width:100%;min-height:3rem;padding:.7rem 1rem;border:1px solid var(--act);border-radius:.625rem;background:var(--act);color:var(--on-act);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button.plain,.back{margin-top:.75rem;background:none;color:inherit;border-color:var(--edge)}
:focus-visible{outline:3px solid var(--focus);outline-offset:3px}
@media (forced-colors:active){.code{forced-color-adjust:none}}
@media print{body{border:0;background:#fff;color:#000}form,.back{display:none}.card{border:0;padding:0}}
`;

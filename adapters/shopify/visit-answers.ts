import type { Bridge, EmbeddingDeps, Frame } from "../../app/core/embedding";
import { html, type Html } from "../../app/core/html";

/** Our addresses of its embedding. */
export const embedPath = "/embed/shopify";

/** Where the admin stands: a simulator's stand-in has it on its own address. */
export const adminOrigin = (deps: Pick<EmbeddingDeps, "baseUrl">): string => deps.baseUrl ?? "https://admin.shopify.com";

export const answerTo = (address: string): Response => new Response(null, { status: 302, headers: { Location: address, "Cache-Control": "no-store" } });

/** To a script of ours: `isTime` makes Shopify's script ask once more with a fresh token. */
export function answerRetry(isTime: boolean): Response {
  const headers = isTime ? { "X-Shopify-Retry-Invalid-Session-Request": "1" } : {};
  return new Response("This session token is not accepted.\n", { status: 401, headers: { ...headers, "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" } });
}

const words = {
  refused: ["Ouvrez Réglo depuis l’administration de votre boutique.", "Open Réglo from your shop’s admin."],
  busy: ["Shopify ne répond pas à l’instant. Rien n’est perdu : rechargez cette page dans une minute.", "Shopify does not answer right now. Nothing is lost: reload this page in a minute."],
  token: ["Un instant, votre boutique est vérifiée. Si rien ne se passe, rechargez cette page.", "One moment, your shop is being checked. If nothing happens, reload this page."],
} as const;

export const answerRefused = (frame: Frame | null): Response => page(401, words.refused, frame);
export const answerBusy = (frame: Frame | null): Response => page(503, words.busy, frame);

/** Says what it waits for, so that it is no blank page where the script does not load. */
export function answerTokenPage(frame: Frame | null, { scriptUrl, clientId }: Bridge): Response {
  if (frame === null) return answerRefused(null);
  return page(200, words.token, frame, html`<script src="${scriptUrl}" data-api-key="${clientId}"></script>`);
}

function page(status: number, [fr, en]: readonly [string, string], frame: Frame | null, script: Html | null = null): Response {
  const policy = [
    "default-src 'none'", "style-src 'unsafe-inline'", `script-src ${frame?.sources.script.join(" ") ?? "'none'"}`,
    `connect-src ${["'self'", ...(frame?.sources.connect ?? [])].join(" ")}`, "base-uri 'none'", `frame-ancestors ${frame?.ancestors.join(" ") ?? "'none'"}`,
  ].join("; ");
  const { text } = html`<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Réglo</title>${script}</head>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color:#1a1a1a"><main><p>${fr}</p><p lang="en">${en}</p></main></body></html>`;
  return new Response(text, { status, headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", "Content-Security-Policy": policy } });
}

import type { Request, Response } from "express";
import { doorWords, plainDoorWords, type DoorRefusal } from "../core/door-words";
import { html, styleSheet } from "../core/html";
import { strangerLocale } from "../core/locale";

type Said = { refusal: Exclude<DoorRefusal, "too-large"> } | { refusal: "too-large"; bytesMax: number };

/**
 * Says no before any page could, in the form its reader takes: a page to a browser, JSON to those who call an API (with
 * the words a screen may show), a line of text to vendors' servers.
 */
export function sayRefusal(request: Request, response: Response, status: number, said: Said): void {
  const { refusal } = said;
  const locale = strangerLocale(request.headers["accept-language"]);
  const { title, text } = doorWords[locale][refusal];
  response.status(status).set("Cache-Control", "no-store");
  if (request.path.startsWith("/api/")) return void response.json({ ok: false, error: refusal, reason: refusal, message: `${title}. ${text}` });
  const plain = said.refusal === "too-large" ? `Too large: at most ${said.bytesMax / 1_000_000} MB are accepted here.` : plainDoorWords[said.refusal];
  if (!(request.headers.accept ?? "").includes("text/html")) return void response.type("text/plain").send(`${plain}\n`);
  response.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  response.type("text/html").send(pageOf(locale, title, text));
}

const style = "body{margin:18vh auto 0;max-width:32rem;padding:0 1.5rem;font:1rem/1.6 system-ui,sans-serif;color:#1f2933;background:#fff}h1{font-size:1.5rem;line-height:1.3}";

function pageOf(locale: string, title: string, text: string): string {
  return html`<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title>${styleSheet(style)}</head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`.text;
}

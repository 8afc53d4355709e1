import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { basketLinksMax } from "../../core/basket";
import { shopperLocales } from "../../core/locale";
import { payStates, payView } from "../../../tests/shopper/pay-states";
import { eur, sampleLogo, tenLines } from "../../../tests/shopper/shop";
import type { BasketPayable } from "./basket-view";
import { payPageHeaders } from "./headers";
import { renderPayNotFound, renderPayPage } from "./page";
import { linesShownMax, type PayPageState, type PayPayable } from "./view";

const logo = await sampleLogo();
const nonce = "bm9uY2Utbm9uY2Utbm9uY2U=";
const bytesMax = 14_000;
const payable = payStates.payable as PayPayable;
const render = (state: PayPageState, locale: (typeof shopperLocales)[number] = "fr") => renderPayPage(payView(state, logo.webp), locale, nonce);
const textOf = (html: string) => html.replace(/<style.*?<\/style>/s, "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").normalize("NFKC");

test.each(Object.keys(payStates))("%s weighs at most 14 kB, asks for nothing else and runs nothing", (name) => {
  for (const locale of shopperLocales) {
    const html = render(payStates[name]!, locale);
    expect(gzipSync(html).length).toBeLessThanOrEqual(bytesMax);
    expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${locale}" dir="ltr">`));
    expect(html).not.toMatch(/<script|\son[a-z]+=|javascript:|\sstyle="/i);
    const loaded = [...html.matchAll(/(?:src|<link[^>]* href)="([^"]*)"/g)].map(([, url]) => url);
    expect(loaded.filter((url) => !url?.startsWith("data:"))).toEqual([]);
    expect(html.match(/<style[^>]*>/g)).toEqual([`<style nonce="${nonce}">`]);
    expect(textOf(html)).not.toMatch(/undefined|null|NaN/);
  }
});

test("two hundred lines with the heaviest logo still fit, and their sum is the order's", () => {
  const lines = Array.from({ length: 200 }, (_, at) => ({ description: `${tenLines[at % 10]?.description} n° ${at * 7919}`, quantity: 1, totalMinor: 100 }));
  const heavy = Uint8Array.from({ length: 4_500 }, (_, at) => (at * 7919 + (at >> 2) * 31) % 256);
  const html = renderPayPage(payView({ ...payable, subject: { ...payable.subject, lines } }, heavy), "de", nonce);
  expect(gzipSync(html).length).toBeLessThanOrEqual(bytesMax);
  expect(textOf(html)).toContain(`und ${200 - linesShownMax} weitere Positionen 180,00 €`);
  expect(textOf(html)).toContain("Summe 200,00 €");
});

test("a basket of fifty orders with their lines and the heaviest logo still fits", () => {
  const heavy = Uint8Array.from({ length: 4_500 }, (_, at) => (at * 7919 + (at >> 2) * 31) % 256);
  const [group] = (payStates.basket as BasketPayable).groups;
  const items = Array.from({ length: basketLinksMax }, (_, at) => ({
    ...group!.items[at % 3]!, position: at, orderNumber: String(10_000 + at * 37), open: eur(1_000 + at * 7919), since: new Date(Date.UTC(2026, 0, 1 + at * 5)),
  }));
  for (const locale of shopperLocales) {
    const html = renderPayPage(payView({ ...(payStates.basket as BasketPayable), groups: [{ ...group!, items }] }, heavy), locale, nonce);
    expect(gzipSync(html).length).toBeLessThanOrEqual(bytesMax);
  }
});

test("a basket's checkboxes are what its sum counts, and counting again is a look", () => {
  const html = render(payStates["basket-recounted"]!);
  expect(html.match(/<input[^>]*type="checkbox"[^>]*>/g)?.map((box) => [/value="(\d)"/.exec(box)?.[1], / checked/.test(box), /class="(\w+)"/.exec(box)?.[1]])).toEqual([
    ["1", true, "was"], ["0", false, "not"], ["2", true, "was"],
  ]);
  expect(html).toContain('name="picked" value="1 2"');
  expect(html).toContain('name="shown" value="20850"');
  expect(html.match(/<button[^>]*>/g)?.map((button) => /formMethod="get"/i.test(button))).toEqual([false, true]);
});

test("a payable page says who, how much, what for and until when, and posts one form", () => {
  const html = render(payable);
  for (const said of ["Payer Atelier Lumière", "172,90 €", "Commande 1042", "Pour Marie Dupont", "21 décembre 2026 à 23:59", "Vase « Dune », petit modèle", "Total 172,90 €"]) {
    expect(textOf(html)).toContain(said.normalize("NFKC"));
  }
  expect(html.match(/<form[^>]*>/g)).toEqual(['<form class="card" method="post" action="">']);
  expect(html.match(/<button/g)).toHaveLength(1);
  expect(html.match(/type="radio"/g)).toHaveLength(3);
  expect(html).toContain('name="shown" value="17290"');
});

test("with one way to pay there is nothing to choose", () => {
  const html = render(payStates["one-way"]!);
  expect(html).not.toContain('type="radio"');
  expect(html).toContain('type="hidden" name="way" value="con_1"');
});

test("a way that is down cannot be chosen, and the next one is", () => {
  const html = render(payStates["way-down"]!);
  expect(html).toMatch(/<input[^>]*disabled=""[^>]*value="con_1"|<input[^>]*value="con_1"[^>]*disabled=""|<input[^>]*disabled=""[^>]*name="way"/);
  expect(html).toMatch(/<input(?=[^>]*value="con_2")(?=[^>]*checked)[^>]*>/);
});

test("a wrong amount keeps what was typed and says why beside it", () => {
  const html = render(payStates["free-problem"]!);
  expect(html).toContain('value="2,50"');
  expect(html).toContain('aria-invalid="true"');
  expect(html).toMatch(/aria-describedby="amount-problem amount-hint"/);
  expect(textOf(html)).toContain("au moins 5,00 €");
});

test("the amount's change is told with both amounts", () => {
  expect(textOf(render(payStates["amount-changed"]!))).toContain("il était de 204,90 €, il est maintenant de 172,90 €");
});

test("a wait refreshes only while it is told to, and can be stopped", () => {
  expect(render(payStates.pending!)).toContain('<meta http-equiv="refresh" content="5"/>');
  expect(render(payStates.pending!)).toContain('href="?still=1"');
  expect(render(payStates["pending-still"]!)).not.toContain("http-equiv");
});

test("a page behind a link shows no whole address, and says the method in the reader's language", () => {
  const text = textOf(renderPayPage(payView(payStates["done-by-code"]!, null), "nl", nonce));
  expect(text).toContain("m•••@example.org");
  expect(text).not.toContain("marie@example.org");
  expect(text).toContain("Betaalwijze Bankkaart");
  expect(text).toContain("Details Don pour la restauration du four à bois");
});

test("an unknown token is answered without a word of any shop", () => {
  const html = renderPayNotFound("nl", nonce);
  expect(textOf(html)).toContain("Deze pagina bestaat niet");
  expect(html).not.toContain("Atelier");
});

test("strangers' text stays text", () => {
  const tags = (html: string) => html.match(/<[a-z]/gi)?.length;
  const plain = tags(render({ ...payable, subject: { ...payable.subject, customerName: "a", description: "b", lines: [{ description: "c", quantity: 1, totalMinor: 1 }] } }));
  const odd = fc.oneof(fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), fc.constantFrom("<img src=x onerror=alert(1)>", "</style><script>", "\"><b>", "{{7*7}}"));
  fc.assert(
    fc.property(odd, odd, (name, text) => {
      const subject = { ...payable.subject, customerName: `n${name}`, description: `d${text}`, lines: [{ description: text, quantity: 1, totalMinor: 1 }] };
      const html = renderPayPage(payView({ ...payable, subject }, logo.webp, { name: `S${name}`, accentColor: text }), "fr", nonce);
      expect(tags(html)).toBe(plain);
    }),
  );
});

test("a shop's site is linked only over http, its colour only when it is one", () => {
  const html = renderPayPage(payView(payable, null, { website: "javascript:alert(1)", accentColor: "red;}*{display:none" }), "fr", nonce);
  expect(html).not.toMatch(/javascript:|red;|\}\*\{/);
});

test("the policy allows the inline style, inline pictures, and forms to us and the checkouts", () => {
  const headers = payPageHeaders(nonce, ["https://checkout.example.com", "https://checkout.example.com", "https://pay.example.org/"]);
  expect(headers["Content-Security-Policy"]).toBe(
    `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; form-action 'self' https://checkout.example.com https://pay.example.org; base-uri 'none'; frame-ancestors 'none'`,
  );
  expect(headers).toMatchObject({ "Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Frame-Options": "DENY" });
});

test.each(["https://a.example/path", "*", "https://a.example; script-src *", "javascript:alert(1)", "'unsafe-inline'"])("%j never reaches the policy", (origin) => {
  expect(() => payPageHeaders(nonce, [origin])).toThrow();
});

test("a weak or odd nonce is refused", () => {
  for (const odd of ["", "short", "abc' 'unsafe-inline", "a".repeat(15)]) expect(() => payPageHeaders(odd, [])).toThrow();
});

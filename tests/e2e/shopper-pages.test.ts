import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { composeMail } from "../../adapters/email/compose";
import { shopperLocales, type ShopperLocale } from "../../app/core/locale";
import { previewHtml } from "../../app/core/preview-html";
import { payPageHeaders } from "../../app/ui/pay/headers";
import { renderPayNotFound, renderPayPage } from "../../app/ui/pay/page";
import { root } from "../../scripts/machine.mjs";
import { linkMessage, receiptMessage } from "../shopper/messages";
import { payStates, payView } from "../shopper/pay-states";
import { sampleLogo } from "../shopper/shop";
import { openBrowser, openVisitor } from "../support/browser";
import { violationsOf } from "../support/page-faults";

const pictures = path.join(root, "test-results", "shopper");
const nonce = "bm9uY2Utbm9uY2Utbm9uY2U=";
const desktop = { width: 1200, height: 800 };
const phone = { width: 390, height: 780 };
const axeOptions = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const names = [...Object.keys(payStates), "not-found"];

let browser: Browser;
let server: Server;
let origin = "";
let logo: { png: Uint8Array; webp: Uint8Array };
const asked: string[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [browser, logo] = await Promise.all([openBrowser(), sampleLogo()]);
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const [, locale, name] = (request.url ?? "").split("?")[0]?.split("/") ?? [];
    response.writeHead(200, payPageHeaders(nonce, []));
    response.end(pageOf(name ?? "", locale as ShopperLocale));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

function pageOf(name: string, locale: ShopperLocale): string {
  const state = payStates[name];
  return state === undefined ? renderPayNotFound(locale, nonce) : renderPayPage(payView(state, logo.webp), locale, nonce);
}

/** Opens a page as a visitor would; what the browser complains about (a broken policy, a failed load) is collected. */
async function visit(url: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await openVisitor(browser, options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  try {
    await page.goto(url, { waitUntil: "load" });
    await look(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

type Look = { name: string; viewport: { width: number; height: number }; colorScheme: "light" | "dark"; locale: ShopperLocale; isChecked: boolean };

const looks: Look[] = [
  { name: "desktop", viewport: desktop, colorScheme: "light", locale: "fr", isChecked: true },
  { name: "phone", viewport: phone, colorScheme: "light", locale: "fr", isChecked: false },
  { name: "desktop", viewport: desktop, colorScheme: "light", locale: "nl", isChecked: false },
  { name: "phone", viewport: phone, colorScheme: "light", locale: "nl", isChecked: false },
  { name: "dark", viewport: desktop, colorScheme: "dark", locale: "de", isChecked: false },
  { name: "narrow", viewport: { width: 320, height: 640 }, colorScheme: "dark", locale: "en", isChecked: true },
];

/** Looks at the page at hand; what axe says is returned, checked or not. */
async function seen(page: Page, name: string, look: Look): Promise<string[]> {
  await page.setViewportSize(look.viewport);
  await page.emulateMedia({ colorScheme: look.colorScheme });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await page.screenshot({ path: path.join(pictures, `${name}.${look.locale}.${look.name}.png`), fullPage: true });
  return look.isChecked ? violationsOf(page, { axeOptions }) : [];
}

test.each(names)("%s: one request, accessible in light and dark, no sideways scroll, with pictures", async (name) => {
  await visit(`${origin}/fr/${name}`, {}, async (page) => {
    for (const look of looks) {
      asked.length = 0;
      await page.goto(`${origin}/${look.locale}/${name}`);
      const violations = await seen(page, name, look);
      expect(asked).toEqual([`GET /${look.locale}/${name}`]);
      // A page that reloads itself is against WCAG 2.2.1 unless it can be stopped: the one that does has the link for it.
      const isStoppable = look.isChecked && name === "pending" && (await page.locator('a[href="?still=1"]').count()) === 1;
      expect(violations).toEqual(isStoppable ? [expect.stringMatching(/^meta-refresh:/)] : []);
    }
  });
});

test("the form is chosen and sent with the keyboard alone, without script", async () => {
  await visit(`${origin}/fr/payable`, { javaScriptEnabled: false }, async (page) => {
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    asked.length = 0;
    const [posted] = await Promise.all([page.waitForRequest((request) => request.method() === "POST"), page.keyboard.press("Enter")]);
    expect(Object.fromEntries(new URLSearchParams(posted.postData() ?? ""))).toEqual({ shown: "17290", way: "con_2" });
    expect(posted.headers().referer).toBeUndefined();
  });
});

test("a wrong amount is where the keyboard already is", async () => {
  await visit(`${origin}/fr/free-problem`, {}, async (page) => {
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("amount");
  });
});

test("printed, a page keeps its facts and loses its buttons", async () => {
  await visit(`${origin}/fr/done`, {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    expect(await page.getByText("pi_3QK1x2AbCdEfGh").isVisible()).toBe(true);
    expect(await page.locator(".button").first().isVisible()).toBe(false);
  });
});

test.each(shopperLocales)("mails in %s: accessible, no sideways scroll, with pictures", async (locale) => {
  const mails = { link: await composeMail(linkMessage(logo.png, { locale }), { fromName: "" }), receipt: await composeMail(receiptMessage(logo.png, { locale }), { fromName: "" }) };
  for (const [name, mail] of Object.entries(mails)) {
    const file = path.join(pictures, `mail-${name}.${locale}.html`);
    writeFileSync(file, previewHtml(mail));
    await visit(`file://${file}`, {}, async (page) => {
      for (const look of looks.filter((one) => one.locale !== "nl")) {
        // Landmarks and headings are a page's furniture; mail readers bring their own.
        const furniture = /^(region|page-has-heading-one|landmark-one-main|document-title):/;
        expect((await seen(page, `mail-${name}`, { ...look, locale })).filter((violation) => !furniture.test(violation))).toEqual([]);
      }
    });
  }
});

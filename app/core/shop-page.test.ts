import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contrastOf, findColor } from "./color";
import { html } from "./html";
import { answerShopPage, type PageShop } from "./shop-page";

const shop: PageShop = { name: "Maison Camélia", accentColor: "#7a2e3b", logoWebp: null };
const answer = (change: Partial<PageShop> = {}, hasForm = true) =>
  answerShopPage({ shop: { ...shop, ...change }, locale: "fr", title: "Payer par virement", content: html`<h1>Payer</h1>`, status: 200, hasForm });
const colors = fc.integer({ min: 0, max: 0xffffff }).map((color) => `#${color.toString(16).padStart(6, "0")}`);

test("the page wears the shop's color and logo, and names the shop in its title", async () => {
  const page = await answer({ logoWebp: new Uint8Array([1, 2, 3]) }).text();
  expect(page).toContain("--act:#7a2e3b");
  expect(page).toContain('<img alt="Maison Camélia" src="data:image/webp;base64,AQID">');
  expect(page).toContain("<title>Payer par virement · Maison Camélia</title>");
});

test("its policy lets in the very style it carries, and forms only where it has one", async () => {
  const served = answer();
  const [, css = ""] = /<style>([^]*?)<\/style>/.exec(await served.clone().text()) ?? [];
  const policy = served.headers.get("content-security-policy") ?? "";
  expect(policy).toContain(`style-src 'sha256-${createHash("sha256").update(css).digest("base64")}'`);
  expect(policy).toContain("form-action 'self'");
  expect(answer({}, false).headers.get("content-security-policy")).toContain("form-action 'none'");
});

test("whatever the shop's color is, the button's words read on it, and what is no color reaches no style", async () => {
  await fc.assert(fc.asyncProperty(colors, async (accentColor) => {
    const page = await answer({ accentColor }).text();
    const all = [...page.matchAll(/--act:(#[0-9a-f]{6});--on-act:(#[0-9a-f]{6})/g)];
    expect(all.length).toBe(2);
    for (const [, act = "", on = ""] of all) expect(contrastOf(act, on)).toBeGreaterThanOrEqual(4.5);
  }));
  expect(findColor("red}body{display:none")).toBeNull();
  expect(await answer({ accentColor: "red}body{display:none" }).text()).not.toContain("display:none}body");
});

test("a shop's name is text, whatever it holds", async () => {
  const page = await answer({ name: `<script>alert(1)</script>"'` }).text();
  expect(page).not.toContain("<script>");
});

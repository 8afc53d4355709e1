import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../support/browser";
import { readPdf } from "../support/read-pdf";
import { faultsOf, pageAtRest } from "../support/page-faults";
import { atShop, openShopifyHouse, pictures, signIn, sizes, until, type ShopifyHouse } from "./shopify-house";


let house: ShopifyHouse;
let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [house, browser] = await Promise.all([openShopifyHouse(), openBrowser()]);
  await install();
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const camille = { name: "Camille Dubois", email: "camille@example.com", locale: "fr" };
const zoe = { name: "Zoë Peeters", email: "zoe@example.com", locale: "nl" };
const newOrder = (totalMinor: number, customer = camille) => house.shop.addOrder({ totalMinor, customer, email: customer.email, billing: { name: customer.name, company: null } });
const app = (page: Page): FrameLocator => page.frameLocator("#app-frame");
const windowOf = (page: Page): FrameLocator => page.frameLocator("dialog iframe.extension");
const shoot = (page: Page, name: string) => page.screenshot({ path: path.join(pictures, `${name}.png`) });

/** The first visit to the app in the shop's admin: nothing typed, a token exchanged. */
const install = () => atShop(browser, house, {}, async (page) => {
  await page.goto("/admin/apps/reglo/");
  await app(page).getByRole("heading", { name: "Commandes", level: 1 }).waitFor();
  expect(house.shop.door.grants).toContain("token-exchange");
});

async function openAction(page: Page, ref: string, menu: string, entry: string): Promise<FrameLocator> {
  await page.goto(`/admin/orders/${ref}`);
  await page.getByRole("button", { name: menu }).click();
  await page.getByRole("menuitem", { name: entry }).click();
  return windowOf(page);
}

/** Shopify's post goes round until the shop shows what it should. */
const settled = (ref: string, status: string) => until(async () => (await house.shop.deliver(), house.shop.status(ref) === status), `order ${ref} ${status}`, 40_000);

test("a shop that installed the app sends a link from an order's menu, the shopper pays from their account, the order is paid and receipted", async () => {
  await atShop(browser, house, {}, async (page) => {
    const { ref, name } = newOrder(12_100);
    await house.shop.deliver();
    const action = await openAction(page, ref, "Plus d’actions", "Envoyer le lien de paiement");
    await action.getByText(`Commande ${name}`, { exact: false }).waitFor();
    await shoot(page, "send.desktop");
    await action.getByRole("button", { name: "Envoyer le lien de paiement" }).click();
    await action.getByText("est en route vers camille@example.com").waitFor();
    const payUrl = await action.getByLabel("Lien de paiement", { exact: true }).inputValue();
    await shoot(page, "sent.desktop");
    expect((await house.mailTo("camille@example.com")).text).toContain(payUrl);
    await signIn(page, "Camille Dubois");
    await page.getByRole("link", { name: "Paiements à faire" }).click();
    const due = page.frameLocator("iframe.extension");
    await due.getByRole("link", { name: new RegExp(`${name}.*121|121.*${name}`) }).waitFor();
    await shoot(page, "account.desktop");
    await due.getByRole("link", { name: new RegExp(name) }).click();
    await page.waitForURL(payUrl);
    await page.getByRole("button", { name: /Payer/ }).first().click();
    await page.getByRole("button", { name: /Payer|Pay/ }).first().click();
    await page.getByText(/Merci|payé/i).first().waitFor();
    await settled(ref, "PAID");
    const receipt = await until(() => house.mails.find((mail) => [mail.to ?? []].flat().some((to) => to.text.includes("camille@example.com")) && mail.attachments.some(({ contentType }) => contentType === "application/pdf")), "the receipt's mail");
    expect(receipt.subject).toContain(name);
    await page.goto(`/admin/orders/${ref}`);
    await page.locator(".block").getByRole("heading").waitFor();
    await page.frameLocator(".block iframe").getByText("Payé", { exact: false }).first().waitFor();
    await shoot(page, "paid.desktop");
  });
});

test("selected orders get their links one after the other, each with what became of it", async () => {
  await atShop(browser, house, {}, async (page) => {
    const [first, paid, third] = [newOrder(4_500, zoe), house.shop.addOrder({ payment: "card", customer: zoe }), newOrder(6_600, zoe)];
    await house.shop.deliver();
    await page.goto("/admin/orders");
    for (const { name } of [first, paid, third]) await page.getByLabel(`Sélectionner ${name}`).check();
    expect(await page.locator("[data-count]").innerText()).toBe("3 sélectionnées");
    await page.getByRole("button", { name: "Plus d’actions" }).click();
    await page.getByRole("menuitem", { name: "Envoyer les liens de paiement" }).click();
    const action = windowOf(page);
    await action.getByRole("button", { name: /Envoyer.*2/ }).click();
    await action.getByText("2 envoyés sur 2.").waitFor();
    const told = (await action.locator("body").innerText()).replace(/\s+/g, " ");
    for (const { name } of [first, third]) expect(told).toMatch(new RegExp(`${name} [\\d,]+ € Envoyé zoe@example.com`));
    expect(told).toMatch(new RegExp(`${paid.name} Laissée de côté Il ne reste rien à payer sur cette commande.`));
    await shoot(page, "bulk.desktop");
    await until(() => house.mails.filter((mail) => [mail.to ?? []].flat().some((to) => to.text.includes(zoe.email))).length === 2, "two mails");
    for (const { ref } of [first, third]) expect(house.shop.status(ref)).toBe("PENDING");
  });
});

test("the print action gives one PDF for the selection, and each code leads to its order's payment page", async () => {
  await atShop(browser, house, {}, async (page) => {
    const orders = [newOrder(3_300), newOrder(7_700)];
    await house.shop.deliver();
    await page.goto("/admin/orders");
    for (const { name } of orders) await page.getByLabel(`Sélectionner ${name}`).check();
    await page.getByRole("button", { name: "Imprimer" }).click();
    await page.getByRole("menuitem", { name: "Facture avec QR de paiement" }).click();
    const shown = await page.getByRole("link", { name: "Ouvrir le document" }).getAttribute("href");
    const pdf = Uint8Array.from(await page.evaluate(async (address) => [...new Uint8Array(await (await fetch(address)).arrayBuffer())], shown ?? ""));
    await shoot(page, "print.desktop");
    const pages = await readPdf(pdf);
    const codes = pages.flatMap((one) => one.codes);
    expect(codes).toHaveLength(2);
    const [first = ""] = codes;
    expect(new URL(first).origin).toBe(house.app.url);
    await page.goto(first);
    expect(await page.locator("body").innerText()).toMatch(/33,00|77,00/);
  });
});

test("the app's screens work inside the admin: menu, orders, a link's page", async () => {
  await atShop(browser, house, {}, async (page) => {
    await page.goto("/admin/apps/reglo/");
    await app(page).getByRole("heading", { name: "Commandes", level: 1 }).waitFor();
    await page.getByRole("link", { name: "Liens de paiement" }).click();
    await app(page).getByRole("heading", { name: "Liens de paiement", level: 1 }).waitFor();
    await until(() => page.url().endsWith("/admin/apps/reglo/app/links"), "the admin's address follows");
    await app(page).getByRole("row").nth(1).getByRole("link").click();
    await app(page).getByLabel("Adresse de paiement").waitFor();
    await shoot(page, "link-page.desktop");
    await page.reload();
    await app(page).getByLabel("Adresse de paiement").waitFor();
  });
});

test("what is typed and not saved shows the admin's own bar: it is thrown away, not lost by leaving, and saved", async () => {
  await atShop(browser, house, {}, async (page) => {
    await page.goto("/admin/apps/reglo/app/settings/shop");
    const bar = page.getByRole("region", { name: "Modifications non enregistrées" });
    const name = app(page).getByLabel("Nom", { exact: true });
    await name.fill("Atelier Nocturne");
    await bar.waitFor();
    await shoot(page, "save-bar.desktop");
    await bar.getByRole("button", { name: "Annuler" }).click();
    await bar.waitFor({ state: "hidden" });
    await until(async () => (await name.inputValue()) === "Atelier Lumière", "what was saved stands there again");
    await name.fill("Atelier Nocturne");
    const asked: string[] = [];
    const answerWith = (isLeaving: boolean) => page.once("dialog", (dialog) => {
      asked.push(dialog.message());
      void (isLeaving ? dialog.accept() : dialog.dismiss());
    });
    for (const leave of [() => page.getByRole("link", { name: "Liens de paiement" }).click(), () => app(page).getByRole("link", { name: "Réglages" }).click()]) {
      const before = asked.length;
      answerWith(false);
      await leave();
      await until(() => asked.length === before + 1, "the admin asks before it leaves");
      expect([await name.inputValue(), page.url().endsWith("/app/settings/shop")]).toEqual(["Atelier Nocturne", true]);
    }
    answerWith(true);
    await page.getByRole("link", { name: "Liens de paiement" }).click();
    await app(page).getByRole("heading", { name: "Liens de paiement", level: 1 }).waitFor();
    await bar.waitFor({ state: "hidden" });
    await page.goto("/admin/apps/reglo/app/settings/shop");
    await name.fill("Atelier Nocturne");
    await bar.getByRole("button", { name: "Enregistrer" }).click();
    await app(page).getByText("Boutique enregistrée.").waitFor();
    await bar.waitFor({ state: "hidden" });
    await page.goto("/admin/apps/reglo/app/settings/shop");
    await until(async () => (await name.inputValue()) === "Atelier Nocturne", "the new name is kept");
  });
});

test("a draft's action lets Shopify write to its customer, and the draft is paid on Shopify's page", async () => {
  await atShop(browser, house, {}, async (page) => {
    const draft = house.shop.addDraft({ name: "#D77", customer: camille, totalMinor: 42_000, isVisible: true });
    draft.invoiceUrl = `${house.standIn.url}/invoices/${draft.ref}`;
    await page.goto(`/admin/draft_orders/${draft.ref}`);
    await page.getByRole("button", { name: "Plus d’actions" }).click();
    await page.getByRole("menuitem", { name: "Envoyer le lien de paiement" }).click();
    const action = windowOf(page);
    await action.getByText(/Commande provisoire #D77 : 420,00\s€ à payer/).waitFor();
    await action.getByRole("button", { name: "Envoyer le lien de paiement" }).click();
    await action.getByText("Shopify envoie le lien de paiement à l’adresse de la commande.").waitFor();
    await shoot(page, "draft.desktop");
    expect(house.shop.mails.at(-1)).toMatchObject({ kind: "draft-invoice", about: draft.ref });
    await page.goto(await action.getByLabel("Lien de paiement", { exact: true }).inputValue());
    await page.getByRole("button", { name: /Payer/ }).click();
    await page.getByText("Elle est payée").waitFor();
  });
});

test("an order of a Dutch customer: the admin's block speaks French, amount too; the customer's pages lead to the payment", async () => {
  await atShop(browser, house, {}, async (page) => {
    const { ref } = newOrder(123_400, zoe);
    await house.shop.deliver();
    const action = await openAction(page, ref, "Plus d’actions", "Envoyer le lien de paiement");
    await action.getByRole("button", { name: "Envoyer le lien de paiement" }).click();
    await action.getByText("est en route vers zoe@example.com").waitFor();
    const payUrl = await action.getByLabel("Lien de paiement", { exact: true }).inputValue();
    await page.goto(`/admin/orders/${ref}`);
    const block = page.frameLocator(".block iframe");
    await block.getByText(/^1\s234,00\s€ à payer$/).waitFor();
    await block.getByRole("img", { name: "Code QR de la page de paiement" }).waitFor();
    await shoot(page, "block.desktop");
    await signIn(page, "Zoë Peeters");
    for (const where of [`/account/orders/${ref}`, `/thank-you/${ref}`]) {
      await page.goto(where);
      const pay = page.frameLocator(".block iframe").first().getByRole("link", { name: "Payer maintenant" });
      await pay.waitFor();
      await shoot(page, where.includes("thank") ? "thanks-pay.desktop" : "status-pay.desktop");
      await pay.click();
      await page.waitForURL(payUrl);
    }
  });
});

test("without the app an extension says so in plain words, and nothing is sent", async () => {
  await atShop(browser, house, {}, async (page) => {
    const { ref } = newOrder(5_500);
    await page.route(`${house.app.url}/api/**`, (route) => route.abort());
    page.removeAllListeners("console"); // a call that fails is what this is about
    const action = await openAction(page, ref, "Plus d’actions", "Envoyer le lien de paiement");
    await action.getByText("Réglo ne répond pas", { exact: false }).waitFor();
    await shoot(page, "down.desktop");
    await page.unroute(`${house.app.url}/api/**`);
    await house.shop.deliver();
    await action.getByRole("button", { name: "Réessayer" }).click();
    await action.getByRole("button", { name: "Envoyer le lien de paiement" }).waitFor();
  });
});

test("everybody can read the shop's pages around it, on a desk and on a phone, by keyboard too", async () => {
  const { ref } = newOrder(8_800);
  for (const [size, viewport] of Object.entries(sizes)) {
    await atShop(browser, house, { viewport, ...(size === "phone" && { isMobile: true, hasTouch: true }) }, async (page) => {
      await signIn(page, "Camille Dubois");
      for (const [name, where] of Object.entries({ landing: "/", orders: "/admin/orders", order: `/admin/orders/${ref}`, app: "/admin/apps/reglo/", account: "/account", status: `/account/orders/${ref}`, payments: "/account/pages/payments-to-make", thanks: `/thank-you/${ref}` })) {
        await page.goto(where);
        await pageAtRest(page);
        expect([size, name, await faultsOf(page, { iframes: false })]).toEqual([size, name, []]);
        await shoot(page, `${name}.${size}`);
      }
      await page.goto("/admin/orders");
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Aller au contenu");
    });
  }
});

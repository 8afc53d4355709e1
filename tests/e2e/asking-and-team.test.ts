import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../scripts/machine.mjs";
import { openBrowser, openVisitor } from "../support/browser";
import { faultsOf } from "../support/page-faults";
import { enterDemo, openDemoHouse, type DemoHouse } from "./demo-house";

const pictures = path.join(root, "test-results", "asking");
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

let house: DemoHouse;
let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [house, browser] = await Promise.all([openDemoHouse(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** Somebody's own browser; what it complains about fails the test. */
async function visit(options: BrowserContextOptions, act: (page: Page) => Promise<void>): Promise<void> {
  const context = await openVisitor(browser, { viewport: { width: 1360, height: 900 }, baseURL: house.app.url, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  await act(page);
  await context.close();
  expect(complaints).toEqual([]);
}

const inside = (act: (page: Page) => Promise<void>) => visit({}, async (page) => {
  await enterDemo(page);
  await act(page);
});

test("a payment is asked for without an order, its mail is the one previewed, and it is paid on a phone without script", async () => {
  await inside(async (page) => {
    await page.goto("/app/links");
    await page.getByRole("link", { name: "Demander un paiement" }).click();
    await page.getByLabel("Pour quoi").fill("Acompte pour la table en chêne");
    await page.getByLabel("Montant demandé").fill("douze");
    await page.getByLabel("E-mail du client").fill("nora@client.example");
    await page.getByRole("button", { name: "Envoyer", exact: true }).click();
    await page.getByText("en chiffres").waitFor();
    expect(await page.getByLabel("Pour quoi").inputValue()).toBe("Acompte pour la table en chêne");
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel("Montant demandé").fill("120");
    await page.getByRole("button", { name: "Voir l’aperçu" }).click();
    await page.frameLocator("iframe").getByText("Acompte pour la table en chêne").first().waitFor();
    await page.screenshot({ path: path.join(pictures, "preview.png"), fullPage: true });
    await page.getByRole("button", { name: "Envoyer", exact: true }).dblclick();
    await page.getByText("Le lien est créé et l’e-mail part à l’instant.").waitFor();
    const address = await page.getByLabel("Adresse de paiement").inputValue();
    const mail = await house.mailTo("nora@client.example");
    expect(mail.text).toContain(address);
    await visit({ ...phone, javaScriptEnabled: false }, async (shopper) => {
      await shopper.goto(address);
      await shopper.getByText("Acompte pour la table en chêne").first().waitFor();
      await shopper.screenshot({ path: path.join(pictures, "pay.phone.png"), fullPage: true });
      await shopper.getByRole("button", { name: /Payer/ }).click();
      await shopper.locator("button[value=pay]").click();
      await shopper.getByText(/120,00/).first().waitFor();
    });
    await page.reload();
    await page.getByText("Payé", { exact: true }).first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.screenshot({ path: path.join(pictures, "paid.png"), fullPage: true });
    expect(house.mails.filter(({ subject }) => subject === mail.subject)).toHaveLength(1);
  });
});

/** A link's page on a telephone without script, opened and acted on. */
const onPhone = (address: string, act: (shopper: Page) => Promise<void>) => visit({ ...phone, javaScriptEnabled: false }, async (shopper) => {
  await shopper.goto(address);
  await act(shopper);
});

test("a deposit is asked for without an order: refused at its field, previewed, paid, then the balance until nothing is open", async () => {
  await inside(async (page) => {
    await page.goto("/app/links/new");
    await page.getByText("Le client le choisit", { exact: true }).click();
    await page.getByText("pas pour un montant que le client choisit").waitFor();
    expect(await page.getByLabel("Paiement en plusieurs fois").count()).toBe(0);
    await page.getByText("Je le fixe", { exact: true }).click();
    await page.getByLabel("Pour quoi").fill("Restauration d’un fauteuil");
    await page.getByLabel("Montant demandé").fill("120");
    await page.getByLabel("E-mail du client").fill("lise@client.example");
    await page.getByLabel("Paiement en plusieurs fois").selectOption({ label: "Acompte, puis solde" });
    await page.getByRole("textbox", { name: "Acompte" }).fill("un tiers");
    await page.getByRole("button", { name: "Voir l’aperçu" }).click();
    await page.getByText("Écrivez un pourcentage entier").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.screenshot({ path: path.join(pictures, "plan-refused.png"), fullPage: true });
    await page.getByRole("textbox", { name: "Acompte" }).fill("30 %");
    await page.getByRole("button", { name: "Voir l’aperçu" }).click();
    await page.frameLocator("iframe").getByText(/36,00/).first().waitFor();
    await page.screenshot({ path: path.join(pictures, "plan-preview.png"), fullPage: true });
    await page.getByRole("button", { name: "Envoyer", exact: true }).click();
    await page.getByText("Le lien est créé et l’e-mail part à l’instant.").waitFor();
    await page.getByText("Acompte, puis solde").waitFor();
    const address = await page.getByLabel("Adresse de paiement").inputValue();
    expect((await house.mailTo("lise@client.example")).text).toMatch(/36,00/);
    await onPhone(address, async (shopper) => {
      await shopper.screenshot({ path: path.join(pictures, "plan-pay.phone.png"), fullPage: true });
      await shopper.getByRole("button", { name: /Payer|Continuer/ }).click();
      await shopper.locator("button[value=pay]").click();
      await shopper.getByText(/Il reste 84,00/).waitFor();
    });
    await page.reload();
    await page.getByText(/84,00/).first().waitFor();
    await page.screenshot({ path: path.join(pictures, "plan-part-paid.png"), fullPage: true });
    await page.setViewportSize(phone.viewport);
    await page.screenshot({ path: path.join(pictures, "plan-part-paid.phone.png"), fullPage: true });
    await onPhone(address, async (shopper) => {
      await shopper.screenshot({ path: path.join(pictures, "plan-balance.phone.png"), fullPage: true });
      await shopper.getByRole("button", { name: /84,00/ }).click();
      await shopper.locator("button[value=pay]").click();
      await shopper.getByText(/84,00/).first().waitFor();
    });
    await page.reload();
    await page.getByText("Payé", { exact: true }).first().waitFor();
    await page.goto("/app/links/new");
    await page.getByLabel("Pour quoi").waitFor();
    await page.screenshot({ path: path.join(pictures, "ask.phone.png"), fullPage: true });
    expect(await faultsOf(page)).toEqual([]);
  });
});

test("with the keyboard alone a link for many is made; its payer chooses the amount", async () => {
  await inside(async (page) => {
    await page.goto("/app/links/new");
    await page.getByLabel("Pour quoi").focus();
    await page.keyboard.type("Pourboire");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    expect([await page.getByLabel("Montant demandé").count(), await page.getByLabel("Nom du client").count()]).toEqual([0, 0]);
    await page.getByRole("button", { name: "Créer sans envoyer (copier)" }).press("Enter");
    await page.getByText("Montant libre").first().waitFor();
    await page.getByText("Plusieurs clients").waitFor();
    expect(await page.getByRole("link", { name: /avis/i }).count()).toBe(0);
    await page.screenshot({ path: path.join(pictures, "many.png"), fullPage: true });
    const address = await page.getByLabel("Adresse de paiement").inputValue();
    for (const [amount, shown] of [["5", /5,00/], ["7,50", /7,50/]] as const) {
      await visit(phone, async (payer) => {
        await payer.goto(address);
        await payer.locator("#amount").fill(amount);
        await payer.getByRole("button", { name: /Payer|Continuer/ }).click();
        await payer.locator("button[value=pay]").click();
        await payer.getByText(shown).first().waitFor();
      });
    }
    await page.reload();
    await page.getByText("12,50 €").first().waitFor();
  });
});

test("a colleague is invited, joins, is removed; a forgotten password is set anew from the mail", async () => {
  await inside(async (page) => {
    await page.goto("/app/settings/members");
    await page.getByLabel("Son adresse e-mail").fill("sam@maison-camelia.example");
    await page.getByRole("button", { name: "Inviter", exact: true }).click();
    await page.getByText("L’invitation est partie pour sam@maison-camelia.example.").waitFor();
    const address = await page.getByLabel("Lien d’invitation").inputValue();
    expect((await house.mailTo("sam@maison-camelia.example")).text).toContain(address);
    await visit(phone, async (sam) => {
      await sam.goto(address);
      expect(await faultsOf(sam)).toEqual([]);
      await sam.getByLabel("Mot de passe").fill("une longue phrase de Sam");
      await sam.getByRole("button", { name: "Rejoindre la boutique" }).click();
      await sam.getByRole("heading", { name: "Commandes", level: 1 }).waitFor();
      await sam.goto("/forgot");
      await sam.getByLabel("Adresse e-mail").fill("sam@maison-camelia.example");
      await sam.getByRole("button", { name: "Recevoir le lien" }).click();
      await sam.getByText("Regardez votre boîte de réception").waitFor();
      const reset = await waitForReset();
      await sam.goto(reset);
      expect(await faultsOf(sam)).toEqual([]);
      await sam.getByLabel("Nouveau mot de passe").fill("une autre phrase de Sam");
      await sam.getByRole("button", { name: "Enregistrer ce mot de passe" }).click();
      await sam.getByText("Votre nouveau mot de passe est enregistré.").waitFor();
      await sam.goto("/app/orders");
      expect(new URL(sam.url()).pathname).toBe("/sign-in");
    });
    await page.reload();
    await page.getByText("Retirer", { exact: true }).click();
    await page.getByRole("button", { name: "Retirer sam@maison-camelia.example" }).click();
    await page.getByText("La personne a été retirée de l’équipe.").waitFor();
    expect(await page.getByText("sam@maison-camelia.example").count()).toBe(0);
  });
});

/** The address in the mail that leaves by a job, a moment later. */
async function waitForReset(): Promise<string> {
  await expect.poll(() => house.mails.some(({ subject }) => subject?.includes("nouveau mot de passe"))).toBe(true);
  const mail = house.mails.findLast(({ subject }) => subject?.includes("nouveau mot de passe"));
  return /http\S+\/reset\/[\w-]{43}/.exec(mail?.text ?? "")?.[0] ?? "";
}

test("what is typed and chosen before the page's script has come counts, and stays when the page is drawn again", async () => {
  await inside(async (page) => {
    let letGo = () => undefined as void;
    const held = new Promise<void>((resolve) => { letGo = resolve; });
    await page.route("**/*.js", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto("/app/links/new", { waitUntil: "commit" });
    await page.getByLabel("Pour quoi").fill("Pourboire du samedi");
    await page.getByText("Le client le choisit", { exact: true }).click();
    expect(await page.getByLabel("Montant demandé").count()).toBe(1);
    letGo();
    await page.getByLabel("Montant demandé").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Voir l’aperçu" }).click();
    await page.frameLocator("iframe").getByText("Pourboire du samedi").first().waitFor();
    expect(await page.getByLabel("Pour quoi").inputValue()).toBe("Pourboire du samedi");
    expect(await page.getByLabel("Le client le choisit").isChecked()).toBe(true);
  });
});

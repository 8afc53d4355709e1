import { expect, it } from "vitest";
import type { Page } from "playwright-core";
import { exponentIn, minorOf, type PluginShop } from "./plugin-shop";

type Get = () => PluginShop;

/** On the app's page: pay, at the sandbox: pay twice at once, and back. */
export async function payThere(page: Page, button: RegExp | null): Promise<void> {
  await (button === null ? page.locator("button[type=submit]").first() : page.getByRole("button", { name: button }).first()).click();
  await page.waitForURL(/\/checkout\//);
  await page.getByRole("button", { name: /^(Pay|Payer|Betalen|Bezahlen)$/ }).dblclick();
  await page.waitForURL(/\/done/);
}

/** That amount, however it is written: 48.40, 48,40, 4 840. */
const digitsOf = (amountMinor: number) => new RegExp([...String(amountMinor)].join("\\D?"));

export function paysFromAccount(shop: Get): void {
  it.each(["processing", "completed"] as const)("lets the customer pay from their account; the order becomes %s exactly once", async (status) => {
    const { askPlugin, newOrder, notes, openDue, order, products, world } = shop();
    const made = await newOrder({}, status === "completed" ? products.virtual : products.plain);
    const page = await openDue();
    await page.locator(`.reglo-due tr[data-reglo-order="${made.id}"] .reglo-pay a`).click();
    await page.waitForURL(/\/p\//);
    await payThere(page, null);
    await world.until("the order is paid in the shop", async () => (await order(made.id)).status === status);
    const paid = await order(made.id);
    expect([paid.transaction_id !== "", paid.date_paid_gmt !== null]).toEqual([true, true]);
    const wish = {
      order: made.id, amountMinor: minorOf(made), exponent: exponentIn(made), currency: made.currency, transactionId: paid.transaction_id, methodTitle: "", note: "live",
      paidAt: new Date().toISOString(), key: paid.transaction_id,
    };
    const again = await Promise.all(Array.from({ length: 4 }, () => askPlugin("mark-paid", wish)));
    expect(again.every(({ status: code, said }) => code === 409 || said.outcome === "done")).toBe(true);
    expect((await order(made.id)).transaction_id).toBe(paid.transaction_id);
    expect((await notes(made.id)).filter(({ note }) => note.startsWith("Payé par lien de paiement") && note.includes(paid.transaction_id))).toHaveLength(1);
    expect((await notes(made.id)).filter(({ note }) => note === "live")).toHaveLength(0);
    await page.context().close();
  });
}

const submitWithoutScript = (page: Page) =>
  Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), page.evaluate("document.querySelector('form.reglo-together').submit()")]);

export function paysTogether(shop: Get): void {
  it("lets the customer pay several orders at once, pressed twice; those they left out stay open", async () => {
    const { newOrder, openDue, order, world } = shop();
    const [first, second, left] = [await newOrder(), await newOrder(), await newOrder()];
    const page = await openDue();
    const box = (id: number) => page.locator(`.reglo-due input[name="reglo_orders[]"][value="${id}"]`);
    for (const other of await page.locator(".reglo-due input[name='reglo_orders[]']").all()) await other.uncheck();
    await submitWithoutScript(page);
    expect(await page.locator(".woocommerce-error, .wc-block-components-notice-banner.is-error").count(), "nothing ticked is said").toBe(1);
    await box(first.id).check();
    await box(second.id).check();
    const sum = await page.locator(".reglo-ticked output").innerText();
    // Shops show as many decimals as they please; they are those of their totals.
    const shown = (first.total.split(".")[1] ?? "").length;
    expect(sum.replace(/\D/g, "")).toBe((Number(first.total) + Number(second.total)).toFixed(shown).replace(".", ""));
    await page.locator(".reglo-go button").dblclick();
    await page.waitForURL(/\/b\//);
    await payThere(page, digitsOf(minorOf(first) + minorOf(second)));
    for (const { id } of [first, second]) await world.until(`order ${id} is paid`, async () => (await order(id)).status === "processing");
    expect((await order(left.id)).status).toBe("pending");
    await page.goBack().catch(() => undefined);
    await page.context().close();
  });

  it("opens nothing for an order that is another customer's", async () => {
    const { newOrder, openDue } = shop();
    const stranger = await newOrder({ customer_id: 0 });
    for (let count = 0; count < 2; count += 1) await newOrder();
    const page = await openDue();
    await page.evaluate(`document.querySelector(".reglo-due input[name='reglo_orders[]']").value = "${stranger.id}"`);
    await submitWithoutScript(page);
    expect([new URL(page.url()).pathname.startsWith("/b/"), await page.locator(".reglo-together").count()]).toEqual([false, 1]);
    await page.context().close();
  });
}

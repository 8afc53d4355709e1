import { randomBytes } from "node:crypto";
import jsQR from "jsqr";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { survivesOutage } from "./plugin-outage";
import { paysFromAccount, paysTogether } from "./plugin-account";
import { printsOnInvoices, takesOrders } from "./plugin-papers";
import { exponentIn, minorOf, openPluginShop, type PluginShop } from "./plugin-shop";
import { restsAndComesBack, sendsFromTheList, worksWithoutOrderTables } from "./plugin-switches";
import { greetPluginShop, readPluginSettings } from "./plugin-settings";

/**
 * The plugin in a real shop, through HTTP and a browser: `npm run test:live -- woocommerce-plugin`.
 * PLUGIN_URL        the shop's home address as the shop itself writes it: https, or plain http on loopback
 * PLUGIN_ADMIN, PLUGIN_ADMIN_PASSWORD   an administrator who may install plugins and signs in at wp-login.php without a
 *                   second step; the zip built here is uploaded
 * PLUGIN_APP_URL, PLUGIN_APP_PORT       when the shop is on another machine or in a container: the https address under
 *                   which it reaches this one, and the port of loopback that address leads to; else the app is started
 *                   on a free port of loopback
 * PLUGIN_OUTAGE_MINUTES   how long the app is away in the last story; else twenty seconds
 * PLUGIN_SWITCH_ORDERS=1  also the story where the shop keeps its orders as posts: it is switched there and back
 * PLUGIN_REPLACE=1        ends a connection to another app that still answers; else that stops the suite
 * NODE_EXTRA_CA_CERTS     the authority of a certificate that is not public
 * It needs what the connection needs: an account page and WooCommerce 9. It was run with currencies of two decimals only.
 * With "PDF Invoices & Packing Slips" active and its invoice on, the printed code is read too. It ends by saying what it
 * could not prove. It makes its own customer, products and orders and removes them, ends the connection, and removes the plugin where it
 * found none.
 */
const settings = readPluginSettings(process.env);
if (settings === null) console.log("WooCommerce plugin, live: skipped: no shop (PLUGIN_URL, PLUGIN_ADMIN, PLUGIN_ADMIN_PASSWORD)");
else console.log(`WooCommerce plugin, live: ${settings.shopUrl}, ${await greetPluginShop(settings)}`);

/** CommonJS with a default inside. */
const scan = (jsQR as unknown as { default?: typeof jsQR }).default ?? jsQR;
const storyTimeoutMs = 1_200_000;
/** What no suite sees from outside. */
const never = ["How mail readers, printers and cameras show the codes.", "Mailers that replace WordPress's own (the code is then loaded from the app)."];
type Get = () => PluginShop;

describe.skipIf(settings === null)("WooCommerce plugin, live", { timeout: storyTimeoutMs }, () => {
  let opened: PluginShop | undefined;
  beforeAll(async () => {
    if (settings !== null) opened = await openPluginShop(settings);
  }, storyTimeoutMs);
  afterAll(async () => {
    await opened?.close();
    if (opened) console.log(`WooCommerce plugin, live: not proved here:\n${[...opened.unproved, ...never].map((line) => `  - ${line}`).join("\n")}`);
  }, storyTimeoutMs);
  const shop: Get = () => {
    if (!opened) throw new Error("The shop is not open");
    return opened;
  };
  connects(shop);
  sends(shop);
  actsOnTen(shop);
  paysFromAccount(shop);
  paysTogether(shop);
  takesOrders(shop);
  printsOnInvoices(shop);
  paysOnce(shop);
  refusesForgeries(shop);
  restsAndComesBack(shop);
  worksWithoutOrderTables(shop);
  survivesOutage(shop);
});

function connects(shop: Get): void {
  it("is connected in one step, and its health panel says so on both sides", async () => {
    const { admin, askPlugin, world } = shop();
    // The panel itself waits four seconds only: a machine under load may need a second look.
    await world.until("the panel finds nothing wrong", async () => (await admin("admin.php?page=wc-settings&tab=reglo"), (await world.admin.locator(".reglo-health .reglo-dot-bad").count()) === 0));
    expect(await world.admin.locator(".reglo-health .reglo-dot-good").count()).toBeGreaterThanOrEqual(3);
    expect(await askPlugin("health", {})).toMatchObject({ status: 200 });
  });
}

function sends(shop: Get): void {
  it("sends a link from the order's screen; the mail's QR code is the link, and so is every Pay of WooCommerce", async () => {
    const { admin, newOrder, order, world } = shop();
    const { id } = await newOrder();
    await admin(`post.php?post=${id}&action=edit`);
    // A shop too slow for the app is asked again by whoever reads that on its screen.
    await world.until("the order has its link", async () => {
      await world.admin.selectOption("select[name=wc_order_action]", "reglo_send");
      await Promise.all([world.admin.waitForNavigation({ waitUntil: "domcontentloaded" }), world.admin.click("#actions button.wc-reload")]);
      return (await world.admin.locator("#reglo-url").count()) === 1;
    }, 600_000);
    const link = await world.admin.inputValue("#reglo-url");
    await world.until("the mail", async () => world.mails.some((mail) => mail.text?.includes(link)));
    const picture = world.mails.find((mail) => mail.text?.includes(link))?.attachments.find(({ contentType }) => contentType === "image/png");
    const { data, info } = await sharp(picture?.content).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(scan(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(link);
    expect((await order(id)).payment_url).toBe(link);
  });
}

function actsOnTen(shop: Get): void {
  it("acts on ten orders at once, with a word on each", async () => {
    const ids: number[] = [];
    for (let index = 0; index < 10; index += 1) ids.push((await shop().newOrder()).id);
    await sendsFromTheList(shop(), ids);
  });
}

function paysOnce(shop: Get): void {
  it("pays a bank transfer that has not come, told six times at once, once", async () => {
    const { askPlugin, newOrder, notes, order } = shop();
    const { id, payment_url: url, ...made } = await newOrder({ status: "on-hold", payment_method: "bacs" });
    expect(new URL((await fetch(url)).url).pathname).toMatch(/^\/p\//);
    const wish = { order: id, amountMinor: minorOf(made), exponent: exponentIn(made), currency: made.currency, transactionId: `tx_live_${id}`, methodTitle: "Carte", note: `Payé live ${id}`, paidAt: new Date().toISOString(), key: `tx_live_${id}` };
    const answers = await Promise.all(Array.from({ length: 6 }, () => askPlugin("mark-paid", wish)));
    expect(answers.filter(({ said }) => said.outcome === "marked")).toHaveLength(1);
    expect([(await order(id)).status, (await notes(id)).filter(({ note }) => note === `Payé live ${id}`).length]).toEqual(["processing", 1]);
  });
}

function refusesForgeries(shop: Get): void {
  it("changes nothing for a wrong signature, a replay or a stranger's key", async () => {
    const { askPlugin, newOrder, order } = shop();
    const mine = await newOrder({ customer_id: 0 });
    const wish = { order: mine.id, amountMinor: minorOf(mine), exponent: exponentIn(mine), currency: mine.currency, transactionId: "forged", methodTitle: "", note: "", paidAt: new Date().toISOString(), key: "forged" };
    expect((await askPlugin("mark-paid", wish, { secret: "guess" })).status).toBe(401);
    const nonce = randomBytes(18).toString("base64url");
    expect([(await askPlugin("health", {}, { nonce })).status, (await askPlugin("health", {}, { nonce })).status]).toEqual([200, 401]);
    // The shop's own address of the payment, wherever its permalinks put the order.
    const address = (id: number, key: string) => mine.payment_url.replace(`/${mine.id}/`, `/${id}/`).replace(`order-pay=${mine.id}`, `order-pay=${id}`).replace(mine.order_key, key);
    const other = await newOrder();
    for (const url of [address(mine.id, "wc_order_wrong"), address(mine.id, other.order_key), address(999_999_999, mine.order_key)]) {
      expect((await fetch(url, { redirect: "manual" })).status).toBe(404);
    }
    expect((await fetch(address(mine.id, mine.order_key), { redirect: "manual" })).status).toBe(303);
    expect((await order(mine.id)).status).toBe("pending");
  });
}

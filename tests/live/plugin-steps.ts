import type { Page } from "playwright-core";
import type { World } from "./plugin-world";
import { WrongCall } from "./woocommerce-settings";

/** Signs somebody in to the shop. */
export async function signInToShop(page: Page, shopUrl: string, user: string, password: string): Promise<void> {
  await page.goto(`${shopUrl}/wp-login.php`, { waitUntil: "domcontentloaded" });
  if ((await page.locator("#user_login").count()) === 0) throw new WrongCall([`There is no sign-in form at ${shopUrl}/wp-login.php. A plugin may have moved it: switch that off meanwhile.`]);
  await page.fill("#user_login", user);
  await page.fill("#user_pass", password);
  await Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), page.click("#wp-submit")]);
  const isAtDoor = () => new URL(page.url()).pathname.endsWith("wp-login.php");
  if (!isAtDoor()) return;
  const said = await wordsOf(page, "#login_error, .message, #login form label");
  // Now and then an administrator is asked there to confirm an address: they are in all the same.
  await page.goto(`${shopUrl}/wp-admin/`, { waitUntil: "domcontentloaded" });
  if (!isAtDoor()) return;
  throw new WrongCall([`The shop does not let ${user} in at wp-login.php${said === "" ? "" : `; it says: “${said}”`}. The suite needs a sign-in without a second step.`]);
}

/** What the page says there, in one line. */
async function wordsOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).allInnerTexts()).join(" ").replace(/\s+/g, " ").trim().slice(0, 300);
}

/** Uploads the zip as an administrator does; one that is there already is replaced. Out: whether there was one. */
export async function installPlugin(page: Page, shopUrl: string, zip: string): Promise<{ wasThere: boolean }> {
  await page.goto(`${shopUrl}/wp-admin/plugin-install.php?tab=upload`, { waitUntil: "domcontentloaded" });
  if ((await page.locator("input[name=pluginzip]").count()) === 0) {
    throw new WrongCall([`PLUGIN_ADMIN may not upload plugins to this shop; it says: “${await wordsOf(page, "body.wp-die, #error-page, .wrap h1, .notice-error")}”.`]);
  }
  await page.setInputFiles("input[name=pluginzip]", zip);
  await Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), page.evaluate("document.querySelector('form.wp-upload-form').submit()")]);
  const replace = page.locator(".update-from-upload-overwrite");
  const wasThere = (await replace.count()) > 0;
  if (wasThere) await Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), replace.click()]);
  const activate = page.locator("a[href*='action=activate'][href*='reglo-for-woocommerce']").first();
  if (await activate.count()) await Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), activate.click()]);
  const said = await wordsOf(page, ".wrap p, .notice-error, #message.error");
  await switchPlugin(page, shopUrl, "activate");
  if ((await page.locator(`tr[data-plugin^="reglo-for-woocommerce/"].active`).count()) === 0) await expectActive(page, shopUrl, said);
  return { wasThere };
}

async function expectActive(page: Page, shopUrl: string, said: string): Promise<void> {
  await page.goto(`${shopUrl}/wp-admin/plugins.php?plugin_status=all`, { waitUntil: "domcontentloaded" });
  if ((await page.locator(`tr[data-plugin^="reglo-for-woocommerce/"].active`).count()) === 0) throw new WrongCall([`The shop did not install or activate the plugin; it says: “${said}”.`]);
}

/** Presses the plugin's own link on the list of plugins; nothing when it is so already. */
export async function switchPlugin(page: Page, shopUrl: string, action: "activate" | "deactivate" | "delete"): Promise<void> {
  await page.goto(`${shopUrl}/wp-admin/plugins.php?plugin_status=all`, { waitUntil: "domcontentloaded" });
  const link = page.locator(`tr[data-plugin^="reglo-for-woocommerce/"] .row-actions .${action} a`).first();
  if ((await link.count()) === 0) return;
  const address = new URL((await link.getAttribute("href")) ?? "", page.url()).href;
  await page.goto(address, { waitUntil: "domcontentloaded" });
  const confirm = page.locator("form input[name=verify-delete] ~ #submit, form:has(input[name=verify-delete]) #submit").first();
  if (action === "delete" && (await confirm.count())) await Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), confirm.click()]);
}

/** Types the app's address, presses Connect, signs in, says yes. Ends on the settings again. */
export async function connectShop(world: World): Promise<void> {
  const { admin: page, settings, appUrl } = world;
  const tab = `${settings.shopUrl}/wp-admin/admin.php?page=wc-settings&tab=reglo`;
  await page.goto(tab, { waitUntil: "domcontentloaded" });
  const end = page.locator("button[name=reglo_revoke]");
  if ((await end.count()) > 0) {
    const isAlive = (await page.locator(".reglo-health .reglo-dot-bad").count()) === 0;
    if (isAlive && !settings.mayReplace) throw new Error("This shop is connected to an app that answers. End that connection first, or set PLUGIN_REPLACE=1 to have it ended.");
    page.once("dialog", (dialog) => void dialog.accept());
    await Promise.all([page.waitForNavigation({ waitUntil: "domcontentloaded" }), end.click()]);
  }
  await page.fill("#reglo_app", appUrl);
  await page.click("button[name=reglo_connect]");
  await page.waitForURL(/\/sign-in\?/);
  await page.fill("input[name=email]", world.member.email);
  await page.fill("input[name=password]", world.member.password);
  await page.click("form:has(input[name=password]) button[type=submit]");
  await page.waitForURL(/\/connect\/shop\?/);
  await page.click("button[value=yes]");
  await page.waitForURL((url) => url.pathname.endsWith("/wp-admin/admin.php"), { waitUntil: "domcontentloaded" });
  if ((await end.count()) === 0) throw new WrongCall([`The shop could not be connected to ${appUrl}; it says: “${await wordsOf(page, ".notice, .updated, .error")}”. Where the shop is on another machine, or in a container, it needs PLUGIN_APP_URL and PLUGIN_APP_PORT.`]);
}

import { expect, it } from "vitest";
import { addJob } from "../../app/db/jobs.server";
import { exponentIn, minorOf, type PluginShop } from "./plugin-shop";
import { switchPlugin } from "./plugin-steps";

type Get = () => PluginShop;
/** A shop with many orders takes its time to bring both storages in step. */
const switchTimeoutMs = 1_800_000;
const features = "admin.php?page=wc-settings&tab=advanced&section=features";

export function restsAndComesBack(shop: Get): void {
  it("tells the app that it is deactivated; orders are read all the same; back again, the health is clean", async () => {
    const { newOrder, world } = shop();
    const problems = async () => (await world.connection()).health?.problems.map(({ en }) => en) ?? [];
    await switchPlugin(world.admin, world.settings.shopUrl, "deactivate");
    await world.until("the health says that it was switched off", async () => (await problems()).some((words) => words.includes("switched off in the shop")));
    const made = await newOrder();
    const { id: connectionId, storeId } = await world.connection();
    // The poll's own hour comes every five minutes: it is called, not waited for.
    await addJob(world.app.db, "sync-orders", { storeId, connectionId }, { key: `sync:${connectionId}` });
    const isKnown = async () => (await world.app.db.sql.orderSnapshot.count({ where: { connectionId, ref: String(made.id) } })) === 1;
    await world.until("the order is read by the poll", isKnown, 180_000);
    await switchPlugin(world.admin, world.settings.shopUrl, "activate");
    await world.until("the health is clean again", async () => (await problems()).length === 0);
  });
}

/** The shop's own setting, pressed as an administrator does; orders are kept in step meanwhile, as it demands. */
export function worksWithoutOrderTables(shop: Get): void {
  it("works where orders are kept as posts: actions on ten, box, filter, payment", { timeout: switchTimeoutMs }, async ({ skip }) => {
    const { askPlugin, newOrder, order, world, unproved } = shop();
    if (!world.settings.maySwitchOrders) {
      unproved.push("Orders kept as posts: PLUGIN_SWITCH_ORDERS=1 lets this suite switch where the shop keeps them, and back.");
      return skip();
    }
    const before = await readStorage(shop());
    await keepOrdersIn(shop(), { tables: false, inStep: true });
    try {
      const orders = [];
      for (let index = 0; index < 10; index += 1) orders.push(await newOrder());
      await sendsFromTheList(shop(), orders.map(({ id }) => id));
      const [first] = orders;
      if (!first) throw new Error("no order");
      const wish = { order: first.id, amountMinor: minorOf(first), exponent: exponentIn(first), currency: first.currency, transactionId: `tx_posts_${first.id}`, methodTitle: "Carte", note: "Payé", paidAt: new Date().toISOString(), key: `tx_posts_${first.id}` };
      expect((await askPlugin("mark-paid", wish)).said.outcome).toBe("marked");
      expect((await order(first.id)).status).toBe("processing");
    } finally {
      await keepOrdersIn(shop(), before);
    }
  });
}

/** The bulk action on the list, its word on each order, the filter, and the first one's box. A slow shop leaves some for another go. */
export async function sendsFromTheList({ admin, customer, world }: PluginShop, ids: readonly number[]): Promise<void> {
  // Of this customer alone: a busy shop's own orders would push them off the page.
  const list = `edit.php?post_type=shop_order&_customer_user=${customer.id}`;
  const box = (id: number) => world.admin.locator(`#cb-select-${id}`);
  let left = [...ids];
  for (let goes = 0; left.length > 0 && goes < ids.length; goes += 1) {
    await world.until("the list shows the orders", async () => {
      await admin(list);
      return (await Promise.all(left.map((id) => box(id).count()))).every((count) => count === 1);
    });
    for (const id of left) await world.admin.evaluate(`document.querySelector('#cb-select-${id}').checked = true`);
    await world.admin.selectOption("#bulk-action-selector-top", "reglo_send");
    await Promise.all([world.admin.waitForNavigation({ waitUntil: "domcontentloaded" }), world.admin.click("#doaction")]);
    const [good, all] = [await world.admin.locator(".reglo-bulk li.reglo-good").count(), await world.admin.locator(".reglo-bulk li").count()];
    expect([good > 0, all]).toEqual([true, left.length]);
    await admin(`${list}&reglo_link=open`);
    const shown = await Promise.all(left.map((id) => box(id).count()));
    expect(shown.filter((count) => count === 1)).toHaveLength(good);
    left = left.filter((_id, index) => shown[index] === 0);
  }
  const [rows, total] = [await world.admin.locator("input[id^=cb-select-]:not([id^=cb-select-all])").count(), await world.admin.locator(".displaying-num").first().innerText()];
  const perPageLeast = 20;
  if (rows < perPageLeast) expect(Number(total.replace(/\D/g, "")), "the list counts what the filter shows").toBe(rows);
  await admin(`post.php?post=${ids[0]}&action=edit`);
  expect(await world.admin.inputValue("#reglo-url")).toMatch(/\/p\//);
}

type Storage = { tables: boolean; inStep: boolean };

async function readStorage({ admin, world }: PluginShop): Promise<Storage> {
  await admin(features);
  return {
    tables: await world.admin.locator("input[name=woocommerce_custom_orders_table_enabled][value=yes]").isChecked(),
    inStep: await world.admin.locator("input[name=woocommerce_custom_orders_table_data_sync_enabled]").isChecked(),
  };
}

/** Both storages are kept in step first: WooCommerce lets nobody switch before its own work has brought them there. */
async function keepOrdersIn(shop: PluginShop, wanted: Storage): Promise<void> {
  const { admin, world } = shop;
  const choice = world.admin.locator(`input[name=woocommerce_custom_orders_table_enabled][value=${wanted.tables ? "yes" : "no"}]`);
  if ((await readStorage(shop)).tables !== wanted.tables) {
    if (!(await readStorage(shop)).inStep) await press(shop, true);
    await world.until("both storages hold the same", async () => (await admin(features), await choice.isEnabled()), 600_000);
    await choice.check();
    await save(shop);
  }
  if ((await readStorage(shop)).inStep !== wanted.inStep) await press(shop, wanted.inStep);
  expect(await readStorage(shop)).toEqual(wanted);
}

async function press(shop: PluginShop, isOn: boolean): Promise<void> {
  await shop.world.admin.locator("input[name=woocommerce_custom_orders_table_data_sync_enabled]").setChecked(isOn);
  await save(shop);
}

/** WooCommerce opens the button only once its script has seen a change. */
async function save({ world }: PluginShop): Promise<void> {
  const press = "(() => { const button = document.querySelector('button.woocommerce-save-button'); button.disabled = false; button.click(); })()";
  await Promise.all([world.admin.waitForNavigation({ waitUntil: "domcontentloaded" }), world.admin.evaluate(press)]);
}

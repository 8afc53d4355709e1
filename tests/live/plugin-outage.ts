import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { minorOf, type PluginOrder, type PluginShop } from "./plugin-shop";

type Snapshot = { platformStatus: string; openMinor: bigint; state: string };
type Told = { ref: string; receivedAt: Date };

/** How long the app is away: `PLUGIN_OUTAGE_MINUTES`, else twenty seconds. */
const outageMs = Number(process.env.PLUGIN_OUTAGE_MINUTES ?? 0) * 60_000 || 20_000;
const settleTimeoutMs = 900_000;

/** The app is stopped while orders are made, edited, paid, cancelled and thrown away; then it comes back. */
export function survivesOutage(shop: () => PluginShop): void {
  it(`loses no event while the app is away (${Math.round(outageMs / 1_000)} s)`, { timeout: outageMs + settleTimeoutMs }, async () => {
    const { newOrder, unproved, world } = shop();
    if (!process.env.PLUGIN_OUTAGE_MINUTES) unproved.push("An outage of an hour: PLUGIN_OUTAGE_MINUTES=60 plays one; this one lasted seconds.");
    const known: PluginOrder[] = [];
    for (let index = 0; index < 5; index += 1) known.push(await newOrder());
    await world.until("the orders are known", async () => (await Promise.all(known.map((order) => snapshotOf(shop(), order.id)))).every((seen) => seen !== null), 300_000);
    const toldBefore = (await eventsTold(shop())).length;
    await world.stop();
    const stoppedAt = new Date();
    const made = await liveWithoutTheApp(shop(), known);
    expect(await readPanel(shop())).toMatchObject({ reachable: "bad" });
    const waiting = await waitingOf(shop());
    await world.start();
    const startedAt = new Date();
    const touched = [...known, ...made].map(({ id }) => String(id));
    await world.until("every event arrived", async () => {
      const told = (await eventsTold(shop())).slice(toldBefore);
      return touched.every((ref) => told.some((event) => event.ref === ref)) && (await waitingOf(shop())) === 0;
    }, settleTimeoutMs);
    await checkOrders(shop(), known, made);
    const told = (await eventsTold(shop())).slice(toldBefore);
    const refs = told.map(({ ref }) => ref);
    // Touched once each, one after the other: their events must come in that order.
    const once = [known[1], known[2], known[3], known[4], made.at(-1)].map((order) => String(order?.id));
    expect(refs.filter((ref) => once.includes(ref)).filter((ref, index, all) => all.indexOf(ref) === index)).toEqual(once);
    console.log(`Away from ${stoppedAt.toISOString()} to ${startedAt.toISOString()}; ${waiting} events kept; the first told ${told[0]?.receivedAt.toISOString()}, the last ${told.at(-1)?.receivedAt.toISOString()}`);
    expect(await readPanel(shop())).toEqual({ reachable: "good", delivery: "plain", waiting: "good" });
  });
}

/** What happens in a shop meanwhile, spread over the time. Out: the orders made. */
async function liveWithoutTheApp({ newOrder, world }: PluginShop, known: readonly PluginOrder[]): Promise<PluginOrder[]> {
  const made: PluginOrder[] = [];
  const put = (order: PluginOrder | undefined, fields: object) => world.shop(`PUT orders/${order?.id}`, { ...fields });
  const fee = { fee_lines: [{ name: "Emballage", total: "5", tax_status: "none" }] };
  const acts = [
    async () => void (await put(known[0], fee)),
    async () => void made.push(await newOrder()),
    async () => void (await put(known[1], { set_paid: true, transaction_id: "tx_outage" })),
    async () => void (await put(known[2], { status: "cancelled" })),
    async () => void (await world.shop(`DELETE orders/${known[3]?.id}`)),
    async () => void (await put(made[0], fee)),
    async () => void (await put(known[0], { customer_note: "À livrer le matin" })),
    async () => void (await put(known[4], { status: "on-hold", payment_method: "bacs" })),
    async () => void made.push(await newOrder()),
  ];
  const endsAt = Date.now() + outageMs;
  for (const [index, act] of acts.entries()) {
    await act();
    const nextAt = Date.now() + Math.max(0, (endsAt - Date.now()) / (acts.length - index));
    while (Date.now() < nextAt) {
      await fetch(`${world.settings.shopUrl}/wp-cron.php?doing_wp_cron`).catch(() => undefined);
      await sleep(Math.min(5_000, Math.max(0, nextAt - Date.now())));
    }
  }
  return made;
}

async function checkOrders(shop: PluginShop, known: readonly PluginOrder[], made: readonly PluginOrder[]): Promise<void> {
  const plain = known[4] ?? { total: "0", currency: "EUR" };
  const feeMinor = minorOf({ ...plain, total: "5" });
  const expected: [PluginOrder | undefined, Partial<Record<keyof Snapshot, unknown>>][] = [
    [known[0], { platformStatus: "pending", openMinor: BigInt(minorOf(plain) + feeMinor) }],
    [known[1], { platformStatus: "processing", openMinor: 0n }],
    [known[2], { platformStatus: "cancelled" }],
    [known[3], { state: "gone" }],
    [known[4], { platformStatus: "on-hold", openMinor: BigInt(minorOf(plain)) }],
    [made[0], { platformStatus: "pending", openMinor: BigInt(minorOf(plain) + feeMinor) }],
    [made[1], { platformStatus: "pending", openMinor: BigInt(minorOf(plain)) }],
  ];
  const isAsExpected = async () => {
    for (const [order, wanted] of expected) {
      const seen: Partial<Record<string, unknown>> = (await snapshotOf(shop, order?.id ?? 0)) ?? {};
      if (Object.entries(wanted).some(([field, value]) => seen[field] !== value)) return false;
    }
    return true;
  };
  await shop.world.until("the app knows the orders as they are", isAsExpected, 120_000).catch(() => undefined);
  for (const [order, wanted] of expected) expect(await snapshotOf(shop, order?.id ?? 0), `order ${order?.id}`).toMatchObject(wanted);
}

async function snapshotOf({ world }: PluginShop, id: number): Promise<Snapshot | null> {
  const { id: connectionId } = await world.connection();
  return world.app.db.sql.orderSnapshot.findFirst({ where: { connectionId, ref: String(id) } });
}

/** The plugin's events in the order the app stored them. */
async function eventsTold({ world }: PluginShop): Promise<Told[]> {
  const { id: connectionId } = await world.connection();
  const rows = await world.app.db.sql.inboxEvent.findMany({ where: { connectionId, eventId: { startsWith: "companion:" } }, orderBy: [{ receivedAt: "asc" }, { id: "asc" }] });
  return rows.map(({ body, receivedAt }) => ({ ref: (JSON.parse(Buffer.from(body).toString()) as { orderRef: string }).orderRef, receivedAt }));
}

async function waitingOf({ askPlugin }: PluginShop): Promise<number> {
  const { said } = await askPlugin("health", {});
  return (said as { outbox?: { waiting: number } }).outbox?.waiting ?? -1;
}

/** The tone of the lines that speak of the way to the app. */
async function readPanel({ admin, world }: PluginShop): Promise<Record<string, string>> {
  await admin("admin.php?page=wc-settings&tab=reglo");
  const toneOf = async (line: string) => /reglo-dot-(\w+)/.exec((await world.admin.locator(`tr[data-reglo-line=${line}] .reglo-dot`).getAttribute("class")) ?? "")?.[1] ?? "";
  return { reachable: await toneOf("reachable"), delivery: await toneOf("delivery"), waiting: await toneOf("waiting") };
}

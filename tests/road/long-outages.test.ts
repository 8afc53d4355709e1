import { afterAll, beforeEach, expect, test } from "vitest";
import { listOpenTasks } from "../../app/db/tasks.server";
import { listConnections } from "../../app/db/connections.server";
import { retryEffect } from "../../app/flows/retry-effect.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { sweep, sweepPageMax } from "../../app/flows/sweep.server";
import { syncOrders } from "../../app/flows/sync-orders.server";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";
import { outage, paperOrder } from "./paper";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeEach(async () => {
  house ??= await openHouse();
  house.paper.fault = () => undefined;
  house.paper.orders.clear();
  shop = await house.openShop();
});
afterAll(() => house.close());

const { payId } = walkIn(() => ({ house, shop }));
const dayMs = 86_400_000;
const jobsOf = async (name: string) =>
  (await house.sql.query<{ attempts: number; max_attempts: number }>(
    `SELECT j.attempts, j.max_attempts FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = $1`, [name],
  )).rows;

const openTaskId = async () => (await listOpenTasks(house.app.db, shop.storeId, 9))[0]?.id ?? "";

test("work that used up its tries in an outage of weeks is tried again every day, so the order is marked in the end", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  await settlePayment(await shop.ctx(), paymentId);
  house.paper.fault = (_, call) => {
    if (call === "markPaid") throw outage("paper-shop");
  };
  expect(await runDueJobs(house)).toContain("mark-order-paid");
  await house.sql.query("UPDATE graphile_worker._private_jobs SET attempts = max_attempts, updated_at = now() - interval '2 days'");
  await sweep(house.app);
  expect((await jobsOf("mark-order-paid")).every((job) => job.attempts < job.max_attempts)).toBe(true);
  await house.sql.query("UPDATE graphile_worker._private_jobs SET attempts = max_attempts, updated_at = now()");
  await sweep(house.app);
  expect((await jobsOf("mark-order-paid")).every((job) => job.attempts === job.max_attempts), "not more than once a day").toBe(true);
  house.paper.fault = () => undefined;
  await runDueJobs(house);
  expect(house.paper.orders.get(orderRef)?.state).toBe("paid");
});

test("a shop that is back after an hour is told at once what was paid meanwhile, and no other hour is touched", async () => {
  const connectionId = (await listConnections(house.app.db, shop.storeId)).find(({ port }) => port === "platform")?.id ?? "";
  const waits = async () => {
    const { rows } = await house.sql.query<{ waits: boolean }>("SELECT j.run_at > now() AS waits FROM graphile_worker._private_jobs j WHERE j.key LIKE 'mark-paid:%' AND j.payload ->> 'storeId' = $1", [shop.storeId]);
    return rows.map((row) => row.waits);
  };
  await syncOrders(await shop.ctx(), connectionId);
  const { linkId } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  house.paper.fault = (_, call) => {
    if (call === "markPaid") throw outage("paper-shop");
  };
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  const later = "UPDATE graphile_worker._private_jobs SET run_at = now() + interval '2 hours', locked_at = NULL, locked_by = NULL WHERE key LIKE 'mark-paid:%'";
  await house.sql.query(later);
  house.clock.move(5 * 60_000);
  await syncOrders(await shop.ctx(), connectionId);
  expect(await waits(), "a shop that was there all along").toEqual([true]);
  house.clock.move(60 * 60_000);
  const other = await house.openShop();
  const otherId = (await listConnections(house.app.db, other.storeId)).find(({ port }) => port === "platform")?.id ?? "";
  await syncOrders(await other.ctx(), otherId);
  house.clock.move(60 * 60_000);
  await syncOrders(await other.ctx(), otherId);
  expect(await waits(), "another store's shop is back").toEqual([true]);
  await syncOrders(await shop.ctx(), connectionId);
  expect(await waits()).toEqual([false]);
});

test.each([["a night", 11 * 3_600_000, "expired"], ["two days", 2 * dayMs, "open"]] as const)(
  "the provider's answer was lost and we were away for %s: the checkout is closed while asking again still finds it, and the attempt ends", async (_away, awayMs, left) => {
    const { linkId } = await openLink(house, shop);
    house.paper.fault = (_, call, moment) => {
      if (call === "openCheckout" && moment === "done") throw outage("paper-pay");
    };
    await expect(payId(linkId)).rejects.toThrow();
    house.paper.fault = () => undefined;
    const [checkout] = [...house.paper.checkouts.values()].slice(-1);
    expect(checkout?.progress).toBe("open");
    house.clock.move(awayMs);
    await runDueJobs(house);
    expect([...house.paper.checkouts.values()].filter(({ paymentId }) => paymentId === checkout?.paymentId).map(({ progress }) => progress)).toEqual([left]);
    expect((await house.sql.query("SELECT state FROM payment WHERE id = $1", [checkout?.paymentId])).rows).toEqual([{ state: "failed" }]);
  },
);

test("an order the shop would not mark is tried again when a person asks, and its task is done with", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  house.paper.orders.set(orderRef, paperOrder(orderRef, 15_000, house.clock.now()));
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  expect((await listOpenTasks(house.app.db, shop.storeId, 9)).map((task) => task.kind)).toEqual(["order-differs"]);
  house.paper.orders.set(orderRef, paperOrder(orderRef, 12_100, house.clock.now()));
  const taskId = await openTaskId();
  expect(await retryEffect(await shop.ctx(), { taskId })).toEqual({ ok: true });
  await runDueJobs(house);
  expect(house.paper.orders.get(orderRef)?.state).toBe("paid");
  expect(await listOpenTasks(house.app.db, shop.storeId, 9)).toEqual([]);
  expect(await retryEffect(await shop.ctx(), { taskId })).toEqual({ ok: false, reason: "nothing-to-retry" });
});

test("asked again in vain, the same order is a task again", async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  house.paper.orders.set(orderRef, paperOrder(orderRef, 15_000, house.clock.now()));
  await settlePayment(await shop.ctx(), paymentId);
  await runDueJobs(house);
  const taskId = await openTaskId();
  const other = await house.openShop();
  expect(await retryEffect(await other.ctx(), { taskId })).toEqual({ ok: false, reason: "task-unknown" });
  await retryEffect(await shop.ctx(), { taskId });
  expect(await listOpenTasks(house.app.db, shop.storeId, 9)).toEqual([]);
  await runDueJobs(house);
  expect((await listOpenTasks(house.app.db, shop.storeId, 9)).map((task) => task.kind)).toEqual(["order-differs"]);
});

/** What waits to ask about payments, in the order the workers take it. */
async function listQuestions(): Promise<string[]> {
  const { rows } = await house.sql.query<{ id: string }>(
    "SELECT payload->>'paymentId' AS id FROM graphile_worker._private_jobs WHERE payload->>'paymentId' IS NOT NULL ORDER BY priority, run_at, id",
  );
  return rows.map(({ id }) => id);
}

test("every payment that is due is asked about, however many there are: the pending ones first, and one of each store in turn", async () => {
  const { linkId } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  const old = new Date(house.clock.now().getTime() - 30 * dayMs);
  await house.sql.query(
    `INSERT INTO payment (id, store_id, connection_id, state, amount_minor, currency, created_at, changed_at)
     SELECT 'pay_old' || n, $1, $2, 'succeeded', 100, 'EUR', $3::timestamptz, $3::timestamptz FROM generate_series(1, $4::int) n`,
    [shop.storeId, shop.providerId, old, 2 * sweepPageMax + 50],
  );
  const other = await house.openShop();
  await house.sql.query(
    `INSERT INTO payment (id, store_id, connection_id, state, amount_minor, currency, created_at, changed_at)
     SELECT 'pay_old_other' || n, $1, $2, 'succeeded', 100, 'EUR', $3::timestamptz, $3::timestamptz FROM generate_series(1, 2) n`,
    [other.storeId, other.providerId, new Date(house.clock.now().getTime() - dayMs)],
  );
  house.clock.move(15 * 60_000);
  await house.sql.query("DELETE FROM graphile_worker._private_jobs");
  await sweep(house.app);
  const questions = await listQuestions();
  expect(questions.filter((id) => id.startsWith("pay_old"))).toHaveLength(2 * sweepPageMax + 52);
  expect(questions.indexOf(paymentId)).toBeLessThan(questions.findIndex((id) => id.startsWith("pay_old")));
  const settled = questions.filter((id) => id.startsWith("pay_old"));
  expect(["pay_old_other1", "pay_old_other2"].map((id) => settled.indexOf(id))).toEqual([1, 3]);
  // A sweep over a sweep adds nothing.
  await sweep(house.app);
  expect((await listQuestions()).sort()).toEqual([...questions].sort());
  await house.sql.query("DELETE FROM graphile_worker._private_jobs; DELETE FROM payment WHERE id LIKE 'pay_old%'");
});

test("one order that cannot be written down holds up none of the others, and the poll goes on from there", async () => {
  const at = house.clock.now();
  const poison = paperOrder("1", 1_000, at);
  house.paper.orders.set("1", { ...poison, platformStatus: "a\u0000b" });
  house.paper.orders.set("2", paperOrder("2", 1_000, at));
  expect(await syncOrders(await shop.ctx(), shop.platformId)).toBe(2);
  const { rows } = await house.sql.query("SELECT ref FROM order_snapshot WHERE store_id = $1", [shop.storeId]);
  expect(rows).toEqual([{ ref: "2" }]);
  const [connection] = await listConnections(house.app.db, shop.storeId);
  expect(connection?.lastSyncAt).toEqual(at);
});

test("a shop whose clock is an hour behind ours loses no order to the poll, and one ahead neither", async () => {
  for (const skewMs of [-3_600_000, 3_600_000]) {
    const other = await house.openShop();
    const theirNow = () => new Date(house.clock.now().getTime() + skewMs);
    house.paper.orders.clear();
    house.paper.orders.set("a", paperOrder("a", 1_000, theirNow()));
    await syncOrders(await other.ctx(), other.platformId);
    house.clock.move(300_000);
    await syncOrders(await other.ctx(), other.platformId);
    house.clock.move(300_000);
    house.paper.orders.set("b", paperOrder("b", 1_000, theirNow()));
    house.clock.move(300_000);
    await syncOrders(await other.ctx(), other.platformId);
    const { rows } = await house.sql.query("SELECT ref FROM order_snapshot WHERE store_id = $1 ORDER BY ref", [other.storeId]);
    expect(rows, `skew ${skewMs}`).toEqual([{ ref: "a" }, { ref: "b" }]);
  }
});

test("however many shops are polled, workers stay free for money, and no shop is polled twice at once", async () => {
  for (let index = 0; index < 12; index += 1) await house.openShop();
  const { linkId } = await openLink(house, shop);
  await payId(linkId);
  await sweep(house.app);
  const { rows } = await house.sql.query<{ name: string; lane: string | null }>(
    `SELECT DISTINCT j.task_identifier AS name, j.queue_name AS lane FROM graphile_worker.jobs j ORDER BY 1, 2`,
  );
  const lanesOf = (...names: string[]) => new Set(rows.filter(({ name }) => names.includes(name)).map(({ lane }) => lane));
  expect([...lanesOf("sync-orders", "tend-connection")].sort()).toEqual(["poll-0", "poll-1"]);
  expect([...lanesOf("check-payment")]).toEqual([null]);
});

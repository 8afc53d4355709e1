import { afterEach, beforeEach, expect, test } from "vitest";
import { addJob, type JobName } from "../../app/db/jobs.server";
import { findEvent, markEventHandled, storeEvent } from "../../app/db/inbox.server";
import { deleteOver } from "../../app/db/retention.server";
import { clearAway, clearedMax, deadJobDays, keptDays } from "../../app/flows/clear-away.server";
import { settlePayment } from "../../app/flows/settle-payment.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { sweep } from "../../app/flows/sweep.server";
import { countRows } from "../routes/rows";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";

let house: House;
let shop: Shop;
beforeEach(async () => {
  house = await openHouse();
  shop = await house.openShop();
});
afterEach(() => house.close());

const dayMs = 86_400_000;

async function comes(eventId: string, isHandled: boolean): Promise<string> {
  const id = house.app.newId("evt");
  const at = house.clock.now();
  await storeEvent(house.app.db, { id, storeId: shop.storeId, connectionId: shop.providerId, eventId, hook: { headers: {}, body: new TextEncoder().encode("{}"), url: "" }, at });
  if (isHandled) await markEventHandled(house.app.db, { id, storeId: shop.storeId }, at);
  return id;
}

const perishable = ["inbox_event", "sign_in", "password_reset", "invitation", "companion_grant", "companion_nonce", "settings_change"];

test("years of sweeping throw away no money, receipt, message, history, task or effect", async () => {
  const { linkId } = await openLink(house, shop, { isMailed: true });
  const started = await startPayment(await shop.ctx(), { linkId, providerId: shop.providerId, shownMinor: null, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  payOnPaper(house, started.paymentId);
  await settlePayment(await shop.ctx(), started.paymentId);
  await runDueJobs(house);
  const before = await countRows(house.sql);
  for (let year = 0; year < 11; year += 1) {
    house.clock.move(366 * dayMs);
    await clearAway(house.app);
  }
  const after = await countRows(house.sql);
  const kept = (counts: Record<string, string>) => Object.fromEntries(Object.entries(counts).filter(([table]) => !perishable.includes(table)));
  expect(kept(after)).toEqual(kept(before));
  for (const table of ["entry", "allocation", "receipt", "payment", "message", "link_event", "effect"]) expect([table, after[table]?.startsWith("0 ")]).toEqual([table, false]);
});

test("an event goes ninety days after it was understood; one that was not understood stays for ever", async () => {
  const [old, waiting] = [await comes("old", true), await comes("waiting", false)];
  house.clock.move(keptDays["inbox-event"] * dayMs);
  const fresh = await comes("fresh", true);
  await clearAway(house.app);
  const there = async () => Promise.all([old, waiting, fresh].map(async (id) => (await findEvent(house.app.db, id)) !== null));
  expect(await there()).toEqual([true, true, true]);
  house.clock.move(1);
  await clearAway(house.app);
  expect(await there()).toEqual([false, true, true]);
});

test("an event delivered again after it was thrown away brings no second money", async () => {
  const { linkId } = await openLink(house, shop);
  const started = await startPayment(await shop.ctx(), { linkId, providerId: shop.providerId, shownMinor: null, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  payOnPaper(house, started.paymentId);
  const body = new TextEncoder().encode(JSON.stringify({ paymentId: started.paymentId }));
  const deliver = () => storeEvent(house.app.db, { id: house.app.newId("evt"), storeId: shop.storeId, connectionId: shop.providerId, eventId: "one", hook: { headers: {}, body, url: "" }, at: house.clock.now() });
  await deliver();
  await settlePayment(await shop.ctx(), started.paymentId);
  await runDueJobs(house);
  const entries = async () => (await house.sql.query("SELECT * FROM entry")).rows;
  const before = await entries();
  house.clock.move(200 * dayMs);
  await house.sql.query("UPDATE inbox_event SET handled_at = received_at");
  await clearAway(house.app);
  expect([await deliver(), before.length]).toEqual([true, 1]);
  await settlePayment(await shop.ctx(), started.paymentId);
  await runDueJobs(house);
  expect(await entries()).toEqual(before);
});

test("a large backlog goes in batches, and two processes that clear at once do not wait for each other", async () => {
  const at = house.clock.now();
  await house.sql.query(
    "INSERT INTO sign_in (token_hash, member_id, store_id, created_at, expires_at) SELECT 'h' || n, 'usr_1', $1, $2::timestamptz, $2::timestamptz - interval '1 s' FROM generate_series(1, $3::int) n",
    [shop.storeId, at, clearedMax + 7],
  );
  const gone = await deleteOver(house.app.db, "sign-in", { before: at, limit: clearedMax });
  const both = await Promise.all([1, 2].map(() => deleteOver(house.app.db, "sign-in", { before: at, limit: clearedMax })));
  expect([gone, both.reduce((sum, count) => sum + count, 0)]).toEqual([clearedMax, 7]);
});

test("a sign-in, a reset or an invitation that is still good is left alone", async () => {
  const { sql } = house;
  const soon = new Date(house.clock.now().getTime() + 1_000);
  await sql.query("INSERT INTO sign_in VALUES ('a', 'usr_1', $1, $2, $2)", [shop.storeId, soon]);
  await sql.query("INSERT INTO password_reset VALUES ('a', 'usr_1', $1, $2, $2)", [shop.storeId, soon]);
  await sql.query("INSERT INTO invitation VALUES ('inv_1', $1, 'a@example.test', 'a', 'usr_1', $2, $2)", [shop.storeId, soon]);
  const left = async () => Promise.all(["sign_in", "password_reset", "invitation"].map(async (table) => (await sql.query(`SELECT count(*)::int AS left FROM ${table}`)).rows[0].left as number));
  await sweep(house.app);
  expect(await left()).toEqual([1, 1, 1]);
  house.clock.move(2_000);
  await clearAway(house.app);
  expect(await left()).toEqual([0, 1, 1]);
  house.clock.move(31 * dayMs);
  await clearAway(house.app);
  expect(await left()).toEqual([0, 0, 0]);
});

test("of jobs without tries left those for money stay for ever, the others a month", async () => {
  const names: JobName[] = ["issue-receipt", "handle-event", "sync-orders", "send-reset-mail"];
  for (const name of names) await addJob(house.app.db, name, {} as never, { attemptsMax: 1 });
  const age = (days: number) => house.sql.query("UPDATE graphile_worker._private_jobs SET attempts = max_attempts, updated_at = now() - make_interval(days => $1)", [days]);
  const left = async () => (await house.sql.query("SELECT task_identifier AS name FROM graphile_worker.jobs ORDER BY 1")).rows.map(({ name }) => name as string);
  await age(deadJobDays - 1);
  await clearAway(house.app);
  expect(await left()).toEqual([...names].sort());
  await age(deadJobDays + 1);
  await clearAway(house.app);
  expect(await left()).toEqual(["handle-event", "issue-receipt"]);
});

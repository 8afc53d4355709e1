import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inTransaction } from "../../app/db/client.server";
import { addJob } from "../../app/db/jobs.server";
import { runJobs } from "../../app/flows/run-jobs.server";
import { makeClock, openHouse, openLink, payOnPaper, type House, type Shop } from "./house";
import { walkIn } from "./walk";

let house: House;
let shop: Shop;
beforeEach(async () => {
  house = await openHouse({ clock: makeClock(new Date().toISOString()) });
  shop = await house.openShop();
});
afterEach(() => house.close());

const { payId } = walkIn(() => ({ house, shop }));
const outageMs = 3_000;
const patienceMs = 180_000;
const poolMax = 10;

/** The server refuses this database for a while, as it does while it restarts; every connection is cut. */
async function playOutage(): Promise<void> {
  const url = new URL(house.app.databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = "/postgres";
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(`ALTER DATABASE ${admin.escapeIdentifier(name)} ALLOW_CONNECTIONS false`);
  await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
  await sleep(outageMs);
  await admin.query(`ALTER DATABASE ${admin.escapeIdentifier(name)} ALLOW_CONNECTIONS true`);
  await admin.end();
}

test("the database goes away while jobs run and comes back: so do the workers, and the work is done once", { timeout: 300_000 }, async () => {
  const { linkId, orderRef } = await openLink(house, shop);
  const paymentId = await payId(linkId);
  payOnPaper(house, paymentId);
  let isAtWork = false;
  house.paper.fault = (_, call) => {
    if (call === "readPayment") isAtWork = true;
  };
  const jobs = await runJobs(house.app, { concurrency: 2 });
  try {
    for (let index = 0; index < 4; index += 1) await addJob(house.app.db, "check-payment", { storeId: shop.storeId, paymentId });
    while (!isAtWork) await sleep(1);
    await playOutage();
    const later = await openLink(house, shop);
    const laterId = await payId(later.linkId);
    payOnPaper(house, laterId);
    await addJob(house.app.db, "check-payment", { storeId: shop.storeId, paymentId: laterId });
    const isMarked = (ref: string) => house.paper.markedPaid.some((one) => one.orderRef === ref);
    const deadline = Date.now() + patienceMs;
    while (!(isMarked(orderRef) && isMarked(later.orderRef)) && Date.now() < deadline) await sleep(50);
    for (const ref of [orderRef, later.orderRef]) expect(house.paper.markedPaid.filter((one) => one.orderRef === ref)).toHaveLength(1);
  } finally {
    await jobs.stop();
  }
});

test("connections cut inside transactions are not lost to the pool", async () => {
  const { db } = house.app;
  for (let index = 0; index <= poolMax; index += 1) {
    await expect(inTransaction(db, async (tx) => {
      await tx.sql.$queryRaw`SELECT 1`;
      await house.sql.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()");
      await tx.sql.$queryRaw`SELECT 2`;
    })).rejects.toThrow();
  }
  await expect(inTransaction(db, async (tx) => tx.sql.$queryRaw`SELECT 3 AS three`)).resolves.toEqual([{ three: 3 }]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { bankTransfer } from "../../adapters/bank-transfer/index.server";
import { dayOf } from "../../app/core/civil-day";
import { currencyOf } from "../../app/core/currency";
import { insertConnection } from "../../app/db/connections.server";
import { findTill, listClosings, listTillEntries } from "../../app/db/till.server";
import { closeTill } from "../../app/flows/close-till.server";
import { recordReceived } from "../../app/flows/record-received.server";
import { startPayment } from "../../app/flows/start-payment.server";
import { sweep } from "../../app/flows/sweep.server";
import { verifyTill } from "../../app/flows/verify-till.server";
import { openHouse, openLink, payOnPaper, runDueJobs, type House, type Shop } from "./house";

const eur = currencyOf("EUR");
const hourMs = 3_600_000;
let house: House;
let shop: Shop;
let accountId: string;
beforeAll(async () => {
  house = await openHouse({ extraProviders: [bankTransfer] });
  ({ shop, accountId } = await openAccount());
});
afterAll(() => house.close());

async function openAccount() {
  const opened = await house.openShop();
  const { id } = await insertConnection(house.app.db, {
    id: house.app.newId("con"), storeId: opened.storeId, port: "provider", vendor: bankTransfer.vendor, hookSecret: null, at: house.clock.now(),
    settings: { holder: "Maison Thé", iban: "BE72000000001616", bic: "", referenceKind: "auto", ogmLine: "11" },
  });
  return { shop: opened, accountId: id };
}

async function receive(amountMinor = 12_100, at = { shop, accountId }): Promise<string> {
  const { linkId } = await openLink(house, at.shop);
  const ctx = await at.shop.ctx();
  const started = await startPayment(ctx, { linkId, providerId: at.accountId, shownMinor: 12_100, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  const noted = await recordReceived(ctx, { paymentId: started.paymentId, amountMinor, currency: eur, receivedAt: house.clock.now(), ref: "r1" });
  if (!noted.ok) throw new Error(noted.reason);
  return linkId;
}

const closings = async (storeId = shop.storeId) => (await listClosings(house.app.db, storeId, { limit: 2_000 })).reverse();

/** What somebody with the database's own password could do. */
async function tamper(...statements: string[]): Promise<void> {
  await house.sql.query(["BEGIN", "SET LOCAL session_replication_role = replica", ...statements, "COMMIT"].join(";"));
}

test("money stated by hand is chained with its ledger row; a provider's own money is not", async () => {
  await receive();
  const { linkId } = await openLink(house, shop);
  const started = await startPayment(await shop.ctx(), { linkId, providerId: shop.providerId, shownMinor: 12_100, typedMinor: null });
  if (!started.ok) throw new Error(started.reason);
  payOnPaper(house, started.paymentId);
  await runDueJobs(house);
  const moves = await listTillEntries(house.app.db, shop.storeId, { after: 0, limit: 10 });
  expect(moves).toMatchObject([{ number: 1, method: "bank-transfer", amountMinor: 12_100, kind: "capture" }]);
  expect(await verifyTill(await shop.ctx())).toEqual({ moves: 1, closings: 0, faults: [] });
});

test("the sweep closes each day at the store's midnight, once, whoever else does, and catches up the missed ones", async () => {
  const first = dayOf(house.clock.now(), "Europe/Paris");
  await sweep(house.app);
  await runDueJobs(house);
  expect(await closings()).toEqual([]);
  house.clock.move(11 * hourMs);
  await sweep(house.app);
  await runDueJobs(house);
  expect(await closings()).toMatchObject([{ kind: "day", name: first, totals: [{ currency: "EUR", method: "bank-transfer", inMinor: 12_100, outMinor: 0, count: 1 }] }]);
  house.clock.move(45 * 24 * hourMs);
  const ctx = await shop.ctx();
  const made = await Promise.all([closeTill(ctx), closeTill(ctx), closeTill(await shop.ctx())]);
  const all = await closings();
  expect(made.reduce((total, one) => total + one, 0)).toBe(all.length - 1);
  expect(all.filter(({ kind }) => kind === "day")).toHaveLength(46);
  expect(all.filter(({ kind }) => kind !== "day").map(({ name }) => name)).toEqual(["2030-11", "2030-12", "2030"]);
  expect(all.at(-1)?.perpetual).toMatchObject([{ inMinor: 12_100 }]);
  expect((await verifyTill(ctx)).faults).toEqual([]);
});

test("a clock that goes back puts money in the day that is open, and closes nothing twice", async () => {
  const before = (await closings()).length;
  house.clock.move(-72 * hourMs);
  await receive(500);
  expect(await closeTill(await shop.ctx())).toBe(0);
  house.clock.move(72 * hourMs);
  const state = await findTill(house.app.db, shop.storeId);
  expect(state?.end.at).toEqual(state?.closedUntil);
  house.clock.move(24 * hourMs);
  expect(await closeTill(await shop.ctx())).toBe(1);
  expect((await closings()).slice(before)).toMatchObject([{ kind: "day", totals: [{ inMinor: 500 }], perpetual: [{ inMinor: 12_600 }] }]);
  expect((await verifyTill(await shop.ctx())).faults).toEqual([]);
});

test("many notes at the same moment stand one behind the other, without a gap", async () => {
  await Promise.all(Array.from({ length: 8 }, (_, index) => receive(1_000 + index)));
  const moves = await listTillEntries(house.app.db, shop.storeId, { after: 0, limit: 100 });
  expect(moves.map(({ number }) => number)).toEqual(moves.map((_, index) => index + 1));
  expect((await verifyTill(await shop.ctx())).faults).toEqual([]);
});

test("the database refuses to change a move or a closing", async () => {
  for (const statement of ["UPDATE till_entry SET amount_minor = 1", "DELETE FROM till_entry", "TRUNCATE till_entry", "UPDATE till_closing SET totals = '[]'", "DELETE FROM till_closing", "TRUNCATE till_closing"]) {
    await expect(house.sql.query(statement)).rejects.toThrow("append-only");
  }
});

test("what the database's owner changes all the same is found", async () => {
  const other = await openAccount();
  await receive(4_200, other);
  house.clock.move(48 * hourMs);
  await closeTill(await other.shop.ctx());
  const { storeId } = other.shop;
  const find = async () => (await verifyTill(await other.shop.ctx())).faults.map(({ chain, fault }) => `${chain} ${fault}`);
  expect(await find()).toEqual([]);
  const at = `WHERE store_id = '${storeId}'`;
  const tries: [string, string, string][] = [
    [`UPDATE till_entry SET amount_minor = 4100 ${at}`, `UPDATE till_entry SET amount_minor = 4200 ${at}`, "moves changed"],
    [`UPDATE entry SET amount_minor = 4100 ${at}`, `UPDATE entry SET amount_minor = 4200 ${at}`, "moves ledger"],
    [`UPDATE till SET last_number = 2 ${at}`, `UPDATE till SET last_number = 1 ${at}`, "moves end"],
    [`UPDATE till_closing SET seal = 'v1.x' ${at}`, "", "closings seal"],
    [`DELETE FROM till_closing ${at} AND number = (SELECT max(number) FROM till_closing ${at})`, "", "closings end"],
  ];
  for (const [change, undo, found] of tries) {
    await tamper(change);
    expect(await find()).toContain(found);
    if (undo) await tamper(undo);
  }
  expect((await verifyTill(await shop.ctx())).faults).toEqual([]);
});

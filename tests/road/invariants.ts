import { expect } from "vitest";
import { readLinkTotals } from "../../app/db/links.server";
import type { House, Shop } from "./house";
import { netOf } from "./paper";

type Sum = { sum: string };

/**
 * What must hold once the faults have stopped and the queue is at rest, whatever happened before:
 * the ledger equals the provider, every movement has its parts and its receipt, numbers have no hole, surplus is told.
 */
export async function expectInvariants(house: House, shop: Shop): Promise<void> {
  await expectLedgerEqualsProvider(house, shop);
  await expectReceipts(house, shop);
  await expectNothingSilent(house, shop);
  await expectOrdersTold(house, shop);
  await expectRefundsMirrored(house, shop);
  await expectOneAlive(house, shop);
}

/** I1: Σ ledger = Σ captures − refunds at the provider, payment by payment. */
async function expectLedgerEqualsProvider(house: House, shop: Shop): Promise<void> {
  const { rows } = await house.sql.query<Sum & { provider_ref: string }>(
    `SELECT p.provider_ref, coalesce(sum(e.amount_minor), 0)::text AS sum FROM payment p LEFT JOIN entry e ON e.payment_id = p.id
     WHERE p.store_id = $1 AND p.provider_ref IS NOT NULL GROUP BY p.provider_ref`,
    [shop.storeId],
  );
  const written = new Map(rows.map((row) => [row.provider_ref, Number(row.sum)]));
  const stated = await house.sql.query<{ id: string }>("SELECT id FROM payment WHERE store_id = $1", [shop.storeId]);
  for (const { id } of stated.rows) {
    const checkout = house.paper.checkouts.get(`cs_${id}`);
    // A checkout whose answer was lost was never shown to anyone, so nobody can have paid it.
    if (checkout && netOf(checkout) !== 0) expect(written.get(`cs_${id}`), `ledger of ${id}`).toBe(netOf(checkout));
  }
  await expectCurrenciesEqual(house, shop, stated.rows.map(({ id }) => id));
  const parts = await house.sql.query<{ id: string }>(
    `SELECT e.id FROM entry e LEFT JOIN allocation a ON a.entry_id = e.id WHERE e.store_id = $1
     GROUP BY e.id, e.amount_minor HAVING e.amount_minor IS DISTINCT FROM sum(a.amount_minor)`,
    [shop.storeId],
  );
  expect(parts.rows, "entries whose parts do not sum").toEqual([]);
}

/** What people stated by hand and did not take back, by currency. */
async function readHandMoney(house: House, shop: Shop): Promise<Record<string, number>> {
  const { rows } = await house.sql.query<Sum & { currency: string }>(
    `SELECT currency, sum(CASE WHEN kind IN ('returned', 'reversed') THEN -amount_minor WHEN kind = 'cleared' OR (kind = 'received' AND method <> 'cheque') THEN amount_minor ELSE 0 END)::text AS sum
     FROM hand_note WHERE store_id = $1 AND status = 'done' GROUP BY currency HAVING count(*) FILTER (WHERE kind = 'cleared' OR (kind = 'received' AND method <> 'cheque')) > 0`,
    [shop.storeId],
  );
  return Object.fromEntries(rows.map(({ currency, sum }) => [currency, Number(sum)]));
}

/** The same over all payments, for every currency: Σ ledger = Σ provider captures − refunds, and what was noted by hand. */
async function expectCurrenciesEqual(house: House, shop: Shop, paymentIds: readonly string[]): Promise<void> {
  const held = await readHandMoney(house, shop);
  for (const id of paymentIds) {
    const checkout = house.paper.checkouts.get(`cs_${id}`);
    if (checkout && checkout.facts.length > 0) held[checkout.currency] = (held[checkout.currency] ?? 0) + netOf(checkout);
  }
  const { rows } = await house.sql.query<Sum & { currency: string }>("SELECT currency, sum(amount_minor)::text AS sum FROM entry WHERE store_id = $1 GROUP BY currency", [shop.storeId]);
  expect(Object.fromEntries(rows.map(({ currency, sum }) => [currency, Number(sum)])), "ledger by currency").toEqual(held);
}

/** I2, I7: one receipt per movement and link, which together state the movement; each mail sent once, numbers 1…n without a gap per series. */
async function expectReceipts(house: House, shop: Shop): Promise<void> {
  const missing = await house.sql.query(
    `SELECT e.id, e.kind, a.link_id, count(DISTINCT r.id)::int AS receipts FROM entry e JOIN allocation a ON a.entry_id = e.id AND a.rebooking_id IS NULL
     LEFT JOIN receipt r ON r.entry_id = e.id AND r.link_id = a.link_id AND r.rebooking_id IS NULL
     WHERE e.store_id = $1 AND e.kind IN ('capture', 'refund', 'reversal') GROUP BY e.id, e.kind, a.link_id HAVING count(DISTINCT r.id) <> 1`,
    [shop.storeId],
  );
  expect(missing.rows, "money without its one receipt").toEqual([]);
  const moved = await house.sql.query(
    "SELECT b.id, count(r.id)::int AS receipts FROM rebooking b LEFT JOIN receipt r ON r.rebooking_id = b.id WHERE b.store_id = $1 GROUP BY b.id HAVING count(r.id) <> 2",
    [shop.storeId],
  );
  expect(moved.rows, "rebookings without their two receipts").toEqual([]);
  const wrong = await house.sql.query(
    `SELECT e.id FROM entry e JOIN receipt r ON r.entry_id = e.id WHERE e.store_id = $1
     GROUP BY e.id, e.amount_minor HAVING e.amount_minor <> sum((r.facts #>> '{amount,amountMinor}')::bigint * CASE r.facts ->> 'kind' WHEN 'receipt' THEN 1 ELSE -1 END)`,
    [shop.storeId],
  );
  expect(wrong.rows, "receipts that do not state their movement").toEqual([]);
  const numbers = await house.sql.query<{ number: string }>("SELECT number FROM receipt WHERE store_id = $1 ORDER BY number", [shop.storeId]);
  for (const letter of ["R", "C"]) {
    const series = numbers.rows.map((row) => row.number).filter((number) => number.startsWith(letter));
    expect(series.map((number) => Number(number.slice(-6))), `series ${letter}`).toEqual(series.map((_, index) => index + 1));
  }
  const unsent = await house.sql.query(
    "SELECT r.number FROM receipt r LEFT JOIN message m ON m.receipt_id = r.id AND m.status = 'sent' WHERE r.store_id = $1 AND m.id IS NULL",
    [shop.storeId],
  );
  expect(unsent.rows, "receipts nobody was sent").toEqual([]);
}

/** I8: every cent that no link asked for is told to a person, and stays told while it is held; so is money that came too late. */
async function expectNothingSilent(house: House, shop: Shop): Promise<void> {
  const silent = await house.sql.query(
    `SELECT a.entry_id FROM allocation a JOIN entry e ON e.id = a.entry_id AND e.kind = 'capture'
     LEFT JOIN task t ON t.subject = a.entry_id || ':' || a.link_id WHERE a.store_id = $1 AND a.rebooking_id IS NULL AND a.kind IN ('surplus', 'foreign') AND t.id IS NULL`,
    [shop.storeId],
  );
  expect(silent.rows, "surplus nobody was told about").toEqual([]);
  const late = await house.sql.query(
    `SELECT DISTINCT e.id, l.id AS link_id FROM allocation a JOIN entry e ON e.id = a.entry_id AND e.kind = 'capture' JOIN payment_link l ON l.id = a.link_id
     WHERE a.store_id = $1 AND a.rebooking_id IS NULL AND (e.occurred_at >= l.expires_at)
       AND NOT EXISTS (SELECT 1 FROM task t WHERE t.subject = e.id || ':' || l.id AND t.kind IN ('late-money', 'money-on-cancelled'))`,
    [shop.storeId],
  );
  expect(late.rows, "late money nobody was told about").toEqual([]);
  const links = await house.sql.query<{ id: string; foreign: string; told: string[] }>(
    `SELECT l.id, coalesce((SELECT sum(a.amount_minor) FROM allocation a WHERE a.link_id = l.id AND a.kind = 'foreign'), 0)::text AS foreign,
       ARRAY(SELECT t.kind FROM task t WHERE t.link_id = l.id AND t.resolved_at IS NULL) AS told
     FROM payment_link l WHERE l.store_id = $1`,
    [shop.storeId],
  );
  const totals = await readLinkTotals(house.app.db, shop.storeId, links.rows.map(({ id }) => id));
  const isTold = (told: readonly string[]) => ["surplus", "paid-twice", "late-money", "money-on-cancelled", "foreign-money"].some((kind) => told.includes(kind));
  const held = links.rows.filter(({ id, foreign, told }) => !isTold(told) && (Number(foreign) > 0 || (totals.get(id)?.surplusMinor ?? 0) > 0));
  expect(held, "surplus that is held and no longer told").toEqual([]);
}

/** Every paid order is told to the shop exactly once, and no other one; where the shop cannot be told, a person is. */
async function expectOrdersTold(house: House, shop: Shop): Promise<void> {
  const links = await house.sql.query<{ id: string; order_ref: string; is_paid: boolean; told: string[] }>(
    `SELECT l.id, l.order_ref, l.amount_minor <= coalesce((SELECT sum(a.amount_minor) FROM allocation a JOIN entry e ON e.id = a.entry_id
         WHERE a.link_id = l.id AND a.kind = 'due' AND e.kind IN ('capture', 'reversal')), 0) AS is_paid,
       ARRAY(SELECT t.kind FROM task t WHERE t.link_id = l.id) AS told
     FROM payment_link l WHERE l.store_id = $1 AND l.order_ref IS NOT NULL`,
    [shop.storeId],
  );
  for (const link of links.rows) {
    const marks = house.paper.markedPaid.filter((mark) => mark.orderRef === link.order_ref).length;
    const state = house.paper.orders.get(link.order_ref)?.state;
    const isTold = (...kinds: string[]) => kinds.some((kind) => link.told.includes(kind));
    const where = `order ${link.order_ref}, ${link.is_paid ? "paid" : "not paid"} here and ${state} in its shop`;
    if (state === undefined) continue;
    if (link.is_paid && !isTold("order-not-marked", "order-differs")) expect({ where, marks, state }).toEqual({ where, marks: 1, state: "paid" });
    else if (!link.is_paid && !isTold("money-taken-back", "order-unmarked")) expect({ where, marks }).toEqual({ where, marks: 0 });
    else expect(marks, where).toBeLessThanOrEqual(1);
  }
}

/** What went back of an order's own money stands in its shop, once for each refund. */
async function expectRefundsMirrored(house: House, shop: Shop): Promise<void> {
  const { rows } = await house.sql.query<{ order_ref: string; ref: string; amount: string }>(
    `SELECT l.order_ref, e.ref, a.amount_minor::text AS amount FROM allocation a JOIN entry e ON e.id = a.entry_id AND e.kind = 'refund'
     JOIN payment_link l ON l.id = a.link_id WHERE a.store_id = $1 AND a.kind = 'due' AND l.order_ref IS NOT NULL`,
    [shop.storeId],
  );
  const refs = new Set(rows.map(({ order_ref: ref }) => ref));
  const mirrored = house.paper.mirrored.filter(({ orderRef }) => refs.has(orderRef)).map(({ orderRef, refundRef, amountMinor }) => `${orderRef} ${refundRef} ${amountMinor}`);
  expect(mirrored.sort(), "refunds in the shop").toEqual(rows.map((row) => `${row.order_ref} ${row.ref} ${-Number(row.amount)}`).sort());
}

/**
 * Whatever was closed in vain is closed by now: of all attempts that mean to pay one link at most one can still be paid.
 * An attempt given up before its checkout was known is none: nobody was ever given its address.
 */
async function expectOneAlive(house: House, shop: Shop): Promise<void> {
  const { rows } = await house.sql.query<{ link_id: string; payment_ids: string[] }>(
    "SELECT link_id, array_agg(payment_id) AS payment_ids FROM payment_target t JOIN payment_link l ON l.id = t.link_id AND l.kind <> 'reusable' JOIN payment p ON p.id = t.payment_id AND (p.provider_ref IS NOT NULL OR p.state <> 'failed') WHERE t.store_id = $1 GROUP BY link_id",
    [shop.storeId],
  );
  for (const { link_id: linkId, payment_ids: ids } of rows) {
    const open = ids.filter((id) => house.paper.checkouts.get(`cs_${id}`)?.progress === "open");
    expect(open.length, `open checkouts of ${linkId}`).toBeLessThanOrEqual(1);
  }
}
